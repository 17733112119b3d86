// SPDX-License-Identifier: GPL-3.0-or-later
// scfdesk-command: the subcommands of scfdesk. A program of its own, so that the engine doesn't load what only a command needs (the
// desktop's keyring with D-Bus and glib, the cloud's client).
#include "app/cli/run.h"
#include <QCoreApplication>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>

using namespace Qt::Literals::StringLiterals;

namespace {
/// The exit status, when all that was printed has gone out: it may wait in its buffer for a disk that is full.
int written(int status) {
  const bool flushed = fflush(stdout) == 0;
  if (flushed && ferror(stdout) == 0) return status;
  const QByteArray why = flushed ? QByteArray() : QByteArray(QByteArray(" (") + strerror(errno) + ')');
  fprintf(stderr, "scfdesk: What was to be printed could not be written%s.\n", why.constData());
  return status == 0 ? 1 : status;
}
}  // namespace

int main(int argc, char** argv) {
  QStringList words;
  for (int i = 1; i < argc; ++i) words << QString::fromLocal8Bit(argv[i]);
  const auto line = scfdesk::parseCommandLine(words);
  std::signal(SIGPIPE, SIG_IGN);
  QCoreApplication app(argc, argv);
  QCoreApplication::setApplicationName(u"scfdesk"_s);
  QCoreApplication::setApplicationVersion(QLatin1String(SCFDESK_VERSION));
  if (line && line->mode == scfdesk::CommandLine::Mode::Help) {
    fputs(scfdesk::helpText().toUtf8().constData(), stdout);
    return written(0);
  }
  if (!line || line->mode != scfdesk::CommandLine::Mode::Command) {
    fprintf(stderr, "scfdesk-command: it is a part of scfdesk. scfdesk --help shows what there is.\n");
    return 2;
  }
  return written(scfdesk::runCommand(*line));
}

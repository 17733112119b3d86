// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulatecommand.h"
#include "app/engine/simulate/resultjson.h"
#include "app/engine/simulate/specjson.h"
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

int runSimulate(const QStringList& words) {
  QString file;
  bool json = false, usable = true;
  for (const QString& word : words) {
    if (word == u"--json"_s)
      json = true;
    else if ((word == u"-"_s || !word.startsWith(u'-')) && file.isEmpty())
      file = word;
    else
      usable = false;
  }
  if (!usable || file.isEmpty()) {
    fprintf(stderr, "scfdesk: write scfdesk simulate SPEC.json [--json]\n");
    return 2;
  }
  QFile input(file);
  const bool open = file == u"-"_s ? input.open(stdin, QIODevice::ReadOnly) : input.open(QIODevice::ReadOnly);
  if (!open) {
    fprintf(stderr, "scfdesk: %s cannot be read (%s).\n", qUtf8Printable(file), qUtf8Printable(input.errorString()));
    return 1;
  }
  const auto spec = simulate::specFromJson(input.readAll(), file == u"-"_s ? std::string() : QFileInfo(file).absolutePath().toStdString());
  if (!spec) {
    fprintf(stderr, "scfdesk: %s: %s\n", qUtf8Printable(file), qUtf8Printable(u"%1 %2"_s.arg(spec.error().message, spec.error().next).trimmed()));
    return 1;
  }
  QElapsedTimer timer;
  timer.start();
  const simulate::Outcome outcome = simulate::simulate(*spec);
  const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
  const QByteArray text = json ? simulate::resultToJson(*spec, outcome, seconds, true) + '\n' : simulate::resultAsText(*spec, outcome, seconds);
  return fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout) == static_cast<size_t>(text.size()) && fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace scfdesk

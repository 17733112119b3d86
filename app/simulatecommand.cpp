// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/simulatecommand.h"
#include "app/engine/simulate/resultjson.h"
#include "app/engine/simulate/session.h"
#include "app/engine/simulate/specjson.h"
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
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
  constexpr qint64 kSpecBytes = 128 * 1024 * 1024;
  const QByteArray content = input.read(kSpecBytes + 1);
  if (content.size() > kSpecBytes) {
    fprintf(stderr, "scfdesk: %s has more than 128 MB; that is too much for a specification. Traces belong into files of their own.\n", qUtf8Printable(file));
    return 1;
  }
  const auto spec = simulate::specFromJson(content, file == u"-"_s ? std::string() : QFileInfo(file).absolutePath().toStdString());
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

int runReplay(const QStringList& words) {
  constexpr int kDiffers = 3;
  QString name;
  bool json = false, usable = true;
  for (const QString& word : words) {
    if (word == u"--json"_s)
      json = true;
    else if (!word.startsWith(u'-') && name.isEmpty())
      name = word;
    else
      usable = false;
  }
  if (!usable || name.isEmpty()) {
    fprintf(stderr, "scfdesk: write scfdesk replay FILE [--json]\n");
    return 2;
  }
  QFile file(name);
  if (!file.open(QIODevice::ReadOnly)) {
    fprintf(stderr, "scfdesk: %s cannot be read (%s).\n", qUtf8Printable(name), qUtf8Printable(file.errorString()));
    return 1;
  }
  const auto session = simulate::unpackSession(file.readAll());
  const auto text = session ? simulate::lookThrough(*session, nullptr, nullptr) : Result<QByteArray>(session.error());
  if (!text) {
    fprintf(stderr, "scfdesk: %s: %s\n", qUtf8Printable(name), qUtf8Printable(u"%1 %2"_s.arg(text.error().message, text.error().next).trimmed()));
    return 1;
  }
  const QJsonObject replay = QJsonDocument::fromJson(*text)[u"replay"_s].toObject();
  const bool same = replay[u"same"_s].toBool();
  const auto of = [&](const QJsonObject& object, const QString& member) { return object[member].isString() ? object[member].toString() : QString::number(object[member].toInteger()); };
  if (json) {
    printf("%s\n", QJsonDocument(replay).toJson(QJsonDocument::Compact).constData());
    return same ? 0 : kDiffers;
  }
  printf("%s events replayed, %s decisions, hash %s\n", qUtf8Printable(of(replay, u"events"_s)), qUtf8Printable(of(replay, u"decisions"_s)), qUtf8Printable(of(replay, u"replayedHash"_s)));
  const QJsonObject d = replay[u"difference"_s].toObject();
  if (same)
    printf("the same as the live engine decided\n");
  else if (!d.isEmpty())
    printf("decision %s, in event %s, differs\n  recorded: %s\n  replayed: %s\n", qUtf8Printable(of(d, u"decision"_s)), qUtf8Printable(of(d, u"event"_s)), qUtf8Printable(of(d, u"recorded"_s)), qUtf8Printable(of(d, u"replayed"_s)));
  else
    printf("not the same: %s\n", replay.contains(u"trouble"_s) ? qUtf8Printable(of(replay, u"trouble"_s)) : qUtf8Printable(u"the recorded hash is "_s + of(replay, u"recordedHash"_s)));
  return same ? 0 : kDiffers;
}

}  // namespace scfdesk

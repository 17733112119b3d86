// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/session.h"
#include <QJsonArray>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
std::vector<double> numbers(const QJsonValue& list) {
  std::vector<double> values;
  for (const QJsonValue& value : list.toArray()) values.push_back(value.toDouble());
  return values;
}
}  // namespace

SimSession SimSession::fromJson(const QJsonObject& look) {
  SimSession s;
  s.engine = look[u"engine"_s].toString();
  s.made = look[u"madeUs"_s].toInteger();
  const QJsonObject replay = look[u"replay"_s].toObject(), difference = replay[u"difference"_s].toObject(), series = look[u"series"_s].toObject();
  s.same = replay[u"same"_s].toBool();
  s.events = replay[u"events"_s].toInteger();
  s.decisions = replay[u"decisions"_s].toInteger();
  s.forgotten = replay[u"forgottenEvents"_s].toInteger();
  s.recordedHash = replay[u"recordedHash"_s].toString();
  s.replayedHash = replay[u"replayedHash"_s].toString();
  s.trouble = replay[u"trouble"_s].toString();
  s.differsAt = difference[u"decision"_s].toInteger();
  s.differsUs = difference[u"us"_s].toInteger();
  s.recorded = difference[u"recorded"_s].toString();
  s.replayed = difference[u"replayed"_s].toString();
  s.from = series[u"fromUs"_s].toInteger();
  s.stepUs = series[u"stepUs"_s].toDouble();
  s.starting = numbers(series[u"starting"_s]);
  s.busy = numbers(series[u"busy"_s]);
  s.idle = numbers(series[u"idle"_s]);
  s.waiting = numbers(series[u"waiting"_s]);
  s.refused = numbers(series[u"refused"_s]);
  s.cold = numbers(series[u"cold"_s]);
  for (std::vector<double>* other : {&s.starting, &s.idle, &s.waiting, &s.refused, &s.cold}) other->resize(s.busy.size());
  for (const QJsonValue& value : look[u"functions"_s].toArray()) {
    Function& f = s.functions.emplace_back();
    f.name = value[u"name"_s].toString();
    f.runtime = value[u"runtime"_s].toString();
    f.version = value[u"version"_s].toInt();
    f.memoryMb = value[u"memoryMb"_s].toInt();
    f.code = value[u"codeSha256"_s].toString();
    f.arrivals = numbers(value[u"arrivals"_s]);
    f.timings.runs = numbers(value[u"runs"_s]);
    f.timings.starts = numbers(value[u"starts"_s]);
  }
  for (const QJsonValue& value : look[u"decisions"_s].toArray()) s.told.push_back({value[u"us"_s].toInteger(), value[u"function"_s].toString(), value[u"text"_s].toString()});
  for (const QJsonValue& value : look[u"log"_s].toArray()) s.log.push_back({value[u"us"_s].toInteger(), value[u"function"_s].toString(), value[u"text"_s].toString()});
  s.complete = look[u"traceComplete"_s].toBool(true) && look[u"logComplete"_s].toBool(true);
  return s;
}

}  // namespace scfdesk

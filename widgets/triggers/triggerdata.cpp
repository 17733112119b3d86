// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/triggers/triggerdata.h"
#include <QJsonArray>
#include <numeric>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

int TriggerView::lately() const { return std::accumulate(history.begin(), history.end(), 0); }

TriggerView triggerFromJson(const QJsonObject& o) {
  TriggerView t;
  t.id = o["id"_L1].toString();
  t.name = o["name"_L1].toString();
  t.type = o["type"_L1].toString();
  t.qualifier = o["qualifier"_L1].toString();
  t.customArgument = o["customArgument"_L1].toString();
  t.description = o["description"_L1].toString();
  t.address = o["address"_L1].toString();
  t.trouble = o["trouble"_L1].toString();
  t.remedy = o["remedy"_L1].toString();
  t.function = {o["namespace"_L1].toString(), o["function"_L1].toString()};
  t.pull = o["model"_L1].toString() == "pull"_L1;
  t.sync = o["call"_L1].toString() == "sync"_L1;
  t.enabled = o["enabled"_L1].toBool();
  t.desc = o["desc"_L1].toObject();
  t.about = o["about"_L1].toObject();
  t.counted = o["counted"_L1].toBool(true);
  const QJsonObject c = o["counts"_L1].toObject(), r = o["rates"_L1].toObject();
  t.counts = {c["made"_L1].toInteger(), c["delivered"_L1].toInteger(), c["failed"_L1].toInteger(), c["deadLettered"_L1].toInteger(),
              c["refused"_L1].toInteger(), c["retried"_L1].toInteger(), c["pending"_L1].toInteger()};
  t.rates = {r["made"_L1].toDouble(), r["delivered"_L1].toDouble(), r["retried"_L1].toDouble(), r["deadLettered"_L1].toDouble(), r["refused"_L1].toDouble(), r["invoked"_L1].toDouble()};
  t.last = o["lastEventMs"_L1].toInteger() * 1000;
  for (const QJsonValue& v : o["history"_L1].toArray()) t.history.push_back(v.toInt());
  for (const QJsonValue& v : o["recent"_L1].toArray()) {
    const QJsonObject e = v.toObject();
    TriggerEvent event;
    event.requestId = e["requestId"_L1].toString().toLatin1();
    event.invocation = quint64(e["invocation"_L1].toInteger());
    event.at = e["timeMs"_L1].toInteger() * 1000;
    event.statusCode = e["statusCode"_L1].toInt();
    event.status = e["status"_L1].toString();
    event.running = e["endedMs"_L1].toInteger() == 0;
    event.deadLetter = e["deadLetter"_L1].toBool();
    event.attempts = e["attempts"_L1].toInt();
    event.records = e["records"_L1].toInt(1);
    event.durationUs = int64_t(e["durationMs"_L1].toDouble() * 1000);
    event.event = e["event"_L1].toString();
    event.message = e["message"_L1].toString();
    event.note = e["note"_L1].toObject();
    t.recent.push_back(std::move(event));
  }
  return t;
}

}  // namespace scfdesk

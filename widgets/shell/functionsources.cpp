// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/functionsources.h"
#include "models/functionmodel.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
// In the order in which they stand for a function that has several.
constexpr const char* kOrder[] = {"ckafka", "cmqqueue", "redisstream", "cmq", "cos", "cls", "mps", "eb", "timer", "apigw", "clb", "http"};

int rankOf(const QString& type) { return int(std::find_if(std::begin(kOrder), std::end(kOrder), [&](const char* t) { return type == QLatin1String(t); }) - std::begin(kOrder)); }
}  // namespace

FunctionSources::FunctionSources(ModelHub& hub, QObject* parent) : QObject(parent), m_hub(hub) {
  m_timer.setInterval(kAskMs);
  connect(&m_timer, &QTimer::timeout, this, &FunctionSources::ask);
}

void FunctionSources::setWatched(bool watched) {
  if (watched == m_timer.isActive()) return;
  if (!watched) return m_timer.stop();
  m_timer.start();
  ask();
}

QString FunctionSources::typeOf(FunctionId function) const {
  const FunctionInfo* info = m_hub.functions().info(function);
  return info ? m_types.value(info->key) : QString();
}

int FunctionSources::countOf(FunctionId function) const {
  const FunctionInfo* info = m_hub.functions().info(function);
  return info ? m_counts.value(info->key) : 0;
}

void FunctionSources::ask() {
  m_hub.backend().local("GET", "/-/triggers/types", {}, this, [this](const Result<QByteArray>& answer) {
    const bool known = std::exchange(m_known, answer.ok());
    take(answer ? *answer : QByteArray());
    if (known != m_known) Q_EMIT changed();
  });
}

void FunctionSources::take(const QByteArray& answer) {
  QHash<FunctionKey, QString> types;
  QHash<FunctionKey, int> counts;
  for (const QJsonValue& v : QJsonDocument::fromJson(answer).object()["functions"_L1].toArray()) {
    const QJsonObject o = v.toObject();
    QString best;
    for (const QJsonValue& type : o["types"_L1].toArray())
      if (best.isEmpty() || rankOf(type.toString()) < rankOf(best)) best = type.toString();
    const FunctionKey key{o["namespace"_L1].toString(), o["function"_L1].toString()};
    if (!best.isEmpty()) types.insert(key, best);
    counts.insert(key, o["count"_L1].toInt(int(o["types"_L1].toArray().size())));
  }
  if (types == m_types && counts == m_counts) return;
  m_types = std::move(types);
  m_counts = std::move(counts);
  Q_EMIT changed();
}

}  // namespace scfdesk

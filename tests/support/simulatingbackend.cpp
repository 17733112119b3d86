// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/simulatingbackend.h"
#include "app/engine/simulate/resultjson.h"
#include "app/engine/simulate/specjson.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

void SimulatingBackend::local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply<QByteArray> reply) {
  const auto answer = [&](Result<QByteArray> result) {
    QMetaObject::invokeMethod(
        this, [reply = guarded(context, std::move(reply)), result = std::move(result)] { reply(result); }, Qt::QueuedConnection);
  };
  if (!target.startsWith("/-/simulate")) return answer(Error{u"UnsupportedOperation"_s, u"Not here."_s, {}});
  if (method == "POST" && target == "/-/simulate") {
    if (refuse) return answer(Error{u"LimitExceeded"_s, u"4 simulations run already, as many as may."_s, u"Wait for one of them, or cancel it."_s});
    ++started;
    m_results = "[";
    for (const QJsonValue& value : QJsonDocument::fromJson(body)[u"specs"_s].toArray()) {
      const auto spec = simulate::specFromJson(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
      if (!spec) return answer(spec.error());
      m_results += simulate::resultToJson(*spec, simulate::simulate(*spec), 0.018, false) + ',';
    }
    m_results.chop(1);
    m_results += ']';
    return answer(QByteArray("{\"id\":1}"));
  }
  if (method == "POST") {
    ++canceled;
    return answer(QByteArray("{}"));
  }
  if (holdSimulations) return answer(QByteArray("{\"id\":1,\"state\":\"running\",\"progress\":0.4,\"results\":[]}"));
  answer(QByteArray("{\"id\":1,\"state\":\"done\",\"progress\":1,\"results\":" + m_results + "}"));
}

void SimulatingBackend::action(const QByteArray& name, const QByteArray& params, QObject* context, Reply<QByteArray> reply) {
  actions.emplace_back(name, params);
  QMetaObject::invokeMethod(this, [reply = guarded(context, std::move(reply))] { reply(QByteArray("{}")); }, Qt::QueuedConnection);
}

}  // namespace scfdesk

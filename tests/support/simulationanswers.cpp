// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/simulationanswers.h"
#include "app/engine/simulate/resultjson.h"
#include "app/engine/simulate/specjson.h"
#include "tests/support/samplesession.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

Result<QByteArray> SimulationAnswers::answer(const QByteArray& method, const QByteArray& target, const QByteArray& body) {
  if (target == "/-/session") {
    if (method == "GET") return simulate::packSession(sampleSession(differs));
    const auto session = body.isEmpty() ? Result<simulate::Session>(sampleSession(differs)) : simulate::unpackSession(body);
    m_results[++m_last] = session ? QByteArray("[" + *simulate::lookThrough(*session, nullptr, nullptr) + "]") : QByteArray();
    if (!session) m_results[m_last] = "{\"code\":\"InvalidParameterValue\",\"message\":\"" + session.error().message.toUtf8() + "\"}";
    return QByteArray("{\"id\":" + QByteArray::number(m_last) + "}");
  }
  if (!target.startsWith("/-/simulate")) return Error{u"UnsupportedOperation"_s, u"Not here."_s, {}};
  if (method == "POST" && target == "/-/simulate") {
    if (refuse) return Error{u"LimitExceeded"_s, u"4 simulations run already, as many as may."_s, u"Wait for one of them, or cancel it."_s};
    ++started;
    QByteArray results("[");
    for (const QJsonValue& value : QJsonDocument::fromJson(body)[u"specs"_s].toArray()) {
      const auto spec = simulate::specFromJson(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
      if (!spec) return spec.error();
      results += simulate::resultToJson(*spec, simulate::simulate(*spec), 0.018, false) + ',';
    }
    results.chop(1);
    m_results[++m_last] = results + ']';
    return QByteArray("{\"id\":" + QByteArray::number(m_last) + "}");
  }
  if (method == "POST") {
    ++canceled;
    return QByteArray("{}");
  }
  const QByteArray id = target.mid(target.lastIndexOf('/') + 1);
  if (hold) return QByteArray("{\"id\":" + id + ",\"state\":\"running\",\"progress\":0.4,\"results\":[],\"partial\":[null,{\"arrivals\":1234,\"latency\":{\"p99\":0.5}}]}");
  const QByteArray result = m_results[id.toInt()];
  if (result.startsWith('{')) return QByteArray("{\"id\":" + id + ",\"state\":\"failed\",\"progress\":1,\"results\":[],\"error\":" + result + "}");
  return QByteArray("{\"id\":" + id + ",\"state\":\"done\",\"progress\":1,\"results\":" + result + "}");
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/runtime/websettings.h"
#include <QJsonDocument>
#include <QJsonObject>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

QJsonObject objectOf(const QHash<QString, QString>& fields, const QString& name) { return QJsonDocument::fromJson(fields.value(name).toUtf8()).object(); }
/// Numbers come as such and as texts.
std::optional<int> numberOf(const QJsonValue& value) {
  bool good = value.isDouble();
  const int number = good ? value.toInt() : value.toString().toInt(&good);
  return good ? std::optional(number) : std::nullopt;
}
Error wrong(const QString& code, const QString& message) { return {u"InvalidParameterValue"_s + code, message, {}}; }

}  // namespace

WebSettings webSettings(const QHash<QString, QString>& fields) {
  WebSettings settings;
  settings.concurrency = numberOf(objectOf(fields, u"InstanceConcurrencyConfig"_s)["MaxConcurrency"_L1]).value_or(settings.concurrency);
  settings.webSocket = fields.value(u"ProtocolType"_s) == "\"WS\""_L1;
  settings.idleSeconds = numberOf(objectOf(fields, u"ProtocolParams"_s)["WSParams"_L1].toObject()["IdleTimeOut"_L1]).value_or(settings.idleSeconds);
  return settings;
}

Status checkWebSettings(const QHash<QString, QString>& fields) {
  const QString type = fields.value(u"Type"_s, u"\"Event\""_s);
  const QString protocol = fields.value(u"ProtocolType"_s, u"\"\""_s);
  if (type != "\"Event\""_L1 && type != "\"HTTP\""_L1) return wrong(u".Type"_s, u"The Type of a function is Event or HTTP, not %1."_s.arg(type.left(40)));
  if (protocol != "\"\""_L1 && (type != "\"HTTP\""_L1 || protocol != "\"WS\""_L1))
    return wrong({}, u"ProtocolType is WS, and for functions of Type HTTP alone."_s);
  const WebSettings settings = webSettings(fields);
  if (settings.concurrency < 1 || settings.concurrency > WebSettings::kMostConcurrency)
    return wrong({}, u"MaxConcurrency is %1; it may be 1 to %2."_s.arg(settings.concurrency).arg(WebSettings::kMostConcurrency));
  if (settings.idleSeconds < WebSettings::kLeastIdleSeconds || settings.idleSeconds > WebSettings::kMostIdleSeconds)
    return wrong({}, u"IdleTimeOut is %1 s; it may be %2 to %3 s."_s.arg(settings.idleSeconds).arg(WebSettings::kLeastIdleSeconds).arg(WebSettings::kMostIdleSeconds));
  return Done{};
}

}  // namespace scfdesk

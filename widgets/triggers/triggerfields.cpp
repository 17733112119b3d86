// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a trigger's form and its TriggerDesc, one into the other.
#include "widgets/controls/numberfield.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/triggers/kafkasource.h"
#include "widgets/triggers/triggerform.h"
#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr const char* kFailures[] = {"deadletter", "isolate", "stop"};  // as the choices of the form
constexpr const char* kStarts[] = {"latest", "earliest"};

void putText(QJsonObject& into, const char* key, const QString& value) {
  if (value.isEmpty()) into.remove(QLatin1String(key));
  else into[QLatin1String(key)] = value;
}
}  // namespace

void TriggerForm::fill(const QJsonObject& desc) {
  const auto text = [&](const char* key, const QString& value) {
    if (auto* field = qobject_cast<QLineEdit*>(fieldOf(key))) field->setText(value);
    if (auto* field = qobject_cast<QComboBox*>(fieldOf(key))) {
      if (field->findText(value) < 0 && !value.isEmpty()) field->addItem(value);
      field->setCurrentText(value);
    }
  };
  const auto number = [&](const char* key) {
    if (auto* field = qobject_cast<NumberField*>(fieldOf(key)); field && desc[QLatin1String(key)].isDouble()) field->setValue(desc[QLatin1String(key)].toDouble());
  };
  const auto flag = [&](const char* key, bool on) {
    if (auto* field = qobject_cast<QCheckBox*>(fieldOf(key))) field->setChecked(on);
  };
  const auto list = [](const QJsonArray& array) {
    QStringList words;
    for (const QJsonValue& v : array) words << v.toString();
    return words.join(u", "_s);
  };
  for (const char* key : {"cron", "event", "AuthType", "url", "domain", "eventType", "brokers", "consumerGroupName", "server", "stream", "username", "passwordFile"})
    if (desc.contains(QLatin1String(key))) text(key, desc[QLatin1String(key)].toString());
  for (const char* key : {"max_size", "max_wait", "maxMsgNum", "retry", "timeOut"}) number(key);
  text("Prefix", desc["filter"_L1]["Prefix"_L1].toString());
  text("Suffix", desc["filter"_L1]["Suffix"_L1].toString());
  if (m_type == u"http") {
    const QJsonObject cors = desc["CorsConfig"_L1].toObject();
    flag("cors", cors["Enable"_L1].toBool());
    text("Origins", cors.contains("Origins"_L1) ? list(cors["Origins"_L1].toArray()) : u"*"_s);
  }
  if (m_type == u"apigw") {
    const QJsonObject api = desc["api"_L1].toObject(), config = api["requestConfig"_L1].toObject();
    text("method", config["method"_L1].toString());
    text("path", config["path"_L1].toString(u'/' + m_function));
    text("stage", desc["release"_L1]["environmentName"_L1].toString());
    flag("integrated", api["isIntegratedResponse"_L1].toString() == "TRUE"_L1);
    flag("base64", api["IsBase64Encoded"_L1].toString() == "TRUE"_L1);
  }
  if (m_type == u"cmq") {
    if (auto* field = qobject_cast<QComboBox*>(fieldOf("filterType"))) field->setCurrentIndex(desc["filterType"_L1].toInt(1) - 1);
    text("filterKey", list(desc["filterKey"_L1].toArray()));
  }
  if (auto* failure = qobject_cast<QComboBox*>(fieldOf("onFailure")))
    for (int i = 0; i < failure->count(); ++i)
      if (desc["onFailure"_L1].toString() == QLatin1String(kFailures[i])) failure->setCurrentIndex(i);
  if (m_type == u"ckafka" || m_type == u"redisstream") fillStart(desc);
  if (m_type == u"ckafka") fillKafka(desc);
}

void TriggerForm::put(const QJsonValue& desc, const QString& customArgument) {
  m_filling = true;
  fill(desc.isString() ? QJsonObject{{u"cron"_s, desc}} : desc.toObject());
  if (auto* argument = qobject_cast<QLineEdit*>(fieldOf("customArgument"))) argument->setText(customArgument);
  m_filling = false;
  onEdited();
}

QString TriggerForm::name() const { return m_kafka ? m_kafka->name() : textOf("name"); }
QString TriggerForm::customArgument() const {
  const auto* field = qobject_cast<QLineEdit*>(fieldOf("customArgument"));
  return field ? field->text() : QString();
}

QJsonValue TriggerForm::desc() const {
  const auto number = [&](const char* key) {
    const auto* field = qobject_cast<NumberField*>(fieldOf(key));
    return field ? field->intValue() : 0;
  };
  const auto on = [&](const char* key) {
    const auto* field = qobject_cast<QCheckBox*>(fieldOf(key));
    return field && field->isChecked();
  };
  const auto words = [&](const char* key) {
    QJsonArray array;
    for (const QString& word : textOf(key).split(u',', Qt::SkipEmptyParts))
      if (!word.trimmed().isEmpty()) array.append(word.trimmed());
    return array;
  };
  const auto yes = [](bool flag) { return flag ? u"TRUE"_s : u"FALSE"_s; };
  if (m_type == u"timer") return textOf("cron");
  // What there is no field for stays as it was.
  QJsonObject out = m_base;
  const auto with = [&out](std::initializer_list<std::pair<QString, QJsonValue>> members) {
    for (const auto& [name, value] : members) out[name] = value;
    return out;
  };
  if (m_type == u"cos") return with({{u"event"_s, textOf("event")}, {u"filter"_s, QJsonObject{{u"Prefix"_s, textOf("Prefix")}, {u"Suffix"_s, textOf("Suffix")}}}});
  if (m_type == u"http") {
    with({{u"AuthType"_s, textOf("AuthType")}});
    if (!out["NetConfig"_L1].isObject()) out[u"NetConfig"_s] = QJsonObject{{u"EnableIntranet"_s, true}, {u"EnableExtranet"_s, true}};
    QJsonObject cors = m_base["CorsConfig"_L1].toObject();
    if (on("cors") || !cors.isEmpty()) {
      cors[u"Enable"_s] = on("cors");
      cors[u"Origins"_s] = words("Origins");
      out[u"CorsConfig"_s] = cors;
    }
    return out;
  }
  if (m_type == u"apigw") {
    QJsonObject api = m_base["api"_L1].toObject(), config = api["requestConfig"_L1].toObject(), release = m_base["release"_L1].toObject();
    if (!api.contains("authRequired"_L1)) api[u"authRequired"_s] = u"FALSE"_s;
    config[u"method"_s] = textOf("method");
    config[u"path"_s] = textOf("path");
    api[u"requestConfig"_s] = config;
    api[u"isIntegratedResponse"_s] = yes(on("integrated"));
    api[u"IsBase64Encoded"_s] = yes(on("base64"));
    release[u"environmentName"_s] = textOf("stage");
    return with({{u"api"_s, api}, {u"service"_s, m_base["service"_L1].isObject() ? m_base["service"_L1] : QJsonObject{{u"serviceName"_s, u"SCF_API_SERVICE"_s}}}, {u"release"_s, release}});
  }
  if (m_type == u"clb") return with({{u"url"_s, textOf("url")}, {u"domain"_s, textOf("domain")}});
  if (m_type == u"cmq") {
    const auto* kind = qobject_cast<QComboBox*>(fieldOf("filterType"));
    return with({{u"filterType"_s, kind ? kind->currentIndex() + 1 : 1}, {u"filterKey"_s, words("filterKey")}});
  }
  if (m_type == u"cls") return with({{u"max_size"_s, number("max_size")}, {u"max_wait"_s, number("max_wait")}});
  if (m_type == u"mps") return with({{u"eventType"_s, textOf("eventType")}});
  if (m_type == u"ckafka" || m_type == u"cmqqueue" || m_type == u"redisstream") {
    with({{u"maxMsgNum"_s, number("maxMsgNum")}, {u"retry"_s, number("retry")}, {u"timeOut"_s, number("timeOut")}});
    const int failure = qobject_cast<QComboBox*>(fieldOf("onFailure"))->currentIndex();
    putText(out, "onFailure", failure > 0 ? QString(QLatin1String(kFailures[failure])) : QString());
    if (m_type == u"cmqqueue") return out;
    const int start = qobject_cast<SegmentedControl*>(fieldOf("start"))->currentIndex();
    out[u"offset"_s] = start < 2 ? QString(QLatin1String(kStarts[start])) : textOf("startMs");
    putText(out, "consumerGroupName", textOf("consumerGroupName"));
    if (m_type == u"ckafka") return kafkaDesc(std::move(out));
    for (const char* key : {"server", "stream", "username", "passwordFile"}) putText(out, key, textOf(key));
    return out;
  }
  return out;
}

void TriggerForm::fillStart(const QJsonObject& desc) {
  auto* start = qobject_cast<SegmentedControl*>(fieldOf("start"));
  const QString offset = desc["offset"_L1].toString();
  start->setCurrentIndex(offset == QLatin1String(kStarts[0]) ? 0 : offset == QLatin1String(kStarts[1]) ? 1 : 2);
  qobject_cast<QLineEdit*>(fieldOf("startMs"))->setText(start->currentIndex() == 2 ? offset : QString());
  showKafka();
}

void TriggerForm::fillKafka(const QJsonObject& desc) {
  auto* protocol = qobject_cast<QComboBox*>(fieldOf("protocol"));
  auto* mechanism = qobject_cast<QComboBox*>(fieldOf("mechanism"));
  const auto text = [&](const char* key, const QString& value) { qobject_cast<QLineEdit*>(fieldOf(key))->setText(value); };
  const QJsonObject security = desc["security"_L1].toObject();
  protocol->setCurrentIndex(std::max(0, protocol->findText(security["protocol"_L1].toString())));
  mechanism->setCurrentIndex(std::max(0, mechanism->findText(security["mechanism"_L1].toString())));
  for (const char* key : {"username", "passwordFile", "caFile"}) text(key, security[QLatin1String(key)].toString());
  showKafka();
}

QJsonObject TriggerForm::kafkaDesc(QJsonObject out) const {
  putText(out, "brokers", m_naming && m_kafka && m_kafka->builtIn() ? QString() : textOf("brokers"));
  QJsonObject security = m_base["security"_L1].toObject();
  const bool any = qobject_cast<QComboBox*>(fieldOf("protocol"))->currentIndex() > 0;
  const QString protocol = any ? textOf("protocol") : QString();
  // What the protocol has no field for goes when the protocol is changed, and not before.
  const bool same = protocol == security["protocol"_L1].toString();
  const auto take = [&](const char* key, bool shown) {
    if (shown) putText(security, key, textOf(key));
    else if (!same) security.remove(QLatin1String(key));
  };
  for (const char* key : {"mechanism", "username", "passwordFile"}) take(key, protocol.startsWith(u"SASL"));
  take("caFile", protocol.endsWith(u"SSL"));
  putText(security, "protocol", protocol);
  if (security.isEmpty()) out.remove("security"_L1);
  else out[u"security"_s] = security;
  return out;
}

QString TriggerForm::stateText() const {
  const QJsonValue value = desc();
  const QString text = value.isString() ? value.toString() : QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
  return text + u'\n' + customArgument();
}

}  // namespace scfdesk

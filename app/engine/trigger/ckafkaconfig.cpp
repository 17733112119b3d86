// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/ckafkaconfig.h"
#include "app/engine/service/kafka/kafkatopics.h"
#include "app/engine/trigger/triggertypes.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr int kNameChars = 15 + 1 + KafkaTopics::kNameChars;
constexpr char kExample[] = R"({"maxMsgNum":100,"offset":"latest","retry":10000,"timeOut":5})";
constexpr const char* kFailures[] = {"deadletter", "isolate", "stop"};
constexpr const char* kProtocols[] = {"PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"};
constexpr const char* kMechanisms[] = {"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"};

Error bad(const QString& message) { return badTriggerDesc(message, QLatin1String(kExample)); }

// Numbers come as such or in quotes.
std::optional<int64_t> wholeNumber(const json& value) {
  if (value.is_number_integer()) return value.get<int64_t>();
  if (!value.is_string()) return std::nullopt;
  bool good = false;
  const int64_t number = QByteArray::fromStdString(value.get<std::string>()).toLongLong(&good);
  return good ? std::optional(number) : std::nullopt;
}

Status take(const json& value, const char* name, int least, int most, int& into) {
  const auto number = wholeNumber(value);
  if (!number || *number < least || *number > most) return bad(u"%1 of a CKafka trigger is a whole number from %2 to %3."_s.arg(QLatin1String(name)).arg(least).arg(most));
  into = int(*number);
  return Done{};
}

template <size_t N>
std::optional<size_t> among(const json& value, const char* const (&names)[N]) {
  if (!value.is_string()) return std::nullopt;
  for (size_t i = 0; i < N; ++i)
    if (value.get_ref<const std::string&>() == names[i]) return i;
  return std::nullopt;
}

Status takeStart(const json& value, CkafkaConfig& config) {
  if (value == "latest") config.start = CkafkaConfig::Start::Latest;
  else if (value == "earliest") config.start = CkafkaConfig::Start::Earliest;
  else if (const auto number = wholeNumber(value); number && *number > 0) {
    config.start = CkafkaConfig::Start::Time;
    config.startMs = *number;
  } else return bad(u"offset of a CKafka trigger is latest, earliest, or a time in ms since 1970."_s);
  return Done{};
}

Status takeSecurity(const json& value, KafkaAccess& access) {
  if (!value.is_object()) return bad(u"security of a CKafka trigger is an object."_s);
  for (const auto& [name, one] : value.items()) {
    if (name == "protocol") {
      const auto which = among(one, kProtocols);
      if (!which) return bad(u"security.protocol is PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL."_s);
      access.protocol = kProtocols[*which];
    } else if (name == "mechanism") {
      const auto which = among(one, kMechanisms);
      if (!which) return bad(u"security.mechanism is PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512."_s);
      access.mechanism = kMechanisms[*which];
    } else if (name == "password") {
      return bad(u"A password is not kept in a trigger, which everybody may list: security.passwordFile names a file that holds it."_s);
    } else if (!one.is_string()) {
      return bad(u"security.%1 of a CKafka trigger is a text."_s.arg(QString::fromStdString(name)));
    } else if (name == "username") {
      access.username = QByteArray::fromStdString(one.get<std::string>());
    } else if (name == "passwordFile") {
      access.passwordFile = QString::fromStdString(one.get<std::string>());
    } else if (name == "caFile") {
      access.caFile = QString::fromStdString(one.get<std::string>());
    } else {
      return bad(u"security of a CKafka trigger has no field %1."_s.arg(QString::fromStdString(name)));
    }
  }
  if (access.protocol.startsWith("SASL") && (access.username.isEmpty() || access.passwordFile.isEmpty())) return bad(u"SASL needs security.username and security.passwordFile."_s);
  if (access.protocol.startsWith("SASL") && access.mechanism.isEmpty()) access.mechanism = "PLAIN";
  return Done{};
}

Result<CkafkaConfig> parsed(const QString& text) {
  CkafkaConfig config;
  const QString trimmed = text.trimmed();
  const json value = trimmed.isEmpty() ? json::object() : json::parse(trimmed.toStdString(), nullptr, false);
  if (!value.is_object()) return bad(u"TriggerDesc of a CKafka trigger is a JSON object."_s);
  for (const auto& [name, one] : value.items()) {
    Status good = Done{};
    if (name == "maxMsgNum") good = take(one, "maxMsgNum", 1, CkafkaConfig::kMostMessages, config.maxMessages);
    else if (name == "offset") good = takeStart(one, config);
    else if (name == "retry") good = take(one, "retry", 0, CkafkaConfig::kMostRetries, config.retries);
    else if (name == "timeOut") good = take(one, "timeOut", 0, CkafkaConfig::kMostWaitSeconds, config.waitSeconds);
    else if (name == "security") good = takeSecurity(one, config.access);
    else if (name == "onFailure") {
      const auto which = among(one, kFailures);
      if (which) config.onFailure = CkafkaConfig::OnFailure(*which);
      else good = bad(u"onFailure of a CKafka trigger is deadletter, isolate or stop."_s);
    } else if ((name == "consumerGroupName" || name == "brokers") && one.is_string() && one.get_ref<const std::string&>().size() <= 1000) {
      (name == "brokers" ? config.access.brokers : config.group) = QByteArray::fromStdString(one.get<std::string>());
    } else {
      good = bad(u"A CKafka trigger has no field %1 that could be this."_s.arg(QString::fromStdString(name)));
    }
    if (!good) return good.error();
  }
  return config;
}
}  // namespace

CkafkaConfig CkafkaConfig::of(const QString& desc) {
  const auto config = parsed(desc);
  return config ? *config : CkafkaConfig();
}

Result<QString> CkafkaConfig::keep(const QString& sent) {
  const auto config = parsed(sent);
  if (!config) return config.error();
  const CkafkaConfig& c = *config;
  json out{{"maxMsgNum", c.maxMessages},
           {"offset", c.start == Start::Latest ? "latest" : c.start == Start::Earliest ? "earliest" : std::to_string(c.startMs)},
           {"retry", c.retries},
           {"timeOut", c.waitSeconds},
           {"consumerGroupName", c.group.toStdString()}};
  if (c.onFailure != OnFailure::DeadLetter) out["onFailure"] = kFailures[size_t(c.onFailure)];
  if (!c.access.brokers.isEmpty()) out["brokers"] = c.access.brokers.toStdString();
  if (!c.access.protocol.isEmpty() || !c.access.caFile.isEmpty()) {
    json security = json::object();
    const auto put = [&](const char* name, const QByteArray& value) {
      if (!value.isEmpty()) security[name] = value.toStdString();
    };
    put("protocol", c.access.protocol);
    put("mechanism", c.access.mechanism);
    put("username", c.access.username);
    put("passwordFile", c.access.passwordFile.toUtf8());
    put("caFile", c.access.caFile.toUtf8());
    out["security"] = std::move(security);
  }
  return QString::fromStdString(out.dump(-1, ' ', false, json::error_handler_t::replace));
}

QByteArray CkafkaConfig::topicOf(const QString& triggerName) {
  const qsizetype first = triggerName.indexOf(u'-');
  const qsizetype second = first < 0 ? -1 : triggerName.indexOf(u'-', first + 1);
  return second < 0 ? QByteArray() : triggerName.mid(second + 1).toUtf8();
}

Status CkafkaConfig::checkName(const QString& name) {
  if (const Status good = checkTriggerName(name, kNameChars, "."_L1); !good) return good;
  if (name.startsWith(u"ckafka-"_s) && KafkaTopics::isName(topicOf(name))) return Done{};
  return Error{u"InvalidParameterValue.TriggerName"_s, u"The name of a CKafka trigger is the instance's id, a dash and the topic."_s, u"Example: ckafka-local-orders for the topic orders of the built-in broker."_s};
}

}  // namespace scfdesk

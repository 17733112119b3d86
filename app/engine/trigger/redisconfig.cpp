// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/redisconfig.h"
#include "app/engine/trigger/triggertypes.h"
#include <algorithm>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr char kExample[] = R"({"stream":"orders","maxMsgNum":100,"offset":"latest","retry":10000,"timeOut":5})";
constexpr const char* kBatches[] = {"maxMsgNum", "offset", "retry", "timeOut", "consumerGroupName", "onFailure"};
constexpr const char* kOwn[] = {"server", "stream", "username", "passwordFile"};
constexpr size_t kTextBytes = 1000;

Error bad(const QString& message) { return badTriggerDesc(message, QLatin1String(kExample)); }

template <size_t N>
bool among(const std::string& name, const char* const (&names)[N]) {
  return std::any_of(std::begin(names), std::end(names), [&](const char* one) { return name == one; });
}

bool isPlain(const std::string& text) {
  return text.size() <= kTextBytes && std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; });
}

// host:port, [::1]:port, or a name of Services.
bool isServer(const QString& server) {
  if (!server.contains(u':')) return std::all_of(server.begin(), server.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.'; });
  const qsizetype colon = server.lastIndexOf(u':');
  bool ok = false;
  const int port = server.mid(colon + 1).toInt(&ok);
  return colon > 0 && ok && port > 0 && port <= 65535 && !server.contains(u' ');
}
}  // namespace

Result<QString> RedisConfig::keep(const QString& sent) {
  const QString trimmed = sent.trimmed();
  const json value = trimmed.isEmpty() ? json::object() : json::parse(trimmed.toStdString(), nullptr, false);
  if (!value.is_object()) return bad(u"TriggerDesc of a Redis stream trigger is a JSON object."_s);
  json batches = json::object(), own = json::object();
  for (const auto& [name, one] : value.items()) {
    if (name == "password") return bad(u"A password is not kept in a trigger, which everybody may list: passwordFile names a file that holds it, or server a Redis in Services."_s);
    if (among(name, kBatches)) {
      batches[name] = one;
    } else if (!among(name, kOwn)) {
      return bad(u"A Redis stream trigger has no field %1."_s.arg(QString::fromStdString(name)));
    } else if (!one.is_string() || !isPlain(one.get_ref<const std::string&>())) {
      return bad(u"%1 of a Redis stream trigger is one line of text, at most %2 bytes."_s.arg(QString::fromStdString(name)).arg(kTextBytes));
    } else if (!one.get_ref<const std::string&>().empty()) {
      own[name] = one;
    }
  }
  if (own.contains("stream") && own["stream"].get_ref<const std::string&>().size() > size_t(kStreamBytes)) return bad(u"stream has at most %1 bytes."_s.arg(kStreamBytes));
  const QString server = own.contains("server") ? QString::fromStdString(own["server"].get<std::string>()) : QString();
  if (!isServer(server)) return bad(u"server is host:port, or the name of a Redis in Services."_s);
  if (!server.contains(u':') && (own.contains("username") || own.contains("passwordFile"))) return bad(u"username and passwordFile go with a server of host:port; one in Services has its own."_s);
  if (own.contains("username") && !own.contains("passwordFile")) return bad(u"username needs passwordFile."_s);
  const auto kept = CkafkaConfig::keep(QString::fromStdString(batches.dump(-1, ' ', false, json::error_handler_t::replace)));
  if (!kept) {
    Error error = kept.error();
    error.message.replace(u"CKafka"_s, u"Redis stream"_s);
    error.next = u"Example: "_s + QLatin1String(kExample);
    return error;
  }
  json out = json::parse(kept->toStdString());
  out.update(own);
  return QString::fromStdString(out.dump(-1, ' ', false, json::error_handler_t::replace));
}

RedisConfig RedisConfig::of(const QString& desc) {
  json value = json::parse(desc.toStdString(), nullptr, false);
  RedisConfig config;
  if (!value.is_object()) return config;
  const auto take = [&](const char* name) {
    const auto it = value.find(name);
    std::string text = it != value.end() && it->is_string() ? it->get<std::string>() : std::string();
    if (it != value.end()) value.erase(it);
    return QByteArray::fromStdString(text);
  };
  config.server = QString::fromUtf8(take("server"));
  config.stream = take("stream");
  config.username = take("username");
  config.passwordFile = QString::fromUtf8(take("passwordFile"));
  config.batches = CkafkaConfig::of(QString::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)));
  return config;
}

}  // namespace scfdesk

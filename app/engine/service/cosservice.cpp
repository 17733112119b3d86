// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/cosservice.h"
#include "app/engine/runtime/contexttemplate.h"
#include "app/engine/service/cosnames.h"
#include "app/engine/service/cossignature.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr int64_t kValidSeconds = 3600;
QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }
Error partOfEngine(const QString& what) { return {u"UnsupportedOperation"_s, u"COS is a part of the engine and cannot be %1."_s.arg(what), u"Delete its buckets instead."_s}; }
}  // namespace

void CosService::stop(Reply reply) { reply(Done{}); }
void CosService::reset(Reply reply) { reply(partOfEngine(u"reset"_s)); }

QByteArray CosService::connection() const { return dump({{"host", m_parts.host.toStdString()}, {"port", m_parts.port}}); }

QByteArray CosService::details() {
  return dump({{"kind", "cos"}, {"title", "COS"}, {"product", "Object storage"}, {"keeps", true}, {"builtIn", true}, {"region", localcloud::kRegion}, {"appId", localcloud::kAppId}, {"folder", m_parts.folder.toStdString()}});
}

QList<ServiceVariable> CosService::variables() const {
  if (!m_parts.port) return {};
  const QByteArray address = m_parts.host.toLatin1() + ':' + QByteArray::number(m_parts.port);
  return {{"COS_ENDPOINT", "http://" + address}, {"COS_REGION", localcloud::kRegion}, {"COS_APPID", localcloud::kAppId}, {"COS_SECRET_ID", m_parts.secretId}, {"COS_SECRET_KEY", m_parts.secretKey, true}};
}

void CosService::act(const QString& action, const QByteArray& body, Answer answer) {
  if (m_parts.port && action == u"events"_s && m_parts.events) return answer(m_parts.events());
  if (m_parts.port && action == u"bound"_s && m_parts.bound) return m_parts.bound(std::move(answer));
  if (m_parts.port && (action == u"bind"_s || action == u"unbind"_s) && m_parts.bind) {
    const json wish = json::parse(body.begin(), body.end(), nullptr, false);
    const auto given = [&wish](const char* name) { return wish.contains(name) && wish[name].is_string() ? QByteArray::fromStdString(wish[name].get<std::string>()) : QByteArray(); };
    const QByteArray folder = action == u"bind"_s ? given("folder") : QByteArray();
    if (action == u"bind"_s && folder.isEmpty()) return answer(Error{u"InvalidParameterValue"_s, u"folder is missing."_s, u"Give the whole path of the folder."_s});
    return m_parts.bind(given("bucket"), folder, [answer = std::move(answer)](const Status& done) { done ? answer(QByteArray("{}")) : answer(done.error()); });
  }
  if (action != u"sign"_s) return Service::act(action, body, std::move(answer));
  if (!m_parts.port) return answer(m_parts.trouble);
  const json object = json::parse(body.begin(), body.end(), nullptr, false);
  const auto text = [&object](const char* name) {
    const auto it = object.find(name);
    return it != object.end() && it->is_string() ? QByteArray::fromStdString(it->get<std::string>()) : QByteArray();
  };
  const QByteArray method = text("method").toUpper(), bucket = text("bucket"), key = text("key");
  if (method.isEmpty() || (!bucket.isEmpty() && !cosnames::isBucket(bucket)) || (!key.isEmpty() && !cosnames::isKey(key)))
    return answer(Error{u"InvalidParameterValue"_s, u"method, bucket or key is none."_s, u"A bucket is name-appid, in lower-case letters, digits and \"-\"."_s});
  CosQuery query;
  if (const auto it = object.find("query"); it != object.end() && it->is_object())
    for (const auto& [name, value] : it->items())
      if (value.is_string()) query.append({QByteArray::fromStdString(name), QByteArray::fromStdString(value.get<std::string>())});
  std::sort(query.begin(), query.end());
  const QByteArray path = bucket.isEmpty() ? QByteArray("/") : QByteArray('/' + bucket + '/' + key);
  const int64_t now = m_parts.wallUs() / 1'000'000;
  const CosSignature signature(m_parts.secretId, m_parts.secretKey);
  QByteArray url = "http://" + m_parts.host.toLatin1() + ':' + QByteArray::number(m_parts.port) + cosnames::encoded(path, true) + '?';
  for (const auto& [name, value] : query) url += cosnames::encoded(name) + '=' + cosnames::encoded(value) + '&';
  url += signature.sign(method, path, query, {}, now - 60, now + kValidSeconds);
  answer(dump({{"url", url.toStdString()}}));
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/api/apibench.h"
#include <QDateTime>
#include <QMessageAuthenticationCode>
#include <nlohmann/json.hpp>

namespace scfdesk {
using json = nlohmann::json;

namespace {
QByteArray hmac(const QByteArray& key, const QByteArray& text) { return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256); }
}  // namespace

QByteArray ApiBench::hexHash(const QByteArray& text) { return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex(); }

QByteArray ApiBench::request(const QByteArray& action, const QByteArray& body, const Signing& s, const QByteArray& more) const {
  const int64_t at = clock.wallUs() / 1'000'000 + s.skew;
  const QByteArray stamp = QByteArray::number(qlonglong(at));
  const QByteArray date = QDateTime::fromSecsSinceEpoch(at, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd")).toLatin1();
  const QByteArray sentHost = "127.0.0.1:" + QByteArray::number(port);
  const QByteArray host = s.host.isEmpty() ? sentHost : s.host;
  const QByteArray canonical = s.method + "\n/\n" + s.query + "\ncontent-type:" + s.contentType + "\nhost:" + host + "\n\ncontent-type;host\n" + (s.payloadHash.isEmpty() ? hexHash(body) : s.payloadHash);
  const QByteArray scope = date + "/" + s.service + "/tc3_request";
  const QByteArray key = hmac(hmac(hmac("TC3" + s.key, date), s.service), "tc3_request");
  const QByteArray signature = hmac(key, "TC3-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + hexHash(canonical)).toHex();
  return s.method + " /" + (s.query.isEmpty() ? QByteArray() : QByteArray("?" + s.query)) + " HTTP/1.1\r\nHost: " + sentHost + "\r\nContent-Type: " + s.contentType + "\r\nX-TC-Action: " + action + "\r\nX-TC-Version: " + s.version + "\r\nX-TC-Timestamp: " + stamp + "\r\nAuthorization: TC3-HMAC-SHA256 Credential=" + s.id + "/" + scope + ", SignedHeaders=content-type;host, Signature=" + signature + "\r\n" + more + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

LoopClient::Response ApiBench::raw(const QByteArray& action, const QByteArray& body, const Signing& s, const QByteArray& more) { return client.ask(request(action, body, s, more)); }

json ApiBench::response(const LoopClient::Response& r) const {
  if (r.status != 200 || r.header("Content-Type") != "application/json") return {{"Broken", r.head.toStdString()}};
  json value = json::parse(r.body.toStdString(), nullptr, false);
  if (!value.is_object() || value.size() != 1 || !value["Response"]["RequestId"].is_string() || value["Response"]["RequestId"].get<std::string>().size() != 36) return {{"Broken", r.body.toStdString()}};
  return value["Response"];
}

json ApiBench::call(const QByteArray& action, const json& params) { return response(raw(action, QByteArray::fromStdString(params.dump()), {})); }

QByteArray ApiBench::code(const QByteArray& action, const json& params) {
  const json r = call(action, params);
  return r.contains("Error") ? QByteArray::fromStdString(r["Error"]["Code"].get<std::string>()) : r.contains("Broken") ? QByteArray("Broken") : QByteArray();
}

LoopClient::Response ApiBench::local(const QByteArray& method, const QByteArray& path, const QByteArray& body, const QByteArray& more) {
  return client.ask(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n" + more + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

}  // namespace scfdesk

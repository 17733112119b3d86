// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/api/endpoint.h"
#include "tests/unit/api/fakeenginecontrol.h"
#include "tests/unit/http/loopclient.h"
#include <QDateTime>
#include <QMessageAuthenticationCode>
#include <nlohmann/json.hpp>

namespace scfdesk {

/// An Endpoint over a fake engine, and a client of it that signs by Qt's own HMAC (not by the code under test).
struct ApiBench {
  ManualClock clock;
  Reactor reactor{clock};
  FakeEngineControl engine;
  Endpoint endpoint{reactor, engine, {QStringLiteral("AKIDtest"), QStringLiteral("secretTest")}};
  int port = *endpoint.listen(QStringLiteral("127.0.0.1"), 0, true);
  LoopClient client{reactor, port};

  using json = nlohmann::json;
  struct Signing {
    QByteArray id = "AKIDtest", key = "secretTest", service = "scf", host, contentType = "application/json", version = "2018-04-16", method = "POST", query, payloadHash;
    int64_t skew = 0;
  };
  static QByteArray hmac(const QByteArray& key, const QByteArray& text) { return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256); }
  static QByteArray hexHash(const QByteArray& text) { return QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex(); }

  QByteArray request(const QByteArray& action, const QByteArray& body, const Signing& s, const QByteArray& more = {}) const {
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
  LoopClient::Response raw(const QByteArray& action, const QByteArray& body, const Signing& s, const QByteArray& more = {}) { return client.ask(request(action, body, s, more)); }
  /// "Response" of the envelope; checks what holds for every answer.
  json response(const LoopClient::Response& r) const {
    if (r.status != 200 || r.header("Content-Type") != "application/json") return {{"Broken", r.head.toStdString()}};
    json value = json::parse(r.body.toStdString(), nullptr, false);
    if (!value.is_object() || value.size() != 1 || !value["Response"]["RequestId"].is_string() || value["Response"]["RequestId"].get<std::string>().size() != 36) return {{"Broken", r.body.toStdString()}};
    return value["Response"];
  }
  json call(const QByteArray& action, const json& params) { return response(raw(action, QByteArray::fromStdString(params.dump()), {})); }
  /// Error code of a call, empty when it went well.
  QByteArray code(const QByteArray& action, const json& params) {
    const json r = call(action, params);
    return r.contains("Error") ? QByteArray::fromStdString(r["Error"]["Code"].get<std::string>()) : r.contains("Broken") ? QByteArray("Broken") : QByteArray();
  }
  LoopClient::Response local(const QByteArray& method, const QByteArray& path, const QByteArray& body = {}, const QByteArray& more = "Authorization: Bearer secretTest\r\n") {
    return client.ask(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n" + more + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
  }
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/api/endpoint.h"
#include "tests/unit/api/fakeenginecontrol.h"
#include "tests/unit/http/loopclient.h"
#include <nlohmann/json_fwd.hpp>

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
  static QByteArray hexHash(const QByteArray& text);
  [[nodiscard]] QByteArray request(const QByteArray& action, const QByteArray& body, const Signing& s, const QByteArray& more = {}) const;
  LoopClient::Response raw(const QByteArray& action, const QByteArray& body, const Signing& s, const QByteArray& more = {});
  /// "Response" of the envelope; {"Broken"} when it lacks what holds for every answer.
  [[nodiscard]] json response(const LoopClient::Response& r) const;
  json call(const QByteArray& action, const json& params);
  /// Error code of a call, empty when it went well.
  QByteArray code(const QByteArray& action, const json& params);
  LoopClient::Response local(const QByteArray& method, const QByteArray& path, const QByteArray& body = {}, const QByteArray& more = "Authorization: Bearer secretTest\r\n");
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httpserver.h"
#include <unordered_map>

namespace scfdesk {

/// Who answers the calls of one custom runtime. Engine thread; outlives its place in the RuntimeApi.
class RuntimeApiClient {
 public:
  virtual ~RuntimeApiClient() = default;
  virtual void onCall(HttpRequest& request, HttpReply reply) = 0;
  /// It announced an answer of more than limits::kResponseBytes, which is not read.
  virtual void onTooLarge() = 0;
  /// The init of the instance that this answers, in the host's numbering; 0 = not known.
  [[nodiscard]] virtual int init() const = 0;
};

/// The one HTTP server that all custom runtimes of an engine talk to (facts/scf.md 4.1). Each has a loopback address of its own,
/// out of four million, by which it is told from the others: their paths and ports are the same. /proc/net/tcp shows the address to
/// everyone, so a connection counts only when a process of that very instance has its other end. Reached through loopback alone. Engine thread; owned by the factory.
class RuntimeApi final : private HttpHandler {
 public:
  explicit RuntimeApi(Reactor& reactor) : m_server(reactor, *this) {}

  /// An address for `client`, which it keeps until remove(); empty when there is no port to listen on.
  QByteArray add(RuntimeApiClient& client);
  void remove(const QByteArray& address);
  [[nodiscard]] int port() const { return m_port; }

  static constexpr int kIdleSeconds = 86400 + 3600;  ///< longer than the longest run, whose connection is silent meanwhile

 private:
  void onRequest(HttpRequest& request, HttpReply reply) override;
  bool refuseHead(const HttpRequest& head, HttpReply& reply) override;
  [[nodiscard]] int64_t bodyLimit(const HttpRequest& request) const override;
  RuntimeApiClient* find(const HttpReply& reply);

  HttpServer m_server;
  int m_port = 0;
  std::unordered_map<uint32_t, RuntimeApiClient*> m_clients;  ///< by IPv4 address
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/api/eventstream.h"
#include "app/engine/api/simulateapi.h"
#include "app/engine/api/logsapi.h"
#include "app/engine/api/triggersapi.h"
#include "app/engine/enginecontrol.h"
#include "app/engine/http/httpserver.h"
#include "app/engine/project/projectexport.h"
#include <optional>

namespace scfdesk {

/// How the local additions answer: {"error":{"code","message","next"}} with the HTTP status of an Error; a method that is not
/// taken; a member of a query, decoded.
void localRefusal(HttpReply& reply, int status, const Error& error, QByteArrayView headers = {});
[[nodiscard]] int localStatusOf(const Error& error);
void localWrongMethod(HttpReply& reply, QByteArrayView allowed);
[[nodiscard]] std::optional<QByteArray> localQueryValue(QByteArrayView query, QByteArrayView name);

/// What stands under /-/ and /metrics (contract.md, Local additions). Needs "Authorization: Bearer <secretKey>"; refuses browsers
/// (Origin) and names that are not this machine's (Host). Engine thread; owned by Endpoint.
class LocalApi final {
 public:
  LocalApi(EngineControl& engine, EventStream& events, QByteArray secretKey);
  void handle(const HttpRequest& request, HttpReply reply);
  /// The kept log can be asked for: segment files lie in this folder.
  void serveLogs(const QString& folder, Reactor& reactor);
  [[nodiscard]] QByteArray stateText() const;
  /// Answers and returns true when the head isn't authorised: from a web page, for another machine, without the key.
  bool refuse(const HttpRequest& head, HttpReply& reply) const;

  /// Does this Host header name this machine? Loopback names, and the address the client has connected to.
  static bool isOwnHost(QByteArrayView host, QByteArrayView localAddress);

 private:
  void settings(const HttpRequest& request, HttpReply& reply);
  void overrides(const HttpRequest& request, HttpReply& reply);
  void deadLetters(const HttpRequest& request, HttpReply& reply);
  void services(const HttpRequest& request, const HttpReply& reply);
  void clockScale(const HttpRequest& request, HttpReply& reply);
  void decisions(const HttpRequest& request, const HttpReply& reply);
  void asyncQueue(const HttpRequest& request, HttpReply& reply);
  void asyncEvent(const QByteArray& requestId, HttpReply& reply);
  void letterList(const QString& name, HttpReply& reply);
  void letter(int64_t id, HttpReply& reply);
  void code(const HttpRequest& request, HttpReply& reply);
  void provisioned(const HttpRequest& request, HttpReply& reply);
  void runtimes(HttpReply& reply);
  void debug(const HttpRequest& request, HttpReply& reply);
  void project(const HttpRequest& request, HttpReply& reply);
  void writeProject(const HttpRequest& request, HttpReply& reply);
  void exportProject(const HttpRequest& request, HttpReply& reply);
  void events(const HttpRequest& request, const HttpReply& reply);

  EngineControl& m_engine;
  EventStream& m_events;
  TriggersApi m_triggers;
  SimulateApi m_simulations;
  ProjectExport m_exports;
  std::unique_ptr<LogsApi> m_logs;
  const QByteArray m_bearer;
};

}  // namespace scfdesk

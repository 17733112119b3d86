// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/webtalk.h"
#include "app/engine/clock.h"
#include "app/engine/runtime/contexttemplate.h"
#include <algorithm>

namespace scfdesk {
namespace {
/// After the server has ended a connection without an answer: its process may be ending, which says more. On a busy machine the exit
/// is heard much later than the end of the connection.
constexpr int kEndingMs = 250;

QByteArray line(const char* name, const QByteArray& value) { return QByteArray(name) + ": " + value + "\r\n"; }
}  // namespace

WebTalk::WebTalk(Reactor& reactor, TalkListener& listener, const InstanceSpec& spec)
    : m_reactor(reactor), m_listener(listener), m_binds(reactor, kPort, {[this](const sockaddr_in& address) {
        if (std::exchange(m_ready, true)) return;
        m_server = address;
        m_listener.talkReady();
      }}) {
  m_headers = line("X-Scf-Memory", QByteArray::number(spec.memoryMb)) + line("X-Scf-Timeout", QByteArray::number(spec.timeoutSeconds * 1000)) +
              line("X-Scf-Version", spec.version.toUtf8()) + line("X-Scf-Name", spec.function.name.toUtf8()) +
              line("X-Scf-Namespace", spec.function.ns.toUtf8()) + line("X-Scf-Region", localcloud::kRegion) +
              line("X-Scf-Appid", localcloud::kAppId) + line("X-Scf-Uin", localcloud::kUin);
}

WebTalk::~WebTalk() { close(); }

void WebTalk::close() {
  if (std::exchange(m_closed, true)) return;
  for (Visit& visit : m_visits) m_reactor.cancel(visit.late);
  m_visits.clear();
  // Not destroyed here: this may be called from inside one of them.
  for (const auto& connection : m_connections) connection->close();
  m_binds.close();
}

void WebTalk::run(uint64_t request, QByteArrayView, const QByteArray&) {
  TalkReply told;
  told.request = request;
  told.statusCode = status::kUserException;
  told.result = "A web function takes HTTP requests, not events";
  told.enteredNs = told.leftNs = machineMonotonicNs();
  m_listener.talkReplied(std::move(told));
}

void WebTalk::serve(uint64_t request, QByteArrayView requestId, const std::shared_ptr<WebExchange>& exchange) {
  if (m_closed) return;
  m_visits.push_back({request, requestId.toByteArray(), exchange, nullptr, machineMonotonicNs(), 0});
  start(m_visits.back(), false);
}

void WebTalk::start(Visit& visit, bool fresh) {
  // A body that is not held whole can't be sent a second time: no kept connection, which the server may just be closing.
  const HttpBodyStream& body = *visit.exchange->body;
  fresh = fresh || body.length() > HttpBodyStream::kHeldBytes || (body.length() < 0 && !body.complete());
  const auto idle = std::find_if(m_connections.rbegin(), m_connections.rend(), [](const auto& c) { return c->idle(); });
  if (!fresh && idle != m_connections.rend()) {
    visit.connection = idle->get();
  } else {
    m_connections.push_back(std::make_unique<WebConnection>(
        m_reactor, m_server,
        WebConnection::Calls{[this](WebConnection* c, WebConnection::End&& end) { onEnded(c, std::move(end)); }, [this](WebConnection* c) { discard(c); }}));
    visit.connection = m_connections.back().get();
  }
  if (visit.connection->open()) return visit.connection->begin(visit.exchange, visit.requestId, m_headers);
  // No descriptor, or no way to the server: told in a turn of its own, the caller is still handing the request over.
  visit.late = m_reactor.callAfterMs(0, [this, request = visit.request] {
    const auto it = std::find_if(m_visits.begin(), m_visits.end(), [request](const Visit& v) { return v.request == request; });
    if (it == m_visits.end()) return;
    discard(it->connection);
    tell(it, status::kUserException, "No connection to the server at port 9000");
  });
}

void WebTalk::discard(WebConnection* connection) {
  // In a turn of its own: the connection is calling.
  const auto it = std::find_if(m_connections.begin(), m_connections.end(), [connection](const auto& c) { return c.get() == connection; });
  if (it == m_connections.end()) return;
  std::shared_ptr<WebConnection> gone = std::move(*it);
  m_connections.erase(it);
  gone->close();
  m_reactor.callSoon([gone] {});
}

void WebTalk::onEnded(WebConnection* connection, WebConnection::End&& end) {
  const auto visit = std::find_if(m_visits.begin(), m_visits.end(), [connection](const Visit& v) { return v.connection == connection; });
  if (!connection->idle()) discard(connection);
  if (visit == m_visits.end()) return;
  visit->connection = nullptr;
  // The server closed a kept connection in the moment in which the request came: that request never got to it.
  if (end.noAnswer && end.reused && visit->exchange->body->rewind()) return start(*visit, true);
  if (!end.noAnswer) return tell(visit, end.status, end.text);
  visit->late = m_reactor.callAfterMs(kEndingMs, [this, request = visit->request, text = end.text] {
    const auto it = std::find_if(m_visits.begin(), m_visits.end(), [request](const Visit& v) { return v.request == request; });
    if (it != m_visits.end()) tell(it, status::kUserException, text);
  });
}

void WebTalk::tell(Visits::iterator visit, int status, const QByteArray& text) {
  TalkReply told;
  told.request = visit->request;
  told.statusCode = status;
  told.result = text;
  told.enteredNs = visit->enteredNs;
  told.leftNs = machineMonotonicNs();
  m_visits.erase(visit);
  m_listener.talkReplied(std::move(told));
}

void WebTalk::cancel(uint64_t request) {
  const auto it = std::find_if(m_visits.begin(), m_visits.end(), [request](const Visit& v) { return v.request == request; });
  if (it == m_visits.end()) return;
  m_reactor.cancel(it->late);
  WebConnection* connection = it->connection;
  m_visits.erase(it);
  if (connection) discard(connection);
}

QByteArray WebTalk::waitsFor() const {
  if (m_ready) return {};
  if (!m_binds.problem().isEmpty()) return m_binds.problem();
  return m_binds.bound() ? "the server has bound port 9000 and does not listen yet" : "nothing listens on 0.0.0.0:9000";
}

}  // namespace scfdesk

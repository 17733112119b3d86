// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faultproxy.h"
#include <QPointer>
#include <QTcpSocket>
#include <memory>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
QByteArray headerOf(const QByteArray& request, const QByteArray& name) {
  const QByteArray head = request.left(request.indexOf("\r\n\r\n") + 2), lower = head.toLower();
  const auto at = lower.indexOf(QByteArray("\r\n" + name.toLower() + ":"));
  if (at < 0) return {};
  const auto from = at + name.size() + 3;
  return head.mid(from, head.indexOf("\r\n", from) - from).trimmed();
}
bool whole(const QByteArray& request) {
  const auto split = request.indexOf("\r\n\r\n");
  return split >= 0 && request.size() >= split + 4 + headerOf(request, "Content-Length").toLongLong();
}
QByteArray answer(const QByteArray& status, const QByteArray& type, const QByteArray& body) {
  return QByteArray("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}
QByteArray envelope(const QByteArray& code) {
  return answer("200 OK", "application/json", QByteArray("{\"Response\":{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"made by the proxy\"},\"RequestId\":\"00000000-0000-0000-0000-000000000000\"}}"));
}
bool reaches(Fault fault) { return fault != Fault::Hold && fault != Fault::Http500 && fault != Fault::Throttled && fault != Fault::DropBefore; }
}  // namespace

FaultProxy::FaultProxy(const QUrl& target, QObject* parent) : QObject(parent), m_target(target) {
  m_server.listen(QHostAddress::LocalHost);
  connect(&m_server, &QTcpServer::newConnection, this, [this] { onConnection(); });
}

QUrl FaultProxy::url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())); }
void FaultProxy::add(Fault fault, const QByteArray& action, int times) { m_rules.push_back({fault, action, times}); }
void FaultProxy::addAtWrite(int n, Fault fault) {
  m_writeAt = n;
  m_writeFault = fault;
}
void FaultProxy::clear() {
  m_rules.clear();
  m_seen.clear();
  m_asked.clear();
  m_answers.clear();
  m_writeAt = m_broken = 0;
}

void FaultProxy::onConnection() {
  while (QTcpSocket* client = m_server.nextPendingConnection()) {
    auto request = std::make_shared<QByteArray>();
    connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    connect(client, &QTcpSocket::readyRead, this, [this, client, request] {
      request->append(client->readAll());
      if (whole(*request)) onRequest(client, std::exchange(*request, {}));
    });
  }
}

Fault FaultProxy::faultFor(const QByteArray& action) {
  if (m_writeAt > 0 && !action.startsWith("Get") && !action.startsWith("List") && --m_writeAt == 0) return m_writeFault;
  for (auto it = m_rules.begin(); it != m_rules.end(); ++it) {
    if (!it->action.isEmpty() && it->action != action) continue;
    const Fault fault = it->fault;
    if (--it->times == 0) m_rules.erase(it);
    return fault;
  }
  return Fault::None;
}

void FaultProxy::onRequest(QTcpSocket* client, QByteArray request) {
  const QByteArray action = headerOf(request, "X-TC-Action");
  m_seen.append(action);
  const Fault fault = faultFor(action);
  if (fault != Fault::None) ++m_broken;
  if (!reaches(fault)) {
    if (fault == Fault::DropBefore) return client->abort();
    if (fault == Fault::Http500) client->write(answer("500 Internal Server Error", "text/html", "<html>trouble</html>"));
    if (fault == Fault::Throttled) client->write(envelope("RequestLimitExceeded"));
    return;
  }
  if (m_answers.contains(action)) {
    m_asked.append(request.mid(request.indexOf("\r\n\r\n") + 4));
    client->write(answer("200 OK", "application/json", QByteArray("{\"Response\":" + m_answers[action] + "}")));
    return client->disconnectFromHost();
  }
  if (fault == Fault::WrongSignature) request.replace("Signature=", "Signature=0");
  request.replace("Connection: Keep-Alive\r\n", "Connection: close\r\n");
  auto* up = new QTcpSocket(this);
  auto back = std::make_shared<QByteArray>();
  connect(up, &QTcpSocket::connected, up, [up, request] { up->write(request); });
  connect(up, &QTcpSocket::readyRead, up, [up, back] { back->append(up->readAll()); });
  connect(up, &QTcpSocket::errorOccurred, up, [up, back, fault, client = QPointer<QTcpSocket>(client)] {
    back->append(up->readAll());
    up->deleteLater();
    if (!client) return;
    switch (fault) {
      case Fault::HoldAfter: return;
      case Fault::DropAfter: return client->abort();
      case Fault::Http502After: client->write(answer("502 Bad Gateway", "text/html", "<html>gateway</html>")); break;
      case Fault::InternalAfter: client->write(envelope("InternalError")); break;
      case Fault::Garbage: client->write(answer("200 OK", "text/html", "<html>log in first</html>")); break;
      case Fault::HalfAnswer: client->write(back->left(back->size() - back->size() / 4)); break;
      default: client->write(*back);
    }
    client->disconnectFromHost();
  });
  up->connectToHost(m_target.host(), quint16(m_target.port()));
}

}  // namespace scfdesk

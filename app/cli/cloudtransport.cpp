// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cloudtransport.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
/// A transport answers later than it is asked, whatever the client does.
CloudClient::Reply later(QObject& context, Transport::Reply reply) {
  return [&context, reply = std::move(reply)](const Result<QByteArray>& answer) {
    QMetaObject::invokeMethod(&context, [reply, answer] { reply(answer); }, Qt::QueuedConnection);
  };
}
}  // namespace

CloudTransport::CloudTransport(ResolvedConnection connection) : m_profile(std::move(connection.profile)), m_client(std::move(connection.target)) {}

QString CloudTransport::target() const {
  return m_client.target().engine ? u"the connection %1 (%2)"_s.arg(m_profile.name, m_profile.endpoint) : u"the connection %1 (Tencent Cloud, %2)"_s.arg(m_profile.name, m_profile.region);
}

void CloudTransport::action(const QByteArray& name, const QByteArray& params, int limitMs, Reply reply) {
  CloudCall call;
  call.action = name;
  call.params = params;
  call.timeoutMs = limitMs;
  m_client.call(call, nullptr, later(m_client, std::move(reply)));
}

void CloudTransport::local(const QByteArray& method, const QByteArray& path, const QByteArray& body, int, Reply reply) {
  const auto answer = later(m_client, std::move(reply));
  if (!isEngine()) return answer(Error{u"UnsupportedOperation"_s, u"Tencent Cloud has nothing of that kind."_s, u"It is a part of local engines: leave out --connection."_s});
  m_client.local(method, path, body, nullptr, answer);
}

}  // namespace scfdesk::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/runtimeapi.h"
#include "app/engine/instance/socketowner.h"
#include "models/data/limits.h"
#include <QRandomGenerator>
#include <arpa/inet.h>

namespace scfdesk {
namespace {
constexpr uint32_t kFirst = 0x7f400000;  // 127.64.0.0: the addresses that people use themselves lie below
constexpr uint32_t kMask = 0x003fffff;
constexpr int64_t kMoreBytes = 64 * 1024;  // of a body of unknown length: enough to tell that it is too long

uint32_t numberOf(const QByteArray& address) {
  in_addr parsed{};
  return inet_pton(AF_INET, address.constData(), &parsed) == 1 ? ntohl(parsed.s_addr) : 0;
}

void forbid(HttpReply& reply) {
  reply.endConnection();
  reply.send(403, "application/json", "{\"error\":{\"code\":\"RuntimeApi.Unknown\",\"message\":\"this is not the address of the caller's own instance\"}}");
}
}  // namespace

QByteArray RuntimeApi::add(RuntimeApiClient& client) {
  if (m_port == 0) {
    m_server.setIdleSeconds(kIdleSeconds);
    const auto port = m_server.listenOnLoopback();
    if (!port) return {};
    m_port = *port;
  }
  uint32_t number;
  do number = kFirst | (QRandomGenerator::system()->generate() & kMask);
  while ((number & 0xff) == 0 || (number & 0xff) == 0xff || m_clients.contains(number));
  m_clients.emplace(number, &client);
  const in_addr address{htonl(number)};
  char text[INET_ADDRSTRLEN] = "";
  inet_ntop(AF_INET, &address, text, sizeof text);
  return text;
}

void RuntimeApi::remove(const QByteArray& address) { m_clients.erase(numberOf(address)); }

/// Whose connection it is. Others are refused with their first request, which ends what they may do here.
RuntimeApiClient* RuntimeApi::find(const HttpReply& reply) {
  const auto it = m_clients.find(numberOf(reply.localAddress()));
  if (it == m_clients.end()) return nullptr;
  sockaddr_in server{}, client{};
  if (!reply.firstOfConnection() || it->second->init() == 0 || !reply.ends(server, client)) return it->second;
  return ownerOf(client, server, it->second->init()) == SocketOwner::Other ? nullptr : it->second;
}

int64_t RuntimeApi::bodyLimit(const HttpRequest&) const { return limits::kResponseBytes + kMoreBytes; }

bool RuntimeApi::refuseHead(const HttpRequest& head, HttpReply& reply) {
  RuntimeApiClient* client = find(reply);
  if (!client) {
    forbid(reply);
    return true;
  }
  if (head.header("content-length").toLongLong() <= limits::kResponseBytes) return false;
  reply.send(413, "application/json", "{\"error\":{\"code\":\"RuntimeApi.TooLarge\",\"message\":\"an answer may have 6 MB\"}}");
  client->onTooLarge();
  return true;
}

void RuntimeApi::onRequest(HttpRequest& request, HttpReply reply) {
  if (RuntimeApiClient* client = find(reply)) return client->onCall(request, std::move(reply));
  forbid(reply);
}

}  // namespace scfdesk

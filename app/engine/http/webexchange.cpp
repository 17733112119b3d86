// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/http/webexchange.h"
#include <cstring>

namespace scfdesk {
namespace {

bool startsWith(QByteArrayView name, const char* prefix) {
  const auto size = qsizetype(strlen(prefix));
  return name.size() >= size && qstrnicmp(name.data(), size, prefix, size) == 0;
}
bool is(QByteArrayView name, const char* other) { return name.size() == qsizetype(strlen(other)) && startsWith(name, other); }

/// Those that belong to one connection, and those that the platform sets itself.
bool staysBehind(QByteArrayView name) {
  for (const char* own : {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "content-length", "expect"})
    if (is(name, own)) return true;
  return startsWith(name, "x-scf-");
}

}  // namespace

std::shared_ptr<WebExchange> WebExchange::of(HttpRequest& request, QByteArrayView target, const HttpReply& reply) {
  auto exchange = std::make_shared<WebExchange>();
  exchange->method = request.method().toByteArray();
  exchange->target = target.isEmpty() ? QByteArray("/") : target.toByteArray();
  if (!request.query().isEmpty()) exchange->target.append('?').append(request.query().data(), request.query().size());
  exchange->headers.reserve(512);
  for (int i = 0; i < request.headerCount(); ++i) {
    const QByteArrayView name = request.headerName(i);
    const QByteArrayView value = request.headerValue(i);
    if (is(name, "upgrade") && value.toByteArray().toLower() == "websocket") exchange->upgrade = true;
    if (staysBehind(name)) continue;
    exchange->headers.append(name.data(), name.size()).append(": ").append(value.data(), value.size()).append("\r\n");
  }
  exchange->body = request.stream;
  if (!exchange->body) {
    // It was gathered: it has come with its head, or its head had to be verified with it.
    exchange->body = std::make_shared<HttpBodyStream>(request.body.size());
    exchange->body->put(request.body);
    exchange->body->finish();
    request.body = QByteArray();
  }
  exchange->reply = reply;
  return exchange;
}

}  // namespace scfdesk

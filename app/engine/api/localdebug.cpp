// SPDX-License-Identifier: GPL-3.0-or-later
// LocalApi: debug sessions, at /-/debug and /-/debug/NAMESPACE/NAME.
#include "app/engine/api/localapi.h"
#include "app/engine/debug/debugsessions.h"

namespace scfdesk {

void LocalApi::debug(const HttpRequest& request, HttpReply& reply) {
  const bool get = request.method() == QByteArrayView("GET") || request.isHead();
  if (!get && request.method() != QByteArrayView("POST")) return localWrongMethod(reply, "GET, POST");
  DebugSessions* sessions = m_engine.debugSessions();
  if (!sessions) return localRefusal(reply, 404, {QStringLiteral("Local.NotFound"), QStringLiteral("Nothing is debugged here."), {}});
  constexpr qsizetype kPrefix = qsizetype(sizeof "/-/debug") - 1;
  sessions->request(!get, request.path().sliced(kPrefix).toByteArray(), request.body, [&reply](const Result<QByteArray>& answer) {
    if (!answer) return localRefusal(reply, localStatusOf(answer.error()), answer.error());
    reply.send(200, "application/json", *answer);
  });
}

}  // namespace scfdesk

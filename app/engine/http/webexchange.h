// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httpbodystream.h"
#include "app/engine/http/httpserver.h"

namespace scfdesk {

/// One request to a web function on its way from the client to the function's server, and the answer's way back. Made by the
/// function URL, carried by the flight, driven by the instance. Engine thread; shared by these.
class WebExchange final {
 public:
  QByteArray method;
  QByteArray target;      ///< path and query as they came, without the URL's own prefix
  QByteArray headers;     ///< lines that go on to the server, without those of the connection and of the body's framing
  std::shared_ptr<HttpBodyStream> body;  ///< as it comes from the client
  QByteArray moreHeaders; ///< lines that are added to the answer (CORS)
  bool upgrade = false;   ///< asks for a WebSocket
  int idleSeconds = 60;   ///< of that
  HttpReply reply;
  std::function<void()> whenGone;  ///< the client has left; set by whoever serves it

  /// The head of the answer is out: a failure can't be told any more, only cut.
  [[nodiscard]] bool begun() const { return m_begun; }
  /// All of it is out.
  [[nodiscard]] bool complete() const { return m_complete; }
  void setBegun() { m_begun = true; }
  void setComplete() { m_complete = true; }

  /// Makes one of a request: what a client may not set (X-Scf-*, Connection) is taken out. `target` is what follows /url/<id>.
  static std::shared_ptr<WebExchange> of(HttpRequest& request, QByteArrayView target, const HttpReply& reply);

 private:
  bool m_begun = false;
  bool m_complete = false;
};

}  // namespace scfdesk

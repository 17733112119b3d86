// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httprequest.h"
#include <span>
#include <utility>

/// Function URL: the event made of a request and the answer made of a result (facts/scf.md 5). Pure texts, no trees.
namespace scfdesk::urlevent {

/// {"body","headers","httpMethod","path","queryString"}. `path` is what follows /url/<id>. Header names are lower-case, repeated
/// ones joined; x-scf-remote-addr is the client. A body that is not UTF-8 comes as base64 with "isBase64Encoded":true. A repeated
/// query name becomes a list.
[[nodiscard]] QByteArray eventOf(const HttpRequest& request, QByteArrayView path, QByteArrayView remoteAddress);

/// Parts of the events of other HTTP triggers. Headers as an object with lower-case names; `extra` are this server's own, which a
/// client can't send for itself. A query as an object. A text as a JSON string, mended where it is no UTF-8.
using Extra = std::pair<QByteArrayView, QByteArrayView>;
void appendHeaders(QByteArray& out, const HttpRequest& request, std::span<const Extra> extra);
void appendQuery(QByteArray& out, QByteArrayView query);
void appendText(QByteArray& out, QByteArrayView text);

struct Answer {
  int status = 200;
  QByteArray type;     ///< Content-Type
  QByteArray headers;  ///< "Name: value\r\n" lines
  QByteArray body;
};
/// What the caller gets for a return value. An object with statusCode is an integration response; one that breaks its rules gives
/// 403 with SCF's text; everything else is 200 application/json with the value itself.
enum class Shape : uint8_t {
  Url,       ///< a plain value is taken as well
  Gateway,   ///< an integration response of API Gateway, nothing else
  Balancer,  ///< the same of CLB, with CLB's text for what is none
};
[[nodiscard]] Answer answerOf(const QByteArray& result, Shape shape = Shape::Url);

}  // namespace scfdesk::urlevent

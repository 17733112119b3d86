// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httprequest.h"

/// Function URL: the event made of a request and the answer made of a result (facts/scf.md 5). Pure texts, no trees.
namespace scfdesk::urlevent {

/// {"body","headers","httpMethod","path","queryString"}. `path` is what follows /url/<id>. Header names are lower-case, repeated
/// ones joined; x-scf-remote-addr is the client. A body that is not UTF-8 comes as base64 with "isBase64Encoded":true. A repeated
/// query name becomes a list.
[[nodiscard]] QByteArray eventOf(const HttpRequest& request, QByteArrayView path, QByteArrayView remoteAddress);

struct Answer {
  int status = 200;
  QByteArray type;     ///< Content-Type
  QByteArray headers;  ///< "Name: value\r\n" lines
  QByteArray body;
};
/// What the caller gets for a return value. An object with statusCode is an integration response; one that breaks its rules gives
/// 403 with SCF's text; everything else is 200 application/json with the value itself.
[[nodiscard]] Answer answerOf(const QByteArray& result);

}  // namespace scfdesk::urlevent

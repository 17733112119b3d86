// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httprequest.h"
#include "models/data/result.h"
#include <QList>
#include <utility>

namespace scfdesk {

/// Members of a query in their order, names and values decoded.
using CosQuery = QList<std::pair<QByteArray, QByteArray>>;
[[nodiscard]] CosQuery cosQueryOf(QByteArrayView query);
/// Null when there is none of that name.
[[nodiscard]] QByteArray cosQueryValue(const CosQuery& query, QByteArrayView name);

/// Checks COS's request signature (q-sign-algorithm=sha1; COS, "request signature"), from the Authorization header or, for a
/// presigned URL, from the query. Pure but for the key it holds; any thread.
class CosSignature final {
 public:
  CosSignature(QByteArray secretId, QByteArray secretKey) : m_secretId(std::move(secretId)), m_secretKey(std::move(secretKey)) {}
  /// `path`: the request's, decoded. `otherPath`: what else a client may have signed (without the bucket of a path-style
  /// address); may be empty. `nowSeconds`: real time. Errors: COS's codes AccessDenied, InvalidAccessKeyId,
  /// SignatureDoesNotMatch, RequestTimeTooSkewed.
  Status verify(const HttpRequest& request, const CosQuery& query, QByteArrayView path, QByteArrayView otherPath, int64_t nowSeconds) const;
  /// The Authorization text of a request: for clients of ours and for tests. Header names in lower-case, both lists sorted.
  [[nodiscard]] QByteArray sign(QByteArrayView method, QByteArrayView path, const CosQuery& query, const CosQuery& headers, int64_t from, int64_t until) const;

 private:
  [[nodiscard]] QByteArray signature(QByteArrayView method, QByteArrayView path, QByteArrayView parameters, QByteArrayView headers, QByteArrayView signTime, QByteArrayView keyTime) const;
  const QByteArray m_secretId, m_secretKey;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/tc3.h"
#include <algorithm>
#include <cstdlib>
#include <openssl/crypto.h>
#include <vector>

namespace scfdesk {
namespace {
constexpr int64_t kSkewSeconds = 300;
constexpr int64_t kDaySeconds = 86400;
constexpr int kSignedHeaders = 32;

Error signatureFailure(const QString& detail) {
  return Error{QStringLiteral("AuthFailure.SignatureFailure"), QStringLiteral("The provided credentials could not be validated. Please check your signature is correct."), detail};
}

}  // namespace

struct Tc3Verifier::Authorization {
  QByteArrayView id, date, service, headers, signature, timestamp;
};

namespace {
// Value of "Name=" in the comma separated rest of the header; empty when missing.
QByteArrayView partOf(QByteArrayView text, QByteArrayView name) {
  while (!text.isEmpty()) {
    const qsizetype comma = text.indexOf(',');
    const QByteArrayView part = (comma < 0 ? text : text.first(comma)).trimmed();
    if (part.startsWith(name)) return part.sliced(name.size());
    if (comma < 0) break;
    text = text.sliced(comma + 1);
  }
  return {};
}
bool listsHost(QByteArrayView headers) {
  static constexpr QByteArrayView host("host");
  while (!headers.isEmpty()) {
    const qsizetype end = headers.indexOf(';');
    if ((end < 0 ? headers : headers.first(end)) == host) return true;
    if (end < 0) return false;
    headers = headers.sliced(end + 1);
  }
  return false;
}
}  // namespace

bool equalsConstantTime(QByteArrayView a, QByteArrayView b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), size_t(a.size())) == 0;
}

Tc3Verifier::Tc3Verifier(QByteArray secretId, QByteArray secretKey, QByteArray timestamp)
    : Tc3Signature(std::move(secretKey)), m_secretId(std::move(secretId)), m_timestamp(std::move(timestamp)) {}

bool Tc3Verifier::matches(const HttpRequest& request, const Authorization& auth, QByteArrayView timestamp, QByteArrayView payloadHash, bool otherHost, bool lowerValues) const {
  std::array<std::pair<QByteArrayView, QByteArrayView>, kSignedHeaders> headers;
  std::vector<QByteArray> lowered;
  lowered.reserve(kSignedHeaders);  // views into it must stay
  size_t count = 0;
  QByteArrayView rest = auth.headers;
  while (!rest.isEmpty() && count < headers.size()) {
    const qsizetype semicolon = rest.indexOf(';');
    const QByteArrayView name = semicolon < 0 ? rest : rest.first(semicolon);
    rest = semicolon < 0 ? QByteArrayView() : rest.sliced(semicolon + 1);
    QByteArrayView value = request.header(name).trimmed();
    if (otherHost && name == QByteArrayView("host")) {
      const qsizetype colon = value.lastIndexOf(':');
      if (colon > 0) value = value.first(colon);
    }
    if (lowerValues) {
      lowered.push_back(value.toByteArray().toLower());
      value = lowered.back();
    }
    headers[count++] = {name, value};
  }
  std::sort(headers.begin(), headers.begin() + qsizetype(count), [](const auto& a, const auto& b) { return a.first < b.first; });
  const QByteArray hash = canonicalHash({request.method(), request.query(), payloadHash, std::span(headers.data(), count)});
  return equalsConstantTime(signature(timestamp, auth.date, auth.service, hash), auth.signature);
}

Status Tc3Verifier::check(const HttpRequest& request, int64_t nowSeconds, Authorization& auth) {
  static constexpr QByteArrayView scheme("TC3-HMAC-SHA256 ", 16);
  const QByteArrayView header = request.header("authorization");
  if (!header.startsWith(scheme)) return signatureFailure(QStringLiteral("Sign with TC3-HMAC-SHA256 in the Authorization header."));
  const QByteArrayView parts = header.sliced(scheme.size());
  const QByteArrayView credential = partOf(parts, "Credential=");
  auth.headers = partOf(parts, "SignedHeaders=");
  auth.signature = partOf(parts, "Signature=");
  const qsizetype a = credential.indexOf('/');
  const qsizetype b = a < 0 ? -1 : credential.indexOf('/', a + 1);
  const qsizetype c = b < 0 ? -1 : credential.indexOf('/', b + 1);
  if (c < 0 || credential.sliced(c + 1) != QByteArrayView("tc3_request")) return signatureFailure(QStringLiteral("The Credential must be SecretId/Date/Service/tc3_request."));
  auth.id = credential.first(a);
  auth.date = credential.sliced(a + 1, b - a - 1);
  auth.service = credential.sliced(b + 1, c - b - 1);
  if (auth.headers.isEmpty() || auth.signature.isEmpty() || !listsHost(auth.headers)) {
    return signatureFailure(QStringLiteral("SignedHeaders must hold content-type and host."));
  }
  if (!equalsConstantTime(auth.id, m_secretId)) {
    return Error{QStringLiteral("AuthFailure.SecretIdNotFound"), QStringLiteral("The SecretId is not found, please ensure that your SecretId is correct."), {}};
  }
  auth.timestamp = request.header(m_timestamp);
  bool isNumber = false;
  const qlonglong at = auth.timestamp.toByteArray().toLongLong(&isNumber);
  if (!isNumber) return Error{QStringLiteral("MissingParameter"), QStringLiteral("The request header %1 is missing or not a number of seconds.").arg(m_timestamp == "x-tc-timestamp" ? QStringLiteral("X-TC-Timestamp") : QStringLiteral("X-Scf-Cam-Timestamp")), {}};
  if (at < nowSeconds - kSkewSeconds || at > nowSeconds + kSkewSeconds) {
    return Error{QStringLiteral("AuthFailure.SignatureExpire"), QStringLiteral("Signature expired. The X-TC-Timestamp %1 is more than five minutes from the server's time %2.").arg(at).arg(nowSeconds), {}};
  }
  if (const int64_t day = at / kDaySeconds; day != m_dateDay) {
    m_date = dateOf(at);
    m_dateDay = day;
  }
  if (auth.date != m_date) return signatureFailure(QStringLiteral("The date in the Credential must be the UTC date of X-TC-Timestamp."));
  return Done{};
}

Status Tc3Verifier::verifyHead(const HttpRequest& head, int64_t nowSeconds) {
  Authorization auth;
  return check(head, nowSeconds, auth);
}

Status Tc3Verifier::verify(const HttpRequest& request, int64_t nowSeconds) {
  Authorization auth;
  if (Status head = check(request, nowSeconds, auth); !head) return head;
  static constexpr QByteArrayView unsignedPayload("UNSIGNED-PAYLOAD", 16);
  const bool open = request.header("x-tc-content-sha256") == unsignedPayload;
  const QByteArray payloadHash = sha256Hex(open ? unsignedPayload : QByteArrayView(request.body));
  // Node.js signs the host without its port and sends it with one; the documentation lowers values, the SDKs do not.
  for (const auto& [otherHost, lowerValues] : {std::pair(false, false), std::pair(true, false), std::pair(false, true), std::pair(true, true)}) {
    if (matches(request, auth, auth.timestamp, payloadHash, otherHost, lowerValues)) return Done{};
  }
  return signatureFailure({});
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httprequest.h"
#include "app/signature/tc3signature.h"
#include "models/data/function.h"

namespace scfdesk {

/// Signature check TC3-HMAC-SHA256 (facts/scf.md 1.3 and 1.4). The service name is taken from the credential scope and the host
/// counts with and without its port, because the SDKs differ there. Engine thread.
class Tc3Verifier final : public Tc3Signature {
 public:
  /// `timestamp`: the lower-case name of the header with the time (the Cloud API's, or that of function URLs with CAM).
  Tc3Verifier(QByteArray secretId, QByteArray secretKey, QByteArray timestamp = "x-tc-timestamp");

  /// `nowSeconds`: the real time. Errors: AuthFailure.* with SCF's texts.
  Status verify(const HttpRequest& request, int64_t nowSeconds);
  [[nodiscard]] const QByteArray& secretId() const { return m_secretId; }
  /// What can be told before the body is there: the errors of verify() but for a wrong signature.
  Status verifyHead(const HttpRequest& head, int64_t nowSeconds);

 private:
  struct Authorization;
  Status check(const HttpRequest& head, int64_t nowSeconds, Authorization& auth);
  [[nodiscard]] bool matches(const HttpRequest& request, const Authorization& auth, QByteArrayView timestamp, QByteArrayView payloadHash, bool otherHost, bool lowerValues) const;

  const QByteArray m_secretId, m_timestamp;
  QByteArray m_date;     ///< UTC date of m_dateDay
  int64_t m_dateDay = -1;
};

/// Compares in a time that does not depend on where the texts differ.
[[nodiscard]] bool equalsConstantTime(QByteArrayView a, QByteArrayView b);

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httprequest.h"
#include "models/data/function.h"
#include <array>
#include <span>
#include <string>

struct evp_md_st;
struct evp_md_ctx_st;

namespace scfdesk {

/// Signature check TC3-HMAC-SHA256 (facts/scf.md 1.3 and 1.4). The service name is taken from the credential scope and the host
/// counts with and without its port, because the SDKs differ there. Engine thread.
class Tc3Verifier final {
 public:
  /// `timestamp`: the lower-case name of the header with the time (the Cloud API's, or that of function URLs with CAM).
  Tc3Verifier(QByteArray secretId, QByteArray secretKey, QByteArray timestamp = "x-tc-timestamp");
  ~Tc3Verifier();
  Tc3Verifier(const Tc3Verifier&) = delete;
  Tc3Verifier& operator=(const Tc3Verifier&) = delete;

  /// `nowSeconds`: the real time. Errors: AuthFailure.* with SCF's texts.
  Status verify(const HttpRequest& request, int64_t nowSeconds);
  [[nodiscard]] const QByteArray& secretId() const { return m_secretId; }
  /// What can be told before the body is there: the errors of verify() but for a wrong signature.
  Status verifyHead(const HttpRequest& head, int64_t nowSeconds);

  using Digest = std::array<unsigned char, 32>;
  /// What a signature is made of; also for tests and clients.
  struct Canonical {
    QByteArrayView method, query, payloadHash;
    std::span<const std::pair<QByteArrayView, QByteArrayView>> headers;  ///< lower-case name, value; sorted by name
  };
  /// Lower-case hex of SHA-256(CanonicalRequest).
  [[nodiscard]] QByteArray canonicalHash(const Canonical& canonical) const;
  [[nodiscard]] QByteArray signature(QByteArrayView timestamp, QByteArrayView date, QByteArrayView service, QByteArrayView canonicalHash) const;
  [[nodiscard]] QByteArray sha256Hex(QByteArrayView bytes) const;

 private:
  struct Authorization;
  Status check(const HttpRequest& head, int64_t nowSeconds, Authorization& auth);
  [[nodiscard]] Digest sha256(QByteArrayView first, QByteArrayView second = {}) const;
  [[nodiscard]] Digest hmac(QByteArrayView key, QByteArrayView message) const;
  [[nodiscard]] const Digest& signingKey(QByteArrayView date, QByteArrayView service) const;
  [[nodiscard]] bool matches(const HttpRequest& request, const Authorization& auth, QByteArrayView timestamp, QByteArrayView payloadHash, bool otherHost, bool lowerValues) const;

  const QByteArray m_secretId, m_secretKey, m_timestamp;
  evp_md_st* m_md;
  evp_md_ctx_st* m_context;
  QByteArray m_date;     ///< UTC date of m_dateDay
  int64_t m_dateDay = -1;
  mutable QByteArray m_keyScope;  ///< date/service of m_key
  mutable Digest m_key{};
};

/// Compares in a time that does not depend on where the texts differ.
[[nodiscard]] bool equalsConstantTime(QByteArrayView a, QByteArrayView b);

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <array>
#include <cstdint>
#include <span>
#include <utility>

struct evp_md_st;
struct evp_md_ctx_st;

namespace scfdesk {

/// The arithmetic of TC3-HMAC-SHA256 (facts/scf.md 1.3), for those who sign and for those who verify. Keeps the key of the
/// day, so that it costs one hash chain a day. One thread at a time; owned by its user.
class Tc3Signature {
 public:
  explicit Tc3Signature(QByteArray secretKey);
  ~Tc3Signature();
  Tc3Signature(const Tc3Signature&) = delete;
  Tc3Signature& operator=(const Tc3Signature&) = delete;

  using Digest = std::array<unsigned char, 32>;
  /// What a signature is made of.
  struct Canonical {
    QByteArrayView method, query, payloadHash;
    std::span<const std::pair<QByteArrayView, QByteArrayView>> headers;  ///< lower-case name, value; sorted by name
  };
  /// Lower-case hex of SHA-256(CanonicalRequest).
  [[nodiscard]] QByteArray canonicalHash(const Canonical& canonical) const;
  [[nodiscard]] QByteArray signature(QByteArrayView timestamp, QByteArrayView date, QByteArrayView service, QByteArrayView canonicalHash) const;
  [[nodiscard]] QByteArray sha256Hex(QByteArrayView bytes) const;
  /// UTC date of a time in seconds since the epoch: "2024-01-01".
  [[nodiscard]] static QByteArray dateOf(int64_t seconds);

 private:
  [[nodiscard]] Digest sha256(QByteArrayView first, QByteArrayView second = {}) const;
  [[nodiscard]] Digest hmac(QByteArrayView key, QByteArrayView message) const;
  [[nodiscard]] const Digest& signingKey(QByteArrayView date, QByteArrayView service) const;

  const QByteArray m_secretKey;
  evp_md_st* m_md;
  evp_md_ctx_st* m_context;
  mutable QByteArray m_keyScope;  ///< date/service of m_key
  mutable Digest m_key{};
};

}  // namespace scfdesk

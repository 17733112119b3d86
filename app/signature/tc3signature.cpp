// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signature/tc3signature.h"
#include <QDateTime>
#include <algorithm>
#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace scfdesk {
namespace {
constexpr qsizetype kBlock = 64;  // of SHA-256, bytes

QByteArray hexOf(const Tc3Signature::Digest& digest) {
  static constexpr char digits[] = "0123456789abcdef";
  QByteArray text(qsizetype(digest.size()) * 2, Qt::Uninitialized);
  char* out = text.data();
  for (const unsigned char byte : digest) {
    *out++ = digits[byte >> 4];
    *out++ = digits[byte & 15];
  }
  return text;
}
QByteArrayView viewOf(const Tc3Signature::Digest& digest) { return QByteArrayView(digest.data(), qsizetype(digest.size())); }
}  // namespace

Tc3Signature::Tc3Signature(QByteArray secretKey) : m_secretKey(std::move(secretKey)), m_md(EVP_MD_fetch(nullptr, "SHA256", nullptr)), m_context(EVP_MD_CTX_new()) {}

Tc3Signature::~Tc3Signature() {
  OPENSSL_cleanse(m_key.data(), m_key.size());
  EVP_MD_CTX_free(m_context);
  EVP_MD_free(m_md);
}

QByteArray Tc3Signature::dateOf(int64_t seconds) { return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd")).toLatin1(); }

Tc3Signature::Digest Tc3Signature::sha256(QByteArrayView first, QByteArrayView second) const {
  Digest digest{};
  EVP_DigestInit_ex2(m_context, m_md, nullptr);
  EVP_DigestUpdate(m_context, first.data(), size_t(first.size()));
  if (!second.isEmpty()) EVP_DigestUpdate(m_context, second.data(), size_t(second.size()));
  EVP_DigestFinal_ex(m_context, digest.data(), nullptr);
  return digest;
}

QByteArray Tc3Signature::sha256Hex(QByteArrayView bytes) const { return hexOf(sha256(bytes)); }

// RFC 2104 over the fetched digest: the one-shot HMAC() looks its algorithm up again with each call.
Tc3Signature::Digest Tc3Signature::hmac(QByteArrayView key, QByteArrayView message) const {
  std::array<char, size_t(kBlock)> inner{}, outer{};
  Digest shortened;
  if (key.size() > kBlock) {
    shortened = sha256(key);
    key = viewOf(shortened);
  }
  std::copy(key.begin(), key.end(), inner.begin());
  outer = inner;
  for (char& c : inner) c = char(c ^ 0x36);
  for (char& c : outer) c = char(c ^ 0x5c);
  const Digest first = sha256(QByteArrayView(inner.data(), kBlock), message);
  const Digest result = sha256(QByteArrayView(outer.data(), kBlock), viewOf(first));
  OPENSSL_cleanse(inner.data(), inner.size());
  OPENSSL_cleanse(outer.data(), outer.size());
  return result;
}

const Tc3Signature::Digest& Tc3Signature::signingKey(QByteArrayView date, QByteArrayView service) const {
  QByteArray scope = date.toByteArray();
  scope.append('/');
  scope.append(service);
  if (scope != m_keyScope) {
    const QByteArray start = QByteArrayLiteral("TC3") + m_secretKey;
    const Digest kDate = hmac(start, date);
    const Digest kService = hmac(viewOf(kDate), service);
    m_key = hmac(viewOf(kService), "tc3_request");
    m_keyScope = std::move(scope);
  }
  return m_key;
}

QByteArray Tc3Signature::canonicalHash(const Canonical& canonical) const {
  QByteArray text, names;
  text.reserve(512);
  text.append(canonical.method).append("\n/\n").append(canonical.query).append('\n');
  for (const auto& [name, value] : canonical.headers) {
    text.append(name).append(':').append(value).append('\n');
    if (!names.isEmpty()) names.append(';');
    names.append(name);
  }
  text.append('\n').append(names).append('\n').append(canonical.payloadHash);
  return sha256Hex(text);
}

QByteArray Tc3Signature::signature(QByteArrayView timestamp, QByteArrayView date, QByteArrayView service, QByteArrayView canonicalHash) const {
  QByteArray text;
  text.reserve(192);
  text.append("TC3-HMAC-SHA256\n").append(timestamp).append('\n').append(date).append('/').append(service).append("/tc3_request\n").append(canonicalHash);
  return hexOf(hmac(viewOf(signingKey(date, service)), text));
}

}  // namespace scfdesk

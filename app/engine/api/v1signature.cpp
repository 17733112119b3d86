// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/v1signature.h"
#include "app/engine/api/tc3.h"
#include <QMap>
#include <algorithm>
#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace scfdesk {
namespace {
using namespace Qt::Literals::StringLiterals;
constexpr int64_t kSkewSeconds = 300;
constexpr QByteArrayView kForm("application/x-www-form-urlencoded");
constexpr std::array kCommon = {"Action", "Version", "Region", "Timestamp", "Nonce", "SecretId", "SignatureMethod", "Signature", "Token", "Language", "RequestClient"};

Error missing(const char* name) { return {u"MissingParameter"_s, u"The request is missing the parameter `%1`."_s.arg(QLatin1String(name)), {}}; }

QByteArray plain(QByteArray text) { return QByteArray::fromPercentEncoding(text.replace('+', ' ')); }

QByteArray signatureOf(const EVP_MD* digest, const QByteArray& key, const QByteArray& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
  unsigned size = 0;
  HMAC(digest, key.constData(), int(key.size()), reinterpret_cast<const unsigned char*>(text.constData()), size_t(text.size()), out.data(), &size);
  return QByteArray(reinterpret_cast<const char*>(out.data()), qsizetype(size)).toBase64();
}
}  // namespace

bool isV1(const HttpRequest& request) {
  if (!request.header("authorization").isEmpty()) return false;
  if (request.method() == QByteArrayView("POST")) return request.header("content-type").startsWith(kForm);
  return request.query().contains("Signature=");
}

Result<V1Request> verifyV1(const HttpRequest& request, const QByteArray& secretId, const QByteArray& secretKey, int64_t nowSeconds) {
  const bool get = request.method() == QByteArrayView("GET");
  const QByteArray raw = get ? request.query().toByteArray() : request.body;
  V1Request out;
  QMap<QByteArray, QByteArray> all;  // sorted by name
  for (const QByteArray& part : raw.split('&')) {
    if (part.isEmpty()) continue;
    const qsizetype equals = part.indexOf('=');
    const QByteArray name = plain(equals < 0 ? part : part.left(equals));
    all.insert(name, equals < 0 ? QByteArray() : plain(part.mid(equals + 1)));
    if (std::any_of(kCommon.begin(), kCommon.end(), [&](const char* common) { return name == common; })) continue;
    out.parameters += out.parameters.isEmpty() ? part : '&' + part;
  }
  for (const char* name : {"Action", "Version", "Timestamp", "Nonce", "SecretId", "Signature"})
    if (all.value(name).isEmpty()) return missing(name);
  if (!equalsConstantTime(all["SecretId"], secretId))
    return Error{u"AuthFailure.SecretIdNotFound"_s, u"The SecretId is not found, please ensure that your SecretId is correct."_s, {}};
  bool isNumber = false;
  const qlonglong at = all["Timestamp"].toLongLong(&isNumber);
  if (!isNumber || at < nowSeconds - kSkewSeconds || at > nowSeconds + kSkewSeconds)
    return Error{u"AuthFailure.SignatureExpire"_s, u"Signature expired. The Timestamp %1 is more than five minutes from the server's time %2."_s.arg(QString::fromUtf8(all["Timestamp"].left(20))).arg(nowSeconds), {}};
  const QByteArray method = all.value("SignatureMethod", "HmacSHA1"), given = all.take("Signature");
  const EVP_MD* digest = method == "HmacSHA256" ? EVP_sha256() : method == "HmacSHA1" ? EVP_sha1() : nullptr;
  if (!digest) return Error{u"AuthFailure.SignatureFailure"_s, u"SignatureMethod is HmacSHA1 or HmacSHA256."_s, {}};
  QByteArray text, bare;
  for (auto it = all.constBegin(); it != all.constEnd(); ++it) {
    const QByteArray part = it.key() + '=' + it.value();
    text += text.isEmpty() ? part : '&' + part;
    if (!it.value().isEmpty()) bare += bare.isEmpty() ? part : '&' + part;
  }
  // Some clients sign the host without its port and send it with one; Go's leaves out what is empty when it signs, and sends it.
  const QByteArray host = request.header("host").toByteArray();
  for (const QByteArray& name : {host, host.left(host.lastIndexOf(':') < 0 ? host.size() : host.lastIndexOf(':'))})
    for (const QByteArray& parameters : {text, bare})
      if (equalsConstantTime(signatureOf(digest, secretKey, request.method().toByteArray() + name + "/?" + parameters), given)) {
        out.action = all["Action"];
        out.version = all["Version"];
        return out;
      }
  return Error{u"AuthFailure.SignatureFailure"_s, u"The provided credentials could not be validated. Please check your signature is correct."_s, {}};
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/cossignature.h"
#include "app/engine/api/tc3.h"
#include "app/engine/service/cosnames.h"
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

struct Authorization {
  QByteArray algorithm, id, signTime, keyTime, headers, parameters, signature;
};

Authorization parsed(const CosQuery& members) {
  return {cosQueryValue(members, "q-sign-algorithm"), cosQueryValue(members, "q-ak"),             cosQueryValue(members, "q-sign-time"),
          cosQueryValue(members, "q-key-time"),       cosQueryValue(members, "q-header-list"),    cosQueryValue(members, "q-url-param-list"),
          cosQueryValue(members, "q-signature")};
}

// The Authorization header holds its values as they are.
CosQuery plainMembers(QByteArrayView text) {
  CosQuery members;
  for (const QByteArray& part : text.toByteArray().split('&')) {
    const qsizetype equals = part.indexOf('=');
    if (equals > 0) members.append({part.left(equals).trimmed(), part.mid(equals + 1).trimmed()});
  }
  return members;
}

// "name=value&..." of the names that were signed, sorted as they were.
template <typename ValueOf>
QByteArray signedText(const QByteArray& names, ValueOf valueOf) {
  QByteArray text;
  if (names.isEmpty()) return text;
  for (const QByteArray& name : names.split(';')) {
    if (!text.isEmpty()) text.append('&');
    text.append(cosnames::encoded(cosnames::decoded(name)).toLower()).append('=').append(cosnames::encoded(valueOf(cosnames::decoded(name).toLower())));
  }
  return text;
}

QByteArray hmacHex(QByteArrayView key, QByteArrayView message) {
  return QMessageAuthenticationCode::hash(message.toByteArray(), key.toByteArray(), QCryptographicHash::Sha1).toHex();
}
Error denied(const char* code, const QString& message, const QString& next = {}) { return {QString::fromLatin1(code), message, next}; }
}  // namespace

CosQuery cosQueryOf(QByteArrayView query) {
  CosQuery members;
  while (!query.isEmpty()) {
    const qsizetype end = query.indexOf('&');
    const QByteArrayView part = end < 0 ? query : query.first(end);
    query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
    if (part.isEmpty()) continue;
    const qsizetype equals = part.indexOf('=');
    members.append({cosnames::decoded(equals < 0 ? part : part.first(equals)), equals < 0 ? QByteArray("") : cosnames::decoded(part.sliced(equals + 1))});
  }
  return members;
}

QByteArray cosQueryValue(const CosQuery& query, QByteArrayView name) {
  for (const auto& [key, value] : query)
    if (key == name) return value.isNull() ? QByteArray("") : value;
  return {};
}

QByteArray CosSignature::signature(QByteArrayView method, QByteArrayView path, QByteArrayView parameters, QByteArrayView headers, QByteArrayView signTime, QByteArrayView keyTime) const {
  QByteArray format = method.toByteArray().toLower();
  format.append('\n').append(path).append('\n').append(parameters).append('\n').append(headers).append('\n');
  QByteArray toSign("sha1\n");
  toSign.append(signTime).append('\n').append(QCryptographicHash::hash(format, QCryptographicHash::Sha1).toHex()).append('\n');
  return hmacHex(hmacHex(m_secretKey, keyTime), toSign);
}

QByteArray CosSignature::sign(QByteArrayView method, QByteArrayView path, const CosQuery& query, const CosQuery& headers, int64_t from, int64_t until) const {
  const auto names = [](const CosQuery& list) {
    QByteArrayList words;
    for (const auto& [name, value] : list) words.append(cosnames::encoded(name).toLower());
    return words.join(';');
  };
  const QByteArray time = QByteArray::number(qlonglong(from)) + ';' + QByteArray::number(qlonglong(until));
  const QByteArray parameters = signedText(names(query), [&](const QByteArray& name) { return cosQueryValue(query, name); });
  const QByteArray head = signedText(names(headers), [&](const QByteArray& name) { return cosQueryValue(headers, name); });
  return "q-sign-algorithm=sha1&q-ak=" + m_secretId + "&q-sign-time=" + time + "&q-key-time=" + time + "&q-header-list=" + names(headers) +
         "&q-url-param-list=" + names(query) + "&q-signature=" + signature(method, path, parameters, head, time, time);
}

Status CosSignature::verify(const HttpRequest& request, const CosQuery& query, QByteArrayView path, QByteArrayView otherPath, int64_t nowSeconds) const {
  const QByteArrayView header = request.header("authorization");
  const Authorization auth = header.isEmpty() ? parsed(query) : parsed(plainMembers(header));
  if (auth.algorithm.isEmpty() && auth.signature.isEmpty())
    return denied("AccessDenied", u"The request is not signed."_s, u"Sign it with the secret id and key of the engine's ready line."_s);
  if (auth.algorithm != "sha1") return denied("InvalidArgument", u"q-sign-algorithm must be sha1."_s);
  if (auth.id != m_secretId)
    return denied("InvalidAccessKeyId", u"The access key id \"%1\" is not known here."_s.arg(QString::fromUtf8(auth.id.left(64))), u"Use the secret id of the engine's ready line."_s);
  for (const QByteArray& span : {auth.signTime, auth.keyTime}) {
    const qsizetype middle = span.indexOf(';');
    bool good = middle > 0;
    const qlonglong from = good ? span.left(middle).toLongLong(&good) : 0;
    const qlonglong until = good ? span.mid(middle + 1).toLongLong(&good) : 0;
    if (!good) return denied("AccessDenied", u"q-sign-time and q-key-time must be two times in seconds with a \";\" between them."_s);
    // A clock that is a little behind must not make a fresh signature one of the future.
    constexpr qlonglong skew = 300;
    if (nowSeconds + skew < from || nowSeconds > until) return denied("AccessDenied", u"Request has expired."_s, u"Sign it anew, and check the clock of the client."_s);
  }
  const auto valueOfParameter = [&](const QByteArray& name) {
    for (const auto& [key, value] : query)
      if (key.toLower() == name) return value;
    return QByteArray();
  };
  const QByteArray parameters = signedText(auth.parameters, valueOfParameter);
  const QByteArray headers = signedText(auth.headers, [&](const QByteArray& name) { return request.header(name).toByteArray(); });
  for (const QByteArrayView one : {path, otherPath}) {
    if (one.isEmpty()) continue;
    if (equalsConstantTime(signature(request.method(), one, parameters, headers, auth.signTime, auth.keyTime), auth.signature)) return Done{};
  }
  return denied("SignatureDoesNotMatch", u"The signature that was calculated here does not match the one of the request."_s, u"Check the secret key and what was signed."_s);
}

}  // namespace scfdesk

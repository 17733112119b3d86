// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/cosnames.h"
#include <QCryptographicHash>
#include <algorithm>
#include <simdjson.h>

namespace scfdesk::cosnames {
namespace {
constexpr qsizetype kFileNameBytes = 255;
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isWord(char c) { return isDigit(c) || (c >= 'a' && c <= 'z'); }
int hexDigit(char c) {
  if (isDigit(c)) return c - '0';
  const char l = char(c | 0x20);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}
}  // namespace

bool isBucket(QByteArrayView name) {
  const qsizetype dash = name.lastIndexOf('-');
  if (name.size() > kBucketBytes || dash < 1 || dash + 1 == name.size()) return false;
  const QByteArrayView word = name.first(dash), appid = name.sliced(dash + 1);
  return isWord(word.front()) && isWord(word.back()) && std::all_of(word.begin(), word.end(), [](char c) { return isWord(c) || c == '-'; }) &&
         std::all_of(appid.begin(), appid.end(), isDigit);
}

bool isKey(QByteArrayView key) {
  return !key.isEmpty() && key.size() <= kKeyBytes && !key.contains('\0') && simdjson::validate_utf8(key.data(), size_t(key.size()));
}

Error badKey(QByteArrayView key) {
  const bool size = key.isEmpty() || key.size() > kKeyBytes;
  return {size ? QStringLiteral("KeyTooLong") : QStringLiteral("InvalidArgument"), QStringLiteral("An object key is 1 to %1 bytes of UTF-8 without NUL.").arg(kKeyBytes), QStringLiteral("Choose another key.")};
}

bool isPath(QByteArrayView key) {
  if (std::any_of(key.begin(), key.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; })) return false;
  for (qsizetype begin = 0; begin <= key.size();) {
    const qsizetype slash = key.indexOf('/', begin);
    const QByteArrayView part = key.sliced(begin, (slash < 0 ? key.size() : slash) - begin);
    if (part.isEmpty() || part == QByteArrayView(".") || part == QByteArrayView("..") || part.size() > kFileNameBytes) return false;
    if (slash < 0) return true;
    begin = slash + 1;
  }
  return true;
}

QByteArray asideName(QByteArrayView key) { return QCryptographicHash::hash(key.toByteArray(), QCryptographicHash::Sha256).toHex(); }

QByteArray decoded(QByteArrayView text) {
  QByteArray out;
  out.reserve(text.size());
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.append(text[i]);
      continue;
    }
    const bool whole = i + 2 < text.size();
    const int high = whole ? hexDigit(text[i + 1]) : -1;
    const int low = whole ? hexDigit(text[i + 2]) : -1;
    if (high < 0 || low < 0) return {};
    out.append(char(high << 4 | low));
    i += 2;
  }
  return out.isNull() ? QByteArray("") : out;
}

QByteArray encoded(QByteArrayView text, bool keepSlash) {
  static constexpr char hex[] = "0123456789ABCDEF";
  QByteArray out;
  out.reserve(text.size() + 16);
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' || c == '~' || (keepSlash && c == '/')) {
      out.append(c);
    } else {
      out.append('%').append(hex[u >> 4]).append(hex[u & 15]);
    }
  }
  return out;
}

}  // namespace scfdesk::cosnames

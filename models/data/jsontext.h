// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>
#include <optional>
#include <vector>

/// JSON as text: where it is wrong, and the same text laid out anew. Nothing is ever turned into a number or a string and
/// back, so what a user wrote stays as it was written. Pure; any thread; 6 MB take a few milliseconds.
namespace scfdesk {

/// The first character that can't stand where it stands.
struct JsonError {
  int line = 1;          ///< 1-based
  int column = 1;        ///< 1-based, in characters (code points)
  qsizetype offset = 0;  ///< in bytes
  QString message;       ///< "expected ',' after value"
  friend bool operator==(const JsonError&, const JsonError&) = default;
};

inline constexpr int kJsonDepth = 1024;     ///< containers in containers; a deeper text is refused
inline constexpr int kJsonErrorsShown = 20;
inline constexpr qsizetype kJsonLaidOutBytes = 64 * 1024 * 1024;

/// Every mistake of a text (RFC 8259, strictly UTF-8), in order, at most `most`; empty when it is valid. After a mistake the
/// reading goes on as if it had been mended, so each is told once.
std::vector<JsonError> checkJson(QByteArrayView text, int most = kJsonErrorsShown);
bool isJson(QByteArrayView text);

/// Two spaces per level, one member or element per line, order kept, numbers and strings byte for byte. None when the text is
/// invalid or would grow over kJsonLaidOutBytes.
std::optional<QByteArray> formatJson(QByteArrayView text);
/// Without any space between tokens. None when the text is invalid.
std::optional<QByteArray> compactJson(QByteArrayView text);

}  // namespace scfdesk

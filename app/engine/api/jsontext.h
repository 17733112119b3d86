// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>
#include <optional>

/// JSON as text, for the paths where a tree would cost more than the work itself. Pure functions; any thread.
namespace scfdesk::jsontext {

/// Appends `text` in quotes. Bytes are passed through: invalid UTF-8 stays so (see toValidUtf8).
void appendString(QByteArray& out, QByteArrayView text);
/// Content of a JSON string given without its quotes; none if an escape is wrong or a control character is bare.
/// A lone surrogate becomes U+FFFD.
[[nodiscard]] std::optional<QByteArray> unescaped(QByteArrayView inner);
[[nodiscard]] bool isValidUtf8(QByteArrayView text);
/// `text` itself when it is valid UTF-8, else each byte as Latin-1.
[[nodiscard]] QByteArray toValidUtf8(QByteArrayView text);
/// A new random UUID in text, 36 bytes.
[[nodiscard]] QByteArray newRequestId();

/// Walks the members of one JSON object without building anything. It finds where values end and checks strings, brackets and
/// separators; numbers and literals are only delimited. Use: while (scan.next()) ...; then good() says whether all was read.
class ObjectScanner final {
 public:
  explicit ObjectScanner(QByteArrayView text);
  /// Moves to the next member; false at the end or at an error.
  bool next();
  [[nodiscard]] bool good() const { return m_state == End; }
  [[nodiscard]] QByteArrayView key() const { return m_key; }      ///< inside its quotes, escapes as written
  [[nodiscard]] QByteArrayView value() const { return m_value; }  ///< as written, strings with their quotes
  [[nodiscard]] bool isString() const { return m_value.startsWith('"'); }
  [[nodiscard]] QByteArrayView inner() const { return m_value.sliced(1, m_value.size() - 2); }  ///< Requires: isString().

 private:
  enum State { First, More, End, Bad };
  void skipSpace();
  bool skipString();
  bool skipValue();
  bool skipNested();

  const char* m_at;
  const char* m_end;
  QByteArrayView m_key, m_value;
  State m_state = First;
};

/// Elements of a JSON array of strings, unescaped; none if it is anything else.
[[nodiscard]] std::optional<QList<QByteArray>> stringArray(QByteArrayView array);

}  // namespace scfdesk::jsontext

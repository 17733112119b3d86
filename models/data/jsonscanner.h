// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>
#include <cstdint>

namespace scfdesk {

/// Cuts a text into the tokens of JSON. A token that is wrong in itself carries what is wrong and where; its kind is what it
/// was meant to be, so that reading can go on.
class JsonScanner final {
 public:
  enum class Kind : uint8_t { End, Open, Close, Comma, Colon, String, Number, Literal, Junk };
  struct Token {
    Kind kind = Kind::End;
    char ch = 0;                 ///< of Open and Close
    qsizetype begin = 0;
    qsizetype end = 0;
    const char* wrong = nullptr; ///< what is wrong with the token itself
    qsizetype wrongAt = 0;
  };

  explicit JsonScanner(QByteArrayView text) : m_text(text) {}
  Token next();

 private:
  void skipSpace();
  void scanString(Token& token);
  void scanNumber(Token& token);
  void scanWord(Token& token);
  void scanComment(Token& token);
  /// Bytes of the UTF-8 character at `at`; 0 if it is none.
  [[nodiscard]] int utf8Length(qsizetype at) const;
  [[nodiscard]] unsigned char at(qsizetype i) const { return i < m_text.size() ? static_cast<unsigned char>(m_text[i]) : 0; }
  /// The escape at `i` (a backslash): moves past it.
  void scanEscape(qsizetype& i, Token& token);
  [[nodiscard]] int hex4(qsizetype i) const;

  QByteArrayView m_text;
  qsizetype m_at = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/jsonscanner.h"
#include "models/data/jsonschema.h"
#include <vector>

namespace scfdesk {

/// Goes through a text of JSON and knows at each step in which containers it is, under which key, and which part of a schema
/// describes the place. Reads on through mistakes: a text is walked while it is being typed. Keys are compared as they are
/// written, escapes are not resolved. Keeps pointers into the schema, which must outlive it.
class JsonWalk final {
 public:
  enum class Step : uint8_t { Value, Open, Close, Name, End };
  struct Container {
    const JsonSchema* schema = nullptr;  ///< null = anything
    char open = 0;                       ///< '{' or '['
    qsizetype begin = 0;
    qsizetype index = -1;    ///< of the element that is being read
    QByteArrayView key;      ///< the last name, without its quotes
    bool colon = false;      ///< the name was followed by one: a value comes next
    uint64_t seen = 0;       ///< properties of the schema that are there
    uint64_t seenBefore = 0; ///< the same without the last name
  };

  JsonWalk(QByteArrayView text, const JsonSchema* schema) : m_text(text), m_scanner(text), m_root(schema) {}
  /// To the next value, bracket or name. After Open the new container is the last of containers(); after Close the one that was
  /// closed is closed().
  Step next();
  [[nodiscard]] const JsonScanner::Token& token() const { return m_token; }
  /// Of the value or container of this step; null = anything.
  [[nodiscard]] const JsonSchema* schema() const { return m_schema; }
  [[nodiscard]] const std::vector<Container>& containers() const { return m_stack; }
  [[nodiscard]] const Container& closed() const { return m_closed; }
  /// "Records[0].cos" for what the last step read; empty for the whole.
  [[nodiscard]] QString path() const;
  /// The last key on the way to it, with the place in a list: "cos", "Records[0]"; empty for the whole.
  [[nodiscard]] QString nearestKey() const;

 private:
  Step takeName();
  void enter();
  [[nodiscard]] QByteArrayView stringOf() const;
  QByteArrayView m_text;
  JsonScanner m_scanner;
  JsonScanner::Token m_token;
  const JsonSchema* m_root;
  const JsonSchema* m_schema = nullptr;
  std::vector<Container> m_stack;
  Container m_closed;
};

}  // namespace scfdesk

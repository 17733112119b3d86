// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <QList>
#include <QStringList>
#include <cstdint>
#include <vector>

namespace scfdesk {

/// The part of JSON Schema (draft 2020-12) that describes events: type, properties, required, items, enum of strings and
/// description; title and $schema are allowed and mean nothing here. A key that is not listed is allowed everywhere: events may
/// carry more than is documented. A value; any thread.
struct JsonSchema {
  enum Type : uint8_t { Object = 1, Array = 2, Text = 4, Integer = 8, Number = 16, Boolean = 32, Null = 64 };
  static constexpr size_t kProperties = 64;  ///< of one object: one bit each

  uint8_t types = 0;               ///< bits of Type; 0 = anything
  QString description;             ///< English, one line; shown through schemaWords()
  std::vector<QByteArray> names;   ///< of the properties, in the order of the document
  std::vector<JsonSchema> shapes;  ///< of the properties
  uint64_t required = 0;           ///< a bit for each property that must be there
  std::vector<JsonSchema> items;   ///< of an array: none or one
  QList<QByteArray> values;        ///< what a text may be; empty = any

  /// Index of a property, or -1.
  [[nodiscard]] int indexOf(QByteArrayView name) const;
};

/// Refuses what it would not honour: an unknown keyword or type, a required key that is no property, more properties than
/// kProperties. The error names the keyword.
Result<JsonSchema> readJsonSchema(QByteArrayView json);

/// "Size in bytes" in the language in force.
QString schemaWords(const QString& english);
/// Every description that translators know; for tests.
QStringList translatableSchemaWords();

}  // namespace scfdesk

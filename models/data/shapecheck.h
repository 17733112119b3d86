// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/jsonschema.h"
#include <QString>
#include <vector>

namespace scfdesk {

/// A place where an event has not the shape its trigger gives it. A warning: a function may take anything.
struct ShapeIssue {
  enum class Kind : uint8_t { Type, Missing, Value };
  Kind kind = Kind::Type;
  int line = 1;          ///< 1-based, of the value; of a missing key, of the object it belongs in
  int column = 1;        ///< 1-based, in characters (code points)
  qsizetype offset = 0;  ///< in bytes
  qsizetype length = 1;  ///< in bytes: of the value, or of the bracket that begins it
  QString path;          ///< "Records[0].cos.cosObject.size"; empty = the whole event
  QString key;           ///< the last key of the path; of Missing, the key that lacks
  QString parent;        ///< of Missing: the key of the object, empty = the event itself
  uint8_t expected = 0;  ///< bits of JsonSchema::Type
  uint8_t found = 0;     ///< one bit of JsonSchema::Type
  QList<QByteArray> values;  ///< of Value: what it may be
};

inline constexpr size_t kShapeIssues = 20;
/// A longer text is not held against a schema: it would be read a second time with every change.
inline constexpr qsizetype kShapeBytes = 1024 * 1024;

/// Every place that differs, in the order of the text, at most `most`. `text` is the event as it is written, variables included:
/// one that stands for a whole value fits everywhere, one inside a text every list of values. Requires valid JSON once the
/// variables are filled in. Pure; any thread.
std::vector<ShapeIssue> checkShape(const QByteArray& text, const JsonSchema& schema, size_t most = kShapeIssues);

/// "size should be a whole number, here it is text" in the language in force.
QString shapeSentence(const ShapeIssue& issue);
/// "a whole number or text".
QString typeWords(uint8_t types);

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/jsonschema.h"
#include <optional>

namespace scfdesk {

/// What may be typed where the caret stands in an event: keys of the object it is in, or the values of a text that has few.
struct KeyCompletion {
  struct Proposal {
    QByteArray text;      ///< without quotes
    QString description;  ///< English; empty for values
    uint8_t types = 0;    ///< of a key: bits of JsonSchema::Type
    bool required = false;
  };
  qsizetype begin = 0;      ///< after the opening quote, in bytes
  qsizetype end = 0;        ///< before the closing quote, or where the typed word ends
  bool quoted = false;      ///< a closing quote follows
  bool colon = false;       ///< and a colon: the key has its value
  bool key = true;          ///< false: a value
  QList<Proposal> proposals;  ///< never empty
};

/// Longer texts get no proposals: the text up to the caret is read with each letter.
inline constexpr qsizetype kCompletionBytes = 256 * 1024;

/// None when the caret is not inside a string, or the schema knows nothing for its place. The text need not be valid, it is being
/// typed. Keys that the object has already are left out, before and after the caret. Pure; any thread.
std::optional<KeyCompletion> completeKey(QByteArrayView text, qsizetype caret, const JsonSchema& schema);

}  // namespace scfdesk

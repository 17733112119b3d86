// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <QList>
#include <memory>
#include <utility>
#include <vector>

namespace scfdesk {

/// A YAML document as values that can do no harm: bounded in bytes, depth, nodes and aliases, without tags of types. An alias
/// shares the node that it names and copies nothing. Immutable; any thread.
struct YamlNode {
  enum class Kind : uint8_t { Null, Text, List, Map };
  Kind kind = Kind::Null;
  QString text;        ///< of a scalar, as it was written
  bool quoted = false; ///< it was written in quotes: a string whatever it looks like
  int line = 0;        ///< 1-based
  std::vector<std::shared_ptr<const YamlNode>> items;                      ///< of a list
  std::vector<std::pair<QString, std::shared_ptr<const YamlNode>>> members;///< of a map, in the file's order; `<<` is merged in

  /// Of a map: the member, or null.
  [[nodiscard]] const YamlNode* find(QStringView name) const;
  /// The text of a member that is a scalar; empty when it is none.
  [[nodiscard]] QString textOf(QStringView name) const;
};

namespace yaml {
inline constexpr qsizetype kBytes = 256 * 1024;  ///< of a file; real ones have a few KB
inline constexpr int kDepth = 32;
inline constexpr int kNodes = 20'000;
inline constexpr int kAliases = 100;

/// Error Local.ProjectFile with line and column.
[[nodiscard]] Result<std::shared_ptr<const YamlNode>> parse(const QByteArray& text);
}  // namespace yaml

}  // namespace scfdesk

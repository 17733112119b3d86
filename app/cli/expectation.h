// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <nlohmann/json_fwd.hpp>
#include <memory>
#include <optional>

namespace scfdesk::cli {

/// What --expect wants of a result: JSON, of which every member that is named must be there with this value (others may be there too), lists
/// entry by entry; or with ~ before it a text that the result must contain. A value.
class Expectation final {
 public:
  /// Error: Local.Words where it is neither.
  static Result<Expectation> parse(const QString& text);
  /// Where and how the result differs, in one sentence; nothing when it is as expected.
  [[nodiscard]] std::optional<QString> broken(const QByteArray& result) const;

 private:
  std::shared_ptr<const nlohmann::ordered_json> m_value;
  QByteArray m_contains;
};

}  // namespace scfdesk::cli

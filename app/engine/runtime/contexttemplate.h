// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/runtime/runtimes.h"

namespace scfdesk {

/// The context object of a function with a gap for the request id: built once per generation of the function, rendered for
/// each request by one copy. A value; any thread.
class ContextTemplate final {
 public:
  ContextTemplate() = default;
  ContextTemplate(const FunctionInfo& function, const QString& qualifier);
  /// `requestId`: letters, digits and "-" only (nothing is escaped).
  [[nodiscard]] QByteArray render(QByteArrayView requestId) const;
  /// Whether the two have one origin, so that they differ in nothing. Cheap; false says nothing.
  [[nodiscard]] bool isSharedWith(const ContextTemplate& other) const { return !m_head.isNull() && m_head.constData() == other.m_head.constData(); }

 private:
  QByteArray m_head;
  QByteArray m_tail;
};

/// The user's variables and SCF_NAMESPACE as a JSON object: what a context's "environment" holds.
[[nodiscard]] QByteArray variablesJson(const FunctionInfo& function);

/// What stands for the cloud's own values here; the same in the environment and in the context.
namespace localcloud {
inline constexpr char kRegion[] = "ap-guangzhou";
inline constexpr char kAppId[] = "1250000000";
inline constexpr char kUin[] = "100000000001";
}  // namespace localcloud

}  // namespace scfdesk

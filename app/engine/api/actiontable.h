// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/api/apiparams.h"

namespace scfdesk {

/// Actions that belong together, as the README's table shows them.
struct ActionGroup {
  const char* here;    ///< what this engine does with them
};
/// One action of SCF 2018-04-16: the one description that validation, error texts, `scfdesk actions` and the README's table are made of.
struct ActionInfo {
  const char* name;
  int group;
  std::span<const ParamRule> rules;
  const char* errors;  ///< "A|B": codes of its own, besides those of its rules and those common to all
};

[[nodiscard]] std::span<const ActionInfo> actionTable();
[[nodiscard]] std::span<const ActionGroup> actionGroups();
[[nodiscard]] const ActionInfo* actionInfo(QByteArrayView name);
/// Every code that the action may answer with: common ones, those of its rules (of what is inside too), its own. Sorted.
[[nodiscard]] QStringList errorsOf(const ActionInfo& action);

/// The README's table, in Markdown.
[[nodiscard]] QString actionsMarkdown();
/// {"actions":[{"name","here","parameters":[...],"errors":[...]}]}
[[nodiscard]] QByteArray actionsJson();
/// Fields, types, limits and errors of one action, for people.
[[nodiscard]] QString actionText(const ActionInfo& action);

}  // namespace scfdesk

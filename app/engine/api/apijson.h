// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"

/// Values in the shapes of SCF's API structures (facts/scf.md 1.5 and 1.6). Pure; JSON texts.
namespace scfdesk::apijson {

/// "2018-06-07 09:52:23" at +08:00; empty for 0.
[[nodiscard]] QByteArray timeText(TimeUs at);
/// All fields of GetFunction but RequestId, without the braces. `triggers` as triggerText gives them.
[[nodiscard]] QByteArray functionDetail(const FunctionInfo& function, const QString& qualifier, const QList<QByteArray>& triggers);
/// A Function of ListFunctions.
[[nodiscard]] QByteArray functionSummary(const FunctionInfo& function);
[[nodiscard]] QByteArray namespaceText(const NamespaceInfo& ns);
/// A Trigger; `baseUrl` is "http://127.0.0.1:9700".
[[nodiscard]] QByteArray triggerText(const TriggerInfo& trigger, const QByteArray& baseUrl);
/// TriggerDesc of a function URL as it is kept, from what the client sent. Errors: InvalidParameterValue.TriggerDesc,
/// UnsupportedOperation.Trigger.
[[nodiscard]] Result<QString> urlTriggerDesc(const QString& sent);

/// What a browser may do at a function URL, from a kept TriggerDesc.
struct Cors {
  bool enabled = false;
  bool credentials = false;
  int maxAge = 0;
  QStringList origins, methods, headers, exposeHeaders;
};
[[nodiscard]] Cors corsOf(const QString& desc);

}  // namespace scfdesk::apijson

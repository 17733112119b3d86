// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"

/// Values in the shapes of SCF's API structures (facts/scf.md 1.5 and 1.6). Pure; JSON texts.
namespace scfdesk::apijson {

/// "2018-06-07 09:52:23" at +08:00; empty for 0.
[[nodiscard]] QByteArray timeText(TimeUs at);
/// All fields of GetFunction but RequestId, without the braces. `triggers` as triggerText gives them; `code`: of the entry file; `layers`: a list of
/// LayerVersionInfo.
[[nodiscard]] QByteArray functionDetail(const FunctionInfo& function, const QString& qualifier, const QList<QByteArray>& triggers, const QByteArray& code,
                                        const QByteArray& layers = "[]");
/// A Function of ListFunctions; `provisionedMb`: of all its versions.
[[nodiscard]] QByteArray functionSummary(const FunctionInfo& function, int64_t provisionedMb);
[[nodiscard]] QByteArray namespaceText(const NamespaceInfo& ns);
/// What PublishVersion answers, without the braces; and a FunctionVersion of ListVersionByFunction.
[[nodiscard]] QByteArray publishedVersion(const FunctionInfo& version);
[[nodiscard]] QByteArray versionSummary(const FunctionInfo& version);
[[nodiscard]] QByteArray aliasText(const AliasInfo& alias);
/// A VersionProvisionedConcurrencyInfo.
[[nodiscard]] QByteArray provisionedText(VersionNumber version, const ProvisionedState& state);
/// InvokeType of ListAsyncEvents and RequestSource of dead letters.
[[nodiscard]] QString invokeType(Source source);
[[nodiscard]] QByteArray asyncEventStatus(const AsyncEventInfo& event);  ///< without the braces
[[nodiscard]] QByteArray asyncEventText(const AsyncEventInfo& event);
/// A RequestStatus (MemUsage in MB) of what has not ended, and of what has; a FunctionLog (bytes).
[[nodiscard]] QByteArray runningStatus(const FunctionInfo& function, const AsyncEventInfo& event);
[[nodiscard]] QByteArray requestStatus(const FunctionInfo& function, const InvocationDetail& attempt);
[[nodiscard]] QByteArray functionLog(const FunctionInfo& function, const InvocationDetail& attempt);
/// Of /-/dead-letters: SCF's message to the queue under "body" (facts/scf.md section 6), with our own number of it.
[[nodiscard]] QByteArray deadLetterText(const DeadLetterInfo& letter);
[[nodiscard]] QByteArray deadLetterBody(const DeadLetterInfo& letter);  ///< that message alone
/// The topic that its DeadLetterConfig sends dead letters to; empty when there is none.
[[nodiscard]] QString deadLetterTopic(const FunctionInfo& function);
[[nodiscard]] QString deadLetterQueue(const FunctionInfo& function);

/// What GetAccount tells, without the braces.
struct Account {
  struct Namespace {
    QString name;
    QList<FunctionInfo> functions;
    int64_t provisionedMb = 0;
  };
  int totalMb = 0;
  QList<Namespace> namespaces;
};
inline constexpr int kTriggersPerType = 10;
[[nodiscard]] QByteArray accountText(const Account& account);

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
/// AuthType CAM: requests are signed.
[[nodiscard]] bool needsCam(const QString& desc);

}  // namespace scfdesk::apijson

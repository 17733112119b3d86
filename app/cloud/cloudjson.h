// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include "models/data/invocation.h"
#include <functional>

namespace scfdesk::cloudjson {

/// "2018-06-07 09:52:23" of Tencent Cloud (UTC+8, facts/scf.md 1.7) as microseconds; 0 when it is none.
TimeUs timeOf(const QString& text);

/// One page of ListFunctions.
struct FunctionPage {
  QList<FunctionInfo> functions;  ///< without id; what the summary says
  int total = 0;
};
Result<FunctionPage> functionPage(const QByteArray& listFunctions, const QString& ns);

/// What GetFunction says put over what is known. The id stays.
Status takeFunction(FunctionInfo& info, const QByteArray& getFunction);
/// A page of published versions is added to those there are; `unitOf` gives the number of a version of this console.
Status takeVersions(FunctionInfo& info, const QByteArray& listVersionByFunction, const std::function<FunctionId(VersionNumber)>& unitOf);
/// A page of aliases is added to those there are.
Status takeAliases(FunctionInfo& info, const QByteArray& listAliases);
Status takeAsync(FunctionInfo& info, const QByteArray& getFunctionEventInvokeConfig);
Status takeReserved(FunctionInfo& info, const QByteArray& getReservedConcurrencyConfig);

/// Parameters of the actions of the same name, as a JSON object.
QByteArray createFunction(const CreateFunction& request);
QByteArray updateConfig(const UpdateConfig& request);
QByteArray updateCode(const UpdateCode& request);
QByteArray invoke(const InvokeRequest& request);
/// FunctionName and Namespace.
QByteArray named(const FunctionKey& key);

/// What Invoke answered. A failure of the function is a reply with its status code.
Result<InvokeReply> invokeReply(const QByteArray& invoke, bool async);
/// GetAsyncEventStatus: SCF's status code, kRunning while it runs.
Result<int> asyncStatus(const QByteArray& getAsyncEventStatus);
/// TotalCount of a list.
int totalOf(const QByteArray& list);

/// Saved events of a connection: a file of ours. Damaged ones are none.
QByteArray eventsToJson(const QList<SavedEvent>& events);
QList<SavedEvent> eventsFromJson(const QByteArray& json);

}  // namespace scfdesk::cloudjson

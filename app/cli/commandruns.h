// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What the subcommands do; each gives the exit status. Named in commandtable.cpp, done in the file that is named here.
namespace scfdesk::cli {

class Session;
class Words;

// functioncommands.cpp
int runFunctionList(Session& session, const Words& words);
int runFunctionGet(Session& session, const Words& words);
int runFunctionDelete(Session& session, const Words& words);
// projectcommand.cpp
int runFunctionExport(Session& session, const Words& words);
// functionchanges.cpp
int runFunctionCreate(Session& session, const Words& words);
int runFunctionUpdate(Session& session, const Words& words);
// invokecommand.cpp
int runInvoke(Session& session, const Words& words);
int runAssert(Session& session, const Words& words);
// logscommand.cpp
int runLogs(Session& session, const Words& words);
// triggercommands.cpp
int runTriggerList(Session& session, const Words& words);
int runTriggerCreate(Session& session, const Words& words);
int runTriggerUpdate(Session& session, const Words& words);
int runTriggerDelete(Session& session, const Words& words);
int runTriggerEnable(Session& session, const Words& words);
int runTriggerDisable(Session& session, const Words& words);
// versioncommands.cpp
int runVersionPublish(Session& session, const Words& words);
int runVersionList(Session& session, const Words& words);
int runVersionDelete(Session& session, const Words& words);
int runAliasList(Session& session, const Words& words);
int runAliasCreate(Session& session, const Words& words);
int runAliasUpdate(Session& session, const Words& words);
int runAliasDelete(Session& session, const Words& words);
// enginecommands.cpp
int runStatus(Session& session, const Words& words);
int runCall(Session& session, const Words& words);
int runServiceList(Session& session, const Words& words);
int runServiceStart(Session& session, const Words& words);
int runServiceStop(Session& session, const Words& words);
int runMetrics(Session& session, const Words& words);
// opencommand.cpp
int runOpen(Session& session, const Words& words);
// deploycommands.cpp
int runDeploy(Session& session, const Words& words);
int runPull(Session& session, const Words& words);
// connectioncommands.cpp
int runConnectionList(Session& session, const Words& words);
int runConnectionAdd(Session& session, const Words& words);
int runConnectionRemove(Session& session, const Words& words);
// comparecommand.cpp
int runCompare(Session& session, const Words& words);
// actionscommand.cpp: without any engine
int runSimulateWords(Session& session, const Words& words);
int runReplayWords(Session& session, const Words& words);
int runActions(Session& session, const Words& words);
// completion.cpp
int runCompletion(Session& session, const Words& words);
int runComplete(Session& session, const Words& words);

}  // namespace scfdesk::cli

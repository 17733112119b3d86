// SPDX-License-Identifier: GPL-3.0-or-later
// What needs no engine: the table of the Cloud API, simulations, replays.
#include "app/cli/commandruns.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "app/engine/api/actiontable.h"
#include "app/simulatecommand.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {

int runActions(Session& session, const Words& words) {
  if (!words.operands().isEmpty()) {
    const ActionInfo* action = actionInfo(words.operand(0).toLatin1());
    if (!action) return Session::fail({u"InvalidAction"_s, u"SCF has no action %1."_s.arg(words.operand(0)), u"scfdesk actions shows all."_s});
    if (!session.asJson()) return session.print(actionText(*action)), exits::kDone;
    const QByteArray all = actionsJson();
    const auto parsed = Session::json::parse(all.begin(), all.end(), nullptr, false);
    for (const auto& one : parsed["actions"])
      if (textOf(one, "name") == words.operand(0)) session.printJson(one);
    return exits::kDone;
  }
  if (words.has(u"--markdown"_s)) return session.print(actionsMarkdown()), exits::kDone;
  if (session.asJson()) return session.print(QString::fromUtf8(actionsJson()) + u'\n'), exits::kDone;
  Table table({u"ACTION"_s, u"NEEDS"_s, u"HERE"_s});
  for (const ActionInfo& action : actionTable()) {
    QStringList needed;
    for (const ParamRule& rule : action.rules)
      if (rule.required) needed << QString::fromLatin1(rule.name);
    const QString here = QString::fromUtf8(actionGroups()[size_t(action.group)].here).section(u';', 0, 0).section(u':', 0, 0);
    table.add({QString::fromLatin1(action.name), Table::Cell(needed.join(u", "_s), Ink::Quiet), here});
  }
  session.print(table.text(Session::colours(stdout)));
  return exits::kDone;
}

namespace {
QStringList withJson(const Words& words) { return words.has(u"--json"_s) ? words.operands() + QStringList(u"--json"_s) : words.operands(); }
}  // namespace

int runSimulateWords(Session&, const Words& words) { return runSimulate(withJson(words)); }
int runReplayWords(Session&, const Words& words) { return runReplay(withJson(words)); }

}  // namespace scfdesk::cli

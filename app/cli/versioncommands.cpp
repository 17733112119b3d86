// SPDX-License-Identifier: GPL-3.0-or-later
// Subcommands about versions and aliases.
#include "app/cli/commandruns.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
using json = Session::json;

json named(Session& session, const Words& words) { return {{"FunctionName", words.operand(0).toStdString()}, {"Namespace", session.ns().toStdString()}}; }

int done(Session& session, const char* action, const json& params, const QString& said) {
  const auto got = session.call(action, params);
  if (!got) return Session::fail(got.error());
  if (session.asJson()) session.printJson(*got);
  else session.print(said + u'\n');
  return exits::kDone;
}

QString weightsOf(const json& alias) {
  QStringList parts;
  const auto routing = alias.find("RoutingConfig");
  if (routing == alias.end() || !routing->is_object()) return {};
  for (const auto& weight : routing->value("AdditionalVersionWeights", json::array())) parts << u"%1: %2 %"_s.arg(textOf(weight, "Version")).arg(numberOf(weight, "Weight") * 100);
  for (const auto& match : routing->value("AddtionVersionMatchs", json::array())) parts << u"%1: %2 %3"_s.arg(textOf(match, "Version"), textOf(match, "Key"), textOf(match, "Expression"));
  return parts.join(u", "_s);
}

int saveAlias(Session& session, const Words& words, const char* action, const QString& what) {
  if (!words.has(u"--version"_s)) return Session::fail({u"Local.Words"_s, u"--version is missing: which version the alias stands for."_s, {}});
  json params = named(session, words);
  params["Name"] = words.operand(1).toStdString();
  params["FunctionVersion"] = words.value(u"--version"_s).toStdString();
  if (words.has(u"--description"_s)) params["Description"] = words.value(u"--description"_s).toStdString();
  json weights = json::array();
  for (const QString& part : words.values(u"--weight"_s)) {
    bool good = false;
    const double share = part.section(u'=', 1).toDouble(&good);
    if (!good || part.section(u'=', 0, 0).isEmpty()) return Session::fail({u"Local.Words"_s, u"--weight takes VERSION=SHARE with a share from 0 to 1, not \"%1\"."_s.arg(part), {}});
    weights.push_back({{"Version", part.section(u'=', 0, 0).toStdString()}, {"Weight", share}});
  }
  if (!weights.empty()) params["RoutingConfig"] = {{"AdditionalVersionWeights", std::move(weights)}};
  return done(session, action, params, u"The alias %1 of %2 is %3."_s.arg(words.operand(1), words.operand(0), what));
}
}  // namespace

int runVersionPublish(Session& session, const Words& words) {
  json params = named(session, words);
  if (words.has(u"--description"_s)) params["Description"] = words.value(u"--description"_s).toStdString();
  const auto got = session.call("PublishVersion", params, 120);
  if (!got) return Session::fail(got.error());
  if (session.asJson()) session.printJson(*got);
  else session.print(u"%1 is published as version %2.\n"_s.arg(words.operand(0), textOf(*got, "FunctionVersion")));
  return exits::kDone;
}

int runVersionList(Session& session, const Words& words) {
  const auto got = session.pages("ListVersionByFunction", named(session, words), "Versions");
  if (!got) return Session::fail(got.error());
  if (session.asJson()) return session.printJson(*got), exits::kDone;
  Table table({u"VERSION"_s, u"STATUS"_s, u"ADDED"_s, u"DESCRIPTION"_s});
  for (const auto& v : got->value("Versions", json::array()))
    table.add({textOf(v, "Version"), textOf(v, "Status"), Table::Cell(cloudTimeText(textOf(v, "AddTime")), Ink::Quiet), textOf(v, "Description")});
  session.print(table.text(Session::colours(stdout)));
  return exits::kDone;
}

int runVersionDelete(Session& session, const Words& words) {
  if (const Status yes = session.consent(u"Delete version %1 of %2?"_s.arg(words.operand(1), words.operand(0))); !yes) return Session::fail(yes.error());
  json params = named(session, words);
  params["Qualifier"] = words.operand(1).toStdString();
  if (words.has(u"--force"_s)) params["ForceDelete"] = "TRUE";
  return done(session, "DeleteFunctionVersion", params, u"Version %1 of %2 is deleted."_s.arg(words.operand(1), words.operand(0)));
}

int runAliasList(Session& session, const Words& words) {
  json params = named(session, words);
  params["Limit"] = "100";
  const auto got = session.call("ListAliases", params);
  if (!got) return Session::fail(got.error());
  if (session.asJson()) return session.printJson(*got), exits::kDone;
  Table table({u"ALIAS"_s, u"VERSION"_s, u"ALSO"_s, u"DESCRIPTION"_s});
  for (const auto& a : got->value("Aliases", json::array())) table.add({textOf(a, "Name"), textOf(a, "FunctionVersion"), weightsOf(a), textOf(a, "Description")});
  session.print(table.text(Session::colours(stdout)));
  return exits::kDone;
}

int runAliasCreate(Session& session, const Words& words) { return saveAlias(session, words, "CreateAlias", u"made"_s); }
int runAliasUpdate(Session& session, const Words& words) { return saveAlias(session, words, "UpdateAlias", u"changed"_s); }

int runAliasDelete(Session& session, const Words& words) {
  if (const Status yes = session.consent(u"Delete the alias %1 of %2?"_s.arg(words.operand(1), words.operand(0))); !yes) return Session::fail(yes.error());
  json params = named(session, words);
  params["Name"] = words.operand(1).toStdString();
  return done(session, "DeleteAlias", params, u"The alias %1 of %2 is deleted."_s.arg(words.operand(1), words.operand(0)));
}

}  // namespace scfdesk::cli

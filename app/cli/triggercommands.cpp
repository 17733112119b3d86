// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandruns.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
using json = Session::json;

json named(Session& session, const QString& function) { return {{"FunctionName", function.toStdString()}, {"Namespace", session.ns().toStdString()}}; }

/// The address of a trigger that has one; else what it waits for.
QString aboutOf(const json& trigger) {
  const QString text = textOf(trigger, "TriggerDesc");
  const QByteArray bytes = text.toUtf8();
  const json desc = json::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (!desc.is_object()) return text;
  if (const auto net = desc.find("NetConfig"); net != desc.end() && net->is_object()) return textOf(*net, "ExtranetUrl");
  if (desc.contains("cron")) return textOf(desc, "cron");
  return text;
}

/// The trigger of this name, of --type where there are several. Errors: Local.NoTrigger, Local.Words.
Result<json> find(Session& session, const Words& words) {
  const auto got = session.pages("ListTriggers", named(session, words.operand(0)), "Triggers");
  if (!got) return got.error();
  json found;
  QStringList types, names;
  for (const auto& trigger : got->value("Triggers", json::array())) {
    names << textOf(trigger, "TriggerName");
    if (textOf(trigger, "TriggerName") != words.operand(1) || (words.has(u"--type"_s) && textOf(trigger, "Type") != words.value(u"--type"_s))) continue;
    found = trigger;
    types << textOf(trigger, "Type");
  }
  if (types.size() == 1) return found;
  if (types.isEmpty())
    return Error{u"Local.NoTrigger"_s, u"The function %1 has no trigger %2."_s.arg(words.operand(0), words.operand(1)), names.isEmpty() ? QString() : u"It has %1."_s.arg(names.join(u", "_s))};
  return Error{u"Local.Words"_s, u"%1 has several triggers %2: say which with --type %3."_s.arg(words.operand(0), words.operand(1), types.join(u" or --type "_s)), {}};
}

/// --desc: the text itself, or with @ before it the file it is in.
Status addDesc(const Words& words, json& params) {
  if (words.has(u"--desc"_s)) {
    const QString text = words.value(u"--desc"_s);
    if (text.startsWith(u'@')) {
      const auto read = readInput(text.mid(1));
      if (!read) return read.error();
      params["TriggerDesc"] = read->trimmed().toStdString();
    } else {
      params["TriggerDesc"] = text.toStdString();
    }
  }
  const std::pair<const char*, const char*> texts[] = {{"--qualifier", "Qualifier"}, {"--argument", "CustomArgument"}, {"--description", "Description"}};
  for (const auto& [option, field] : texts)
    if (words.has(QString::fromLatin1(option))) params[field] = words.value(QString::fromLatin1(option)).toStdString();
  return Done{};
}

int shown(Session& session, const Words& words, const QString& what) {
  const auto trigger = find(session, words);
  if (!trigger) return Session::fail(trigger.error());
  if (session.asJson()) session.printJson(*trigger);
  else session.print(u"The trigger %1 of %2 is %3: %4\n"_s.arg(words.operand(1), words.operand(0), what, aboutOf(*trigger)));
  return exits::kDone;
}

int setEnabled(Session& session, const Words& words, bool on) {
  const auto trigger = find(session, words);
  if (!trigger) return Session::fail(trigger.error());
  json params = named(session, words.operand(0));
  params["TriggerName"] = words.operand(1).toStdString();
  params["Type"] = textOf(*trigger, "Type").toStdString();
  params["Qualifier"] = textOf(*trigger, "Qualifier").toStdString();
  params["Enable"] = on ? "OPEN" : "CLOSE";
  if (const auto done = session.call("UpdateTriggerStatus", params); !done) return Session::fail(done.error());
  return shown(session, words, on ? u"on"_s : u"off"_s);
}
}  // namespace

int runTriggerList(Session& session, const Words& words) {
  json all = json::array();
  QStringList functions = words.operands();
  if (functions.isEmpty()) {
    const auto listed = session.pages("ListFunctions", {{"Namespace", session.ns().toStdString()}, {"Orderby", "FunctionName"}, {"Order", "ASC"}}, "Functions");
    if (!listed) return Session::fail(listed.error());
    for (const auto& f : listed->value("Functions", json::array())) functions << textOf(f, "FunctionName");
  }
  for (const QString& function : functions) {
    const auto got = session.pages("ListTriggers", named(session, function), "Triggers");
    if (!got) return Session::fail(got.error());
    for (json trigger : got->value("Triggers", json::array())) {
      trigger["FunctionName"] = function.toStdString();
      all.push_back(std::move(trigger));
    }
  }
  if (session.asJson()) return session.printJson({{"Triggers", all}}), exits::kDone;
  Table table({u"FUNCTION"_s, u"TRIGGER"_s, u"TYPE"_s, u"STATE"_s, u"QUALIFIER"_s, u"ABOUT"_s});
  for (const auto& t : all) {
    const bool on = numberOf(t, "Enable") != 0;
    table.add({textOf(t, "FunctionName"), textOf(t, "TriggerName"), textOf(t, "Type"), Table::Cell(on ? u"on"_s : u"off"_s, on ? Ink::Good : Ink::Quiet), textOf(t, "Qualifier"), Table::Cell(aboutOf(t), Ink::Quiet)});
  }
  session.print(table.empty() ? u"There are no triggers.\n"_s : table.text(Session::colours(stdout)));
  return exits::kDone;
}

int runTriggerCreate(Session& session, const Words& words) {
  if (!words.has(u"--type"_s)) return Session::fail({u"Local.Words"_s, u"--type is missing."_s, u"For example: scfdesk trigger create hello nightly --type timer --desc '0 0 3 * * * *'"_s});
  json params = named(session, words.operand(0));
  params["TriggerName"] = words.operand(1).toStdString();
  params["Type"] = words.value(u"--type"_s).toStdString();
  params["Enable"] = words.has(u"--disabled"_s) ? "CLOSE" : "OPEN";
  if (const Status added = addDesc(words, params); !added) return Session::fail(added.error());
  if (const auto made = session.call("CreateTrigger", params); !made) return Session::fail(made.error());
  return shown(session, words, words.has(u"--disabled"_s) ? u"made, and off"_s : u"made, and on"_s);
}

int runTriggerUpdate(Session& session, const Words& words) {
  const auto trigger = find(session, words);
  if (!trigger) return Session::fail(trigger.error());
  json params = named(session, words.operand(0));
  params["TriggerName"] = words.operand(1).toStdString();
  params["Type"] = textOf(*trigger, "Type").toStdString();
  const size_t bare = params.size();
  if (const Status added = addDesc(words, params); !added) return Session::fail(added.error());
  if (params.size() == bare) return Session::fail({u"Local.Words"_s, u"Nothing is to be changed."_s, u"scfdesk trigger update --help shows what can be."_s});
  if (!params.contains("Qualifier")) params["Qualifier"] = textOf(*trigger, "Qualifier").toStdString();
  if (const auto done = session.call("UpdateTrigger", params); !done) return Session::fail(done.error());
  return shown(session, words, u"changed"_s);
}

int runTriggerDelete(Session& session, const Words& words) {
  const auto trigger = find(session, words);
  if (!trigger) return Session::fail(trigger.error());
  if (const Status yes = session.consent(u"Delete the trigger %1 of %2?"_s.arg(words.operand(1), words.operand(0))); !yes) return Session::fail(yes.error());
  json params = named(session, words.operand(0));
  params["TriggerName"] = words.operand(1).toStdString();
  params["Type"] = textOf(*trigger, "Type").toStdString();
  params["Qualifier"] = textOf(*trigger, "Qualifier").toStdString();
  const auto gone = session.call("DeleteTrigger", params);
  if (!gone) return Session::fail(gone.error());
  if (session.asJson()) session.printJson(*gone);
  else session.print(u"The trigger %1 of %2 is deleted.\n"_s.arg(words.operand(1), words.operand(0)));
  return exits::kDone;
}

int runTriggerEnable(Session& session, const Words& words) { return setEnabled(session, words, true); }
int runTriggerDisable(Session& session, const Words& words) { return setEnabled(session, words, false); }

}  // namespace scfdesk::cli

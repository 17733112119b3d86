// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commandruns.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include <QFile>
#include <QSaveFile>
#include <QUrl>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
Ink inkOf(const QString& status) {
  if (status == u"Active"_s) return Ink::Good;
  return status.endsWith(u"Failed"_s) ? Ink::Bad : Ink::Warning;
}

void addField(Table& table, const QString& name, const QString& value, Ink ink = Ink::Plain) {
  if (!value.isEmpty()) table.add({Table::Cell(name, Ink::Quiet), Table::Cell(value, ink)});
}

Status saveCode(Session& session, const QString& name, const QString& qualifier, const QString& file) {
  const QByteArray path = "/-/code/" + QUrl::toPercentEncoding(session.ns()) + '/' + QUrl::toPercentEncoding(name) + "?qualifier=" + QUrl::toPercentEncoding(qualifier);
  const auto zip = session.local("GET", path);
  if (!zip) return zip.error();
  QSaveFile out(file);
  if (!out.open(QIODevice::WriteOnly) || out.write(*zip) != zip->size() || !out.commit())
    return Error{u"Local.File"_s, u"%1 cannot be written (%2)."_s.arg(file, out.errorString()), {}};
  return Done{};
}
}  // namespace

int runFunctionList(Session& session, const Words& words) {
  Session::json params{{"Namespace", session.ns().toStdString()}, {"Orderby", "FunctionName"}, {"Order", "ASC"}};
  if (words.has(u"--search"_s)) params["SearchKey"] = words.value(u"--search"_s).toStdString();
  const auto got = session.pages("ListFunctions", std::move(params), "Functions");
  if (!got) return Session::fail(got.error());
  if (session.asJson()) return session.printJson(*got), exits::kDone;
  Table table({u"NAME"_s, u"RUNTIME"_s, u"STATUS"_s, u"TYPE"_s, u"MODIFIED"_s, u"DESCRIPTION"_s});
  for (const auto& f : got->value("Functions", Session::json::array())) {
    const QString status = textOf(f, "Status");
    table.add({textOf(f, "FunctionName"), textOf(f, "Runtime"), Table::Cell(status, inkOf(status)), textOf(f, "Type"), Table::Cell(cloudTimeText(textOf(f, "ModTime")), Ink::Quiet), Table::Cell(textOf(f, "Description"), Ink::Quiet)});
  }
  const QString none = words.has(u"--search"_s) ? u"No function of namespace %1 has %2 in its name.\n"_s.arg(session.ns(), words.value(u"--search"_s)) : u"There are no functions in namespace %1.\n"_s.arg(session.ns());
  session.print(table.empty() ? none : table.text(Session::colours(stdout)));
  return exits::kDone;
}

int runFunctionGet(Session& session, const Words& words) {
  const QString qualifier = words.value(u"--qualifier"_s, u"$LATEST"_s);
  const auto got = session.call("GetFunction", {{"FunctionName", words.operand(0).toStdString()}, {"Namespace", session.ns().toStdString()}, {"Qualifier", qualifier.toStdString()}});
  if (!got) return Session::fail(got.error());
  if (words.has(u"--code"_s)) {
    if (const Status saved = saveCode(session, words.operand(0), textOf(*got, "FunctionVersion"), words.value(u"--code"_s)); !saved) return Session::fail(saved.error());
  }
  if (session.asJson()) return session.printJson(*got), exits::kDone;
  Table table({u"FIELD"_s, u"VALUE"_s});
  addField(table, u"name"_s, textOf(*got, "FunctionName"));
  addField(table, u"namespace"_s, textOf(*got, "Namespace"));
  addField(table, u"version"_s, textOf(*got, "FunctionVersion"));
  addField(table, u"status"_s, textOf(*got, "Status"), inkOf(textOf(*got, "Status")));
  for (const auto& reason : got->value("StatusReasons", Session::json::array())) addField(table, u"because"_s, textOf(reason, "ErrorMessage"), Ink::Warning);
  addField(table, u"runtime"_s, textOf(*got, "Runtime"));
  addField(table, u"handler"_s, textOf(*got, "Handler"));
  addField(table, u"type"_s, textOf(*got, "Type"));
  addField(table, u"memory"_s, textOf(*got, "MemorySize") + u" MB"_s);
  addField(table, u"timeout"_s, textOf(*got, "Timeout") + u" s, start "_s + textOf(*got, "InitTimeout") + u" s"_s);
  addField(table, u"code"_s, bytesText(numberOf(*got, "CodeSize")));
  addField(table, u"description"_s, textOf(*got, "Description"));
  for (const auto& variable : got->value("Environment", Session::json::object()).value("Variables", Session::json::array()))
    addField(table, u"environment"_s, textOf(variable, "Key") + u'=' + textOf(variable, "Value"));
  for (const auto& trigger : got->value("Triggers", Session::json::array())) addField(table, u"trigger"_s, textOf(trigger, "TriggerName") + u" ("_s + textOf(trigger, "Type") + u')');
  addField(table, u"added"_s, cloudTimeText(textOf(*got, "AddTime")));
  addField(table, u"modified"_s, cloudTimeText(textOf(*got, "ModTime")));
  session.print(table.text(Session::colours(stdout)));
  return exits::kDone;
}

int runFunctionDelete(Session& session, const Words& words) {
  // A name that is wrong is told before anything is gone.
  for (const QString& name : words.operands())
    if (const auto there = session.call("GetFunction", {{"FunctionName", name.toStdString()}, {"Namespace", session.ns().toStdString()}}); !there)
      return Session::fail({there.error().code, there.error().message, words.operands().size() > 1 ? u"Nothing was deleted."_s : there.error().next});
  for (const QString& name : words.operands()) {
    if (const Status yes = session.consent(u"Delete the function %1 of namespace %2 with its versions, aliases and triggers?"_s.arg(name, session.ns())); !yes) return Session::fail(yes.error());
    const auto gone = session.call("DeleteFunction", {{"FunctionName", name.toStdString()}, {"Namespace", session.ns().toStdString()}});
    if (!gone) return Session::fail(gone.error());
    if (!session.asJson()) session.print(u"%1 is deleted.\n"_s.arg(name));
  }
  if (session.asJson()) session.printJson(Session::json{{"Deleted", [&] {
    Session::json names = Session::json::array();
    for (const QString& name : words.operands()) names.push_back(name.toStdString());
    return names;
  }()}});
  return exits::kDone;
}

}  // namespace scfdesk::cli

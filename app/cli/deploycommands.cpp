// SPDX-License-Identifier: GPL-3.0-or-later
// deploy and pull: shells over models/deploy.
#include "app/cli/commandruns.h"
#include "app/cli/ends.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "models/deploy/deployrun.h"
#include <QEventLoop>
#include <cstdio>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
using json = Session::json;

const char* verbName(DeployVerb verb) {
  switch (verb) {
    case DeployVerb::Create: return "create";
    case DeployVerb::Change: return "change";
    case DeployVerb::Leave: return "leave";
    case DeployVerb::Blocked: return "blocked";
  }
  return "";
}

const char* kindName(FileChange::Kind kind) { return kind == FileChange::Kind::Added ? "added" : kind == FileChange::Kind::Removed ? "removed" : "changed"; }

json planJson(const DeployPlan& plan) {
  json functions = json::array(), steps = json::array();
  for (const FunctionPlan& f : plan.functions) {
    json fields = json::array(), files = json::array(), notes = json::array();
    for (const FieldChange& c : f.fields) fields.push_back({{"field", c.field.toStdString()}, {"before", c.before.toStdString()}, {"after", c.after.toStdString()}});
    for (const FileChange& c : f.files) files.push_back({{"path", c.path.toStdString()}, {"change", kindName(c.kind)}, {"before", c.before}, {"after", c.after}});
    for (const QString& note : f.notes) notes.push_back(note.toStdString());
    functions.push_back({{"name", f.name.toStdString()}, {"verb", verbName(f.verb)}, {"blocked", f.blocked.toStdString()}, {"fields", std::move(fields)}, {"files", std::move(files)}, {"notes", std::move(notes)}});
  }
  for (const DeployStep& s : plan.steps) steps.push_back({{"function", s.function.toStdString()}, {"action", s.action.toStdString()}, {"subject", s.subject.toStdString()}});
  return {{"functions", std::move(functions)}, {"steps", std::move(steps)}};
}

QString planText(const DeployPlan& plan, const QString& from, const QString& to, bool colours) {
  QString text = u"From %1 to %2\n"_s.arg(from, to);
  for (const FunctionPlan& f : plan.functions) {
    const Ink ink = f.verb == DeployVerb::Blocked ? Ink::Bad : f.verb == DeployVerb::Leave ? Ink::Quiet : Ink::Good;
    text += u"%1 %2 %3\n"_s.arg(inked(QString::fromLatin1(verbName(f.verb)).leftJustified(7), ink, colours), f.name, f.blocked);
    for (const FieldChange& c : f.fields)
      text += c.before.isEmpty() ? u"          %1: %2\n"_s.arg(c.field, c.after) : u"          %1: %2 -> %3\n"_s.arg(c.field, c.before, c.after.isEmpty() ? u"(none)"_s : c.after);
    for (const FileChange& c : f.files) text += u"          %1 %2 (%3 -> %4 bytes)\n"_s.arg(QString::fromLatin1(kindName(c.kind)), c.path).arg(c.before).arg(c.after);
    for (const QString& note : f.notes) text += u"          "_s + inked(note, Ink::Quiet, colours) + u'\n';
  }
  return text;
}

void wait(const DeployRun& run, std::initializer_list<DeployRun::State> wanted) {
  const auto there = [&] { return std::find(wanted.begin(), wanted.end(), run.state()) != wanted.end(); };
  if (there()) return;
  QEventLoop loop;
  QObject::connect(&run, &DeployRun::stateChanged, &loop, [&] {
    if (there()) loop.quit();
  });
  loop.exec();
}

/// What is done and what isn't, after the end of a run.
int concluded(Session& session, const DeployRun& run, json out) {
  json verifications = json::array();
  bool verified = true;
  for (const Verification& v : run.verifications()) {
    verified &= v.ok;
    verifications.push_back({{"function", v.function.toStdString()}, {"ok", v.ok}, {"result", v.result.toStdString()}, {"error", v.error.toStdString()}, {"durationMs", v.durationMs}});
    if (!session.asJson()) session.print(u"%1 %2 %3\n"_s.arg(inked(v.ok ? u"verified"_s : u"FAILED"_s, v.ok ? Ink::Good : Ink::Bad, Session::colours(stdout)), v.function, v.ok ? QString::fromUtf8(v.result) : v.error));
  }
  const auto done = std::count_if(run.progress().begin(), run.progress().end(), [](const StepProgress& s) { return s.state == StepProgress::State::Done; });
  out["stepsDone"] = done;
  out["verifications"] = std::move(verifications);
  if (session.asJson()) session.printJson(out);
  if (!verified) return Session::fail({u"Local.Broken"_s, run.error().message, run.error().next});
  if (run.state() != DeployRun::State::Done) {
    Error error = run.error();
    error.next = u"%1 %2 of %3 steps are done; the same command goes on from there."_s.arg(error.next).arg(done).arg(run.plan().steps.size()).trimmed();
    return Session::fail(error);
  }
  return exits::kDone;
}

int carry(Session& session, const Words& words, const char* endOption, bool pull) {
  if (!words.has(QString::fromLatin1(endOption)))
    return Session::fail({u"Local.Words"_s, u"%1 is missing: the connection."_s.arg(QLatin1String(endOption)), u"scfdesk connection list shows those there are."_s});
  DeployRequest request;
  request.functions = words.operands();
  request.publish = words.has(u"--publish"_s);
  if (words.has(u"--event"_s)) {
    const auto event = readInput(words.value(u"--event"_s));
    if (!event) return Session::fail(event.error());
    for (const QString& name : words.operands()) request.events.insert(name, *event);
  }
  const auto own = ownEnd(session);
  if (!own) return Session::fail(own.error());
  const auto other = connectionEnd(session, words.value(QString::fromLatin1(endOption)));
  if (!other) return Session::fail(other.error());
  const End& from = pull ? *other : *own;
  const End& to = pull ? *own : *other;
  DeployRun run(*from.target, *to.target, request);
  run.read();
  wait(run, {DeployRun::State::Planned, DeployRun::State::Failed});
  if (run.state() == DeployRun::State::Failed) return Session::fail(run.error());
  const DeployPlan plan = run.plan();
  if (!session.asJson()) session.print(planText(plan, from.text, to.text, Session::colours(stdout)));
  if (words.has(u"--plan"_s)) {
    if (session.asJson()) session.printJson(planJson(plan));
    return plan.count(DeployVerb::Blocked) > 0 ? exits::kFailed : exits::kDone;
  }
  if (plan.count(DeployVerb::Blocked) > 0) return Session::fail({u"Local.Blocked"_s, u"Some functions can't be carried over; nothing was done."_s, u"Leave them out."_s});
  if (to.cloud && !plan.steps.isEmpty()) {
    if (const Status yes = session.consentFor(u"Do this at %1?"_s.arg(to.text)); !yes) return Session::fail(yes.error());
  }
  fflush(stdout);
  QObject::connect(&run, &DeployRun::stepChanged, &run, [&](int step) {
    const StepProgress& progress = run.progress()[step];
    const DeployStep& what = run.plan().steps[step];
    if (progress.state == StepProgress::State::Done || progress.state == StepProgress::State::Failed)
      fprintf(stderr, "%s %s %s %s\n", progress.state == StepProgress::State::Done ? "done  " : "failed", what.action.constData(), qUtf8Printable(what.function), qUtf8Printable(what.subject));
  });
  run.apply();
  wait(run, {DeployRun::State::Done, DeployRun::State::Failed});
  return concluded(session, run, planJson(plan));
}
}  // namespace

int runDeploy(Session& session, const Words& words) { return carry(session, words, "--to", false); }
int runPull(Session& session, const Words& words) { return carry(session, words, "--from", true); }

}  // namespace scfdesk::cli

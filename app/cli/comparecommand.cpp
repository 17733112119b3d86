// SPDX-License-Identifier: GPL-3.0-or-later
// compare: one event here and there, and what differs. A shell over models/compare.
#include "app/cli/commandruns.h"
#include "app/cli/ends.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "models/compare/comparerun.h"
#include "models/data/eventvariables.h"
#include <QDateTime>
#include <QEventLoop>
#include <QRandomGenerator>
#include <cstdio>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
using json = Session::json;

const char* kindName(JsonChange::Kind kind) { return kind == JsonChange::Kind::Added ? "added" : kind == JsonChange::Kind::Removed ? "removed" : "changed"; }

json sideJson(const CompareSide& side) {
  json out{{"name", side.name.toStdString()}};
  if (side.error) {
    out["error"] = {{"code", side.error->code.toStdString()}, {"message", side.error->message.toStdString()}};
    return out;
  }
  const json result = json::parse(side.result.begin(), side.result.end(), nullptr, false);
  out.update({{"status", side.statusCode}, {"runs", side.runs}, {"coldStarts", side.coldStarts}, {"durationMs", side.durationMs}, {"billedMs", side.billedMs}, {"roundTripMs", side.roundTripMs},
              {"memoryBytes", side.memoryBytes}, {"requestId", side.requestId.toStdString()}, {"result", result.is_discarded() ? json(side.result.toStdString()) : result}, {"log", side.log.toStdString()}});
  return out;
}

json comparisonJson(const Comparison& c) {
  json changes = json::array(), lines = json::array();
  for (const JsonChange& change : c.result.changes)
    changes.push_back({{"path", change.path.toStdString()}, {"change", kindName(change.kind)}, {"first", change.before.toStdString()}, {"second", change.after.toStdString()}});
  for (const LineChange& line : c.log)
    if (line.kind != LineChange::Kind::Same) lines.push_back({{"only", line.kind == LineChange::Kind::OnlyFirst ? "first" : "second"}, {"text", line.text.toStdString()}});
  return {{"same", c.same()}, {"first", sideJson(c.first)}, {"second", sideJson(c.second)}, {"result", std::move(changes)}, {"muted", c.result.muted}, {"log", std::move(lines)}};
}

QString signedText(double difference, const QString& text) { return difference > 0 ? QString(u'+' + text) : difference < 0 ? QString(u'-' + text) : QString(); }

QString figures(const Comparison& c, bool colours) {
  const CompareSide &a = c.first, &b = c.second;
  Table table({u""_s, u">"_s + a.name, u">"_s + b.name, u">"_s});
  const auto add = [&table](const QString& what, const QString& first, const QString& second, const QString& difference, bool bad = false) {
    table.add({Table::Cell(what, Ink::Quiet), first, second, Table::Cell(difference, bad ? Ink::Bad : Ink::Plain)});
  };
  const auto ms = [&add](const QString& what, double first, double second) {
    add(what, durationText(first * 1000), durationText(second * 1000), signedText(second - first, durationText(std::abs(second - first) * 1000)));
  };
  const auto starts = [](const CompareSide& side) { return side.runs == 1 ? (side.coldStarts ? u"cold"_s : u"warm"_s) : u"%1 of %2 cold"_s.arg(side.coldStarts).arg(side.runs); };
  const bool codes = a.statusCode != b.statusCode;
  add(u"status"_s, QString::number(a.statusCode), QString::number(b.statusCode), codes ? u"differs"_s : QString(), codes);
  add(u"start"_s, starts(a), starts(b), {});
  ms(u"in the function"_s, a.durationMs, b.durationMs);
  ms(u"billed"_s, a.billedMs, b.billedMs);
  ms(u"from here and back"_s, a.roundTripMs, b.roundTripMs);
  const double more = double(b.memoryBytes - a.memoryBytes);
  add(u"memory"_s, bytesText(double(a.memoryBytes)), bytesText(double(b.memoryBytes)), signedText(more, bytesText(std::abs(more))));
  return table.text(colours);
}

QString differences(const Comparison& c, bool colours) {
  QString text;
  const auto places = c.result.changes.size();
  text += u"result  "_s + (places == 0 ? inked(u"the same"_s, Ink::Good, colours) : inked(places == 1 ? u"differs in 1 place"_s : u"differs in %1%2 places"_s.arg(places).arg(c.result.more ? u"+"_s : QString()), Ink::Bad, colours));
  text += c.result.muted ? u" (%1 muted)\n"_s.arg(c.result.muted) : u"\n"_s;
  for (const JsonChange& change : c.result.changes) {
    const QString values = change.kind == JsonChange::Kind::Added ? change.after : change.kind == JsonChange::Kind::Removed ? change.before : QString(change.before + u" -> "_s + change.after);
    text += u"  %1 %2: %3\n"_s.arg(QString::fromLatin1(kindName(change.kind)).leftJustified(7), change.path, values);
  }
  text += u"log     "_s + (c.sameLog() ? inked(u"the same"_s, Ink::Good, colours) : inked(u"differs"_s, Ink::Warning, colours)) + u'\n';
  for (const LineChange& line : c.log) {
    if (line.kind == LineChange::Kind::Same) continue;
    const bool first = line.kind == LineChange::Kind::OnlyFirst;
    text += inked(QString((first ? u"  - "_s : u"  + "_s) + QString::fromUtf8(line.text)), first ? Ink::Bad : Ink::Good, colours) + u'\n';
  }
  return text;
}
}  // namespace

int runCompare(Session& session, const Words& words) {
  if (!words.has(u"--with"_s)) return Session::fail({u"Local.Words"_s, u"--with is missing: the other connection."_s, u"scfdesk connection list shows those there are."_s});
  CompareRequest request;
  request.function = words.operand(0);
  request.qualifier = words.value(u"--qualifier"_s);
  request.muted = words.values(u"--mute"_s);
  const auto runs = words.number(u"--count"_s, 1, 1, CompareRequest::kMostRuns);
  if (!runs) return Session::fail(runs.error());
  request.runs = int(*runs);
  const auto event = eventOf(words, words.operand(1));
  if (!event) return Session::fail(event.error());
  request.event = expandVariables(*event, {QDateTime::currentMSecsSinceEpoch() * 1000, 1, [] { return QRandomGenerator::global()->generate64(); }, {}});
  const auto first = words.has(u"--connection"_s) ? connectionEnd(session, words.value(u"--connection"_s)) : ownEnd(session);
  if (!first) return Session::fail(first.error());
  const auto second = connectionEnd(session, words.value(u"--with"_s));
  if (!second) return Session::fail(second.error());
  CompareRun run(*first->target, *second->target, request);
  QEventLoop loop;
  QObject::connect(&run, &CompareRun::finished, &loop, &QEventLoop::quit);
  run.start();
  loop.exec();
  const Comparison& got = run.comparison();
  if (session.asJson()) session.printJson(comparisonJson(got));
  for (const CompareSide* side : {&got.first, &got.second}) {
    if (!side->error) continue;
    Error error = *side->error;
    error.message = u"%1: %2"_s.arg(side->name, error.message);
    return Session::fail(error);
  }
  const bool colours = Session::colours(stdout);
  if (!session.asJson()) session.print(QString(u"%1 at %2 and at %3\n"_s.arg(request.function, first->text, second->text) + figures(got, colours) + differences(got, colours)));
  return got.same() ? exits::kDone : exits::kBroken;
}

}  // namespace scfdesk::cli

// SPDX-License-Identifier: GPL-3.0-or-later
// invoke and assert: one event, or a load of them, and what must hold of the answers.
#include "app/cli/commandruns.h"
#include "app/cli/load.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "models/data/eventvariables.h"
#include "models/data/limits.h"
#include <QDateTime>
#include <QRandomGenerator>
#include <cstdio>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
using json = Session::json;
constexpr int kGraceSeconds = 30;  // for a queue, a start, and the way

/// How long one answer may take: as long as the function may run, and some. This asks for the function first, so that an engine that doesn't
/// answer at all is known soon.
Result<int> answerLimit(Session& session, const QString& name) {
  const auto function = session.call("GetFunction", {{"FunctionName", name.toStdString()}, {"Namespace", session.ns().toStdString()}});
  if (!function) return function.error();
  const int seconds = int(numberOf(*function, "Timeout") + numberOf(*function, "InitTimeout")) + kGraceSeconds;
  return session.limitMs(std::min(seconds, limits::kAsyncExecutionMaxSeconds));
}

Result<json> paramsOf(Session& session, const Words& words, const QByteArray& event) {
  json params{{"FunctionName", words.operand(0).toStdString()}, {"Namespace", session.ns().toStdString()}, {"ClientContext", event.toStdString()}};
  if (words.has(u"--qualifier"_s)) params["Qualifier"] = words.value(u"--qualifier"_s).toStdString();
  if (words.has(u"--routing-key"_s)) params["RoutingKey"] = words.value(u"--routing-key"_s).toStdString();
  if (words.has(u"--async"_s)) params["InvocationType"] = "Event";
  return params;
}

/// Variables in events are filled in here, as the window does it: each event of a series anew.
QByteArray filled(Session& session, const Words& words, const QByteArray& event, qint64 number) {
  if (variablesIn(event).empty()) return event;
  static const QList<std::pair<QString, QString>> environment = [&] {
    QList<std::pair<QString, QString>> list;
    const auto function = session.call("GetFunction", {{"FunctionName", words.operand(0).toStdString()}, {"Namespace", session.ns().toStdString()}});
    if (function)
      for (const auto& variable : function->value("Environment", json::object()).value("Variables", json::array())) list.append({textOf(variable, "Key"), textOf(variable, "Value")});
    return list;
  }();
  return expandVariables(event, {QDateTime::currentMSecsSinceEpoch() * 1000, number, [] { return QRandomGenerator::global()->generate64(); }, environment});
}

int once(Session& session, const Words& words, json params, int limitMs, const std::optional<Expectation>& expect, int wantedStatus) {
  params["LogType"] = "Tail";
  const auto answer = session.call("Invoke", params, (limitMs + 999) / 1000);
  if (!answer) return Session::fail(answer.error());
  const json result = answer->value("Result", json::object());
  if (session.asJson()) session.printJson(result);
  if (words.has(u"--async"_s)) {
    if (!session.asJson()) session.print(textOf(result, "FunctionRequestId") + u'\n');
    return exits::kDone;
  }
  const QByteArray text = textOf(result, "RetMsg").toUtf8();
  if (!session.asJson()) {
    fputs(inked(Session::shown(textOf(result, "Log"), stderr), Ink::Quiet, Session::colours(stderr)).toUtf8().constData(), stderr);
    session.print(Session::shown(QString::fromUtf8(text), stdout) + u'\n');
  }
  const bool good = numberOf(result, "InvokeResult") == 0;
  const int status = good ? 200 : statusCodeOf(text);
  if (wantedStatus && status != wantedStatus) return Session::fail({u"Local.Broken"_s, u"The status code is %1, expected %2."_s.arg(status).arg(wantedStatus), {}});
  if (!good && !wantedStatus) return exits::kFailed;
  if (expect) {
    if (const auto broken = expect->broken(text)) return Session::fail({u"Local.Broken"_s, *broken, {}});
  }
  return exits::kDone;
}

json figuresJson(const LoadFigures& f) {
  const auto times = [](const std::vector<int64_t>& values) {
    const auto ms = [&values](double share) { return LoadFigures::percentile(values, share) / 1000; };
    return json{{"min", values.empty() ? 0 : double(values.front()) / 1000}, {"mean", LoadFigures::mean(values) / 1000}, {"p50", ms(0.5)}, {"p90", ms(0.9)}, {"p95", ms(0.95)},
                {"p99", ms(0.99)}, {"max", values.empty() ? 0 : double(values.back()) / 1000}};
  };
  json codes = json::object();
  for (auto it = f.codes.begin(); it != f.codes.end(); ++it) codes[it.key().toStdString()] = *it;
  return {{"events", f.count}, {"failed", f.failed}, {"unexpected", f.unexpected}, {"late", f.late}, {"seconds", f.seconds}, {"sentPerSecond", f.sentPerSecond}, {"latencyMs", times(f.latencies)},
          {"durationMs", times(f.durations)}, {"memoryBytes", f.memoryBytes}, {"errors", std::move(codes)}};
}

void printFigures(const Session& session, const LoadFigures& f) {
  QString text = u"%1 events in %2 s, %3 a second sent; %4 failed\n"_s.arg(f.count).arg(f.seconds, 0, 'f', 2).arg(f.sentPerSecond, 0, 'f', 1).arg(f.failed);
  for (auto it = f.codes.begin(); it != f.codes.end(); ++it) text += u"  %1 times %2\n"_s.arg(*it).arg(it.key());
  if (f.late) text += u"  %1 were sent late, as this machine was busy%2; their latency counts from when they were due\n"_s.arg(f.late).arg(f.count > LoadPlan::kMostAtOnce ? u" or %1 were under way"_s.arg(LoadPlan::kMostAtOnce) : QString());
  Table table({u""_s, u">MIN"_s, u">MEAN"_s, u">P50"_s, u">P90"_s, u">P95"_s, u">P99"_s, u">MAX"_s});
  const std::pair<QString, const std::vector<int64_t>*> rows[] = {{u"latency"_s, &f.latencies}, {u"in the function"_s, &f.durations}};
  for (const auto& [name, values] : rows) {
    if (values->empty()) continue;
    QList<Table::Cell> cells{Table::Cell(name, Ink::Quiet), durationText(double(values->front())), durationText(LoadFigures::mean(*values))};
    for (const double share : {0.5, 0.9, 0.95, 0.99}) cells.append(durationText(LoadFigures::percentile(*values, share)));
    cells.append(durationText(double(values->back())));
    table.add(cells);
  }
  if (!table.empty()) text += table.text(Session::colours(stdout));
  session.print(text);
}

int series(Session& session, const LoadPlan& plan, const std::vector<Assertion>& limits) {
  const auto way = session.transport();
  if (!way) return Session::fail(way.error());
  const bool shown = Session::colours(stderr) && !session.asJson();
  const std::function<void(qint64)> progress = [&plan](qint64 ended) { fprintf(stderr, "\r%lld of %lld ", static_cast<long long>(ended), static_cast<long long>(plan.count)); };
  const LoadFigures figures = runLoad(**way, plan, shown ? progress : nullptr);
  if (shown) fprintf(stderr, "\r%*s\r", 40, "");
  json out = figuresJson(figures);
  out["limits"] = json::array();
  bool broken = false;
  QString verdicts;
  for (const Assertion& limit : limits) {
    const bool holds = limit.holds(figures);
    broken |= !holds;
    out["limits"].push_back({{"limit", limit.text().toStdString()}, {"measured", limit.measured(figures)}, {"holds", holds}});
    verdicts += u"%1 %2\n"_s.arg(inked(holds ? u"kept"_s : u"BROKEN"_s, holds ? Ink::Good : Ink::Bad, Session::colours(stdout)), limit.verdict(figures));
  }
  if (session.asJson()) {
    session.printJson(out);
  } else {
    printFigures(session, figures);
    session.print(verdicts);
  }
  if (broken || figures.unexpected) return exits::kBroken;
  // Where limits were set, they say what may fail.
  return figures.failed && limits.empty() ? exits::kFailed : exits::kDone;
}

int fire(Session& session, const Words& words, const QStringList& limitTexts, const QString& eventOperand, qint64 count, double rate) {
  std::vector<Assertion> limits;
  for (const QString& text : limitTexts) {
    auto limit = Assertion::parse(text);
    if (!limit) return Session::fail(limit.error());
    limits.push_back(std::move(limit).value());
  }
  std::optional<Expectation> expect;
  if (words.has(u"--expect"_s)) {
    auto parsed = Expectation::parse(words.value(u"--expect"_s));
    if (!parsed) return Session::fail(parsed.error());
    expect = std::move(parsed).value();
  }
  const auto status = words.number(u"--expect-status"_s, 0, 200, 599);
  if (!status) return Session::fail(status.error());
  if (words.has(u"--async"_s) && (expect || *status)) return Session::fail({u"Local.Words"_s, u"An asynchronous event has no result to expect anything of."_s, {}});
  const auto event = eventOf(words, eventOperand);
  if (!event) return Session::fail(event.error());
  const auto params = paramsOf(session, words, filled(session, words, *event, 1));
  if (!params) return Session::fail(params.error());
  const auto limit = answerLimit(session, words.operand(0));
  if (!limit) return Session::fail(limit.error());
  if (count == 1 && limits.empty() && !words.has(u"--count"_s)) return once(session, words, *params, *limit, expect, int(*status));
  if (*status) return Session::fail({u"Local.Words"_s, u"--expect-status is for one event."_s, u"A load takes --assert 'errors==0'."_s});
  LoadPlan plan;
  plan.params = QByteArray::fromStdString(params->dump(-1, ' ', false, json::error_handler_t::replace));
  if (!variablesIn(*event).empty()) {
    plan.made = [&session, &words, &event, whole = *params](qint64 number) mutable {
      whole["ClientContext"] = filled(session, words, *event, number).toStdString();
      return QByteArray::fromStdString(whole.dump(-1, ' ', false, json::error_handler_t::replace));
    };
  }
  plan.count = count;
  plan.rate = rate;
  plan.limitMs = *limit;
  plan.async = words.has(u"--async"_s);
  plan.expect = std::move(expect);
  return series(session, plan, limits);
}

int withLoad(Session& session, const Words& words, const QStringList& limits, const QString& event, qint64 count, double rate) {
  const auto counted = words.number(u"--count"_s, count, 1, LoadPlan::kMostEvents);
  if (!counted) return Session::fail(counted.error());
  const auto rated = words.real(u"--rate"_s, rate, 0.001, LoadPlan::kMostPerSecond);
  if (!rated) return Session::fail(rated.error());
  return fire(session, words, limits, event, *counted, *rated);
}
}  // namespace

int runInvoke(Session& session, const Words& words) {
  return withLoad(session, words, words.values(u"--assert"_s), words.operand(1), 1, 0);
}

int runAssert(Session& session, const Words& words) {
  return withLoad(session, words, words.operands().mid(1), {}, 100, 20);
}

}  // namespace scfdesk::cli

// SPDX-License-Identifier: GPL-3.0-or-later
// Subcommands about the engine as a whole: status, call, service, metrics.
#include "app/cli/commandruns.h"
#include "app/cli/metricsrows.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QMap>
#include <QTimer>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
using json = Session::json;
constexpr int kServiceSeconds = 90;
constexpr int kLookAgainMs = 50;

Ink inkOfState(const QString& state) {
  if (state == u"running"_s) return Ink::Good;
  return state == u"failed"_s ? Ink::Bad : state == u"stopped"_s ? Ink::Quiet : Ink::Warning;
}

QString counted(size_t number, const QString& what) { return u"%1 %2%3"_s.arg(number).arg(what, number == 1 ? QString() : u"s"_s); }

QString addressOf(const json& service) {
  const QString host = textOf(service, "host"), port = textOf(service, "port");
  if (port == u"0"_s) return {};  // it chooses one when it starts
  if (!host.isEmpty() && !port.isEmpty()) return host + u':' + port;
  return textOf(service, "address");
}

int settle(Session& session, const Words& words, const char* action) {
  int status = exits::kDone;
  json all = json::object();
  for (const QString& name : words.operands()) {
    const QByteArray path = "/-/services/" + name.toUtf8().toPercentEncoding();
    if (const auto done = session.local("POST", path, QByteArray("{\"action\":\"") + action + "\"}", kServiceSeconds); !done) {
      status = Session::fail(done.error());
      continue;
    }
    const auto service = session.localJson("GET", path);
    if (!service) return Session::fail(service.error());
    all[name.toStdString()] = *service;
    if (action == std::string_view("stop") && textOf(*service, "state") == u"running"_s) {
      status = Session::fail({u"Local.NotStopped"_s, u"%1 goes on: it is a part of the engine."_s.arg(name), {}});
      continue;
    }
    if (!session.asJson()) session.print(u"%1 is %2. %3\n"_s.arg(name, textOf(*service, "state"), textOf(*service, "state") == u"running"_s ? addressOf(*service) : QString()).replace(u". \n"_s, u".\n"_s));
  }
  if (session.asJson()) session.printJson(all);
  return status;
}
}  // namespace

int runStatus(Session& session, const Words& words) {
  const auto wait = words.real(u"--wait"_s, 0, 0, 3600);
  if (!wait) return Session::fail(wait.error());
  auto got = session.localJson("GET", "/-/state");
  const QDeadlineTimer end(qint64(*wait * 1000));
  while (!got && got.error().code == u"Local.NoEngine"_s && !end.hasExpired()) {
    QEventLoop pause;
    QTimer::singleShot(kLookAgainMs, &pause, &QEventLoop::quit);
    pause.exec();
    session.forget();
    got = session.localJson("GET", "/-/state");
  }
  if (!got) return Session::fail(got.error());
  if (session.asJson()) return session.printJson(*got), exits::kDone;
  QMap<QString, QMap<QString, int>> counts;
  double memory = 0;
  for (const auto& i : got->value("instances", json::array())) {
    ++counts[textOf(i, "namespace") + u'/' + textOf(i, "function")][textOf(i, "state")];
    memory += numberOf(i, "memoryBytes");
  }
  Table table({u"FUNCTION"_s, u"STATUS"_s, u">RUNNING"_s, u">QUEUED"_s, u"INSTANCES"_s});
  for (const auto& f : got->value("functions", json::array())) {
    const QString ns = textOf(f, "namespace"), name = textOf(f, "name"), status = textOf(f, "status");
    QStringList states;
    const auto& of = counts[ns + u'/' + name];
    for (auto it = of.begin(); it != of.end(); ++it) states << u"%1 %2"_s.arg(*it).arg(it.key());
    table.add({ns == u"default"_s ? name : QString(ns + u'/' + name), Table::Cell(status, status == u"Active"_s ? Ink::Good : Ink::Warning), textOf(f, "concurrency"), textOf(f, "queued"), Table::Cell(states.join(u", "_s), Ink::Quiet)});
  }
  const auto way = session.transport();
  QString text = u"%1; %2, %3 with %4\n"_s.arg((*way)->target(), counted(got->value("functions", json::array()).size(), u"function"_s), counted(got->value("instances", json::array()).size(), u"instance"_s), bytesText(memory));
  text[0] = text[0].toUpper();
  if (const QString message = textOf(*got, "message"); !message.isEmpty()) text += inked(message, Ink::Warning, Session::colours(stdout)) + u'\n';
  session.print(text + (table.empty() ? QString() : table.text(Session::colours(stdout))));
  return exits::kDone;
}

int runCall(Session& session, const Words& words) {
  QByteArray body = words.operand(1, u"{}"_s).toUtf8();
  if (body == "-") {
    const auto read = readInput(u"-"_s);
    if (!read) return Session::fail(read.error());
    body = *read;
  }
  const json params = json::parse(body.begin(), body.end(), nullptr, false);
  if (!params.is_object()) return Session::fail({u"Local.Words"_s, u"The parameters of a call are a JSON object, not %1"_s.arg(QString::fromUtf8(body.left(100))), {}});
  const auto answer = session.call(words.operand(0).toUtf8(), params, 930);
  if (!answer) return Session::fail(answer.error());
  session.printJson(*answer);
  return exits::kDone;
}

int runServiceList(Session& session, const Words&) {
  const auto got = session.localJson("GET", "/-/services");
  if (!got) return Session::fail(got.error());
  if (session.asJson()) return session.printJson(*got), exits::kDone;
  Table table({u"SERVICE"_s, u"STATE"_s, u"ADDRESS"_s, u"USED BY"_s, u""_s});
  for (const auto& [name, service] : got->items()) {
    QStringList functions;
    for (const auto& f : service.value("functions", json::array())) functions << QString::fromStdString(f.get<std::string>());
    const QString state = textOf(service, "state");
    table.add({QString::fromStdString(name), Table::Cell(state, inkOfState(state)), addressOf(service), functions.join(u", "_s), Table::Cell(service.contains("error") ? textOf(service["error"], "message") : QString(), Ink::Quiet)});
  }
  session.print(table.text(Session::colours(stdout)));
  return exits::kDone;
}

int runServiceStart(Session& session, const Words& words) { return settle(session, words, "start"); }
int runServiceStop(Session& session, const Words& words) { return settle(session, words, "stop"); }

int runMetrics(Session& session, const Words& words) {
  const auto text = session.local("GET", "/metrics");
  if (!text) return Session::fail(text.error());
  if (words.has(u"--prometheus"_s)) return session.print(QString::fromUtf8(*text)), exits::kDone;
  const auto all = metricsOf(*text);
  json out = json::object();
  Table table({u"FUNCTION"_s, u">RUNS"_s, u">FAILED"_s, u">COLD"_s, u">THROTTLED"_s, u">MEAN"_s, u">P50 UP TO"_s, u">P99 UP TO"_s, u">INSTANCES"_s, u">QUEUED"_s});
  const auto bound = [](double ms) { return ms < 0 ? u"more"_s : ms == 0 ? u"-"_s : durationText(ms * 1000); };
  bool found = words.operands().isEmpty();
  for (auto it = all.begin(); it != all.end(); ++it) {
    const QString ns = it.key().section(u'/', 0, 0), name = it.key().section(u'/', 1);
    if (ns != session.ns() || (!words.operands().isEmpty() && !words.operands().contains(name))) continue;
    found = true;
    const FunctionMetrics& f = *it;
    out[name.toStdString()] = {{"invocations", f.invocations}, {"failed", f.failed}, {"coldStarts", f.cold}, {"throttled", f.throttled}, {"meanMs", f.meanMs()}, {"p50BoundMs", f.boundMs(0.5)},
                               {"p99BoundMs", f.boundMs(0.99)}, {"instances", f.instances}, {"busy", f.busy}, {"queued", f.queued}};
    table.add({name, QString::number(f.invocations), Table::Cell(QString::number(f.failed), f.failed > 0 ? Ink::Bad : Ink::Plain), QString::number(f.cold), QString::number(f.throttled),
               f.counted > 0 ? durationText(f.meanMs() * 1000) : u"-"_s, bound(f.boundMs(0.5)), bound(f.boundMs(0.99)), QString::number(f.instances), QString::number(f.queued)});
  }
  if (!found) return Session::fail({u"ResourceNotFound.Function"_s, u"There are no figures of %1 in namespace %2."_s.arg(words.operands().join(u", "_s), session.ns()), {}});
  if (session.asJson()) session.printJson(out);
  else session.print(table.text(Session::colours(stdout)));
  return exits::kDone;
}

}  // namespace scfdesk::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/remotelogs.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include <QDateTime>
#include <QEventLoop>
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
using json = Session::json;
constexpr int kMostRuns = 100;       // of GetFunctionLogs
constexpr int kPage = 1000;          // of SearchLog
constexpr int kMostPages = 20;       // of one topic
constexpr size_t kMostFunctions = 50;
constexpr int kIdChars = 36;         // of a request id
constexpr int64_t kKeptMs = 7LL * 86'400'000;  // how long a topic of SCF keeps its lines (facts/scf.md 9.2)

QByteArray dumped(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

/// What a function without a topic still has: its newest runs and what they wrote.
int runsOf(Session& session, const QString& function, int lines) {
  const Words& words = session.words();
  json params{{"FunctionName", function.toStdString()}, {"Namespace", session.ns().toStdString()}, {"Limit", std::clamp(lines, 1, kMostRuns)}, {"Order", "desc"}, {"OrderBy", "start_time"}};
  if (words.has(u"--request"_s)) params["FunctionRequestId"] = words.value(u"--request"_s).toStdString();
  const auto got = session.call("GetFunctionLogs", params);
  if (!got) return Session::fail(got.error());
  if (session.asJson()) return session.printJson(*got), exits::kDone;
  json runs = got->value("Data", json::array());
  std::reverse(runs.begin(), runs.end());
  for (const auto& run : runs) {
    const bool good = numberOf(run, "RetCode") == 0;
    session.print(u"%1 %2 %3\n%4\n"_s.arg(inked(cloudTimeText(textOf(run, "StartTime")), Ink::Quiet, Session::colours(stdout)), inked(good ? u"ok"_s : u"failed"_s, good ? Ink::Good : Ink::Bad, Session::colours(stdout)),
                                          textOf(run, "RequestId"), Session::shown(textOf(run, "Log").trimmed(), stdout)));
  }
  return exits::kDone;
}

/// The topics that these functions log to. Those without one are left out.
Result<QSet<QString>> topicsOf(Session& session, const QStringList& functions) {
  QSet<QString> topics;
  for (const QString& name : functions) {
    const auto function = session.call("GetFunction", {{"FunctionName", name.toStdString()}, {"Namespace", session.ns().toStdString()}});
    if (!function) return function.error();
    if (const QString topic = textOf(*function, "ClsTopicId"); !topic.isEmpty()) topics.insert(topic);
  }
  return topics;
}

Result<QStringList> allFunctions(Session& session) {
  const auto list = session.pages("ListFunctions", {{"Namespace", session.ns().toStdString()}}, "Functions");
  if (!list) return list.error();
  QStringList names;
  for (const auto& one : (*list)["Functions"]) names << textOf(one, "FunctionName");
  if (size_t(names.size()) > kMostFunctions)
    return Error{u"Local.Words"_s, u"There are %1 functions; the topics of at most %2 are looked up at once."_s.arg(names.size()).arg(kMostFunctions), u"Name some of them."_s};
  return names;
}

Result<CloudLogPage> pageOf(CloudClient& client, const QByteArray& params) {
  const auto answer = client.callBlocking({"SearchLog", params, "cls", "2020-10-16"});
  return answer ? cloudLogPage(*answer) : Result<CloudLogPage>(answer.error());
}

void show(const Session& session, const CloudLogLine& line) {
  const QString level = logLevelName(line.level);
  if (session.asJson()) {
    const json out{{"us", line.at}, {"function", line.function.toStdString()}, {"requestId", line.requestId.toStdString()}, {"level", level.toStdString()}, {"text", line.message.toStdString()}};
    return session.print(QString::fromUtf8(dumped(out)) + u'\n');
  }
  const bool colours = Session::colours(stdout);
  const Ink ink = line.level == LogLevel::Error ? Ink::Bad : line.level == LogLevel::Warn ? Ink::Warning : line.level == LogLevel::Debug ? Ink::Quiet : Ink::Plain;
  session.print(u"%1 %2 %3 %4\n"_s.arg(inked(timeText(line.at / 1000).mid(11), Ink::Quiet, colours), inked(level.leftJustified(5), ink, colours), inked(line.function, Ink::Quiet, colours),
                                       Session::shown(QString::fromUtf8(line.message).trimmed(), stdout)));
}

/// Goes on with what comes, until whoever reads has gone or CLS refuses.
int follow(Session& session, CloudClient& client, const QSet<QString>& topics, const QList<CloudLogLine>& shown, CloudLineFilter& filter, int64_t sinceMs) {
  QSet<QByteArray> known;
  for (const CloudLogLine& line : shown) known.insert(line.key);
  CloudLogs logs(client, session.ns());
  logs.setTopics(topics);
  QEventLoop loop;
  int status = exits::kDone;
  QObject::connect(&logs, &CloudLogs::lines, &loop, [&](const QList<CloudLogLine>& lines) {
    filter.learn(lines);
    for (const CloudLogLine& line : lines)
      if (line.at / 1000 >= sinceMs && !known.contains(line.key) && filter.matches(line)) show(session, line);
    if (fflush(stdout) != 0) {
      status = exits::kFailed;
      loop.quit();
    }
  });
  QObject::connect(&logs, &CloudLogs::failed, &loop, [&](const Error& error) {
    // What passes is waited for, longer each time; the rest never mends itself.
    const bool passes = error.code.startsWith(u"Local."_s) || error.code.startsWith(u"RequestLimitExceeded"_s) || error.code.startsWith(u"InternalError"_s);
    const int failed = Session::fail(error);
    if (passes) return;
    status = failed;
    loop.quit();
  });
  logs.start();
  loop.exec();
  return status;
}
}  // namespace

CloudLineFilter::CloudLineFilter(LogQuery query)
    : m_matcher(std::move(query), [this](FunctionId id) { return m_names.value(qsizetype(id) - 1); }) {}

void CloudLineFilter::learn(const QList<CloudLogLine>& lines) {
  for (const CloudLogLine& line : lines) {
    if (!m_names.contains(line.function)) m_names << line.function;
    if (line.requestId.isEmpty()) continue;
    InvocationId& number = m_requests[line.requestId];
    if (number == 0) number = InvocationId(m_requests.size());
    RequestFacts& facts = m_facts[number];
    facts.known = true;
    facts.requestId = line.requestId;
    facts.cold = facts.cold || line.message.startsWith("Init Report ");
    if (line.durationUs < 0) continue;
    facts.finished = true;
    facts.statusCode = line.statusCode;
    facts.durationUs = line.durationUs;
  }
}

bool CloudLineFilter::matches(const CloudLogLine& line) const {
  LogRecord record;
  record.at = line.at;
  record.level = line.level;
  record.function = FunctionId(m_names.indexOf(line.function) + 1);
  record.invocation = m_requests.value(line.requestId);
  return m_matcher.line(record, line.message, [this](InvocationId number) { return factsOf(number); }) == LogMatcher::Verdict::Yes;
}

QByteArray searchLogParams(const QString& topic, const QString& ns, const QStringList& functions, const QString& requestId, int64_t fromMs, int64_t toMs, int limit, const QString& context) {
  const auto is = [](const char* field, QString value) {
    value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return QString(QLatin1String(field) + u":\""_s + value + u'"');
  };
  QStringList names;
  for (const QString& name : functions) names << is("SCF_FunctionName", name);
  QString query = is("SCF_Namespace", ns);
  if (!names.isEmpty()) query += names.size() == 1 ? QString(u" AND "_s + names.first()) : QString(u" AND ("_s + names.join(u" OR "_s) + u')');
  if (!requestId.isEmpty()) query += u" AND "_s + is("SCF_RequestId", requestId);
  json params{{"TopicId", topic.toStdString()}, {"From", fromMs}, {"To", toMs}, {"Query", query.toStdString()}, {"SyntaxRule", 1}, {"Limit", limit}, {"Sort", "desc"}};
  if (!context.isEmpty()) params["Context"] = context.toStdString();
  return dumped(params);
}

int runRemoteLogs(Session& session, CloudClient& client, const QString& query, int lines) {
  const Words& words = session.words();
  QStringList functions = words.operands();
  const bool all = functions.isEmpty();
  if (all) {
    const auto names = allFunctions(session);
    if (!names) return Session::fail(names.error());
    functions = *names;
  }
  const auto parsed = LogQuery::parse(query);
  if (parsed.error) return Session::fail({u"Local.Words"_s, parsed.error->english(), {}});
  const auto topics = topicsOf(session, functions);
  if (!topics) return Session::fail(topics.error());
  const bool following = words.has(u"--follow"_s);
  if (topics->isEmpty()) {
    if (functions.size() == 1 && !words.has(u"--query"_s) && !following) return runsOf(session, functions.first(), lines);
    return Session::fail({u"Local.NoTopic"_s, functions.size() == 1 ? u"%1 logs to no topic of CLS, so its log can neither be searched nor followed."_s.arg(functions.first()) : u"None of these functions logs to a topic of CLS."_s,
                          u"Give it a topic (ClsTopicId), or leave out --query and -f and name one function."_s});
  }
  CloudLineFilter filter(parsed.query);
  const int64_t now = QDateTime::currentMSecsSinceEpoch();
  // CLS knows whole ids only; how one begins is looked at here.
  const QString request = words.value(u"--request"_s).size() == kIdChars ? words.value(u"--request"_s) : QString();
  QList<CloudLogLine> found;
  bool cut = false;
  for (const QString& topic : *topics) {
    QString context;
    qsizetype matching = 0;
    for (int page = 0; lines > 0; ++page) {
      if (page == kMostPages) {
        cut = true;
        break;
      }
      const auto got = pageOf(client, searchLogParams(topic, session.ns(), all ? QStringList() : functions, request, now - kKeptMs, now, parsed.query.empty() ? std::min(lines, kPage) : kPage, context));
      if (!got) return Session::fail(got.error());
      filter.learn(got->lines);
      for (const CloudLogLine& line : got->lines) {
        if (!filter.matches(line)) continue;
        found.append(line);
        ++matching;
      }
      if (got->over || matching >= lines) break;
      context = got->context;
    }
  }
  // CLS gives the newest first; so do lines of the same millisecond.
  std::reverse(found.begin(), found.end());
  std::stable_sort(found.begin(), found.end(), [](const CloudLogLine& a, const CloudLogLine& b) { return a.at < b.at; });
  found = found.mid(std::max<qsizetype>(0, found.size() - lines));
  for (const CloudLogLine& line : found) show(session, line);
  if (cut) fprintf(stderr, "scfdesk: the newest %d lines of a topic were looked through; older ones may match as well.\n", kPage * kMostPages);
  fflush(stdout);
  return following ? follow(session, client, *topics, found, filter, found.isEmpty() ? now : found.first().at / 1000) : exits::kDone;
}

}  // namespace scfdesk::cli

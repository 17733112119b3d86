// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloudlogs.h"
#include "models/data/limits.h"
#include <QDateTime>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
using json = nlohmann::ordered_json;

json parsed(const QByteArray& text) { return json::parse(text.begin(), text.end(), nullptr, false); }
json memberOf(const json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto it = object.find(name);
  return it != object.end() ? *it : json();
}
QByteArray bytesOf(const json& object, const char* name) {
  const json member = memberOf(object, name);
  if (member.is_string()) return QByteArray::fromStdString(member.get<std::string>());
  return member.is_number() ? QByteArray::fromStdString(member.dump()) : QByteArray();
}
QByteArray dumped(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

LogLevel levelOf(const QByteArray& level, const QByteArray& type, const QByteArray& message) {
  if (type == "Platform") return LogLevel::Platform;
  const QByteArray upper = level.toUpper();
  if (upper == "ERROR") return LogLevel::Error;
  if (upper.startsWith("WARN")) return LogLevel::Warn;
  if (upper == "DEBUG") return LogLevel::Debug;
  return logLevelOf(message, false);
}
}  // namespace

Result<CloudLogPage> cloudLogPage(const QByteArray& text) {
  const json whole = parsed(text), results = memberOf(whole, "Results");
  if (!whole.is_object() || !(results.is_array() || results.is_null())) return Error{u"Local.BadAnswer"_s, u"The answer of SearchLog holds no lines."_s, {}};
  CloudLogPage page;
  page.context = QString::fromUtf8(bytesOf(whole, "Context"));
  const json over = memberOf(whole, "ListOver");
  page.over = !over.is_boolean() || over.get<bool>() || page.context.isEmpty();
  for (const json& one : results) {
    const json fields = parsed(bytesOf(one, "LogJson"));
    CloudLogLine line;
    line.function = QString::fromUtf8(bytesOf(fields, "SCF_FunctionName"));
    line.message = bytesOf(fields, "SCF_Message").left(limits::kLogLineBytes);
    if (line.function.isEmpty() || line.message.isEmpty()) continue;
    line.at = bytesOf(one, "Time").toLongLong() * 1000;
    line.requestId = bytesOf(fields, "SCF_RequestId");
    line.level = levelOf(bytesOf(fields, "SCF_Level"), bytesOf(fields, "SCF_Type"), line.message);
    line.statusCode = bytesOf(fields, "SCF_StatusCode").toInt();
    if (line.level == LogLevel::Platform && line.message.startsWith("Report ")) {
      line.durationUs = int64_t(bytesOf(fields, "SCF_Duration").toDouble() * 1000);
      line.memoryBytes = int64_t(bytesOf(fields, "SCF_MemUsage").toDouble());
    }
    line.key = bytesOf(one, "Time") + ' ' + bytesOf(one, "PkgId") + ' ' + bytesOf(one, "PkgLogId");
    page.lines.append(line);
  }
  return page;
}

Result<MonitorPoints> monitorPoints(const QByteArray& text) {
  const json list = memberOf(parsed(text), "DataPoints");
  if (!list.is_array()) return Error{u"Local.BadAnswer"_s, u"The answer of GetMonitorData holds no points."_s, {}};
  MonitorPoints points;
  for (const json& one : list) {
    QString function;
    const json dimensions = memberOf(one, "Dimensions"), times = memberOf(one, "Timestamps"), values = memberOf(one, "Values");
    if (dimensions.is_array())
      for (const json& d : dimensions)
        if (bytesOf(d, "Name") == "functionName") function = QString::fromUtf8(bytesOf(d, "Value"));
    if (function.isEmpty() || !times.is_array() || !values.is_array()) continue;
    for (size_t i = 0; i < std::min(times.size(), values.size()); ++i)
      if (times[i].is_number() && values[i].is_number()) points[function].append({times[i].get<int64_t>(), values[i].get<double>()});
  }
  return points;
}

QByteArray monitorParams(const QByteArray& metric, const QString& ns, const QStringList& functions, int64_t begin, int64_t end) {
  json instances = json::array();
  for (const QString& name : functions)
    instances.push_back({{"Dimensions", {{{"Name", "functionName"}, {"Value", name.toStdString()}}, {{"Name", "namespace"}, {"Value", ns.toStdString()}}, {{"Name", "version"}, {"Value", "$LATEST"}}}}});
  const auto time = [](int64_t second) { return QString(QDateTime::fromSecsSinceEpoch(second, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u"+00:00"_s).toStdString(); };
  return dumped({{"Namespace", "QCE/SCF_V2"}, {"MetricName", metric.toStdString()}, {"Period", kMonitorPeriod}, {"StartTime", time(begin)}, {"EndTime", time(end)}, {"Instances", std::move(instances)}});
}

CloudLogs::CloudLogs(CloudClient& client, QString ns, QObject* parent) : QObject(parent), m_client(client), m_ns(std::move(ns)) {
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, &CloudLogs::look);
}

void CloudLogs::setTopics(const QSet<QString>& topics) { m_topics = topics; }
void CloudLogs::start() { m_timer.start(0); }

void CloudLogs::look() {
  m_left = m_topics.values();
  m_to = QDateTime::currentMSecsSinceEpoch();
  next();
}

void CloudLogs::next() {
  if (!m_left.isEmpty()) return page(m_left.takeFirst(), {}, 1);
  if (m_told.size() > kKeysHeld) m_told.clear();  // the overlap is told once more, which is better than growing for ever
  m_timer.start(std::min(kLongestMs, m_interval << std::min(m_failures, 5)));
}

void CloudLogs::page(const QString& topic, const QString& context, int number) {
  const int64_t from = m_read.contains(topic) ? m_read[topic] - kOverlapMs : m_to - kFirstMs;
  json params{{"TopicId", topic.toStdString()}, {"From", from}, {"To", m_to}, {"Query", QString(u"SCF_Namespace:\""_s + m_ns + u'"').toStdString()}, {"SyntaxRule", 1}, {"Limit", kPage}, {"Sort", "asc"}};
  if (!context.isEmpty()) params["Context"] = context.toStdString();
  m_client.call({"SearchLog", dumped(params), "cls", "2020-10-16"}, this, [this, topic, number](const Result<QByteArray>& answer) {
    const auto got = answer ? cloudLogPage(*answer) : Result<CloudLogPage>(answer.error());
    if (!got) {
      ++m_failures;
      Q_EMIT failed(got.error());
      return next();
    }
    m_failures = 0;
    QList<CloudLogLine> fresh;
    for (const CloudLogLine& line : got->lines) {
      if (m_told.contains(line.key)) continue;
      m_told.insert(line.key);
      fresh.append(line);
    }
    if (!fresh.isEmpty()) Q_EMIT lines(fresh);
    if (!got->over && number < kPagesMost) return page(topic, got->context, number + 1);
    m_read[topic] = got->over ? m_to : std::max<int64_t>(m_read.value(topic), got->lines.isEmpty() ? 0 : got->lines.last().at / 1000 + kOverlapMs);
    next();
  });
}

}  // namespace scfdesk

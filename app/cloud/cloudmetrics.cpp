// SPDX-License-Identifier: GPL-3.0-or-later
// CloudBackend: what CLS and Cloud Monitor tell about functions, also of requests that others sent.
#include "app/cloud/cloudbackend.h"
#include <QDateTime>
#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

InvocationId CloudBackend::numberOf(const QByteArray& requestId) {
  InvocationId& id = m_requests[requestId];
  if (id) return id;
  id = ++m_lastInvocation;
  const InvocationId given = id;
  m_requestOrder.push_back(requestId);
  if (m_requestOrder.size() > kRequestsHeld) {
    m_requests.remove(m_requestOrder.front());
    m_requestOrder.pop_front();
  }
  return given;
}

void CloudBackend::takeTopics() {
  QSet<QString> topics;
  for (const FunctionInfo& info : m_poll.functions()) {
    const auto topic = nlohmann::json::parse(info.apiExtras.value(u"ClsTopicId"_s).toStdString(), nullptr, false);
    if (topic.is_string() && topic != "") topics.insert(QString::fromStdString(topic.get<std::string>()));
  }
  m_logs.setTopics(topics);
}

void CloudBackend::onLines(const QList<CloudLogLine>& lines) {
  queue([&](EngineDelta& d) {
    for (const CloudLogLine& line : lines) {
      const FunctionInfo* function = m_poll.function({m_profile.ns, line.function});
      if (!function) continue;
      const bool known = m_requests.contains(line.requestId);
      LogRecord record;
      record.seq = ++m_lastLine;
      record.at = line.at;
      record.function = function->id;
      record.invocation = line.requestId.isEmpty() ? 0 : numberOf(line.requestId);
      record.level = line.level;
      d.log.append(record, line.message);
      if (line.durationUs < 0 || line.requestId.isEmpty()) continue;
      // One that was fired from here has been told of, with more than the log says.
      if (known && std::any_of(m_details.cbegin(), m_details.cend(), [&](const InvocationDetail& detail) { return detail.invocation.requestId == line.requestId; })) continue;
      Invocation one;
      one.id = record.invocation;
      one.requestId = line.requestId;
      one.function = function->id;
      one.finished = true;
      one.statusCode = line.statusCode ? line.statusCode : status::kSuccess;
      one.memoryMb = function->config.memoryMb;
      one.durationUs = line.durationUs;
      one.billedMs = int64_t(std::ceil(double(line.durationUs) / 1000));
      one.peakMemoryBytes = line.memoryBytes;
      one.at.replied = one.at.left = line.at;
      one.at.entered = one.at.dispatched = one.at.accepted = line.at - line.durationUs;
      if (one.statusCode != status::kSuccess) one.message = statusCodeName(one.statusCode);
      d.invocations.push_back(one);
    }
  });
}

namespace {
struct Gathering {
  std::map<std::pair<FunctionId, int64_t>, SecondSample> samples;
  int left = 0;
  std::optional<Error> error;
};
}  // namespace

// By the minute: a minute's values stand at its first second.
void CloudBackend::querySeconds(TimeUs begin, TimeUs end, QObject* context, Reply<std::vector<SecondSample>> reply) {
  auto safe = guarded<std::vector<SecondSample>>(context, std::move(reply));
  QStringList names;
  for (const FunctionInfo& info : m_poll.functions()) names << info.key.name;
  if (m_profile.kind != ConnectionKind::Cloud || names.isEmpty()) return safe(std::vector<SecondSample>());
  auto gathering = std::make_shared<Gathering>();
  static const std::pair<const char*, void (*)(SecondSample&, double)> metrics[] = {
      {"Invocation", [](SecondSample& s, double v) { s.invocations = int32_t(v); }},
      {"Error", [](SecondSample& s, double v) { s.failed = int32_t(v); }},
      {"Throttle", [](SecondSample& s, double v) { s.throttled = int32_t(v); }},
      {"ConcurrentExecutions", [](SecondSample& s, double v) { s.busy = s.instances = int32_t(v); }},
      {"Mem", [](SecondSample& s, double v) { s.maxMemoryBytes = int64_t(v * 1024 * 1024); }},
  };
  const int batches = int((names.size() + kMonitorInstances - 1) / kMonitorInstances);
  gathering->left = batches * int(std::size(metrics));
  for (const auto& [metric, take] : metrics) {
    for (int batch = 0; batch < batches; ++batch) {
      const QStringList some = names.mid(batch * kMonitorInstances, kMonitorInstances);
      m_client.call({"GetMonitorData", monitorParams(metric, m_profile.ns, some, begin / 1'000'000, end / 1'000'000), "monitor", "2018-07-24"}, this,
                    [this, gathering, take = take, safe](const Result<QByteArray>& answer) {
                      const auto points = answer ? monitorPoints(*answer) : Result<MonitorPoints>(answer.error());
                      if (!points) gathering->error = points.error();
                      else
                        for (auto it = points->cbegin(); it != points->cend(); ++it)
                          if (const FunctionInfo* function = m_poll.function({m_profile.ns, it.key()}))
                            for (const auto& [second, value] : *it) {
                              SecondSample& sample = gathering->samples[{function->id, second}];
                              sample.function = function->id;
                              sample.second = second;
                              take(sample, value);
                            }
                      if (--gathering->left > 0) return;
                      if (gathering->samples.empty() && gathering->error) return safe(*gathering->error);
                      std::vector<SecondSample> all;
                      for (const auto& [key, sample] : gathering->samples) all.push_back(sample);
                      std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
                      safe(std::move(all));
                    });
    }
  }
}

}  // namespace scfdesk

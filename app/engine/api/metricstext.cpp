// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/metricstext.h"
#include "app/engine/metrics.h"
#include <QDir>
#include <QFile>
#include <sys/resource.h>
#include <unistd.h>

namespace scfdesk {
namespace {
QByteArray quoted(const QString& text) {
  QByteArray out = text.toUtf8();
  return out.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
}
QByteArray labelsOf(const FunctionInfo& f) { return "function=\"" + quoted(f.key.name) + "\",namespace=\"" + quoted(f.key.ns) + '"'; }
void head(QByteArray& out, const char* name, const char* type, const char* help) {
  out.append("# HELP ").append(name).append(' ').append(help).append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
}
void row(QByteArray& out, const char* name, const QByteArray& labels, const QByteArray& value) {
  out.append(name);
  if (!labels.isEmpty()) out.append('{').append(labels).append('}');
  out.append(' ').append(value).append('\n');
}
QByteArray number(uint64_t value) { return QByteArray::number(qulonglong(value)); }
QByteArray real(double value) { return QByteArray::number(value, 'g', 12); }

void addCounters(QByteArray& out, const EngineControl& engine) {
  const Metrics& metrics = engine.metrics();
  head(out, "scf_invocations_total", "counter", "Finished attempts by status code.");
  for (const auto& [key, count] : metrics.invocations()) {
    if (const FunctionInfo* f = engine.function(key.function)) {
      row(out, "scf_invocations_total", labelsOf(*f) + ",qualifier=\"" + quoted(versionName(key.version)) + "\",trigger=\"" + quoted(sourceName(key.source)) + "\",code=\"" + QByteArray::number(key.code) + '"', number(count));
    }
  }
  head(out, "scf_cold_starts_total", "counter", "Instances that were started, by the way of their birth.");
  for (const auto& [key, count] : metrics.coldStarts()) {
    if (const FunctionInfo* f = engine.function(key.first)) row(out, "scf_cold_starts_total", labelsOf(*f) + ",way=\"" + quoted(birthWayName(key.second)) + '"', number(count));
  }
  head(out, "scf_throttled_total", "counter", "Events refused with 432 or 429.");
  for (const auto& [key, count] : metrics.throttled()) {
    if (const FunctionInfo* f = engine.function(key.first)) row(out, "scf_throttled_total", labelsOf(*f) + ",code=\"" + QByteArray::number(key.second) + '"', number(count));
  }
}

void addDurations(QByteArray& out, const EngineControl& engine) {
  head(out, "scf_invocation_duration_seconds", "histogram", "From accepting an event to its reply.");
  for (const auto& [id, histogram] : engine.metrics().durations()) {
    const FunctionInfo* f = engine.function(id);
    if (!f) continue;
    const QByteArray labels = labelsOf(*f);
    uint64_t sum = 0;
    for (size_t i = 0; i < histogram.buckets.size(); ++i) {
      sum += histogram.buckets[i];
      const QByteArray bound = i < Metrics::kBounds.size() ? real(Metrics::kBounds[i]) : QByteArray("+Inf");
      row(out, "scf_invocation_duration_seconds_bucket", labels + ",le=\"" + bound + '"', number(sum));
    }
    row(out, "scf_invocation_duration_seconds_sum", labels, real(histogram.sum));
    row(out, "scf_invocation_duration_seconds_count", labels, number(histogram.count));
  }
}

void addGauges(QByteArray& out, const EngineControl& engine) {
  QList<std::pair<QByteArray, FunctionSample>> rows;
  for (const NamespaceInfo& ns : engine.namespaces())
    for (const FunctionInfo& f : engine.functions(ns.name)) rows.append({labelsOf(f), engine.gauges(f.id)});
  head(out, "scf_instances", "gauge", "Instances by state.");
  for (const auto& [labels, g] : rows) {
    const std::pair<const char*, int> states[] = {{"starting", g.starting}, {"init", g.init}, {"busy", g.busy}, {"idle", g.idle}, {"frozen", g.frozen}};
    for (const auto& [name, count] : states) row(out, "scf_instances", labels + ",state=\"" + name + '"', QByteArray::number(count));
  }
  head(out, "scf_queue_depth", "gauge", "Events that wait.");
  for (const auto& [labels, g] : rows) row(out, "scf_queue_depth", labels, QByteArray::number(g.queued));
}

// Fields of /proc/self/stat behind the name in brackets, which may hold spaces.
QList<QByteArray> ownStat() {
  QFile file(QStringLiteral("/proc/self/stat"));
  if (!file.open(QIODevice::ReadOnly)) return {};
  const QByteArray text = file.readAll();
  return text.mid(text.lastIndexOf(')') + 2).split(' ');
}

double bootSeconds() {
  QFile file(QStringLiteral("/proc/stat"));
  if (!file.open(QIODevice::ReadOnly)) return 0;
  const QByteArray text = file.readAll();
  const qsizetype at = text.indexOf("\nbtime ");
  return at < 0 ? 0 : text.mid(at + 7, text.indexOf('\n', at + 7) - at - 7).toDouble();
}

void addProcess(QByteArray& out) {
  const QList<QByteArray> stat = ownStat();
  if (stat.size() > 21) {
    const double ticks = double(sysconf(_SC_CLK_TCK));
    head(out, "process_cpu_seconds_total", "counter", "CPU time of the engine's own process.");
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    row(out, "process_cpu_seconds_total", {}, real(double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6));
    head(out, "process_resident_memory_bytes", "gauge", "Resident memory of the engine's own process.");
    row(out, "process_resident_memory_bytes", {}, number(stat[21].toULongLong() * uint64_t(sysconf(_SC_PAGESIZE))));
    head(out, "process_virtual_memory_bytes", "gauge", "Address space of the engine's own process.");
    row(out, "process_virtual_memory_bytes", {}, stat[20]);
    head(out, "process_start_time_seconds", "gauge", "Start of the process since the epoch.");
    row(out, "process_start_time_seconds", {}, real(bootSeconds() + stat[19].toDouble() / ticks));
    head(out, "process_threads", "gauge", "Threads of the process.");
    row(out, "process_threads", {}, stat[17]);
  }
  head(out, "process_open_fds", "gauge", "Open descriptors.");
  row(out, "process_open_fds", {}, number(uint64_t(QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System).size())));
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    head(out, "process_max_fds", "gauge", "Descriptors that may be open.");
    row(out, "process_max_fds", {}, number(limit.rlim_cur));
  }
}
}  // namespace

QByteArray metricsText(const EngineControl& engine) {
  QByteArray out;
  out.reserve(16 * 1024);
  addCounters(out, engine);
  addDurations(out, engine);
  addGauges(out, engine);
  addProcess(out);
  return out;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/metricsrows.h"
#include <cmath>
#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {
namespace {
/// name{a="b",...} value; an escaped quote or backslash stands in values.
bool split(const QByteArray& line, QByteArray& name, QMap<QByteArray, QByteArray>& labels, double& value) {
  const qsizetype open = line.indexOf('{');
  if (open <= 0) return false;
  name = line.left(open);
  qsizetype at = open + 1;
  while (at < line.size() && line[at] != '}') {
    const qsizetype equals = line.indexOf("=\"", at);
    if (equals < 0) return false;
    const QByteArray label = line.mid(at, equals - at);
    QByteArray text;
    for (at = equals + 2; at < line.size() && line[at] != '"'; ++at) {
      if (line[at] == '\\' && at + 1 < line.size()) ++at;
      text.append(line[at]);
    }
    labels[label] = text;
    if (++at < line.size() && line[at] == ',') ++at;
  }
  bool good = false;
  value = line.mid(at + 1).trimmed().toDouble(&good);
  return good;
}
}  // namespace

double FunctionMetrics::boundMs(double share) const {
  for (auto it = buckets.begin(); it != buckets.end(); ++it)
    if (counted > 0 && *it >= share * counted) return std::isinf(it.key()) ? -1 : it.key() * 1000;
  return 0;
}

QMap<QString, FunctionMetrics> metricsOf(const QByteArray& prometheus) {
  QMap<QString, FunctionMetrics> all;
  for (const QByteArray& line : prometheus.split('\n')) {
    QByteArray name;
    QMap<QByteArray, QByteArray> labels;
    double value = 0;
    if (line.startsWith('#') || !split(line, name, labels, value) || !labels.contains("function")) continue;
    FunctionMetrics& f = all[QString::fromUtf8(labels["namespace"]) + u'/' + QString::fromUtf8(labels["function"])];
    if (name == "scf_invocations_total") {
      f.invocations += value;
      if (labels["code"] != "200") f.failed += value;
    } else if (name == "scf_cold_starts_total") {
      f.cold += value;
    } else if (name == "scf_throttled_total") {
      f.throttled += value;
    } else if (name == "scf_instances") {
      f.instances += value;
      if (labels["state"] == "busy") f.busy += value;
    } else if (name == "scf_queue_depth") {
      f.queued += value;
    } else if (name == "scf_invocation_duration_seconds_sum") {
      f.seconds += value;
    } else if (name == "scf_invocation_duration_seconds_count") {
      f.counted += value;
    } else if (name == "scf_invocation_duration_seconds_bucket") {
      f.buckets[labels["le"] == "+Inf" ? std::numeric_limits<double>::infinity() : labels["le"].toDouble()] += value;
    }
  }
  return all;
}

}  // namespace scfdesk::cli

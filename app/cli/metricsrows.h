// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QMap>
#include <QString>

namespace scfdesk::cli {

/// What the Prometheus text of an engine says of one function. A value.
struct FunctionMetrics {
  double invocations = 0, failed = 0, cold = 0, throttled = 0, busy = 0, instances = 0, queued = 0;
  double seconds = 0, counted = 0;           ///< of the durations
  QMap<double, double> buckets;              ///< upper bound in seconds (infinity last) -> how many up to it
  [[nodiscard]] double meanMs() const { return counted > 0 ? seconds / counted * 1000 : 0; }
  /// The bound of the bucket that holds this share of the durations, in ms; -1 when it is above all bounds, 0 when there are none.
  [[nodiscard]] double boundMs(double share) const;
};
/// By "namespace/name".
[[nodiscard]] QMap<QString, FunctionMetrics> metricsOf(const QByteArray& prometheus);

}  // namespace scfdesk::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/scenario.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<double> numbers(const QJsonValue& list) {
  std::vector<double> values;
  for (const QJsonValue& value : list.toArray()) values.push_back(value.toDouble());
  return values;
}

}  // namespace

double SimTimings::startMedian() const { return median(starts); }
double SimTimings::runMedian() const { return median(runs); }

double SimLoad::peak() const {
  double most = 0;
  for (const QPointF& p : curve) most = std::max(most, p.y());
  return most;
}

std::vector<QPointF> rateCurve(const std::vector<double>& times, double seconds, int columns) {
  std::vector<QPointF> curve;
  const double step = seconds / columns;
  std::vector<int> counts(static_cast<size_t>(columns));
  for (const double t : times)
    if (t >= 0 && t < seconds) ++counts[static_cast<size_t>(std::min(t / step, columns - 1.0))];
  for (int i = 0; i < columns; ++i) curve.emplace_back((i + 0.5) * step, counts[static_cast<size_t>(i)] / step);
  return curve;
}

std::vector<QPointF> dayCurve(double events) {
  constexpr int kPoints = 96;
  constexpr double kDay = 86'400, kPi = 3.14159265358979;
  std::vector<QPointF> curve;
  double sum = 0;
  for (int i = 0; i <= kPoints; ++i) {
    const double hour = 24.0 * i / kPoints;
    // Tops at 10 and at 20 o'clock, the lowest at 4.
    const double rate = 0.12 + 0.55 * std::pow(std::max(0.0, std::sin((hour - 4) / 24 * kPi)), 2) + 0.33 * std::exp(-std::pow((hour - 10) / 2.2, 2)) + 0.45 * std::exp(-std::pow((hour - 20) / 1.8, 2));
    curve.emplace_back(kDay * i / kPoints, rate);
    if (i > 0) sum += (curve[static_cast<size_t>(i)].y() + curve[static_cast<size_t>(i) - 1].y()) / 2 * kDay / kPoints;
  }
  for (QPointF& p : curve) p.setY(p.y() * events / sum);
  return curve;
}

std::vector<QPointF> flashCrowdCurve(double events, double peak) {
  // As parts of the whole: a fifth of calm, the leap, half a decay, calm again.
  constexpr std::pair<double, double> shape[] = {{0, 0.04}, {0.2, 0.04}, {0.205, 1}, {0.3, 0.9}, {0.4, 0.55}, {0.5, 0.33}, {0.65, 0.15}, {0.8, 0.08}, {1, 0.05}};
  double mean = 0;
  for (size_t i = 1; i < std::size(shape); ++i) mean += (shape[i].second + shape[i - 1].second) / 2 * (shape[i].first - shape[i - 1].first);
  const double seconds = std::max(1.0, events / (std::max(peak, 1e-3) * mean));
  std::vector<QPointF> curve;
  for (const auto& [at, rate] : shape) curve.emplace_back(at * seconds, rate * peak);
  return curve;
}

SimOutcome SimOutcome::fromJson(const QJsonObject& result) {
  SimOutcome o;
  const QJsonObject t = result[u"total"_s].toObject();
  o.arrivals = t[u"arrivals"_s].toDouble();
  o.done = t[u"done"_s].toDouble();
  o.failed = t[u"failed"_s].toDouble();
  for (const QJsonValue& n : t[u"rejected"_s].toObject()) o.rejected += n.toDouble();
  for (const QJsonValue& n : t[u"throttledBy"_s].toObject()) o.throttled += n.toDouble();
  o.deadLetters = t[u"deadLetters"_s].toDouble();
  o.p50 = t[u"latency"_s][u"p50"_s].toDouble();
  o.p99 = t[u"latency"_s][u"p99"_s].toDouble();
  o.waitP99 = t[u"wait"_s][u"p99"_s].toDouble();
  o.initP50 = t[u"init"_s][u"p50"_s].toDouble();
  o.runP50 = t[u"run"_s][u"p50"_s].toDouble();
  o.runP99 = t[u"run"_s][u"p99"_s].toDouble();
  o.coldShare = t[u"coldShare"_s].toDouble();
  o.peak = t[u"instances"_s][u"max"_s].toDouble();
  o.idleGbSeconds = t[u"idleGbSeconds"_s].toDouble();
  o.cost = t[u"cost"_s].toDouble();
  o.wallSeconds = result[u"wallSeconds"_s].toDouble();
  const QJsonObject s = result[u"series"_s].toObject();
  o.stepSeconds = s[u"stepSeconds"_s].toDouble();
  o.starting = numbers(s[u"starting"_s]);
  o.busy = numbers(s[u"busy"_s]);
  o.idle = numbers(s[u"idle"_s]);
  o.waiting = numbers(s[u"waiting"_s]);
  o.refused = numbers(s[u"rejected"_s]);
  o.retried = numbers(s[u"retried"_s]);
  o.p99s = numbers(s[u"p99"_s]);
  return o;
}

QByteArray specOf(const SimSettings& settings, const SimTimings& timings, const SimLoad& load, int64_t seed, int points, const SimTariff& tariff) {
  const int memory = static_cast<int>(settings.at(SimSetting::Memory));
  QJsonObject arrivals;
  if (load.kind == SimLoad::Kind::Drawn) {
    QJsonArray curve;
    for (const QPointF& p : load.curve) curve.append(QJsonArray{p.x(), p.y()});
    arrivals = {{u"kind"_s, u"poisson"_s}, {u"rate"_s, curve}};
  } else if (load.times.empty()) {
    arrivals = {{u"kind"_s, u"poisson"_s}, {u"rate"_s, 0}};
  } else {
    QJsonArray times;
    for (const double t : load.times) times.append(t);
    arrivals = {{u"kind"_s, u"times"_s}, {u"times"_s, times}};
  }
  const QJsonObject function{{u"name"_s, u"f"_s},
                             {u"memoryMb"_s, memory},
                             {u"mode"_s, load.mode == InvokeMode::Async ? u"async"_s : u"sync"_s},
                             {u"arrivals"_s, arrivals},
                             {u"service"_s, distributionOf(timings.runs, timings.runShape, settings.at(SimSetting::Run) / 1000)},
                             {u"init"_s, distributionOf(timings.starts, timings.startShape, settings.at(SimSetting::Init))},
                             {u"keepAliveSeconds"_s, settings.at(SimSetting::KeepAlive)},
                             {u"reservedMb"_s, static_cast<int>(settings.at(SimSetting::Limit)) * memory},
                             {u"provisioned"_s, static_cast<int>(settings.at(SimSetting::Provisioned))}};
  // The account is large enough for the limit: the limit is what is asked about.
  const int account = std::max(128'000, static_cast<int>(settings.at(SimSetting::Limit)) * memory + 12'800);
  const QJsonObject spec{{u"seed"_s, static_cast<qint64>(seed)},
                         {u"seconds"_s, load.seconds},
                         {u"points"_s, points},
                         {u"settings"_s, QJsonObject{{u"burstPerMinute"_s, static_cast<int>(settings.at(SimSetting::Burst))}, {u"accountMemoryMb"_s, account}}},
                         {u"functions"_s, QJsonArray{function}}};
  QJsonObject shown = spec;
  if (points == 0) shown.remove(u"points"_s);
  if (tariff != SimTariff{})
    shown.insert(u"tariff"_s, QJsonObject{{u"date"_s, tariff.date}, {u"gbSecond"_s, tariff.gbSecond}, {u"tenThousandCalls"_s, tariff.tenThousandCalls}, {u"idleProvisionedGbSecond"_s, tariff.idleProvisionedGbSecond}, {u"billInit"_s, tariff.billInit}});
  return QJsonDocument(shown).toJson(QJsonDocument::Compact);
}

std::vector<SimSetting> changedSettings(const SimSettings& a, const SimSettings& b) {
  std::vector<SimSetting> changed;
  for (const SimSetting s : kAllSimSettings)
    if (a.at(s) != b.at(s)) changed.push_back(s);
  return changed;
}

std::vector<double> sweepValues(SimSetting setting, double now, int count) {
  std::vector<double> values;
  if (setting == SimSetting::Memory) {
    for (double mb = 64; mb <= 3072 && static_cast<int>(values.size()) < count; mb = mb < 128 ? 128 : mb < 512 ? mb + 128 : mb + 512) values.push_back(mb);
    return values;
  }
  const bool whole = setting == SimSetting::Limit || setting == SimSetting::Provisioned || setting == SimSetting::Burst;
  const double least = setting == SimSetting::Provisioned ? 0 : setting == SimSetting::Limit || setting == SimSetting::Burst ? 1 : now / 8;
  const double most = std::max(now * 2.5, setting == SimSetting::Provisioned ? 20.0 : setting == SimSetting::KeepAlive ? 60.0 : whole ? 12.0 : 0.001);
  for (int i = 0; i < count; ++i) {
    double value = least + (most - least) * i / (count - 1);
    value = whole ? std::round(value) : std::round(value * 1000) / 1000;
    if (values.empty() || value > values.back()) values.push_back(value);
  }
  return values;
}

int cheapestWithin(const std::vector<SimOutcome>& outcomes, double p99) {
  int best = -1;
  for (size_t i = 0; i < outcomes.size(); ++i) {
    const SimOutcome& o = outcomes[i];
    if (o.p99 > p99 || o.throttled > 0 || (best >= 0 && o.cost >= outcomes[static_cast<size_t>(best)].cost)) continue;
    best = static_cast<int>(i);
  }
  return best;
}

int kneeOf(const std::vector<QPointF>& points) {
  if (points.size() < 3) return -1;
  const auto [left, right] = std::minmax_element(points.begin(), points.end(), [](const QPointF& p, const QPointF& q) { return p.x() < q.x(); });
  const auto [low, high] = std::minmax_element(points.begin(), points.end(), [](const QPointF& p, const QPointF& q) { return p.y() < q.y(); });
  const double width = right->x() - left->x(), height = high->y() - low->y();
  if (!(width > 0) || !(height > 0)) return -1;
  // Where more does not answer faster there is nothing to weigh.
  if (low->x() <= high->x()) return -1;
  int best = -1;
  double farthest = 0.02;  // flatter than this is no bend
  for (size_t i = 0; i < points.size(); ++i) {
    // Cheap and quick is the corner at 0, 0; the line through the two extremes is x + y = 1.
    const double below = 1 - (points[i].x() - left->x()) / width - (points[i].y() - low->y()) / height;
    if (below <= farthest) continue;
    farthest = below;
    best = static_cast<int>(i);
  }
  return best;
}

}  // namespace scfdesk

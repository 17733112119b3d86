// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/calibration.h"
#include "widgets/controls/numberformat.h"
#include "widgets/simulate/verdict.h"
#include <algorithm>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kClose = 0.1;   // a difference within this part of the larger one is none
constexpr double kExplains = 0.5; // a stage explains a gap when it closes so much of it

QString countText(double value) { return format::count(std::llround(value)); }

struct Figure {
  double (*of)(const SimOutcome&);
  QString (*text)(double);
  double least;  // differences below are none
};

}  // namespace

std::vector<QByteArray> SimCalibration::specs(const SimSettings& settings, const SimTimings& fitted, const SimTimings& own, const SimLoad& arrivals, int64_t seed) {
  std::vector<QByteArray> list;
  for (size_t i = 0; i < kAgainst; ++i) {
    SimTimings mixed = fitted;
    SimSettings side = settings;
    if ((i == MeasuredRuns || i == MeasuredBoth) && !own.runs.empty()) {
      mixed.runs = own.runs;
      mixed.runShape = SimShape::Measured;
      side.set(SimSetting::Run, own.runMedian() * 1000);
    }
    if ((i == MeasuredStarts || i == MeasuredBoth) && !own.starts.empty()) {
      mixed.starts = own.starts;
      mixed.startShape = SimShape::Measured;
      side.set(SimSetting::Init, own.startMedian());
    }
    list.push_back(specOf(side, mixed, arrivals, seed, 0));
  }
  return list;
}

std::vector<SimCalibration::Row> SimCalibration::rows(const SimOutcome& m, const std::array<SimOutcome, kAgainst>& s) {
  const std::pair<QString, Figure> figures[] = {
      {tr("Cold starts"), {[](const SimOutcome& o) { return o.coldShare * std::max(0.0, o.arrivals - o.rejected); }, countText, 1.5}},
      {tr("Peak instances"), {[](const SimOutcome& o) { return o.peak; }, countText, 1.5}},
      {tr("Throttled"), {[](const SimOutcome& o) { return o.throttled; }, countText, 1.5}},
      {tr("Latency p50"), {[](const SimOutcome& o) { return o.p50; }, latencyText, 0.0005}},
      {tr("Latency p99"), {[](const SimOutcome& o) { return o.p99; }, latencyText, 0.0005}},
  };
  std::vector<Row> rows;
  for (const auto& [name, f] : figures) {
    const double measured = f.of(m), predicted = f.of(s[Fitted]), gap = measured - predicted;
    Row row{name, f.text(predicted), f.text(measured), {}, {}, {}, false};
    row.difference = QString((gap < 0 ? u"−"_s : gap > 0 ? u"+"_s : QString()) + f.text(std::abs(gap)));
    row.close = std::abs(gap) <= std::max(f.least, kClose * std::max(std::abs(measured), std::abs(predicted)));
    if (!row.close) {
      const auto closes = [&](Against which) { return (f.of(s[which]) - predicted) / gap; };
      // A stage that overshoots explains no more than one that just closes the gap.
      const auto part = [&](Against which) { return std::min(closes(which), 2 - closes(which)); };
      const double runs = part(MeasuredRuns), starts = part(MeasuredStarts), both = part(MeasuredBoth);
      const auto whole = [](double share) { return QString::number(std::lround(std::clamp(share, 0.0, 1.0) * 100)); };
      if (runs >= kExplains && runs >= starts) {
        row.stage = tr("run times");
        row.why = tr("With the run times of this load the prediction is %1; that closes %2 % of the gap.").arg(f.text(f.of(s[MeasuredRuns])), whole(runs));
      } else if (starts >= kExplains) {
        row.stage = tr("start times");
        row.why = tr("With the start times of this load the prediction is %1; that closes %2 % of the gap.").arg(f.text(f.of(s[MeasuredStarts])), whole(starts));
      } else if (both >= kExplains) {
        row.stage = tr("run and start times");
        row.why = tr("With run and start times of this load the prediction is %1; that closes %2 % of the gap.").arg(f.text(f.of(s[MeasuredBoth])), whole(both));
      } else {
        row.stage = tr("dispatch and machine");
        row.why = tr("Run and start times of this load explain %1 % of it; the rest is the machine: dispatch, and processors that were shared.").arg(whole(std::max({runs, starts, both})));
      }
    }
    rows.push_back(row);
  }
  return rows;
}

QString SimCalibration::headline(const std::vector<Row>& rows) {
  const auto close = std::count_if(rows.begin(), rows.end(), [](const Row& r) { return r.close; });
  if (close == static_cast<ptrdiff_t>(rows.size())) return tr("The prediction holds: all %1 figures are within 10 %.").arg(rows.size());
  for (const Row& row : rows)
    if (!row.close && !row.stage.isEmpty() && (row.figure == tr("Latency p99") || close == static_cast<ptrdiff_t>(rows.size()) - 1))
      return tr("%1 of %2 figures are within 10 %; %3 is off by %4, because of: %5.").arg(QString::number(close), QString::number(rows.size()), row.figure, row.difference, row.stage);
  return tr("%1 of %2 figures are within 10 %.").arg(close).arg(rows.size());
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
// The six totals of the Functions view: of the last 15 min from what is held in detail, of longer spans from one-second values.
#include "models/functionmodel.h"
#include "models/queryfilter.h"
#include "models/secondshistory.h"
#include "models/timestate.h"
#include "widgets/controls/metric.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/functionsview.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QHBoxLayout>
#include <algorithm>
#include <array>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
/// A totals cell: 10/16 px around a figure, hairline at its right.
QWidget* cellOf(Metric* metric, bool last, QWidget* parent) {
  auto* cell = new Surface(Surface::Fill::Panel, parent);
  cell->setEdges(last ? Qt::Edges() : Qt::RightEdge);
  auto* box = new QVBoxLayout(cell);
  box->addWidget(metric);
  followTheme(cell, [box] {
    const Theme& theme = Theme::current();
    box->setContentsMargins(theme.px(16), theme.px(11), theme.px(8), theme.px(11));
  });
  return cell;
}

constexpr std::array<TimeUs, 3> kSpans{900'000'000, 3'600'000'000, 86'400'000'000};

/// Of any span. p99Us < 0: not known.
struct Totals {
  int64_t invocations = 0, failed = 0, cold = 0, throttled = 0, p99Us = -1;
  double seconds = 0, computeGbSeconds = 0;
  bool fewSamples = false, slowestSecond = false;
};

Totals ofSeconds(SecondsHistory& history, TimeUs now, TimeUs span) {
  Totals t;
  const TimeUs begin = now - span;
  history.want(0, begin, now, now);
  const SecondTotals sums = history.totals(0, begin, now);
  t.invocations = sums.invocations;
  t.failed = sums.failed;
  t.cold = sums.cold;
  t.throttled = sums.throttled;
  t.seconds = static_cast<double>(span) / 1e6;
  t.slowestSecond = true;
  if (sums.invocations > 0) t.p99Us = sums.mostP99Us;
  const auto& rows = history.rows(0);
  for (auto it = history.from(0, begin); it != rows.end(); ++it) t.computeGbSeconds += static_cast<double>(it->computeMbMs) / 1024 / 1000;
  return t;
}

/// Events refused of the functions that the query concerns.
int throttledOf(const ModelHub& hub) {
  int sum = 0;
  const FunctionModel& model = hub.functions();
  for (int row = 0; row < model.rowCount(); ++row)
    if (const FunctionInfo* f = model.infoAt(row); f && hub.query().concerns(f->id)) sum += model.totals(f->id).throttled;
  return sum;
}

Totals ofDetail(const ModelHub& hub) {
  const FunctionModel& model = hub.functions();
  WindowTotals w = hub.query().series().totals(0, model.totalsBegin(), model.totalsEnd());
  // A refused event never ran: what a query asks of runs does not find it.
  if (hub.query().active() && !hub.query().dividesRuns()) w.throttled = throttledOf(hub);
  Totals t{w.invocations, w.failed, w.cold, w.throttled, w.latency.count >= 2 ? int64_t(w.latency.p99Us) : -1};
  t.seconds = static_cast<double>(model.totalsEnd() - model.totalsBegin()) / 1e6;
  t.computeGbSeconds = w.computeGbSeconds;
  t.fewSamples = w.latency.count >= 2 && w.latency.count < 100;
  return t;
}
}  // namespace

QWidget* FunctionsView::makeTotals() {
  auto* band = new Surface(Surface::Fill::Panel, this);
  band->setEdges(Qt::BottomEdge);
  band->setObjectName(u"functions_totals"_s);
  auto* row = new QHBoxLayout(band);
  row->setContentsMargins(0, 0, 0, 1);
  row->setSpacing(0);
  const auto add = [&](const QString& name, const QString& caption, const QString& definition, bool last = false) {
    auto* metric = new Metric(caption, band);
    metric->setObjectName(u"functions_"_s + name);
    metric->setToolTip(definition);
    row->addWidget(cellOf(metric, last, band), 1);
    return metric;
  };
  m_invocations = add(u"invocations"_s, tr("Invocations"), tr("Finished invocations of all functions in the chosen span. Refused events are not counted."));
  m_succeeded = add(u"succeeded"_s, tr("Succeeded"), tr("Finished with 200 ÷ finished, in the chosen span."));
  m_throttled = add(u"throttled"_s, tr("Throttled"), tr("Events refused with 432 or 429, in the chosen span."));
  m_cold = add(u"cold"_s, tr("Cold starts"), tr("Invocations that were the first of their instance, in the chosen span."));
  m_latency = add(u"latency"_s, tr("Latency p99"), tr("99 of 100 were faster. Total: event accepted to reply, in the chosen span. Of more than 15 min: the p99 of the slowest second."));
  m_compute = add(u"compute"_s, tr("Compute"), tr("Sum of billed seconds × configured GB, in the chosen span."), true);
  return band;
}

void FunctionsView::showTotals() {
  const auto at = static_cast<size_t>(std::clamp(m_span->currentIndex(), 0, int(kSpans.size()) - 1));
  if (at > 0 && m_hub.query().asksOfRuns()) {
    // One-second values cannot be asked by a query.
    for (Metric* metric : {m_invocations, m_succeeded, m_throttled, m_cold, m_latency, m_compute}) {
      metric->setValue(format::none(), {});
      metric->setNote(tr("not with a filter"));
    }
    return;
  }
  const Totals t = at == 0 ? ofDetail(m_hub) : ofSeconds(m_hub.seconds(), m_hub.time().now(), kSpans[at]);
  m_invocations->setValue(format::count(t.invocations), {});
  m_invocations->setNote(tr("%1 / s average").arg(t.seconds > 0 ? static_cast<double>(t.invocations) / t.seconds : 0, 0, 'f', 1));
  if (t.invocations > 0) m_succeeded->setValue(QString::number(100.0 * static_cast<double>(t.invocations - t.failed) / static_cast<double>(t.invocations), 'f', 2), u"%"_s);
  else m_succeeded->setValue(format::none(), {});
  m_succeeded->setNote(tr("%1 failed").arg(format::count(t.failed)));

  QStringList throttled;
  const FunctionModel& model = m_hub.functions();
  for (int row = 0; at == 0 && row < model.rowCount(); ++row)
    if (model.totals(model.infoAt(row)->id).throttled > 0 && m_hub.query().concerns(model.infoAt(row)->id)) throttled.append(model.infoAt(row)->key.name);
  m_throttled->setValue(format::count(t.throttled), {});
  m_throttled->setNote(t.throttled == 0          ? tr("no event refused")
                       : throttled.isEmpty()     ? tr("of all functions")
                       : throttled.size() == 1   ? tr("%1 only").arg(throttled.first())
                                                 : tr("%1 functions").arg(throttled.size()));
  m_cold->setValue(format::count(t.cold), {});
  m_cold->setNote(t.invocations > 0 ? tr("%1 of invocations").arg(format::percent(static_cast<double>(t.cold), static_cast<double>(t.invocations)).text()) : tr("no invocation"));
  if (t.p99Us >= 0) m_latency->setValue(format::milliseconds(t.p99Us));
  else m_latency->setValue(format::none(), {});
  m_latency->setNote(t.slowestSecond ? tr("of the slowest second") : t.fewSamples ? tr("n<100, includes queue and start") : tr("includes queue and start"));
  m_compute->setValue(QString::number(t.computeGbSeconds, 'f', 1), u"GB-s"_s);
  m_compute->setNote(tr("billed duration × memory"));
}

}  // namespace scfdesk

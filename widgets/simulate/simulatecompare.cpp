// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside A and B: C, the search, the calibration, sessions and the tariff.
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/timeline.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/simulate/calibrationpane.h"
#include "widgets/simulate/searchpane.h"
#include "widgets/simulate/sessionpane.h"
#include "widgets/simulate/settingspane.h"
#include "widgets/simulate/simloadcurve.h"
#include "widgets/simulate/simulateimpl.h"
#include "widgets/simulate/tariffdialog.h"
#include <QStackedWidget>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

void SimulateView::buildCompare() {
  m->searchPane = new SearchPane(m->search);
  m->calibrationPane = new CalibrationPane;
  m->sessionPane = new SessionPane(m->hub);
  for (QWidget* pane : {static_cast<QWidget*>(m->searchPane), static_cast<QWidget*>(m->calibrationPane), static_cast<QWidget*>(m->sessionPane)}) m->stack->addWidget(pane);
  m->shown->addSegment(tr("Search"));
  m->shown->addSegment(tr("Calibration"));
  m->shown->addSegment(tr("Session"));
  connect(m->addC, &QPushButton::clicked, this, [this] {
    const bool had = m->settings->c().has_value();
    m->settings->setC(had ? std::nullopt : std::optional(m->settings->b()));
  });
  connect(m->settings, &SimSettingsPane::columnsChanged, this, [this] {
    const bool there = m->settings->c().has_value();
    m->addC->setText(there ? tr("Remove C") : tr("Add C"));
    m->addC->setIconName(there ? u"x"_s : u"plus"_s);
    m->seed->setVisible(!there);
  });
  connect(m->tariffButton, &QPushButton::clicked, this, [this] {
    TariffDialog dialog(m->tariff, this);
    if (dialog.exec() != QDialog::Accepted) return;
    m->tariff = dialog.tariff();
    m->tariffButton->setText(tr("Tariff of %1").arg(m->tariff.date));
    later();
  });
  connect(m->searchPane, &SearchPane::wanted, this, [this] {
    m->banner->clear();
    SimTimings timings = m->timings;
    m->settings->putShapes(timings);
    m->search.start(m->settings->b(), m->searchPane->free(), m->searchPane->limits(),
                    [timings, load = m->load, tariff = m->tariff](const SimSettings& s) { return specOf(s, timings, load, kSimSeed, 0, tariff); });
  });
  connect(m->searchPane, &SearchPane::taken, this, [this](const SimSettings& best) {
    m->settings->setSettings(m->settings->a(), best);
    later();
  });
  connect(m->calibrationPane, &CalibrationPane::wanted, this, &SimulateView::calibrate);
  connect(m->sessionPane, &SessionPane::loadWanted, this, &SimulateView::takeSessionLoad);
  connect(&m->calibration, &SimulationRun::finished, this, &SimulateView::refreshCalibration);
  connect(&m->calibration, &SimulationRun::failed, this, [this](const Error& error) {
    m->banner->show(error, tr("Simulate again"));
    refreshCalibration();
  });
  connect(&m->search, &SimSearch::failed, this, [this](const Error& error) { m->banner->show(error, tr("Simulate again")); });
}

/// The last ended load run of the function that is shown; 0 = none.
quint32 SimulateView::lastLoadRun() const {
  quint32 last = 0;
  TimeUs ended = 0;
  for (const auto& [run, p] : m->hub.loads())
    if (p.function == m->function && p.endedAt > ended) last = run, ended = p.endedAt;
  return last;
}

bool SimulateView::Which::has(const Invocation& one, FunctionId function) const {
  return run != 0 ? one.loadRun == run : one.function == function && one.at.accepted >= from && one.at.accepted <= to;
}

/// The last load run, or what came after it from elsewhere: the newest events without a long pause between them, if they are many.
SimulateView::Which SimulateView::lastLoad() const {
  constexpr TimeUs kPause = 20'000'000;
  constexpr int kFewest = 20;
  const quint32 run = lastLoadRun();
  const TimeUs ended = run ? m->hub.loads().at(run).endedAt : 0;
  std::vector<TimeUs> at;
  const InvocationModel& all = m->hub.invocations();
  for (int row = 0; row < all.rowCount(); ++row)
    if (const Invocation* one = all.invocationAt(row); one && one->function == m->function && one->finished && one->at.accepted > ended) at.push_back(one->at.accepted);
  std::sort(at.begin(), at.end(), std::greater<>());
  size_t count = at.empty() ? 0 : 1;
  while (count > 0 && count < at.size() && at[count - 1] - at[count] <= kPause) ++count;
  if (static_cast<int>(count) >= kFewest) return {0, at[count - 1], at.front()};
  return {run, 0, 0};
}

/// Measured times of a load, and its arrivals.
SimulateView::LoadMeasure SimulateView::measuredOf(const Which& which) const {
  LoadMeasure measure;
  std::vector<TimeUs> arrivals;
  std::vector<double> totals;
  int cold = 0, ran = 0;
  TimeUs last = 0;
  const InvocationModel& all = m->hub.invocations();
  for (int row = 0; row < all.rowCount(); ++row) {
    const Invocation* one = all.invocationAt(row);
    if (!one || !which.has(*one, m->function) || !one->finished) continue;
    arrivals.push_back(one->at.accepted);
    last = std::max(last, one->at.replied);
    measure.load.mode = one->mode;
    if (one->statusCode == status::kResourceLimit || one->statusCode == status::kResourceLimitReached) {
      ++measure.outcome.rejected;
      continue;
    }
    ++ran;
    cold += one->cold;
    totals.push_back(static_cast<double>(one->at.replied - one->at.accepted) / 1e6);
    measure.timings.runs.push_back(static_cast<double>(one->durationUs) / 1e6);
    if (one->cold && one->at.ready > one->at.dispatched && one->at.dispatched > 0) measure.timings.starts.push_back(static_cast<double>(one->at.ready - one->at.dispatched) / 1e6);
  }
  if (arrivals.empty()) return measure;
  std::sort(arrivals.begin(), arrivals.end());
  const TimeUs first = arrivals.front();
  for (const TimeUs at : arrivals) measure.load.times.push_back(static_cast<double>(at - first) / 1e6);
  measure.load.kind = SimLoad::Kind::Recorded;
  measure.load.seconds = std::max(1.0, static_cast<double>(last - first) / 1e6 + 1);
  const auto quantile = [](std::vector<double> values, double q) {
    if (values.empty()) return 0.0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<size_t>(q * static_cast<double>(values.size())))];
  };
  SimOutcome& o = measure.outcome;
  o.arrivals = static_cast<double>(arrivals.size());
  o.throttled = o.rejected;
  o.p50 = quantile(totals, 0.5);
  o.p99 = quantile(totals, 0.99);
  o.runP50 = quantile(measure.timings.runs, 0.5);
  o.runP99 = quantile(measure.timings.runs, 0.99);
  o.initP50 = quantile(measure.timings.starts, 0.5);
  o.coldShare = ran > 0 ? static_cast<double>(cold) / ran : 0;
  for (const CountStep& step : m->hub.timeline().steps(m->function))
    if (step.at >= first && step.at <= last) o.peak = std::max<double>(o.peak, step.living());
  o.peak = std::max<double>(o.peak, m->hub.timeline().countsAt(m->function, first).living());
  measure.warm = static_cast<int>(m->hub.timeline().countsAt(m->function, first - 1).living());
  measure.from = first;
  measure.to = last;
  return measure;
}

/// Timings of the function's invocations outside a load: what was known before it.
SimTimings SimulateView::timingsWithout(const Which& which) const {
  constexpr size_t kFewest = 5;
  SimTimings before;
  const InvocationModel& all = m->hub.invocations();
  for (int row = 0; row < all.rowCount(); ++row) {
    const Invocation* one = all.invocationAt(row);
    if (!one || one->function != m->function || !one->finished || one->durationUs <= 0 || which.has(*one, m->function)) continue;
    before.runs.push_back(static_cast<double>(one->durationUs) / 1e6);
    if (one->cold && one->at.ready > one->at.dispatched && one->at.dispatched > 0) before.starts.push_back(static_cast<double>(one->at.ready - one->at.dispatched) / 1e6);
  }
  // Without a history there is nothing better than the run itself.
  const LoadMeasure own = measuredOf(which);
  if (before.runs.size() < kFewest) before.runs = own.timings.runs;
  if (before.starts.empty()) before.starts = own.timings.starts;
  return before;
}

void SimulateView::calibrate() {
  const Which which = lastLoad();
  m->calibrated = !which.none();
  if (!m->calibrated) return;
  m->shown->setCurrentIndex(ShownCalibration);
  m->measure = measuredOf(which);
  if (m->measure.load.times.empty()) return refreshCalibration();
  const SimTimings before = timingsWithout(which);
  SimSettings side = m->settings->a();
  if (!before.runs.empty()) side.set(SimSetting::Run, before.runMedian() * 1000);
  if (!before.starts.empty()) side.set(SimSetting::Init, before.startMedian());
  m->calibration.start(SimCalibration::specs(side, before, m->measure.timings, m->measure.load, kSimSeed));
  refreshCalibration();
}

void SimulateView::refreshCalibration() {
  const bool known = m->hub.functions().info(m->function) && m->hub.backend().capabilities().localAdditions;
  m->calibrationPane->setMissing(!known ? tr("There is no function to simulate yet.") : lastLoad().none() ? tr("Nothing to compare with yet: fire this load for real, or send at least 20 events in a row from anywhere.") : QString());
  m->calibrationPane->setRunning(m->calibration.running());
  const auto& outcomes = m->calibration.outcomes();
  if (!m->calibrated || m->calibration.running() || outcomes.size() != SimCalibration::kAgainst) return;
  std::array<SimOutcome, SimCalibration::kAgainst> simulated;
  for (size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i]) return;
    simulated[i] = *outcomes[i];
  }
  QString about = tr("%1 events from %2 to %3").arg(format::count(static_cast<qint64>(m->measure.load.times.size())), format::clock(m->measure.from, 1), format::clock(m->measure.to, 1));
  if (m->measure.warm > 0) about += tr("; %1 instances were warm before it, the simulation begins with none").arg(m->measure.warm);
  m->calibrationPane->setRows(SimCalibration::rows(m->measure.outcome, simulated), about);
}

/// The arrivals and timings of a function of a session, in the place of the recorded ones.
void SimulateView::takeSessionLoad(const SimSession::Function& f) {
  m->timings = f.timings;
  m->load = SimLoad{};
  m->load.kind = SimLoad::Kind::Recorded;
  const double first = f.arrivals.front();
  for (const double at : f.arrivals) m->load.times.push_back(at - first);
  m->load.seconds = std::max(1.0, m->load.times.back() * 1.02 + 0.5);
  constexpr int kColumns = 60;
  m->load.curve = rateCurve(m->load.times, m->load.seconds, kColumns);
  m->curve->setCurve(m->load.curve, m->load.seconds);
  m->source->setCurrentIndex(0);
  m->source->setToolTip(tr("%1 events of %2 in the session").arg(format::count(static_cast<qint64>(f.arrivals.size())), f.name));
  m->settings->setTimings(m->timings);
  SimSettings now = m->settings->a();
  if (f.memoryMb > 0) now.set(SimSetting::Memory, f.memoryMb);
  if (!m->timings.runs.empty()) now.set(SimSetting::Run, m->timings.runMedian() * 1000);
  if (!m->timings.starts.empty()) now.set(SimSetting::Init, m->timings.startMedian());
  m->settings->setSettings(now, now);
  m->shown->setCurrentIndex(ShownTracks);
  m->stack->setCurrentIndex(ShownTracks);
  later();
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/simulateview.h"
#include "models/functionmodel.h"
#include "models/selection.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/chip.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/figureslabel.h"
#include "widgets/controls/label.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/simulate/simloadcurve.h"
#include "widgets/simulate/settingspane.h"
#include "widgets/simulate/simtracks.h"
#include "widgets/simulate/simulateimpl.h"
#include "widgets/simulate/verdict.h"
#include "widgets/theme/theme.h"
#include <QProgressBar>
#include <QShowEvent>
#include <QStackedWidget>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kRestMs = 120;
}

SimulateView::SimulateView(ModelHub& hub, QWidget* parent) : QWidget(parent), m(std::make_unique<Impl>(hub, this)) {
  setObjectName(u"simulate_view"_s);
  build();
  const QStringList sources{tr("Recorded"), tr("Ramp"), tr("Steady"), tr("Spike"), tr("Wave"), tr("Day"), tr("Flash crowd"), tr("Drawn")};
  for (int i = 0; i < sources.size(); ++i) m->source->addItem(sources[i], i);
  m->source->setCurrentIndex(1);
  m->soon.setSingleShot(true);
  connect(&m->soon, &QTimer::timeout, this, &SimulateView::simulate);
  connect(m->functions, &QComboBox::activated, this, [this](int i) { setFunction(m->functions->itemData(i).toUInt()); });
  connect(m->source, &QComboBox::activated, this, [this] {
    takeLoad();
    later();
  });
  for (NumberField* field : {m->count, m->peak}) {
    field->setKeyboardTracking(false);
    connect(field, &QDoubleSpinBox::valueChanged, this, [this] {
      takeLoad();
      later();
    });
  }
  connect(m->mode, &SegmentedControl::currentChanged, this, [this] {
    takeLoad();
    later();
  });
  connect(m->curve, &SimLoadCurve::drawn, this, [this] {
    m->source->setCurrentIndex(m->source->count() - 1);
    takeLoad();
    later();
  });
  connect(m->settings, &SimSettingsPane::edited, this, &SimulateView::later);
  connect(m->reset, &QPushButton::clicked, this, [this] {
    m->settings->setSettings(m->settings->a(), m->settings->a());
    later();
  });
  connect(m->refit, &QPushButton::clicked, this, [this] { setFunction(m->function); });
  connect(m->shown, &SegmentedControl::currentChanged, this, [this](int index) {
    m->stack->setCurrentIndex(index);
    m->swept->setVisible(index == ShownSweep);
    m->keep->setVisible(index == ShownSweep);
    if (index == ShownSweep) simulateSweep();
    if (index == ShownCalibration) refreshCalibration();
  });
  connect(m->keep, &QDoubleSpinBox::valueChanged, this, [this](double ms) { m->sweepChart->setLimit(ms / 1000); });
  connect(m->swept, &QComboBox::activated, this, &SimulateView::simulateSweep);
  connect(m->sweepChart, &SweepChart::chosen, this, [this](double value) { m->settings->setB(static_cast<SimSetting>(m->swept->currentData().toInt()), value); });
  connect(&m->run, &SimulationRun::changed, this, &SimulateView::refresh);
  connect(&m->sweepRun, &SimulationRun::changed, this, &SimulateView::refreshSweep);
  for (SimulationRun* run : {&m->run, &m->sweepRun})
    connect(run, &SimulationRun::failed, this, [this, run](const Error& error) {
      m->banner->show(error, tr("Simulate again"));
      if (run == &m->run) {
        m->broken = true;
        m->a.reset();
        m->b.reset();
        m->c.reset();
      }
      refresh();
    });
  FunctionModel& functions = hub.functions();
  for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
    connect(&functions, signal, this, [this] {
      const FunctionId before = m->function;
      fillFunctions();
      if (m->function != before) setFunction(m->function);
    });
  connect(&functions, &QAbstractItemModel::modelReset, this, &SimulateView::fillFunctions);
  connect(&hub, &ModelHub::loadChanged, this, &SimulateView::measure);
  connect(&hub, &ModelHub::statusChanged, this, &SimulateView::refresh);
  fillFunctions();
  setFunction(hub.selection().function() ? hub.selection().function() : m->function);
}

SimulateView::~SimulateView() = default;

void SimulateView::setFunction(FunctionId id) {
  if (id) m->function = id;
  m->functions->setCurrentIndex(m->functions->findData(m->function));
  const FunctionInfo* info = m->hub.functions().info(m->function);
  m->apply->setText(info ? tr("Apply B to %1").arg(info->key.name) : tr("Apply B"));
  m->hub.backend().settings(this, [this](const Result<EngineSettings>& settings) {
    if (settings) m->engine = *settings;
    if (std::exchange(m->taken, false)) return later();
    takeFunction();
    takeLoad();
    later();
  });
}

void SimulateView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (m->stale) later();
}

/// Nothing is simulated for a view that nobody sees.
void SimulateView::later() {
  m->stale = true;
  refresh();
  if (isVisible()) m->soon.start(kRestMs);
}

void SimulateView::simulate() {
  if (!m->hub.functions().info(m->function) || !m->hub.backend().capabilities().localAdditions) return;
  m->stale = m->broken = false;
  m->banner->clear();
  m->settings->putShapes(m->timings);
  const SimSettings a = m->settings->a(), b = m->settings->b();
  const auto spec = [&](const SimSettings& s, int points) { return specOf(s, m->timings, m->load, kSimSeed, points, m->tariff); };
  std::vector<QByteArray> specs{spec(a, kSimPoints), spec(b, kSimPoints)};
  m->withC = m->settings->c().has_value();
  m->same = a == b;
  if (m->withC) specs.push_back(spec(*m->settings->c(), kSimPoints));
  m->alone = changedSettings(a, b);
  for (const SimSetting s : m->alone) {
    SimSettings one = a;
    one.set(s, b.at(s));
    specs.push_back(spec(one, 0));
  }
  m->run.start(specs);
  if (m->shown->currentIndex() == ShownSweep) simulateSweep();
}

void SimulateView::simulateSweep() {
  const auto setting = static_cast<SimSetting>(m->swept->currentData().toInt());
  m->sweep = sweepValues(setting, std::max(m->settings->a().at(setting), m->settings->b().at(setting)), kSweepValues);
  // An account's quota is far above what a load needs: the sweep is about where it begins to matter.
  if (setting == SimSetting::Limit && m->b) m->sweep = sweepValues(setting, std::min(std::max(m->settings->a().at(setting), m->settings->b().at(setting)), std::max(4.0, m->b->peak * 0.6)), kSweepValues);
  std::vector<QByteArray> specs;
  for (const double value : m->sweep) {
    SimSettings one = m->settings->b();
    one.set(setting, value);
    specs.push_back(specOf(one, m->timings, m->load, kSimSeed, 0, m->tariff));
  }
  m->sweepRun.start(specs);
}

void SimulateView::refreshSweep() {
  const auto setting = static_cast<SimSetting>(m->swept->currentData().toInt());
  std::vector<SweepChart::Point> points;
  for (size_t i = 0; i < m->sweep.size() && i < m->sweepRun.outcomes().size(); ++i) points.push_back({m->sweep[i], m->sweepRun.outcomes()[i]});
  m->sweepChart->setPoints(setting, points, m->settings->a().at(setting), m->settings->b().at(setting));
  refresh();
}

/// What B has come to while it is simulated, or how long that took.
void SimulateView::showClock(const SimOutcome* second, bool running) {
  m->progress->setVisible(running);
  if (!running) return m->clock->setText(second ? tr("%1 simulated in %2").arg(format::seconds(m->load.seconds), format::duration(std::llround(second->wallSeconds * 1e6)).text()) : QString());
  const QJsonObject partial = m->run.partial(1);
  m->clock->setText(partial.isEmpty() ? tr("simulating") : tr("simulating: %1 events so far, p99 %2").arg(format::count(partial[u"arrivals"_s].toInteger()), latencyText(partial[u"latency"_s][u"p99"_s].toDouble())));
}

/// The words at the title: what is seen is a prediction, or events that are real.
void SimulateView::showChip() {
  const auto it = m->hub.loads().find(m->fired);
  const bool firing = m->fired != 0 && !m->measured && it != m->hub.loads().end() && it->second.endedAt == 0;
  m->chip->setText(firing ? tr("firing for real") : m->measured ? tr("measured beside the prediction") : tr("prediction, nothing is invoked"));
  m->chip->setKind(firing ? Chip::Kind::Warn : m->measured ? Chip::Kind::Ok : Chip::Kind::Info);
}

void SimulateView::refresh() {
  const auto& outcomes = m->run.outcomes();
  if (outcomes.size() >= 2 && !m->broken) {
    if (outcomes[0]) m->a = outcomes[0];
    if (outcomes[1]) m->b = outcomes[1];
    if (m->withC && outcomes.size() > 2 && outcomes[2]) m->c = outcomes[2];
  }
  if (!m->settings->c()) m->c.reset();
  const SimOutcome* third = m->c ? &*m->c : nullptr;
  const SimSettings a = m->settings->a(), b = m->settings->b();
  const SimOutcome* first = m->a ? &*m->a : nullptr;
  const SimOutcome* second = m->b ? &*m->b : nullptr;
  const bool running = m->run.running() || m->sweepRun.running();
  const FunctionInfo* info = m->hub.functions().info(m->function);
  if (!m->hub.backend().capabilities().localAdditions)
    m->verdict->setVerdict(tr("This connection has no simulator."), {});
  else if (!info)
    m->verdict->setVerdict(tr("There is no function to simulate yet."), {});
  else if (m->broken)
    m->verdict->setVerdict(tr("Not simulated."), tr("What went wrong is said above. No prediction is shown."));
  else if (m->measured && second)
    m->verdict->setVerdict(SimVerdict::calibration(a == b ? *first : *second, *m->measured), SimVerdict::fitWarning(a == b ? *first : *second, *m->measured));
  else if (first && second && third)
    m->verdict->setVerdict(SimVerdict::third(*first, *second, *third), m->same ? QString() : SimVerdict::headline(*first, *second, false));
  else if (first && second)
    m->verdict->setVerdict(SimVerdict::headline(*first, *second, m->same), m->same ? QString() : SimVerdict::price(*first, *second, m->load.seconds));
  else
    m->verdict->setVerdict(tr("Nothing simulated yet"), {});
  std::vector<SimVerdictPane::Alone> alone;
  const size_t behind = m->withC ? 3 : 2;
  for (size_t i = 0; i < m->alone.size() && a != b && !m->broken; ++i)
    alone.push_back({QString(SimVerdict::nameOf(m->alone[i]) + u' ' + QString::number(b.at(m->alone[i]), 'g', 6)), i + behind < outcomes.size() ? outcomes[i + behind] : std::nullopt});
  m->verdict->setAlone(alone);
  m->outcome->setOutcomes(first, second, m->measured ? &*m->measured : nullptr, third, m->tariff.date);
  const auto limit = [&](const SimSettings& s) { return s.at(SimSetting::Limit); };
  m->tracks->setOutcomes(first, second, m->load.seconds, limit(a), limit(b));
  m->tracks->setThird(third);
  showClock(second, running);
  showChip();
  m->progress->setValue(running ? static_cast<int>((m->run.running() ? m->run.progress() : m->sweepRun.progress()) * 1000) : 0);
  m->cancel->setVisible(running && (m->run.progress() > 0 || m->sweepRun.progress() > 0));
  const bool connected = engineMissing(m->hub).isEmpty() && info;
  m->apply->setEnabled(connected && a != b);
  const bool preset = m->load.kind == SimLoad::Kind::Preset;
  m->fire->setEnabled(connected && preset);
  m->fire->setToolTip(preset ? tr("Fires these events at the function, then shows what was measured beside the prediction") : tr("Choose a preset: a recorded or drawn load cannot be fired"));
  m->reset->setEnabled(a != b);
}

}  // namespace scfdesk

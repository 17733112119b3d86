// SPDX-License-Identifier: GPL-3.0-or-later
// What is simulated: the function, timings fitted to its real invocations, and the load.
#include "models/data/limits.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/simulate/simloadcurve.h"
#include "widgets/simulate/settingspane.h"
#include "widgets/simulate/simulateimpl.h"
#include <algorithm>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr size_t kFitted = 2'000;      // invocations that timings are fitted to, the newest
constexpr TimeUs kRecorded = 900'000'000;
constexpr int kColumns = 60;
enum Source : int { Recorded, Ramp, Constant, Spike, Wave, Day, FlashCrowd, Drawn };

LoadShape shapeOf(int source) {
  switch (source) {
    case Constant: return LoadShape::Constant;
    case Spike: return LoadShape::Spike;
    case Wave: return LoadShape::Wave;
    default: return LoadShape::Ramp;
  }
}

}  // namespace

void SimulateView::fillFunctions() {
  const QSignalBlocker quiet(m->functions);
  const FunctionModel& functions = m->hub.functions();
  m->functions->clear();
  for (int i = 0; i < functions.rowCount(); ++i)
    if (const FunctionInfo* info = functions.infoAt(i)) m->functions->addItem(info->key.name, info->id);
  if (!functions.info(m->function)) m->function = m->functions->count() > 0 ? m->functions->itemData(0).toUInt() : 0;
  m->functions->setCurrentIndex(m->functions->findData(m->function));
}

/// Settings as they are in force now: both sides begin with them.
void SimulateView::takeFunction() {
  const FunctionInfo* info = m->hub.functions().info(m->function);
  if (!info) return;
  SimSettings now;
  now.set(SimSetting::Memory, info->config.memoryMb);
  const int quota = info->reservedMemoryMb.value_or(m->engine.accountMemoryMb);
  now.set(SimSetting::Limit, std::max(1, quota / std::max(info->config.memoryMb, 1)));
  now.set(SimSetting::KeepAlive, info->overrides.keepAliveSeconds.value_or(m->engine.keepAliveSeconds));
  now.set(SimSetting::Burst, m->engine.burstPerMinute);
  takeFit();
  now.set(SimSetting::Init, m->timings.starts.empty() ? 0.2 : m->timings.startMedian());
  now.set(SimSetting::Run, m->timings.runs.empty() ? 100 : m->timings.runMedian() * 1000);
  m->settings->setSettings(now, now);
  m->measured.reset();
}

void SimulateView::takeFit() {
  m->timings = SimTimings{};
  const InvocationModel& all = m->hub.invocations();
  for (int row = 0; row < all.rowCount() && m->timings.runs.size() < kFitted; ++row) {
    const Invocation* one = all.invocationAt(row);
    if (!one || one->function != m->function || !one->finished || one->durationUs <= 0) continue;
    m->timings.runs.push_back(static_cast<double>(one->durationUs) / 1e6);
    if (one->cold && one->at.ready > one->at.dispatched && one->at.dispatched > 0) m->timings.starts.push_back(static_cast<double>(one->at.ready - one->at.dispatched) / 1e6);
  }
  m->settings->setTimings(m->timings);
  m->settings->putShapes(m->timings);
}

void SimulateView::takeLoad() {
  const int source = m->source->currentData().toInt();
  SimLoad& load = m->load;
  load.mode = m->mode->currentIndex() == 1 ? InvokeMode::Async : InvokeMode::Sync;
  m->amount->setVisible(source != Recorded && source != Drawn);
  if (source == Drawn) {
    load.kind = SimLoad::Kind::Drawn;
    load.curve = m->curve->curve();
    return;
  }
  load.times.clear();
  m->peak->setVisible(source != Day);
  if (source == Day || source == FlashCrowd) {
    load.kind = SimLoad::Kind::Drawn;
    load.curve = source == Day ? dayCurve(m->count->value()) : flashCrowdCurve(m->count->value(), m->peak->value());
    load.seconds = load.curve.back().x();
    m->source->setToolTip(tr("Events come by chance along this curve, the same ones for every setting"));
    m->curve->setCurve(load.curve, load.seconds);
    return;
  }
  if (source == Recorded) {
    load.kind = SimLoad::Kind::Recorded;
    const InvocationModel& all = m->hub.invocations();
    std::vector<TimeUs> at;
    for (int row = 0; row < all.rowCount(); ++row)
      if (const Invocation* one = all.invocationAt(row); one && one->function == m->function && one->at.accepted > 0) at.push_back(one->at.accepted);
    std::sort(at.begin(), at.end());
    if (!at.empty()) at.erase(at.begin(), std::lower_bound(at.begin(), at.end(), at.back() - kRecorded));
    for (const TimeUs t : at) load.times.push_back(static_cast<double>(t - at.front()) / 1e6);
    load.seconds = load.times.empty() ? 60 : std::max(1.0, std::ceil(load.times.back() * 1.02 + 0.5));
    m->source->setToolTip(load.times.empty() ? tr("No invocation of this function is recorded yet. Fire it, or choose a preset.")
                                             : tr("%1 events from %2 to %3").arg(format::count(int64_t(at.size())), format::clock(at.front(), 0), format::clock(at.back(), 0)));
  } else {
    load.kind = SimLoad::Kind::Preset;
    load.preset.shape = shapeOf(source);
    load.preset.count = std::min(m->count->intValue(), limits::kLoadEvents);
    load.preset.peakPerSecond = m->peak->value();
    load.preset.mode = load.mode;
    for (int i = 0; i < load.preset.count; ++i) load.times.push_back(loadDueSeconds(load.preset, i));
    // What starts at the end is seen to its end.
    load.seconds = std::ceil(loadDurationSeconds(load.preset) * 1.15 + 1);
    m->source->setToolTip(tr("The same events that Fire sends as a load"));
  }
  load.curve = rateCurve(load.times, load.seconds, kColumns);
  m->curve->setCurve(load.curve, load.seconds);
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/plot.h"
#include "models/functionmodel.h"
#include "models/queryfilter.h"
#include "models/secondshistory.h"
#include "models/series.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "widgets/theme/theme.h"
#include <algorithm>

namespace scfdesk {

namespace {
/// Batches arrive every limits::kDeltaIntervalMs: what is older than this is complete.
constexpr TimeUs kSettled = 1'000'000;
}  // namespace

Plot::Plot(ModelHub& hub, QObject* parent) : QObject(parent), m_hub(hub) {
  m_timer.setInterval(kQuietMs);
  connect(&m_timer, &QTimer::timeout, this, &Plot::refresh);
  TimeState& time = hub.time();
  connect(&time, &TimeState::cursorChanged, this, [this] {
    if (m_shown) Q_EMIT overlay();
  });
  const auto now = [this] {
    if (m_shown) refresh();
  };
  connect(&time, &TimeState::viewChanged, this, now);
  connect(&time, &TimeState::modeChanged, this, now);
  connect(&hub.seconds(), &SecondsHistory::changed, this, now);
  connect(&hub.query(), &QueryFilter::changed, this, now);
  connect(&hub.timeline(), &Timeline::trimmed, this, [this] { ++m_trims; });
  connect(&hub.timeline(), &Timeline::changed, this, [this] {
    // The first sign of life after silence is not kept waiting for the quiet timer.
    if (m_shown && m_timer.interval() == kQuietMs && live()) refresh();
  });
}

TimeUs Plot::now() const {
  return m_hub.time().now();
}

TimeUs Plot::cursor() const {
  return m_hub.time().cursor();
}

bool Plot::live() const {
  return m_hub.time().live();
}

void Plot::setFunction(FunctionId fn) {
  if (fn == m_function) return;
  m_function = fn;
  Q_EMIT functionChanged();
  refresh();
}

void Plot::setRoom(int left, int width, double dpr) {
  m_left = left;
  m_width = std::max(1, width);
  m_dpr = dpr;
  refresh();
}

void Plot::setShown(bool shown) {
  m_shown = shown;
  if (shown) {
    m_timer.start();
    refresh();
  } else {
    m_timer.stop();
  }
}

void Plot::setHover(std::optional<TimeUs> t) {
  if (t == m_hover) return;
  m_hover = t;
  Q_EMIT overlay();
}

void Plot::setCursorAt(double x) {
  const double right = m_scale.left + m_scale.width();
  const bool atEnd = x >= right - 1 && m_scale.columnOf(now()) <= m_scale.firstColumn + m_scale.columns;
  if (atEnd) {
    m_hub.time().returnToLive();
    return;
  }
  const double inside = std::clamp(x, static_cast<double>(m_scale.left), right);
  m_hub.time().setCursor(std::min(m_scale.timeAt(inside), now() - 1));
}

bool Plot::settled() const {
  return !live() && m_scale.end() + kSettled < now();
}

uint64_t Plot::timelineRevision() const {
  return with(settled() ? m_trims * 2 : m_hub.timeline().revision() * 2 + 1);
}

uint64_t Plot::seriesRevision() const {
  return with(settled() ? 0 : finished().revision() * 2 + 1);
}

/// What changes the past: one-second values that have come, and another query.
uint64_t Plot::with(uint64_t revision) const {
  return revision ^ (m_hub.seconds().revision() << 44) ^ (m_hub.query().revision() << 54);
}

TimeUs Plot::detailBegin() const {
  return m_hub.timeline().detailBegin();
}

TimeUs Plot::finishedBegin() const {
  return std::max(detailBegin(), m_hub.series().finishedBegin(m_function));
}

const Series& Plot::finished() const {
  return m_hub.query().series();
}

std::optional<SecondSample> Plot::secondAt(TimeUs t, TimeUs begin) const {
  if (t >= begin || m_hub.query().active()) return std::nullopt;
  return m_hub.seconds().at(m_function, t);
}

void Plot::refreshSeconds() {
  const TimeUs until = m_hub.query().active() ? 0 : finishedBegin();
  if (m_shown && until > m_scale.begin()) m_hub.seconds().want(m_function, m_scale.begin(), std::min(until, m_scale.end()), now());
  m_seconds.update(m_hub.seconds(), m_function, m_scale, until);
}

bool Plot::active() const {
  const auto& steps = m_hub.timeline().steps(m_function);
  if (!steps.empty() && (steps.back().living() > 0 || steps.back().at >= m_scale.begin())) return true;
  const auto& finished = m_hub.series().finished(m_function);
  return !finished.empty() && finished.back().at >= m_scale.begin();
}

int Plot::limit() const {
  if (m_function == 0) return m_hub.status().instanceLimit;
  const int row = m_hub.functions().rowOf(m_function);
  return row < 0 ? 0 : m_hub.functions().index(row, 0).data(FunctionModel::LimitRole).toInt();
}

FunctionId Plot::counted() const {
  const QueryFilter& query = m_hub.query();
  if (m_function != 0 || !query.active()) return m_function;
  const FunctionModel& functions = m_hub.functions();
  FunctionId only = 0;
  for (int row = 0; row < functions.rowCount(); ++row) {
    const FunctionInfo* info = functions.infoAt(row);
    if (!info || !query.concerns(info->id)) continue;
    if (only) return 0;
    only = info->id;
  }
  return only;
}

std::optional<VersionNumber> Plot::countedVersion() const { return counted() ? m_hub.query().version() : std::nullopt; }

CountStep Plot::ofSecond(TimeUs at, int instances, int busy) {
  CountStep s;
  s.at = at;
  s.busy = busy;
  s.idle = std::max(0, instances - busy);
  return s;
}

CountStep Plot::countsAt(TimeUs t) const {
  if (t < detailBegin()) {
    const auto second = secondAt(t, detailBegin());
    return second ? ofSecond(t, second->instances, second->busy) : CountStep{};
  }
  const auto one = countedVersion();
  return one ? m_hub.timeline().countsAt(counted(), *one, t) : m_hub.timeline().countsAt(counted(), t);
}

void Plot::refresh() {
  const TimeState& time = m_hub.time();
  const TimeScale scale = TimeScale::of(time.viewEnd(), time.span(), m_left, m_width, m_dpr);
  const bool moved = !(scale == m_scale);
  m_scale = scale;
  refreshSeconds();
  const uint64_t timeline = timelineRevision(), series = seriesRevision();
  const bool data = timeline != m_timelineSeen || series != m_seriesSeen;
  m_timelineSeen = timeline;
  m_seriesSeen = series;
  if (m_shown) {
    const int ms = !live() || !active() ? kQuietMs : Theme::current().reducedMotion() ? kReducedMs : kFrameMs;
    if (ms != m_timer.interval()) m_timer.setInterval(ms);
  }
  if (moved || data) Q_EMIT frame();
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timestate.h"
#include <algorithm>
#include <cmath>

namespace scfdesk {

namespace {
constexpr TimeUs kSpanMin = 1'000'000;
constexpr TimeUs kSpanMax = 24LL * 3600 * 1'000'000;
}  // namespace

TimeState::TimeState(QObject* parent) : QObject(parent) {}

void TimeState::setNow(TimeUs now) {
  if (now <= m_now) return;
  m_now = now;
  Q_EMIT nowChanged();
}

void TimeState::setCursor(TimeUs t) {
  if (t >= m_now) {
    returnToLive();
    return;
  }
  const bool wasLive = m_live;
  const TimeUs endBefore = viewEnd();
  if (!wasLive && t == m_cursor) return;
  if (wasLive) m_end = m_now;
  m_live = false;
  m_cursor = t;
  // The cursor is always in sight: the range follows it at the edge.
  m_end = std::clamp(m_end, m_cursor, m_cursor + m_span);
  holdView();
  if (wasLive) Q_EMIT modeChanged(false);
  Q_EMIT cursorChanged();
  if (m_end != endBefore || wasLive) Q_EMIT viewChanged();
}

void TimeState::returnToLive() {
  if (m_live) return;
  m_live = true;
  Q_EMIT modeChanged(true);
  Q_EMIT cursorChanged();
  Q_EMIT viewChanged();
}

void TimeState::holdView() {
  const TimeUs wanted = m_now - viewBegin();
  if (wanted <= m_overview || m_now == 0) return;
  for (const TimeUs overview : kOverviews) {
    m_overview = overview;
    if (overview >= wanted) break;
  }
}

void TimeState::setSpan(TimeUs span) {
  span = std::clamp(span, kSpanMin, kSpanMax);
  if (span == m_span) return;
  if (!m_live) {
    // The cursor keeps its place on the screen.
    const double right = static_cast<double>(m_end - m_cursor) / static_cast<double>(m_span);
    m_end = m_cursor + std::llround(right * static_cast<double>(span));
  }
  m_span = span;
  holdView();
  Q_EMIT viewChanged();
}

void TimeState::setOverviewSpan(TimeUs span) {
  span = std::clamp(span, kSpanMin, kSpanMax);
  if (span == m_overview) return;
  m_overview = span;
  Q_EMIT viewChanged();
}

void TimeState::zoom(double factor, TimeUs at) {
  if (!(factor > 0) || !std::isfinite(factor)) return;
  const double wanted = static_cast<double>(m_span) * factor;
  const TimeUs span = wanted >= static_cast<double>(kSpanMax) ? kSpanMax : std::max(kSpanMin, TimeUs(std::llround(wanted)));
  if (span == m_span) return;
  if (!m_live) {
    const double right = static_cast<double>(m_end - at) / static_cast<double>(m_span);
    m_end = std::min(m_now, at + TimeUs(std::llround(right * static_cast<double>(span))));
    m_span = span;
    const TimeUs cursor = std::clamp(m_cursor, m_end - m_span, m_end);
    if (cursor != m_cursor) {
      m_cursor = cursor;
      Q_EMIT cursorChanged();
    }
  }
  m_span = span;
  holdView();
  Q_EMIT viewChanged();
}

void TimeState::setRange(TimeUs from, TimeUs to) {
  if (from > to) std::swap(from, to);
  to = std::min(to, m_now);
  if (to - from < kLeastRange) return clearRange();
  if (from == m_rangeBegin && to == m_rangeEnd) return;
  m_rangeBegin = from;
  m_rangeEnd = to;
  Q_EMIT rangeChanged();
}

void TimeState::showRange() {
  if (!hasRange()) return;
  const TimeUs around = (m_rangeEnd - m_rangeBegin) / 20;
  setCursor(std::min(m_rangeEnd, m_now - 1));
  m_span = std::clamp(m_rangeEnd - m_rangeBegin + 2 * around, kSpanMin, kSpanMax);
  m_end = std::min(m_now, m_rangeEnd + std::max(around, (m_span - (m_rangeEnd - m_rangeBegin)) / 2));
  holdView();
  Q_EMIT viewChanged();
}

void TimeState::mark() {
  if (!m_marked) {
    m_marked = cursor();
    Q_EMIT rangeChanged();
    return;
  }
  const TimeUs from = *m_marked;
  m_marked.reset();
  setRange(from, cursor());
  if (!hasRange()) Q_EMIT rangeChanged();
}

void TimeState::clearRange() {
  if (!hasRange() && !m_marked) return;
  m_marked.reset();
  m_rangeBegin = m_rangeEnd = 0;
  Q_EMIT rangeChanged();
}

void TimeState::pan(TimeUs delta) {
  const bool wasLive = m_live;
  if (delta == 0 || (wasLive && delta > 0)) return;  // there is nothing after now
  const TimeUs before = viewEnd();
  if (wasLive) m_cursor = m_now;
  m_end = std::min(m_now, before + delta);
  if (!wasLive && m_end == before) return;
  m_live = false;
  const TimeUs cursor = std::clamp(m_cursor, m_end - m_span, m_end);
  const bool moved = wasLive || cursor != m_cursor;
  m_cursor = cursor;
  if (wasLive) Q_EMIT modeChanged(false);
  if (moved) Q_EMIT cursorChanged();
  Q_EMIT viewChanged();
}

}  // namespace scfdesk

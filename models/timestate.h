// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <QObject>

namespace scfdesk {

/// The one time of the window (design.md section 4): Live follows now; History stands at a cursor. Every painted view, the
/// strip, the log dock and the inspector read it. GUI thread; owned by ModelHub.
class TimeState final : public QObject {
  Q_OBJECT
 public:
  explicit TimeState(QObject* parent = nullptr);

  [[nodiscard]] bool live() const { return m_live; }
  /// The engine's now as last heard, carried on between batches by the hub's ticker.
  [[nodiscard]] TimeUs now() const { return m_now; }
  /// Live: now.
  [[nodiscard]] TimeUs cursor() const { return m_live ? m_now : m_cursor; }
  /// What the graphs and lanes show. Live: ends at now.
  [[nodiscard]] TimeUs viewBegin() const { return viewEnd() - m_span; }
  [[nodiscard]] TimeUs viewEnd() const { return m_live ? m_now : m_end; }
  [[nodiscard]] TimeUs span() const { return m_span; }
  /// What the strip shows (default 15 min).
  [[nodiscard]] TimeUs overviewSpan() const { return m_overview; }

  void setNow(TimeUs now);
  /// Moves the cursor and goes to History; past now returns to Live.
  void setCursor(TimeUs t);
  void returnToLive();
  void setSpan(TimeUs span);            ///< 1 s to 24 h
  void setOverviewSpan(TimeUs span);
  void zoom(double factor, TimeUs at);  ///< factor < 1 zooms in; `at` stays where it is
  void pan(TimeUs delta);               ///< goes to History

  /// A stretch of time picked out for its figures (design.md section 0.6: Shift+drag). It stays while time moves on.
  [[nodiscard]] bool hasRange() const { return m_rangeEnd > m_rangeBegin; }
  [[nodiscard]] TimeUs rangeBegin() const { return m_rangeBegin; }
  [[nodiscard]] TimeUs rangeEnd() const { return m_rangeEnd; }
  /// In either order; shorter than kLeastRange clears it. What lies after now is cut off.
  void setRange(TimeUs from, TimeUs to);
  void clearRange();
  /// Makes the range what is looked at, with a little room around it. Goes to History.
  void showRange();
  static constexpr TimeUs kLeastRange = 1'000;

 Q_SIGNALS:
  void nowChanged();      ///< at most 60 a second
  void cursorChanged();
  void viewChanged();     ///< span or History range
  void modeChanged(bool live);
  void rangeChanged();

 private:
  bool m_live = true;
  TimeUs m_now = 0, m_cursor = 0, m_end = 0;
  TimeUs m_span = 60'000'000;
  TimeUs m_overview = 900'000'000;
  TimeUs m_rangeBegin = 0, m_rangeEnd = 0;
};

}  // namespace scfdesk

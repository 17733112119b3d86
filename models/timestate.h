// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include "models/guesttime.h"
#include <QObject>
#include <array>
#include <optional>

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
  /// What the strip shows: one of kOverviews (15 min at first); it grows where more is looked at.
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
  /// The keyboard's way to a range: the first call keeps the cursor's place, the second one makes the range up to where the cursor
  /// is then.
  void mark();
  [[nodiscard]] std::optional<TimeUs> marked() const { return m_marked; }
  /// Makes the range what is looked at, with a little room around it. Goes to History.
  void showRange();
  /// The session that is looked through, if there is one.
  [[nodiscard]] GuestTime& guest() { return m_guest; }
  static constexpr TimeUs kLeastRange = 1'000;
  static constexpr std::array<TimeUs, 3> kOverviews{900'000'000, 3'600'000'000, 86'400'000'000};

 Q_SIGNALS:
  void nowChanged();      ///< at most 60 a second
  void cursorChanged();
  void viewChanged();     ///< span or History range
  void modeChanged(bool live);
  void rangeChanged();

 private:
  /// The strip holds what is looked at.
  void holdView();
  bool m_live = true;
  TimeUs m_now = 0, m_cursor = 0, m_end = 0;
  TimeUs m_span = 60'000'000;
  TimeUs m_overview = 900'000'000;
  TimeUs m_rangeBegin = 0, m_rangeEnd = 0;
  std::optional<TimeUs> m_marked;
  GuestTime m_guest;
};

}  // namespace scfdesk

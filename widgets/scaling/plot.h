// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "models/timeline.h"
#include "widgets/scaling/secondcolumns.h"
#include "widgets/scaling/timescale.h"
#include <QTimer>
#include <optional>

namespace scfdesk {

/// What the ruler, graphs and lanes of one view share: function, time axis, hover; and the one timer that says when to paint.
/// Live it ticks 30 times a second while something lives or the window still shows activity, else 4 times; hidden, never. In
/// History it ticks only when time or data change. GUI thread; owned by the view.
class Plot final : public QObject {
  Q_OBJECT
 public:
  static constexpr int kFrameMs = 33;
  static constexpr int kQuietMs = 250;
  static constexpr int kReducedMs = 1000;

  explicit Plot(ModelHub& hub, QObject* parent = nullptr);

  [[nodiscard]] ModelHub& hub() const { return m_hub; }
  [[nodiscard]] FunctionId function() const { return m_function; }
  void setFunction(FunctionId fn);
  /// Where the plot lies in x, logical pixels, and the device pixel ratio it is painted at.
  void setRoom(int left, int width, double dpr);
  void setShown(bool shown);
  [[nodiscard]] bool shown() const { return m_shown; }

  [[nodiscard]] const TimeScale& scale() const { return m_scale; }
  [[nodiscard]] TimeUs now() const;
  /// Live: now.
  [[nodiscard]] TimeUs cursor() const;
  [[nodiscard]] bool live() const;
  [[nodiscard]] std::optional<TimeUs> hover() const { return m_hover; }
  void setHover(std::optional<TimeUs> t);
  /// Moves the cursor to where the pointer is; at the right edge of a Live window back to Live.
  void setCursorAt(double x);

  /// Number that changes when what is shown of the timeline or the series may have changed. The past does not change.
  [[nodiscard]] uint64_t timelineRevision() const;
  [[nodiscard]] uint64_t seriesRevision() const;
  /// Before this time there are one-second values alone: of instances and gauges, and of what has ended.
  [[nodiscard]] TimeUs detailBegin() const;
  [[nodiscard]] TimeUs finishedBegin() const;
  /// What the window shows of them, by column; nothing while a query is set, which they can't be asked.
  [[nodiscard]] const SecondColumns& seconds() const { return m_seconds; }
  /// The one-second value at t; none at or after `begin`.
  [[nodiscard]] std::optional<SecondSample> secondAt(TimeUs t, TimeUs begin) const;
  /// What has ended and matches the window's query.
  [[nodiscard]] const Series& finished() const;
  /// Something lives or happened within the window.
  [[nodiscard]] bool active() const;
  /// Limit of instances of the function; 0 = unknown.
  [[nodiscard]] int limit() const;
  /// The function whose instances are counted: the chosen one, or the only one that the window's query concerns.
  [[nodiscard]] FunctionId counted() const;
  /// The version of that function whose instances are counted; none = all.
  [[nodiscard]] std::optional<VersionNumber> countedVersion() const;
  /// Its instances by state; before detailBegin() from one-second values, where what did not work counts as idle.
  [[nodiscard]] CountStep countsAt(TimeUs t) const;
  /// The same of a second.
  [[nodiscard]] static CountStep ofSecond(TimeUs at, int instances, int busy);
  /// Takes time and data as they are now; the timer does this by itself.
  void refresh();

 Q_SIGNALS:
  void frame();            ///< axis or data changed
  void overlay();          ///< cursor or hover moved
  void functionChanged();

 private:
  [[nodiscard]] bool settled() const;
  [[nodiscard]] uint64_t with(uint64_t revision) const;
  void refreshSeconds();
  ModelHub& m_hub;
  FunctionId m_function = 0;
  TimeScale m_scale;
  SecondColumns m_seconds;
  std::optional<TimeUs> m_hover;
  QTimer m_timer;
  int m_left = 176, m_width = 600;
  double m_dpr = 1;
  uint64_t m_timelineSeen = 0, m_seriesSeen = 0, m_trims = 0;
  bool m_shown = false;
};

}  // namespace scfdesk

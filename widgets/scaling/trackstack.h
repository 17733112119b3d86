// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

namespace scfdesk {

class LaneArea;
class Plot;
class Track;

/// Ruler, graphs and lanes above each other on one time axis. A tall window grows the graphs first (up to 1.9 times), then the
/// lanes; a low one keeps the graphs at their base height and lets the lanes scroll. Where that would leave fewer than kLanesLeast
/// lanes in sight the graph of concurrency gives its room to them: Instances shows what it shows, in its foot. GUI thread.
class TrackStack final : public QWidget {
  Q_OBJECT
 public:
  static constexpr int kLanesLeast = 8;
  explicit TrackStack(Plot& plot, QWidget* parent = nullptr);
  [[nodiscard]] LaneArea* lanes() const { return m_lanes; }
  /// The one with the focus, else Instances.
  [[nodiscard]] Track* current() const;
  /// Height that 16 lanes under graphs of base height take, in logical pixels.
  [[nodiscard]] int preferredHeight() const;

 Q_SIGNALS:
  void tableWanted();
  void whyWanted(const QString& kind, quint32 instance, qint64 from, qint64 to);
  void whyHereWanted();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void place();
  /// Height of the graphs that are shown, at base height.
  [[nodiscard]] int baseHeight() const;
  Plot& m_plot;
  struct Band {
    Track* track;
    int height;  ///< token pixels, base
    bool spared = false;  ///< is left out when there is little room
  };
  QList<Band> m_graphs;
  Track* m_ruler;
  LaneArea* m_lanes;
};

}  // namespace scfdesk

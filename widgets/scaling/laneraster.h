// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/timeline.h"
#include "widgets/scaling/lanebuckets.h"
#include "widgets/scaling/timescale.h"
#include <QImage>
#include <vector>

namespace scfdesk {

/// Writes lanes straight into the scan lines of an image, device pixel by device pixel. A run at least 3 logical pixels wide is
/// a bar with a gap after it; shorter ones become coverage, as opaque as they are busy. Cold starts and failures come last with
/// at least 2 pixels and are never merged away. Hatch and dashes hang on absolute columns: they move with the bars. Takes its
/// colours from the theme in force when it is made. GUI thread.
class LaneRaster final {
 public:
  explicit LaneRaster(double dpr);
  /// One lane into `rowHeight` token pixels from scan line `top` (device). `buckets` are used when columns are wider than they.
  void paint(QImage& image, int top, int rowHeight, const Lane& lane, const LaneBuckets::Row* buckets, const TimeScale& scale,
             TimeUs now);
  /// Runs that do not pass stand back: they are drawn as if the instance had been idle, whether they failed or not. Null = all pass.
  void setFilter(LaneFilter filter) { m_filter = std::move(filter); }
  /// Whether a scale wants buckets.
  static bool wantsBuckets(const TimeScale& scale) { return scale.usPerColumn >= LaneBucket::kWidth; }

 private:
  enum Mark : uint8_t { None, Starting, Init, InitEdge, Failed, FailedNotch };
  enum Rest : uint8_t { Nothing, Idle, Frozen };
  struct Cell {
    uint8_t busy = 0;     ///< opacity
    Rest rest = Nothing;
    Mark mark = None;
  };
  struct Heights {
    int work, idle, frozen, failed, notch;  ///< device pixels
  };
  void cellsFromSpans(const Lane& lane, const TimeScale& scale, TimeUs now);
  void cellsFromBuckets(const LaneBuckets::Row& row, const TimeScale& scale);
  void markSpan(const LaneSpan& span, double begin, double end);
  void markRange(int begin, int end, Mark mark);
  [[nodiscard]] Heights heights(int rowHeight) const;
  void write(QImage& image, int top, int rowDevice, const Heights& h, int64_t firstColumn) const;
  void writeLine(QRgb* line, int y, int dy, const Heights& h, int64_t firstColumn) const;

  LaneFilter m_filter;
  double m_dpr;
  int m_gap, m_least, m_wide, m_dash;
  std::vector<Cell> m_cells;
  std::vector<float> m_cover;
  struct Failure { int begin, end; };
  std::vector<Failure> m_failures;
  std::vector<Failure> m_colds, m_inits;
  std::vector<QRgb> m_hatch;  ///< one period along x + y
  QRgb m_busy, m_idle, m_frozen, m_init, m_initEdge, m_failed, m_track;
  QRgb m_blend[256];          ///< busy over the track
};

}  // namespace scfdesk

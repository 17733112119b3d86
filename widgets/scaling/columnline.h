// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QColor>
#include <QRect>
#include <vector>

class QPainter;

namespace scfdesk {

/// Lines of graphs as one upright stroke for each device column: thousands of points cost no more than the columns, where a path of
/// them keeps the stroker busy for tens of milliseconds. Within a column the line covers all that it reaches: no peak is lost.
/// Pure; paints in logical pixels.
class ColumnLine final {
 public:
  /// Columns of an area that is painted at `dpr` device pixels each.
  ColumnLine(const QRect& area, double dpr);
  /// A straight piece between two points, in logical pixels; what lies outside the area is left out.
  void segment(double x0, double y0, double x1, double y1);
  /// The value of columns [begin, end), joined upright to the one before when that is not a gap.
  void step(size_t begin, size_t end, double y);
  /// Whole device pixels, at least one.
  void paintCrisp(QPainter& p, const QColor& color, double thickness) const;
  /// Rows that are covered in part are paler, as a smooth line has it.
  void paintSmooth(QPainter& p, const QColor& color, double thickness) const;
  /// From the middle of this line down to the middle of another one, where both are.
  void fillDownTo(QPainter& p, const ColumnLine& lower, const QColor& color) const;
  /// What the line covers in a column: none when high < low. For tests.
  struct Reach {
    double low = 1, high = 0;  ///< logical y
    [[nodiscard]] bool any() const { return high >= low; }
    [[nodiscard]] double middle() const { return (low + high) / 2; }
    bool operator==(const Reach&) const = default;
  };
  [[nodiscard]] const std::vector<Reach>& columns() const { return m_columns; }

 private:
  void reach(qsizetype column, double y);
  template <typename Paint>
  void runs(Paint paint) const;
  QRect m_area;
  double m_dpr;
  std::vector<Reach> m_columns;
};

}  // namespace scfdesk

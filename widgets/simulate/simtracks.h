// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/paintedaccessible.h"
#include "widgets/scaling/tabledata.h"
#include "widgets/simulate/scenario.h"
#include <QPen>
#include <QWidget>

namespace scfdesk {

/// The stroke of A (dashed grey), B (solid blue) and C (dots and dashes in the colour of text), 0 to 2.
QPen simSidePen(size_t side);

/// Two simulations, or three, on one axis: instances (B filled by state, the others as lines), what waits with what was refused on
/// its top edge, and p99 in a moving window of 1.5 s. Painted. GUI thread.
class SimTracks final : public QWidget, public PaintedAccessible, public Tabled {
  Q_OBJECT
 public:
  explicit SimTracks(QWidget* parent = nullptr);
  void setOutcomes(const SimOutcome* a, const SimOutcome* b, double seconds, double limitA, double limitB);
  /// The third one; null = none.
  void setThird(const SimOutcome* c);
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Chart; }
  [[nodiscard]] QString paintedValue() const override;
  [[nodiscard]] TableData table() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Area {
    QRectF plot;
    double top = 1;
  };
  void paintRuler(QPainter& painter, double left, double right) const;
  void paintGutter(QPainter& painter, const QRectF& band, const QString& title, const QStringList& notes) const;
  void paintInstances(QPainter& painter, const Area& area) const;
  void paintQueue(QPainter& painter, const Area& area) const;
  void paintMarks(QPainter& painter, const Area& area, const SimOutcome& o, size_t side) const;
  void paintLatency(QPainter& painter, const Area& area) const;
  void paintSteps(QPainter& painter, const Area& area, const std::vector<double>& values, QPen pen, bool overFill = false) const;
  void paintAxis(QPainter& painter, const Area& area, double scale, const QString& unit, const std::vector<double>& taken = {}) const;
  [[nodiscard]] double xOf(size_t i, size_t count, const QRectF& plot) const { return plot.left() + plot.width() * static_cast<double>(i) / static_cast<double>(count); }

  SimOutcome m_a, m_b, m_c;
  bool m_hasA = false, m_hasB = false, m_hasC = false;
  double m_seconds = 60, m_limitA = 0, m_limitB = 0;
};

/// A top above `most` and a step for about three lines: 1, 2 or 5 times a power of ten.
std::pair<double, double> simAxis(double most);

}  // namespace scfdesk

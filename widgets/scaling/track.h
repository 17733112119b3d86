// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/paintedaccessible.h"
#include "widgets/scaling/plot.h"
#include "widgets/scaling/tabledata.h"
#include <QPixmap>
#include <QWidget>

namespace scfdesk {

/// One band of the Scaling view: gutter with values at the cursor, plot, axis. The plot is painted into a picture that is kept
/// until axis, data, size or theme change; cursor, hover and selection lie over it. Handles time with mouse, wheel and keys.
/// GUI thread; owned by the view; reads the Plot.
class Track : public QWidget, public PaintedAccessible, public Tabled {
  Q_OBJECT
 public:
  static constexpr int kGutter = 176;  ///< token pixels
  static constexpr int kAxis = 48;

  Track(Plot& plot, const QString& objectName, QWidget* parent = nullptr);
  [[nodiscard]] Plot& plot() const { return m_plot; }
  /// How often the plot picture was made anew.
  [[nodiscard]] int renders() const { return m_renders; }
  [[nodiscard]] QRect plotRect() const;

  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Chart; }

 Q_SIGNALS:
  void tableWanted();
  void scrollWanted(int rows);  ///< the wheel over a graph scrolls the lanes
  void failureWanted(int step);
  void coldStartWanted(int step);
  void invocationActivated(quint64 id);
  /// Somebody wants to know why: the decisions of a kind ("start", "stop") of an instance, or of the function in [from, to].
  void whyWanted(const QString& kind, quint32 instance, qint64 from, qint64 to);
  void whyHereWanted();  ///< of what is selected, else of what was decided at the cursor

 protected:
  /// Paints into the picture; the painter's origin is the widget's, the clip is `plot`.
  virtual void paintPlot(QPainter& p, const QRect& plot) = 0;
  /// Over the picture, below cursor and hover: readout dots, outlines.
  virtual void paintOverlay(QPainter& p, const QRect& plot);
  virtual void paintGutter(QPainter& p, const QRect& gutter) = 0;
  virtual void paintAxis(QPainter& p, const QRect& axis);
  /// Part of what decides whether the picture is still right: the data's revision.
  [[nodiscard]] virtual uint64_t dataKey() const = 0;
  /// What the gutter shows besides the cursor; a change repaints without a new picture.
  [[nodiscard]] virtual QString tooltipAt(const QPoint& pos) const;
  /// A press that was not a drag. Default: the cursor goes there.
  virtual void clicked(const QPoint& pos);
  virtual bool keyPressed(QKeyEvent* event);
  /// What the frame of the focus stands around.
  [[nodiscard]] virtual QRect focusArea() const { return rect(); }
  void invalidate();
  /// "Instances   16" on the first line of a gutter; returns nothing, 24 px high.
  void paintFigure(QPainter& p, const QRect& gutter, const QString& name, const QString& value, const QString& unit) const;
  void paintGridLine(QPainter& p, const QRect& axis, int y, const QString& text, bool code = true) const;
  void paintLimit(QPainter& p, const QRect& plot, int y) const;
  void announce();

  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Key {
    TimeScale scale;
    QSize size;
    uint64_t data = 0;
    int theme = 0;
    FunctionId function = 0;
    bool operator==(const Key&) const = default;
  };
  [[nodiscard]] Key key() const;
  void onFrame();
  void render();
  void paintCursor(QPainter& p, const QRect& plot) const;
  void paintRange(QPainter& p, const QRect& plot) const;
  Plot& m_plot;
  QPixmap m_picture;
  Key m_painted;
  QPoint m_pressed;
  int m_theme = 0;
  int m_renders = 0;
  bool m_valid = false;
  bool m_dragging = false;
  bool m_down = false;
  bool m_ranging = false;  ///< Shift was held at the press: a stretch of time is picked out
  TimeUs m_rangeFrom = 0;
};

}  // namespace scfdesk

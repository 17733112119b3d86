// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPainter>
#include <QWidget>

namespace scfdesk {

/// Bevels shared by DeskStyle and the controls, so that every field and button has one look (kit.css .inp, .btn).
namespace bevel {

/// Which visual state a field or button is in.
struct Look {
  bool hovered = false, pressed = false, focused = false, enabled = true, on = false;
};
/// A field: surface.input with a 1 px border; focused: 2 px border.focus.
void field(QPainter& painter, const QRect& rect, const Look& look, const QColor& border);
/// A raised button of kind default.
void button(QPainter& painter, const QRect& rect, const Look& look);
/// The pixels of a rectangle with rounded corners: what a popup window shows of itself.
[[nodiscard]] QRegion corners(const QRect& rect, int radius);
/// A filled or outlined rounded rectangle whose border lies on whole pixels.
void rounded(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& border, qreal radius, qreal width = 1);
/// The focus frame: 2 px border.focus inside `rect`.
void focusFrame(QPainter& painter, const QRect& rect, qreal radius);

}  // namespace bevel

/// A region with a token colour behind it and hairlines at chosen edges; follows the theme. GUI thread.
class Surface : public QWidget {
  Q_OBJECT
 public:
  enum class Fill : uint8_t { Window, Rail, Panel, Raised, Sunken, Input, Popup };
  explicit Surface(Fill fill, QWidget* parent = nullptr);
  /// 1 px border.hairline at these edges.
  void setEdges(Qt::Edges edges);
  void setFill(Fill fill);
  [[nodiscard]] static QColor colorOf(Fill fill);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Fill m_fill;
  Qt::Edges m_edges;
};

}  // namespace scfdesk

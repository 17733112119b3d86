// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/hairlinesplitter.h"
#include "widgets/theme/followtheme.h"
#include <QMouseEvent>
#include <QPainter>

namespace scfdesk {

namespace {

/// One pixel in the layout, and three more to grab on each side: the handle is wider than its place and lies above the panes.
class HairlineHandle final : public QSplitterHandle {
 public:
  HairlineHandle(Qt::Orientation orientation, QSplitter* parent) : QSplitterHandle(orientation, parent) {
    setAttribute(Qt::WA_Hover);
  }

 protected:
  static constexpr int kGrab = 3;
  void resizeEvent(QResizeEvent* event) override {
    if (orientation() == Qt::Horizontal)
      setContentsMargins(kGrab, 0, kGrab, 0);
    else
      setContentsMargins(0, kGrab, 0, kGrab);
    setMask(QRegion(contentsRect()));
    QWidget::resizeEvent(event);
  }
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Colors& c = Theme::current().colors();
    const QColor color = underMouse() ? c.border.control : c.border.hairline;
    if (orientation() == Qt::Horizontal)
      painter.fillRect(width() / 2, 0, 1, height(), color);
    else
      painter.fillRect(0, height() / 2, width(), 1, color);
  }
};

}  // namespace

HairlineSplitter::HairlineSplitter(Qt::Orientation orientation, QWidget* parent) : QSplitter(orientation, parent) {
  setHandleWidth(1);
  setChildrenCollapsible(false);
  followTheme(this);
}

QSplitterHandle* HairlineSplitter::createHandle() { return new HairlineHandle(orientation(), this); }

Hairline::Hairline(Qt::Orientation orientation, QWidget* parent) : QWidget(parent) {
  if (orientation == Qt::Horizontal)
    setFixedHeight(1);
  else
    setFixedWidth(1);
  followTheme(this);
}

void Hairline::paintEvent(QPaintEvent*) { QPainter(this).fillRect(rect(), Theme::current().colors().border.hairline); }

}  // namespace scfdesk

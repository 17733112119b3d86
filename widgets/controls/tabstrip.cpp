// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/tabstrip.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QEvent>
#include <QPainter>

namespace scfdesk {

TabStrip::TabStrip(const QString& accessibleName, QWidget* parent) : QTabBar(parent) {
  setAccessibleName(accessibleName);
  setDrawBase(false);
  setExpanding(false);
  setUsesScrollButtons(false);
  setElideMode(Qt::ElideNone);
  setMouseTracking(true);
  setAttribute(Qt::WA_Hover);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  followTheme(this, [this] {
    setFixedHeight(Theme::current().px(32));
    placeCorner();
  });
}

void TabStrip::setCount(int index, int count) {
  setTabData(index, count < 0 ? QVariant() : QVariant(count));
  // Tab sizes are taken anew only on a change of text.
  setTabText(index, tabText(index));
  update();
}

void TabStrip::setCorner(QWidget* corner) {
  if (m_corner == corner) return;
  if (m_corner) m_corner->hide();
  m_corner = corner;
  if (!corner) return;
  corner->setParent(this);
  corner->show();
  setTabOrder(this, corner);
  placeCorner();
}

void TabStrip::placeCorner() {
  if (!m_corner) return;
  const QSize size = m_corner->sizeHint();
  m_corner->setGeometry(width() - size.width() - Theme::current().px(12), (height() - size.height()) / 2, size.width(), size.height());
}

void TabStrip::resizeEvent(QResizeEvent* event) {
  QTabBar::resizeEvent(event);
  placeCorner();
}

/// Its words may have changed, and with them its width.
bool TabStrip::event(QEvent* event) {
  if (event->type() == QEvent::LayoutRequest) placeCorner();
  return QTabBar::event(event);
}

void TabStrip::setLine(bool shown) {
  m_line = shown;
  update();
}

namespace {
QString countText(const QVariant& data) { return data.isValid() ? format::count(data.toInt()) : QString(); }
}  // namespace

QSize TabStrip::tabSizeHint(int index) const {
  const Theme& theme = Theme::current();
  int width = QFontMetrics(theme.ui(12, QFont::Medium)).size(Qt::TextHideMnemonic, tabText(index)).width() + 2 * theme.px(8);
  const QString count = countText(tabData(index));
  if (!count.isEmpty()) width += theme.px(6) + QFontMetrics(theme.code(11)).horizontalAdvance(count);
  // The strip begins with a margin that belongs to its first tab.
  return QSize(width + (index == 0 ? theme.px(8) : 0), theme.px(32));
}
QSize TabStrip::minimumTabSizeHint(int index) const { return tabSizeHint(index); }

void TabStrip::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  painter.fillRect(rect(), c.surface.panel);
  if (m_line) painter.fillRect(0, height() - 1, width(), 1, c.border.hairline);
  const QPoint mouse = mapFromGlobal(QCursor::pos());
  for (int i = 0; i < count(); ++i) {
    if (!isTabVisible(i)) continue;
    QRect tab = tabRect(i);
    if (i == 0) tab.setLeft(tab.left() + theme.px(8));
    const bool current = i == currentIndex();
    const bool hovered = underMouse() && tab.contains(mouse);
    painter.setFont(theme.ui(12, QFont::Medium));
    painter.setPen(!isTabEnabled(i) ? c.text.disabled : current || hovered ? c.text.primary : c.text.secondary);
    const QRect text = tab.adjusted(theme.px(8), 0, 0, 0);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, tabText(i));
    const int w = painter.fontMetrics().size(Qt::TextHideMnemonic, tabText(i)).width();
    const QString count = countText(tabData(i));
    if (!count.isEmpty()) {
      painter.setFont(theme.code(11));
      painter.setPen(c.text.tertiary);
      painter.drawText(text.adjusted(w + theme.px(6), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, count);
    }
    if (current) painter.fillRect(tab.left() + theme.px(8), height() - 2, tab.width() - 2 * theme.px(8), 2, c.accent.text);
    if (current && hasFocus()) bevel::focusFrame(painter, tab.adjusted(0, theme.px(3), 0, -theme.px(3)), theme.px(4));
  }
}

}  // namespace scfdesk

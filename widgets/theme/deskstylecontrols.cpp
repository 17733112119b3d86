// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QAbstractScrollArea>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {

void drawPushButton(QPainter* painter, const QStyleOptionButton& option) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const bool enabled = option.state & QStyle::State_Enabled;
  const bool hovered = enabled && option.state & QStyle::State_MouseOver;
  const bool pressed = option.state & QStyle::State_Sunken;
  const bool filled = enabled && option.features & QStyleOptionButton::DefaultButton;
  if (filled) {
    const QColor fill = pressed ? c.accent.pressed : hovered ? c.accent.hover : c.accent.base;
    bevel::rounded(*painter, option.rect, fill, QColor(), theme.px(4));
    if (option.state & QStyle::State_HasFocus)
      bevel::rounded(*painter, option.rect.adjusted(2, 2, -2, -2), QColor(), c.text.onAccent, theme.px(3));
  } else {
    bevel::button(*painter, option.rect, {hovered, pressed, bool(option.state & QStyle::State_HasFocus), enabled, false});
  }
  painter->setFont(theme.ui(12, filled ? QFont::DemiBold : QFont::Medium));
  painter->setPen(!enabled ? c.text.disabled : filled ? c.text.onAccent : c.text.primary);
  painter->drawText(option.rect, Qt::AlignCenter | Qt::TextHideMnemonic, option.text);
}

void drawHeader(QPainter* painter, const QStyleOptionHeader& option) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  painter->fillRect(option.rect, c.surface.panel);
  painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.border.hairline);
  const bool first = option.position == QStyleOptionHeader::Beginning || option.position == QStyleOptionHeader::OnlyOneSection;
  const bool last = option.position == QStyleOptionHeader::End || option.position == QStyleOptionHeader::OnlyOneSection;
  QRect text = option.rect.adjusted(theme.px(first ? 16 : 8), 0, -theme.px(last ? 16 : 8), -1);
  const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
  const bool hovered = option.state & QStyle::State_MouseOver;
  const QColor color = sorted || hovered ? c.text.secondary : c.text.tertiary;
  const QFont font = theme.ui(11, QFont::Medium);
  const QFontMetrics metrics(font);
  const int arrow = sorted ? theme.px(14) : 0;
  const QString label = metrics.elidedText(option.text, Qt::ElideRight, text.width() - arrow);
  const bool right = option.textAlignment & Qt::AlignRight;
  if (right) text.adjust(0, 0, -arrow, 0);
  painter->setFont(font);
  painter->setPen(color);
  painter->drawText(text, (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, label);
  if (!sorted) return;
  const qreal dpr = painter->device()->devicePixelRatioF();
  QPixmap mark = theme.pixmap(u"down"_s, 12, color, dpr);
  const int x = right ? text.right() + 2 : text.left() + metrics.horizontalAdvance(label) + 2;
  const int y = option.rect.center().y() - theme.px(12) / 2 + 1;
  // Qt's "sort down" means descending order
  if (option.sortIndicator == QStyleOptionHeader::SortUp) mark = mark.transformed(QTransform().rotate(180));
  mark.setDevicePixelRatio(dpr);
  painter->drawPixmap(x, y, mark);
}

void drawMenuItem(QPainter* painter, const QStyleOptionMenuItem& option) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  if (option.menuItemType == QStyleOptionMenuItem::Separator) {
    painter->fillRect(QRect(option.rect.x(), option.rect.center().y(), option.rect.width(), 1), c.border.normal);
    return;
  }
  const bool enabled = option.state & QStyle::State_Enabled;
  const bool active = enabled && option.state & QStyle::State_Selected;
  if (active)
    bevel::rounded(*painter, QRectF(option.rect).adjusted(theme.px(4), 0, -theme.px(4), 0), c.surface.selected, QColor(),
                   theme.px(4));
  const int icon = theme.px(16);
  const QRect iconRect(option.rect.x() + theme.px(12), option.rect.center().y() - icon / 2 + 1, icon, icon);
  if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked)
    theme.icon(u"check"_s, c.accent.text).paint(painter, iconRect);
  else if (!option.icon.isNull())
    option.icon.paint(painter, iconRect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
  const QRect text = option.rect.adjusted(theme.px(12 + 16 + 8), 0, -theme.px(12), 0);
  painter->setFont(theme.ui(12));
  painter->setPen(enabled ? c.text.primary : c.text.disabled);
  painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, option.text.section(u'\t', 0, 0));
  painter->setPen(enabled ? c.text.tertiary : c.text.disabled);
  // Keys are printed as everywhere in the window: "Ctrl B".
  QString key = option.text.section(u'\t', 1);
  key.replace(u"+"_s, u" "_s).replace(u"Return"_s, u"↵"_s).replace(u"Left"_s, u"←"_s);
  painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, key);
  if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
    theme.icon(u"right"_s, c.text.tertiary).paint(painter, QRect(text.right() - icon, iconRect.y(), icon, icon));
}

}  // namespace

void DeskStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  switch (element) {
    case CE_PushButton:
      if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) drawPushButton(painter, *button);
      return;
    case CE_Header:
      if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) drawHeader(painter, *header);
      return;
    case CE_HeaderEmptyArea:
      painter->fillRect(option->rect, c.surface.panel);
      painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), c.border.hairline);
      return;
    case CE_MenuItem:
      if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) drawMenuItem(painter, *item);
      return;
    case CE_MenuBarEmptyArea: painter->fillRect(option->rect, c.surface.rail); return;
    case CE_MenuBarItem:
      if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
        painter->fillRect(option->rect, c.surface.rail);
        if (option->state & State_Selected) bevel::rounded(*painter, option->rect, c.surface.hover, QColor(), theme.px(4));
        painter->setFont(theme.ui(12));
        painter->setPen(c.text.primary);
        painter->drawText(option->rect, Qt::AlignCenter | Qt::TextShowMnemonic, item->text);
      }
      return;
    case CE_FocusFrame: bevel::focusFrame(*painter, option->rect, theme.px(4) + 4); return;
    case CE_ProgressBar:
      if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
        painter->fillRect(option->rect, c.border.hairline);
        const int range = bar->maximum - bar->minimum;
        if (range > 0)
          painter->fillRect(QRect(option->rect.x(), option->rect.y(),
                                  static_cast<int>(qint64(option->rect.width()) * (bar->progress - bar->minimum) / range),
                                  option->rect.height()),
                            c.accent.text);
      }
      return;
    default: QProxyStyle::drawControl(element, option, painter, widget);
  }
}

QRect DeskStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                                const QWidget* widget) const {
  if (control != CC_ScrollBar) return QProxyStyle::subControlRect(control, option, sub, widget);
  const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
  if (!bar) return {};
  // No arrow buttons: the groove is the whole bar.
  const bool horizontal = bar->orientation == Qt::Horizontal;
  const int length = horizontal ? bar->rect.width() : bar->rect.height();
  const int range = bar->maximum - bar->minimum;
  int thumb = length;
  if (range > 0)
    thumb = qBound(qMin(Theme::current().px(24), length),
                   static_cast<int>(qint64(bar->pageStep) * length / (qint64(range) + bar->pageStep)), length);
  const int start =
      QStyle::sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb, bar->upsideDown);
  const auto along = [&](int from, int size) {
    return horizontal ? QRect(bar->rect.x() + from, bar->rect.y(), size, bar->rect.height())
                      : QRect(bar->rect.x(), bar->rect.y() + from, bar->rect.width(), size);
  };
  switch (sub) {
    case SC_ScrollBarGroove: return bar->rect;
    case SC_ScrollBarSlider: return along(start, thumb);
    case SC_ScrollBarSubPage: return along(0, start);
    case SC_ScrollBarAddPage: return along(start + thumb, length - start - thumb);
    default: return {};
  }
}

void DeskStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                   const QWidget* widget) const {
  if (control != CC_ScrollBar) return QProxyStyle::drawComplexControl(control, option, painter, widget);
  const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
  if (!bar) return;
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  // The bar lies on the surface that it scrolls, not on a lane of its own.
  QColor behind = c.surface.panel;
  for (const QWidget* up = widget ? widget->parentWidget() : nullptr; up; up = up->parentWidget())
    if (const auto* area = qobject_cast<const QAbstractScrollArea*>(up)) {
      behind = area->viewport()->palette().color(area->viewport()->backgroundRole());
      break;
    }
  if (!widget || !widget->property(kBarOverRows).toBool()) painter->fillRect(option->rect, behind);
  if (bar->maximum <= bar->minimum) return;
  const bool active = bar->activeSubControls & SC_ScrollBarSlider && bar->state & (State_MouseOver | State_Sunken);
  QRectF thumb = subControlRect(control, option, SC_ScrollBarSlider, widget);
  const qreal inset = theme.px(2);
  thumb.adjust(inset, inset, -inset, -inset);
  bevel::rounded(*painter, thumb, active ? c.border.control : c.border.normal, QColor(),
                 qMin(thumb.width(), thumb.height()) / 2);
}

}  // namespace scfdesk

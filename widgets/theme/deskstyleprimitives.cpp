// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QAbstractItemView>
#include <QPainter>
#include <QStyleOption>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {

bevel::Look lookOf(const QStyleOption& option) {
  bevel::Look look;
  look.enabled = option.state & QStyle::State_Enabled;
  look.hovered = look.enabled && option.state & QStyle::State_MouseOver;
  look.pressed = option.state & QStyle::State_Sunken;
  look.focused = option.state & QStyle::State_HasFocus;
  look.on = option.state & QStyle::State_On;
  return look;
}

/// TextField and its like say which border they want by the property "fieldBorder": quiet, error or changed.
QColor fieldBorder(const QWidget* widget) {
  const Colors& c = Theme::current().colors();
  const QByteArray wish = widget ? widget->property("fieldBorder").toByteArray() : QByteArray();
  if (wish == "error") return c.semantic.error;
  if (wish == "changed") return c.accent.base;
  if (wish == "quiet") return c.border.normal;
  return c.border.control;
}

void drawCheck(QPainter* painter, const QStyleOption& option, bool round) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const bevel::Look look = lookOf(option);
  const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
  const QRectF box = option.rect;
  const qreal radius = round ? box.width() / 2 : theme.px(3);
  const QColor fill = !look.enabled ? c.surface.panel : on ? c.accent.base : c.surface.input;
  const QColor edge = !look.enabled ? c.border.normal : on ? c.accent.base : look.hovered ? c.text.tertiary : c.border.control;
  bevel::rounded(*painter, box, fill, edge, radius);
  if (!on) return;
  const QColor mark = look.enabled ? c.text.onAccent : c.text.disabled;
  if (round) {
    const qreal inset = box.width() * 5 / 16;
    bevel::rounded(*painter, box.adjusted(inset, inset, -inset, -inset), mark, QColor(), box.width());
    return;
  }
  const qreal dpr = painter->device()->devicePixelRatioF();
  const int side = qMin(option.rect.width(), option.rect.height()) - 2;
  QPixmap check = theme.pixmap(u"check"_s, 14, mark, dpr);
  painter->drawPixmap(QRect(option.rect.x() + 1, option.rect.y() + 1, side, side), check);
}

void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QWidget* widget) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const bool selected = option.state & QStyle::State_Selected;
  if (selected)
    painter->fillRect(option.rect, c.surface.selected);
  else if (option.state & QStyle::State_MouseOver)
    painter->fillRect(option.rect, c.surface.hover);
  else if (option.backgroundBrush.style() != Qt::NoBrush)
    painter->fillRect(option.rect, option.backgroundBrush);
  const bool popup = widget && widget->window()->windowType() == Qt::Popup;
  if (selected && !popup && option.index.column() == 0)
    painter->fillRect(QRect(0, option.rect.y(), theme.px(3), option.rect.height()), c.accent.text);
}

}  // namespace

void DeskStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  switch (element) {
    case PE_FrameFocusRect:
      if (qobject_cast<const QAbstractItemView*>(widget)) return;
      bevel::focusFrame(*painter, option->rect, theme.px(4));
      return;
    case PE_PanelLineEdit: {
      const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
      if (!frame || frame->lineWidth == 0) return;
      bevel::field(*painter, option->rect, lookOf(*option), fieldBorder(widget));
      return;
    }
    case PE_FrameLineEdit: return;
    case PE_PanelButtonCommand: bevel::button(*painter, option->rect, lookOf(*option)); return;
    case PE_PanelButtonTool: {
      const bevel::Look look = lookOf(*option);
      if (look.on)
        bevel::rounded(*painter, option->rect, c.accent.wash, c.accent.base, theme.px(4));
      else if (look.hovered || look.pressed)
        bevel::rounded(*painter, option->rect, look.pressed ? c.surface.sunken : c.surface.hover, QColor(), theme.px(4));
      if (look.focused) bevel::focusFrame(*painter, option->rect, theme.px(4));
      return;
    }
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: drawCheck(painter, *option, false); return;
    case PE_IndicatorRadioButton: drawCheck(painter, *option, true); return;
    case PE_PanelItemViewRow: return;
    case PE_PanelItemViewItem:
      if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) drawRow(painter, *item, widget);
      return;
    case PE_PanelTipLabel:
      painter->fillRect(option->rect, c.surface.popup);
      painter->setPen(c.border.normal);
      painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
      return;
    case PE_PanelMenu: painter->fillRect(option->rect, c.surface.popup); return;
    case PE_FrameMenu:
      bevel::rounded(*painter, option->rect, QColor(), c.border.normal, Theme::current().px(6));
      return;
    case PE_Frame:
    case PE_FrameGroupBox:
      if (widget && widget->inherits("QComboBoxPrivateContainer")) {
        bevel::rounded(*painter, option->rect, QColor(), c.border.normal, Theme::current().px(6));
        return;
      }
      painter->setPen(c.border.hairline);
      painter->setBrush(Qt::NoBrush);
      painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
      return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowRight: {
      const int side = theme.px(14);
      const QPixmap arrow = theme.pixmap(element == PE_IndicatorArrowDown ? u"down"_s : u"right"_s, 14, c.text.tertiary,
                                         painter->device()->devicePixelRatioF());
      painter->drawPixmap(option->rect.center().x() - side / 2 + 1, option->rect.center().y() - side / 2 + 1, arrow);
      return;
    }
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
    case PE_FrameDefaultButton:
    case PE_FrameTabBarBase: return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
  }
}

}  // namespace scfdesk

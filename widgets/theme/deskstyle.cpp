// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QFocusFrame>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolTip>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

DeskStyle::DeskStyle() : QProxyStyle(u"Fusion"_s) {}

void DeskStyle::polish(QWidget* widget) {
  QProxyStyle::polish(widget);
  if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) || qobject_cast<QScrollBar*>(widget) ||
      widget->inherits("QLineEdit") || widget->inherits("QAbstractSpinBox"))
    widget->setAttribute(Qt::WA_Hover);
  if (widget->inherits("QComboBoxPrivateContainer") || qobject_cast<QMenu*>(widget)) {
    QPalette palette = widget->palette();
    palette.setColor(QPalette::Window, Theme::current().colors().surface.popup);
    palette.setColor(QPalette::Base, Theme::current().colors().surface.popup);
    widget->setPalette(palette);
  }
}

void DeskStyle::unpolish(QWidget* widget) { QProxyStyle::unpolish(widget); }

namespace {
constexpr int kFocusRoom = 4;  // a ring of 2 px, 2 px off the button

/// The frame around a focused button asks without saying who it is; its option knows.
bool aroundFocus(const QStyleOption* option, const QWidget* widget) {
  return qobject_cast<const QFocusFrame*>(widget) || (option && qobject_cast<const QFocusFrame*>(option->styleObject));
}
}  // namespace

int DeskStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  const Theme& theme = Theme::current();
  switch (metric) {
    case PM_ScrollBarExtent: return theme.px(10);
    case PM_ScrollBarSliderMin: return theme.px(24);
    case PM_ScrollView_ScrollBarOverlap: return widget && widget->property(kBarOverRows).toBool() ? theme.px(10) : 0;
    case PM_ScrollView_ScrollBarSpacing:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuHMargin:
    case PM_ButtonDefaultIndicator:
    case PM_TabBarBaseOverlap:
    case PM_TabBarBaseHeight:
    case PM_ToolBarFrameWidth: return 0;
    case PM_MenuVMargin: return theme.px(4);
    case PM_MenuPanelWidth:
    case PM_DefaultFrameWidth:
    case PM_SplitterWidth: return 1;
    case PM_ButtonMargin: return theme.px(16);
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ListViewIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_TabBarIconSize:
    case PM_ToolBarIconSize: return theme.px(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return theme.px(8);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return theme.px(8);
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin: return theme.px(16);
    case PM_FocusFrameHMargin:
      // The same metric is the text margin of item views.
      return aroundFocus(option, widget) ? kFocusRoom : theme.px(7);
    case PM_FocusFrameVMargin: return aroundFocus(option, widget) ? kFocusRoom : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_HeaderMargin: return theme.px(8);
    case PM_ToolTipLabelFrameWidth: return theme.px(6);
    case PM_TextCursorWidth: return 1;
    case PM_MessageBoxIconSize: return theme.px(32);
    default: return QProxyStyle::pixelMetric(metric, option, widget);
  }
}

int DeskStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const {
  switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_UnderlineShortcut:
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollView_FrameOnlyAroundContents:
    case SH_Table_GridLineColor: break;
    case SH_ItemView_ArrowKeysNavigateIntoChildren: return 1;
    case SH_ToolTipLabel_Opacity: return 255;
    case SH_ToolTip_WakeUpDelay: return 400;
    case SH_Menu_SubMenuPopupDelay: return 120;
    case SH_Menu_Mask:
      if (auto* mask = qstyleoption_cast<QStyleHintReturnMask*>(data); mask && option) {
        mask->region = bevel::corners(option->rect, Theme::current().px(6));
        return 1;
      }
      return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition: return 0;
    case SH_ScrollBar_MiddleClickAbsolutePosition: return 1;
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration: return 0;
    case SH_MessageBox_CenterButtons: return 0;
    case SH_MenuBar_AltKeyNavigation: return 1;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
  }
  if (hint == SH_ItemView_ShowDecorationSelected) return 1;
  if (hint == SH_Table_GridLineColor) return static_cast<int>(Theme::current().colors().border.hairline.rgba());
  return 0;
}

QSize DeskStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const {
  const Theme& theme = Theme::current();
  switch (type) {
    case CT_PushButton: return QSize(qMax(size.width() + theme.px(24), theme.px(72)), theme.px(28));
    case CT_LineEdit: return QSize(size.width(), theme.px(28));
    case CT_ItemViewItem: {
      const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
      return QSize(base.width(), qMax(base.height(), theme.px(28)));
    }
    case CT_HeaderSection: {
      const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
      return QSize(base.width(), theme.px(26));
    }
    case CT_MenuItem: {
      const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
      if (item && item->menuItemType == QStyleOptionMenuItem::Separator) return QSize(size.width(), theme.px(9));
      const QFontMetrics metrics(theme.ui(12));
      int width = theme.px(12 + 16 + 8 + 16);
      if (item) {
        const QString text = item->text.section(u'\t', 0, 0), key = item->text.section(u'\t', 1);
        width += metrics.horizontalAdvance(text) + theme.px(8);
        if (!key.isEmpty()) width += metrics.horizontalAdvance(key) + theme.px(32);
      }
      return QSize(qMax(width, theme.px(160)), theme.px(28));
    }
    case CT_MenuBarItem: return QSize(size.width() + theme.px(16), theme.px(28));
    default: return QProxyStyle::sizeFromContents(type, option, size, widget);
  }
}

QRect DeskStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
  if (element == SE_LineEditContents) {
    const int pad = Theme::current().px(6);
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    if (frame && frame->lineWidth > 0) return option->rect.adjusted(pad, 1, -pad, -1);
    return option->rect;
  }
  return QProxyStyle::subElementRect(element, option, widget);
}

QIcon DeskStyle::standardIcon(StandardPixmap icon, const QStyleOption* option, const QWidget* widget) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  switch (icon) {
    case SP_MessageBoxWarning: return theme.icon(u"warn"_s, c.semantic.warning);
    case SP_MessageBoxCritical: return theme.icon(u"warn"_s, c.semantic.error);
    case SP_MessageBoxInformation:
    case SP_MessageBoxQuestion: return theme.icon(u"help"_s, c.text.secondary);
    case SP_LineEditClearButton: return theme.icon(u"x"_s, c.text.tertiary);
    default: return QProxyStyle::standardIcon(icon, option, widget);
  }
}

void applyTheme(QApplication& app, Theme& theme) {
  app.setStyle(new DeskStyle);
  const auto take = [&app, &theme] {
    app.setPalette(theme.palette());
    app.setFont(theme.ui(13));
    QToolTip::setFont(theme.ui(12));
    QToolTip::setPalette(theme.palette());
    const QWidgetList widgets = app.allWidgets();
    for (QWidget* widget : widgets) {
      widget->updateGeometry();
      widget->update();
    }
  };
  QObject::connect(&theme, &Theme::changed, &app, take);
  take();
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QProxyStyle>

namespace scfdesk {

/// Style of the whole application, over Fusion: metrics from tokens, 2 px focus frame, bevels of fields and buttons, 10 px
/// scrollbars, menus, tool tips, table rows and headers. Reads Theme::current() at every paint. GUI thread.
class DeskStyle final : public QProxyStyle {
  Q_OBJECT
 public:
  DeskStyle();
  void polish(QWidget* widget) override;
  void unpolish(QWidget* widget) override;
  using QProxyStyle::polish;
  using QProxyStyle::unpolish;
  [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
  [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                              QStyleHintReturn* data) const override;
  [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                       const QWidget* widget) const override;
  [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
  [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                                     const QWidget* widget) const override;
  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
  void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                          const QWidget* widget) const override;
  [[nodiscard]] QIcon standardIcon(StandardPixmap icon, const QStyleOption* option, const QWidget* widget) const override;
};

/// Property of a scroll area and of its bar: the bar lies over the rows and has no ground of its own.
inline constexpr const char* kBarOverRows = "scfdesk_barOverRows";

/// Makes a Theme's palette, fonts and style the application's, and keeps them so. Call once, after QApplication.
void applyTheme(class QApplication& app, class Theme& theme);

}  // namespace scfdesk

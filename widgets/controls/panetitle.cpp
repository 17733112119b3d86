// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/panetitle.h"
#include "widgets/controls/label.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>
#include <QPainter>

namespace scfdesk {

namespace {
void paintBand(QWidget& widget, bool above, bool below) {
  QPainter painter(&widget);
  const Colors& c = Theme::current().colors();
  painter.fillRect(widget.rect(), c.surface.panel);
  if (above) painter.fillRect(0, 0, widget.width(), 1, c.border.hairline);
  if (below) painter.fillRect(0, widget.height() - 1, widget.width(), 1, c.border.hairline);
}
}  // namespace

PaneTitle::PaneTitle(const QString& title, QWidget* parent)
    : QWidget(parent),
      m_title(new Label(Label::Role::DenseStrong, title, this)),
      m_caption(new Label(Label::Role::Caption, {}, this)),
      m_layout(new QHBoxLayout(this)) {
  m_layout->addWidget(m_title);
  m_layout->addWidget(m_caption);
  m_layout->addStretch(1);
  m_caption->hide();
  followTheme(this, [this] { rescale(); });
}

void PaneTitle::rescale() {
  const Theme& theme = Theme::current();
  m_layout->setContentsMargins(theme.px(12), 0, theme.px(12), 1);
  m_layout->setSpacing(theme.px(8));
  setFixedHeight(theme.px(m_height));
}

void PaneTitle::setTitle(const QString& title) { m_title->setText(title); }
void PaneTitle::setCaption(const QString& caption) {
  m_caption->setText(caption);
  m_caption->setVisible(!caption.isEmpty());
}
void PaneTitle::addLeft(QWidget* widget) { m_layout->insertWidget(m_stretchAt++, widget); }
void PaneTitle::addRight(QWidget* widget) { m_layout->addWidget(widget); }
void PaneTitle::setHeight(int tokenPixels) {
  m_height = tokenPixels;
  rescale();
}
void PaneTitle::setTopLine(bool shown) {
  m_topLine = shown;
  update();
}
void PaneTitle::paintEvent(QPaintEvent*) { paintBand(*this, m_topLine, true); }

ToolRow::ToolRow(QWidget* parent) : QWidget(parent), m_layout(new QHBoxLayout(this)) {
  followTheme(this, [this] { rescale(); });
}
void ToolRow::rescale() {
  const Theme& theme = Theme::current();
  m_layout->setContentsMargins(theme.px(12), m_above ? 1 : 0, theme.px(12), m_below ? 1 : 0);
  m_layout->setSpacing(theme.px(8));
  setFixedHeight(theme.px(m_height));
}
void ToolRow::setHeight(int tokenPixels) {
  m_height = tokenPixels;
  rescale();
}
void ToolRow::setLines(bool above, bool below) {
  m_above = above;
  m_below = below;
  rescale();
  update();
}
void ToolRow::paintEvent(QPaintEvent*) { paintBand(*this, m_above, m_below); }

}  // namespace scfdesk

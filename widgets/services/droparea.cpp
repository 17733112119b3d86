// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/droparea.h"
#include "widgets/controls/label.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>
#include <QPainter>

namespace scfdesk {

DropArea::DropArea(QWidget* parent) : QWidget(parent), m_words(new Label(Label::Role::Dense, Tone::Secondary, {}, this)) {
  m_words->setAlignment(Qt::AlignCenter);
  m_words->setElided(Qt::ElideMiddle);
  auto* row = new QHBoxLayout(this);
  row->addWidget(m_words);
  followTheme(this, [this, row] {
    const Theme& theme = Theme::current();
    setFixedHeight(theme.px(48));
    row->setContentsMargins(theme.px(28), theme.px(4), theme.px(28), theme.px(8));
  });
}

void DropArea::setText(const QString& text) { m_words->setText(text); }

void DropArea::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  QPainter painter(this);
  QPen pen(theme.colors().border.control, 1, Qt::CustomDashLine);
  pen.setDashPattern({3, 3});
  painter.setPen(pen);
  painter.drawRect(rect().adjusted(theme.px(16), theme.px(4), -theme.px(16) - 1, -theme.px(8) - 1));
}

}  // namespace scfdesk

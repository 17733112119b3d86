// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/dialogframe.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/theme/followtheme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace scfdesk {

namespace {
constexpr int kWidth = 560;
}

DialogFrame::DialogFrame(const QString& heading, QWidget* parent)
    : QDialog(parent),
      m_heading(new Label(Label::Role::Heading, heading, this)),
      m_banner(new Banner(this)),
      m_column(new QVBoxLayout(this)),
      m_content(new QVBoxLayout),
      m_headingRow(new QHBoxLayout),
      m_buttons(new QHBoxLayout),
      m_body(new QWidget(this)),
      m_foot(new QWidget(this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setModal(true);
  setWindowTitle(heading);
  setAccessibleName(heading);
  m_heading->setWordWrap(true);
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(0);
  m_headingRow->addWidget(m_heading, 1);
  m_column->addLayout(m_headingRow);
  m_column->addWidget(m_banner);
  m_column->addWidget(m_body);
  m_column->addWidget(m_foot);
  m_column->setSizeConstraint(QLayout::SetNoConstraint);
  m_body->setLayout(m_content);
  m_foot->setLayout(m_buttons);
  m_buttons->addStretch(1);
  followTheme(this, [this] { rescale(); });
}

void DialogFrame::rescale() {
  const Theme& theme = Theme::current();
  const int side = theme.px(24);
  m_headingRow->setContentsMargins(side, theme.px(20), side, theme.px(12));
  m_content->setContentsMargins(side, theme.px(4), side, theme.px(20));
  m_content->setSpacing(theme.px(4));
  m_buttons->setContentsMargins(side, theme.px(12) + 1, side, theme.px(12));
  m_buttons->setSpacing(theme.px(8));
  QPalette p = palette();
  p.setColor(QPalette::Window, theme.colors().surface.panel);
  setPalette(p);
  fit();
}

void DialogFrame::fit() {
  // As high as its content at this width, which changes as errors come and go.
  const int width = Theme::current().px(kWidth);
  const int height = m_column->hasHeightForWidth() ? m_column->totalHeightForWidth(width) : m_column->totalSizeHint().height();
  setFixedSize(width, height);
}

bool DialogFrame::event(QEvent* event) {
  const bool done = QDialog::event(event);
  if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show) fit();
  return done;
}

void DialogFrame::setHeading(const QString& heading) {
  m_heading->setText(heading);
  setWindowTitle(heading);
  setAccessibleName(heading);
}

void DialogFrame::addButton(DeskButton* button) { m_buttons->addWidget(button); }

void DialogFrame::setBusy(bool busy) {
  m_body->setEnabled(!busy);
  m_foot->setEnabled(!busy);
}

void DialogFrame::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Colors& c = Theme::current().colors();
  painter.fillRect(rect(), c.surface.panel);
  painter.fillRect(0, m_foot->y(), width(), 1, c.border.hairline);
}

}  // namespace scfdesk

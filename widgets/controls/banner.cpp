// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/theme/followtheme.h"
#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

Banner::Banner(QWidget* parent)
    : QWidget(parent), m_label(new Label(Label::Role::Dense, {}, this)), m_button(new DeskButton({}, DeskButton::Kind::Default, this)) {
  m_label->setElided(Qt::ElideRight);
  m_button->setCompact(true);
  m_button->setObjectName(u"bannerAction"_s);
  auto* row = new QHBoxLayout(this);
  row->addWidget(m_label, 1);
  row->addWidget(m_button);
  connect(m_button, &DeskButton::clicked, this, &Banner::actionTriggered);
  QWidget::hide();
  followTheme(this, [this] { rescale(); });
}

void Banner::rescale() {
  const Theme& theme = Theme::current();
  layout()->setContentsMargins(theme.px(16 + 16 + 8), 0, theme.px(12), 0);
  layout()->setSpacing(theme.px(12));
  setFixedHeight(theme.px(32));
}

void Banner::show(const QString& text, const QString& action, Kind kind) {
  m_text = text;
  m_kind = kind;
  m_label->setText(text);
  m_label->setAccessibleName(text);
  setToolTip({});
  m_button->setText(action);
  m_button->setAccessibleName(action);
  m_button->setVisible(!action.isEmpty());
  setVisible(!text.isEmpty());
  update();
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void Banner::show(const Error& error, const QString& action) {
  show(EngineWords::text(error), action, Kind::Error);
  setToolTip(error.code);
}

void Banner::clear() {
  m_text.clear();
  hide();
}

void Banner::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const bool error = m_kind == Kind::Error;
  painter.fillRect(rect(), error ? c.semantic.errorWash : c.semantic.warningWash);
  const int side = theme.px(16);
  painter.drawPixmap(theme.px(16), (height() - side) / 2,
                     theme.pixmap(u"warn"_s, 16, error ? c.semantic.error : c.semantic.warning, devicePixelRatioF()));
}

}  // namespace scfdesk

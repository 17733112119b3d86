// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/replynote.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/theme/theme.h"
#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

ReplyNote::ReplyNote(QWidget* parent) : QWidget(parent) {
  m_text = new Label(Label::Role::Dense, {}, this);
  m_text->setWordWrap(true);
  m_button = new DeskButton(QString(), DeskButton::Kind::Default, this);
  m_button->setObjectName(u"test_error_action"_s);
  m_button->setCompact(true);
  auto* row = new QHBoxLayout(this);
  row->addWidget(m_text, 1);
  row->addWidget(m_button, 0, Qt::AlignVCenter);
  connect(m_button, &QPushButton::clicked, this, &ReplyNote::actionTriggered);
  connect(&Theme::current(), &Theme::changed, this, &ReplyNote::rescale);
  rescale();
  hide();
}

void ReplyNote::rescale() {
  const Theme& theme = Theme::current();
  layout()->setContentsMargins(theme.px(16 + 16 + 8), theme.px(4), theme.px(12), theme.px(4));
  layout()->setSpacing(theme.px(12));
  setMinimumHeight(theme.px(32));
  update();
}

void ReplyNote::say(const QString& sentence, const QString& action, const QString& detail) {
  m_text->setText(sentence);
  m_text->setAccessibleName(sentence);
  m_text->setToolTip(detail);
  m_button->setText(action);
  m_button->setAccessibleName(action);
  m_button->setVisible(!action.isEmpty());
  show();
  QAccessibleEvent alert(m_text, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void ReplyNote::clear() {
  m_text->clear();
  hide();
}

QString ReplyNote::sentence() const { return m_text->text(); }
QString ReplyNote::actionText() const { return m_button->text(); }

void ReplyNote::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  painter.fillRect(rect(), theme.colors().semantic.errorWash);
  painter.drawPixmap(theme.px(16), (height() - theme.px(16)) / 2,
                     theme.pixmap(u"warn"_s, 16, theme.colors().semantic.error, devicePixelRatioF()));
}

}  // namespace scfdesk

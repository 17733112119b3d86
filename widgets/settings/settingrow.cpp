// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/settings/settingrow.h"
#include "widgets/controls/label.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>
#include <QPainter>

namespace scfdesk {

SettingRow::SettingRow(const QString& label, const QString& text, QWidget* field, const QString& standard, QWidget* parent)
    : QWidget(parent),
      m_label(new Label(Label::Role::BodyStrong, label, this)),
      m_text(new Label(Label::Role::Dense, Tone::Tertiary, text, this)),
      m_standard(new Label(Label::Role::Dense, Tone::Tertiary, standard, this)),
      m_error(new Label(Label::Role::Dense, Tone::Error, {}, this)),
      m_note(new Label(Label::Role::Dense, Tone::Secondary, {}, this)),
      m_field(field) {
  m_note->setWordWrap(true);
  m_note->hide();
  m_text->setWordWrap(true);
  m_error->setWordWrap(true);
  m_error->hide();
  m_text->setVisible(!text.isEmpty());
  m_standard->setElided(Qt::ElideRight);
  m_label->setBuddy(field);
  auto* grid = new QGridLayout(this);
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  words->addWidget(m_label);
  words->addWidget(m_text);
  auto* value = new QHBoxLayout;
  // What has no default is told, not chosen, and has the whole width.
  value->addWidget(m_field, standard.isEmpty() ? 1 : 0);
  if (!standard.isEmpty()) value->addWidget(m_standard, 1);
  m_standard->setVisible(!standard.isEmpty());
  grid->addLayout(words, 0, 0);
  grid->addLayout(value, 0, 1);
  grid->addWidget(m_error, 1, 1);
  grid->addWidget(m_note, 2, 1);
  grid->setColumnStretch(1, 1);
  followTheme(this, [this, grid, value] {
    const Theme& theme = Theme::current();
    grid->setContentsMargins(0, theme.px(10), 0, theme.px(11));
    grid->setHorizontalSpacing(theme.px(24));
    grid->setVerticalSpacing(theme.px(4));
    value->setSpacing(theme.px(12));
    m_label->setFixedWidth(theme.px(300));
    m_text->setFixedWidth(theme.px(300));
  });
}

void SettingRow::setError(const QString& error) {
  m_error->setText(error);
  m_error->setVisible(!error.isEmpty());
  m_field->setAccessibleDescription(error);
}
void SettingRow::setNote(const QString& note) {
  m_note->setText(note);
  m_note->setVisible(!note.isEmpty());
  updateGeometry();
}
QString SettingRow::error() const { return m_error->text(); }
QString SettingRow::label() const { return m_label->text(); }

bool SettingRow::matches(const QString& text) const {
  const QString all = m_label->text() + QLatin1Char(' ') + m_text->text() + QLatin1Char(' ') + m_standard->text() + QLatin1Char(' ') + m_note->text();
  for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
    if (!all.contains(word, Qt::CaseInsensitive)) return false;
  return true;
}

void SettingRow::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(0, height() - 1, width(), 1, Theme::current().colors().border.hairline);
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>

namespace scfdesk {

FieldRow::FieldRow(const QString& label, QWidget* field, QWidget* parent)
    : QWidget(parent),
      m_label(new Label(Label::Role::Dense, Tone::Secondary, label, this)),
      m_note(new Label(Label::Role::Dense, Tone::Tertiary, {}, this)),
      m_error(new Label(Label::Role::Dense, Tone::Error, {}, this)),
      m_field(field),
      m_line(new QHBoxLayout) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_line->setContentsMargins(0, 0, 0, 0);
  m_line->addWidget(m_label);
  m_line->addWidget(m_field);
  m_line->addWidget(m_note, 1);
  column->addLayout(m_line);
  column->addWidget(m_error);
  m_label->setBuddy(m_field);
  m_note->setElided(Qt::ElideRight);
  m_error->setWordWrap(true);
  m_error->hide();
  if (m_field->accessibleName().isEmpty()) m_field->setAccessibleName(label);
  followTheme(this, [this] { rescale(); });
}

void FieldRow::rescale() {
  const Theme& theme = Theme::current();
  m_label->setFixedWidth(qMax(theme.px(132), m_label->QLabel::sizeHint().width()));
  m_line->setSpacing(theme.px(12));
  const int spare = qMax(0, theme.px(34) - m_field->sizeHint().height());
  layout()->setContentsMargins(0, spare / 2, 0, spare - spare / 2);
  m_error->setContentsMargins(m_label->width() + theme.px(12), theme.px(2), 0, theme.px(2));
}

void FieldRow::setLabel(const QString& label) {
  m_label->setText(label);
  rescale();
}
void FieldRow::setNote(const QString& note) {
  m_note->setText(note);
  m_note->setVisible(!note.isEmpty() || m_line->stretch(1) == 0);
}

void FieldRow::setError(const QString& error) {
  m_error->setText(error);
  m_error->setVisible(!error.isEmpty());
  m_error->setContentsMargins(m_label->minimumWidth() + Theme::current().px(12), Theme::current().px(2), 0, 0);
  m_field->setAccessibleDescription(error);
}
QString FieldRow::error() const { return m_error->text(); }

void FieldRow::setStretch(bool stretch) {
  m_line->setStretchFactor(m_field, stretch ? 1 : 0);
  m_line->setStretchFactor(m_note, stretch ? 0 : 1);
  // An empty note would still take its spacing from a field that goes to the edge.
  m_note->setVisible(!stretch || !m_note->text().isEmpty());
}

}  // namespace scfdesk

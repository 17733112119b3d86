// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/concurrency/schedulerow.h"
#include "widgets/controls/button.h"
#include "widgets/controls/cronwords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/searchfield.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kMostInstances = 100'000, kNameChars = 60;
}

ScheduleRow::ScheduleRow(QWidget* parent) : QWidget(parent) {
  setObjectName(u"schedule"_s);
  m_name = new TextField(tr("Name of the timed change"), this);
  m_name->setObjectName(u"schedule_name"_s);
  m_name->setMaxLength(kNameChars);
  m_name->setPlaceholderText(tr("Name"));
  m_cron = new TextField(tr("Cron: second minute hour day month week year"), this);
  m_cron->setObjectName(u"schedule_cron"_s);
  m_cron->setCode(true);
  m_cron->setPlaceholderText(u"0 0 8 * * MON-FRI *"_s);
  m_count = new NumberField(tr("Instances from then on"), {}, this);
  m_count->setObjectName(u"schedule_count"_s);
  m_count->setRange(0, kMostInstances);
  m_remove = new DeskButton(u"trash"_s, tr("Remove this timed change"), {}, this);
  m_remove->setObjectName(u"schedule_remove"_s);
  m_sentence = new Label(Label::Role::Dense, Tone::Tertiary, {}, this);
  m_sentence->setObjectName(u"schedule_sentence"_s);
  m_sentence->setWordWrap(true);
  m_remove->setCompact(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  auto* row = new QHBoxLayout;
  row->addWidget(m_name, 2);
  row->addWidget(m_cron, 3);
  row->addWidget(m_count);
  row->addWidget(m_remove);
  column->addLayout(row);
  column->addWidget(m_sentence);
  followTheme(this, [row, column] {
    row->setSpacing(Theme::current().px(8));
    column->setSpacing(Theme::current().px(2));
  });
  const auto edited = [this] {
    check();
    Q_EMIT changed();
  };
  connect(m_name, &QLineEdit::textChanged, this, edited);
  connect(m_cron, &QLineEdit::textChanged, this, edited);
  connect(m_count, &QDoubleSpinBox::valueChanged, this, edited);
  connect(m_remove, &DeskButton::clicked, this, &ScheduleRow::removeWanted);
  check();
}

void ScheduleRow::setTask(const QJsonObject& task) {
  m_name->setText(task[u"name"_s].toString());
  m_cron->setText(task[u"cron"_s].toString());
  m_count->setValue(task[u"count"_s].toInt());
  check();
}

QJsonObject ScheduleRow::task() const { return {{u"name"_s, m_name->text().trimmed()}, {u"cron"_s, m_cron->text().simplified()}, {u"count"_s, m_count->intValue()}}; }

QString ScheduleRow::fault() const {
  if (m_name->text().trimmed().isEmpty()) return tr("Each timed change needs a name.");
  return CronWords::fault(m_cron->text(), true);
}

void ScheduleRow::focusName() { m_name->setFocus(); }

void ScheduleRow::check() {
  const QString wrong = m_cron->text().isEmpty() ? QString() : CronWords::fault(m_cron->text(), true);
  m_cron->setError(!wrong.isEmpty());
  m_sentence->setTone(wrong.isEmpty() ? Tone::Tertiary : Tone::Error);
  if (!wrong.isEmpty()) m_sentence->setText(wrong);
  else if (m_cron->text().isEmpty()) m_sentence->setText(tr("Seven fields: second minute hour day month week year, in UTC+8"));
  else m_sentence->setText((m_count->intValue() == 1 ? tr("%1 (UTC+8): %2 instance from then on") : tr("%1 (UTC+8): %2 instances from then on")).arg(CronWords::sentence(m_cron->text())).arg(m_count->intValue()));
}

}  // namespace scfdesk

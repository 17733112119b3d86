// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/concurrency/provisionededitor.h"
#include "widgets/concurrency/quotabar.h"
#include "widgets/concurrency/schedulerow.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/needsengine.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/theme/followtheme.h"
#include <QHBoxLayout>
#include <QJsonArray>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMostInstances = 100'000;

/// By value: the engine may write a whole number as 2 or as 2.0.
bool sameConfig(const QJsonObject& a, const QJsonObject& b) {
  if (a.isEmpty() != b.isEmpty() || a[u"tracking"_s].toBool() != b[u"tracking"_s].toBool()) return false;
  for (const QString& name : {u"count"_s, u"target"_s, u"least"_s, u"most"_s})
    if (a[name].toDouble() != b[name].toDouble()) return false;
  const QJsonArray first = a[u"tasks"_s].toArray(), second = b[u"tasks"_s].toArray();
  if (first.size() != second.size()) return false;
  for (qsizetype i = 0; i < first.size(); ++i) {
    const QJsonObject x = first[i].toObject(), y = second[i].toObject();
    if (x[u"name"_s].toString() != y[u"name"_s].toString() || x[u"cron"_s].toString() != y[u"cron"_s].toString() || x[u"count"_s].toInt() != y[u"count"_s].toInt()) return false;
  }
  return true;
}

}  // namespace

ProvisionedEditor::ProvisionedEditor(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"concurrency_provisioned"_s);
  m_choice = new SegmentedControl(tr("Provisioned concurrency"), this);
  m_choice->setObjectName(u"concurrency_choice"_s);
  m_choice->addSegment(tr("None"));
  m_choice->addSegment(tr("Fixed"));
  m_choice->addSegment(tr("By use"));
  const auto number = [this](const QString& name, const QString& unit, const char* object, int least, int most) {
    auto* field = new NumberField(name, unit, this);
    field->setObjectName(QString(u"concurrency_"_s + QLatin1StringView(object)));
    field->setRange(least, most);
    connect(field, &QDoubleSpinBox::valueChanged, this, &ProvisionedEditor::refresh);
    return field;
  };
  m_count = number(tr("Provisioned instances"), {}, "count", 0, kMostInstances);
  m_target = number(tr("Utilization to keep"), u"%"_s, "target", 1, 99);
  m_least = number(tr("Least instances"), {}, "least", 1, kMostInstances);
  m_most = number(tr("Most instances"), {}, "most", 1, kMostInstances);
  auto* how = new FieldRow(tr("Kept ready"), m_choice, this);
  m_countRow = new FieldRow(tr("Instances"), m_count, this);
  m_targetRow = new FieldRow(tr("Utilization"), m_target, this);
  m_targetRow->setNote(tr("busy ÷ provisioned; above it instances are added"));
  m_leastRow = new FieldRow(tr("At least"), m_least, this);
  m_mostRow = new FieldRow(tr("At most"), m_most, this);
  m_tasks = new QWidget(this);
  m_taskColumn = new QVBoxLayout(m_tasks);
  m_taskColumn->setContentsMargins(0, 0, 0, 0);
  m_tasksTitle = new Label(Label::Role::DenseStrong, tr("Timed changes"), m_tasks);
  m_add = new DeskButton(tr("Add timed change"), DeskButton::Kind::Default, m_tasks);
  m_add->setObjectName(u"concurrency_addTask"_s);
  m_add->setIconName(u"plus"_s);
  m_add->setCompact(true);
  m_taskColumn->addWidget(m_tasksTitle);
  m_taskColumn->addWidget(m_add, 0, Qt::AlignLeft);
  m_error = new Label(Label::Role::Dense, Tone::Error, {}, this);
  m_error->setObjectName(u"concurrency_error"_s);
  m_error->setWordWrap(true);
  m_error->hide();
  m_save = new DeskButton(tr("Save"), DeskButton::Kind::Primary, this);
  m_save->setObjectName(u"concurrency_save"_s);
  m_discard = new DeskButton(tr("Discard"), DeskButton::Kind::Flat, this);
  m_discard->setObjectName(u"concurrency_discard"_s);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  for (QWidget* w : std::initializer_list<QWidget*>{how, m_countRow, m_targetRow, m_leastRow, m_mostRow, m_tasks, m_error}) column->addWidget(w);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_save);
  buttons->addWidget(m_discard);
  buttons->addStretch(1);
  column->addLayout(buttons);
  followTheme(this, [this, column, buttons] {
    const Theme& theme = Theme::current();
    column->setSpacing(theme.px(6));
    buttons->setSpacing(theme.px(8));
    m_taskColumn->setSpacing(theme.px(6));
    m_taskColumn->setContentsMargins(0, theme.px(6), 0, 0);
  });
  connect(m_choice, &SegmentedControl::currentChanged, this, &ProvisionedEditor::refresh);
  connect(m_add, &DeskButton::clicked, this, [this] {
    addTask({})->focusName();
    refresh();
  });
  connect(m_save, &DeskButton::clicked, this, [this] { save(); });
  connect(m_discard, &DeskButton::clicked, this, [this] {
    m_error->hide();
    fill(m_saved);
  });
}

ScheduleRow* ProvisionedEditor::addTask(const QJsonObject& task) {
  auto* row = new ScheduleRow(m_tasks);
  if (!task.isEmpty()) row->setTask(task);
  m_rows << row;
  m_taskColumn->insertWidget(m_taskColumn->count() - 1, row);
  connect(row, &ScheduleRow::changed, this, &ProvisionedEditor::refresh);
  connect(row, &ScheduleRow::removeWanted, this, [this, row] {
    m_rows.removeOne(row);
    row->hide();
    row->deleteLater();
    refresh();
  });
  return row;
}

void ProvisionedEditor::setVersion(const FunctionKey& key, const QJsonObject& version) {
  const int number = version[u"version"_s].toInt();
  const bool keep = m_version == number && m_key == key && changed() && !m_busy;
  if (m_version != number || !(m_key == key)) m_error->hide();
  m_key = key;
  m_version = number;
  m_memory = version[u"memoryMb"_s].toInt(128);
  const QJsonObject config = version[u"config"_s].toObject();
  m_saved = config;
  if (m_taken.version == number && m_taken.key == key) {
    m_taken.version = 0;
    return fill(m_taken.config);
  }
  if (keep || !changed()) return refresh();
  fill(m_saved);
}

void ProvisionedEditor::takeOver(const ProvisionedEditor& from) {
  if (from.changed()) m_taken = {from.m_key, from.m_version, from.configOf()};
}

void ProvisionedEditor::fill(const QJsonObject& config) {
  m_filling = true;
  const bool tracking = config[u"tracking"_s].toBool();
  m_choice->setCurrentIndex(config.isEmpty() ? None : tracking ? Tracking : Fixed);
  m_count->setValue(config.isEmpty() ? 1 : config[u"count"_s].toInt());
  m_target->setValue(tracking ? config[u"target"_s].toDouble() * 100 : 70);
  m_least->setValue(tracking ? config[u"least"_s].toInt() : 1);
  m_most->setValue(tracking ? config[u"most"_s].toInt() : 10);
  for (ScheduleRow* row : m_rows) delete row;
  m_rows.clear();
  for (const QJsonValue& task : config[u"tasks"_s].toArray()) addTask(task.toObject());
  m_filling = false;
  refresh();
}

QJsonObject ProvisionedEditor::configOf() const {
  const int choice = m_choice->currentIndex();
  if (choice == None) return {};
  QJsonArray tasks;
  for (const ScheduleRow* row : m_rows) tasks.append(row->task());
  const bool tracking = choice == Tracking;
  return {{u"count"_s, tracking ? 0 : m_count->intValue()}, {u"tracking"_s, tracking}, {u"target"_s, tracking ? m_target->intValue() / 100.0 : 0.0},
          {u"least"_s, tracking ? m_least->intValue() : 0}, {u"most"_s, tracking ? m_most->intValue() : 0}, {u"tasks"_s, tasks}};
}

bool ProvisionedEditor::changed() const { return m_version != 0 && !sameConfig(configOf(), m_saved); }

QString ProvisionedEditor::fault() const {
  if (m_choice->currentIndex() == Tracking && m_least->intValue() > m_most->intValue()) return tr("At least %1 is more than at most %2.").arg(m_least->intValue()).arg(m_most->intValue());
  if (m_choice->currentIndex() == None) return {};
  QStringList names;
  for (const ScheduleRow* row : m_rows) {
    if (const QString wrong = row->fault(); !wrong.isEmpty()) return wrong;
    const QString name = row->task()[u"name"_s].toString();
    if (names.contains(name)) return tr("Two timed changes are called %1.").arg(name);
    names << name;
  }
  return {};
}

void ProvisionedEditor::refresh() {
  if (m_filling) return;
  const int choice = m_choice->currentIndex();
  m_countRow->setVisible(choice == Fixed);
  for (FieldRow* row : {m_targetRow, m_leastRow, m_mostRow}) row->setVisible(choice == Tracking);
  m_tasks->setVisible(choice != None);
  m_countRow->setNote(QuotaBar::amount(int64_t{m_count->intValue()} * m_memory, m_memory));
  m_mostRow->setNote(QuotaBar::amount(int64_t{m_most->intValue()} * m_memory, m_memory));
  m_tasksTitle->setText(m_rows.isEmpty() ? tr("No timed change") : tr("Timed changes"));
  m_add->setEnabled(m_rows.size() < kTasks);
  m_add->setToolTip(m_rows.size() < kTasks ? QString() : tr("A version has at most %1 timed changes.").arg(kTasks));
  const bool any = changed();
  const QString wrong = fault(), missing = engineMissing(m_hub);
  m_save->setVisible(any);
  m_discard->setVisible(any);
  m_save->setEnabled(wrong.isEmpty() && missing.isEmpty() && !m_busy);
  m_save->setToolTip(wrong.isEmpty() ? missing : wrong);
  m_save->setAccessibleName(tr("Save provisioned concurrency of version %1").arg(m_version));
}

QJsonObject ProvisionedEditor::wanted() const {
  const QJsonObject config = configOf();
  if (config.isEmpty()) return {};
  QJsonArray actions;
  for (const QJsonValue& value : config[u"tasks"_s].toArray()) {
    const QJsonObject task = value.toObject();
    actions.append(QJsonObject{{u"TriggerName"_s, task[u"name"_s]}, {u"TriggerProvisionedConcurrencyNum"_s, task[u"count"_s]}, {u"TriggerCronConfig"_s, task[u"cron"_s]}, {u"ProvisionedType"_s, u"Default"_s}});
  }
  QJsonObject params = calls::nameOf(m_key);
  params[u"Qualifier"_s] = QString::number(m_version);
  params[u"VersionProvisionedConcurrencyNum"_s] = config[u"count"_s];
  if (!actions.isEmpty()) params[u"TriggerActions"_s] = actions;
  if (config[u"tracking"_s].toBool()) {
    params[u"ProvisionedType"_s] = u"ConcurrencyUtilizationTracking"_s;
    params[u"TrackingTarget"_s] = config[u"target"_s];
    params[u"MinCapacity"_s] = config[u"least"_s];
    params[u"MaxCapacity"_s] = config[u"most"_s];
  }
  return params;
}

void ProvisionedEditor::save(std::function<void(const Status&)> done) {
  const auto told = [done = std::move(done)](const Status& status) {
    if (done) done(status);
  };
  if (const QString wrong = fault(); changed() && !wrong.isEmpty()) return told(Error{u"InvalidParameterValue"_s, wrong, {}});
  if (m_busy || !changed()) return told(Done{});
  m_busy = true;
  m_error->hide();
  QJsonObject params = wanted();
  const char* action = "PutProvisionedConcurrencyConfig";
  if (params.isEmpty()) {
    action = "DeleteProvisionedConcurrencyConfig";
    params = calls::nameOf(m_key);
    params[u"Qualifier"_s] = QString::number(m_version);
  }
  calls::action(m_hub, action, params, this, [this, config = configOf(), version = m_version, told](const Result<QJsonObject>& r) {
    m_busy = false;
    if (version == m_version) {
      if (r) m_saved = config;
      else m_error->setText(EngineWords::text(r.error()));
      m_error->setVisible(!r.ok());
      refresh();
    }
    if (r) Q_EMIT saved();
    told(r ? Status(Done{}) : Status(r.error()));
  });
  refresh();
}

}  // namespace scfdesk

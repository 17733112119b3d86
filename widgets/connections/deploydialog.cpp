// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/deploydialog.h"
#include "models/functionmodel.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/rowtable.h"
#include "widgets/controls/switch.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/theme.h"
#include <QVBoxLayout>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kDifferencesPx = 150, kStepsPx = 124;

QString fileWords(const FileChange& change) {
  switch (change.kind) {
    case FileChange::Kind::Added: return DeployDialog::tr("new");
    case FileChange::Kind::Removed: return DeployDialog::tr("goes");
    case FileChange::Kind::Changed: return DeployDialog::tr("changed");
  }
  return {};
}
QString shownBytes(int64_t bytes, bool there) { return there ? format::bytes(bytes).text() : QString(); }
}  // namespace

DeployDialog::DeployDialog(ModelHub& hub, Connections& connections, Way way, const QString& function, QWidget* parent)
    : DialogFrame(way == Way::Deploy ? tr("Deploy %1").arg(function) : tr("Pull %1 down").arg(function), parent), m_hub(hub), m_connections(connections), m_way(way), m_function(function) {
  setObjectName(u"deploy"_s);
  build();
  fillEvents();
  showButtons();
}
DeployDialog::~DeployDialog() = default;

void DeployDialog::build() {
  m_target = new ComboField(tr("To"), this);
  m_target->setObjectName(u"deploy_target"_s);
  for (const ConnectionProfile& one : m_connections.profiles()) {
    const bool embedded = one.kind == ConnectionKind::Embedded;
    if (one.id == m_connections.current().id || (m_way == Way::Pull && !embedded)) continue;
    m_target->addItem(embedded ? tr("Embedded engine") : one.region.isEmpty() ? one.name : QString(one.name + u"  "_s + one.region + u" / "_s + one.ns), one.id);
  }
  m_target->setEmptyText(tr("no other connection yet"));
  auto* to = new FieldRow(tr("To"), m_target, this);
  to->setStretch(true);
  content()->addWidget(to);
  m_event = new ComboField(tr("Verify with"), this);
  m_event->setObjectName(u"deploy_event"_s);
  m_event->addItem(tr("nothing"), QByteArray());
  auto* event = new FieldRow(tr("Verify with"), m_event, this);
  event->setNote(tr("fired once, there"));
  content()->addWidget(event);
  m_publish = new Switch(tr("Publish a version"), this);
  m_publish->setObjectName(u"deploy_publish"_s);
  content()->addWidget(new FieldRow(tr("Publish a version"), m_publish, this));
  m_summary = new Label(Label::Role::BodyStrong, QString(), this);
  m_summary->setObjectName(u"deploy_summary"_s);
  m_summary->setWordWrap(true);
  content()->addWidget(m_summary);
  m_differences = new RowTable(tr("What differs"), this);
  m_differences->setObjectName(u"deploy_differences"_s);
  m_differences->setColumns({{tr("What"), 170}, {tr("There now"), 150}, {tr("Then"), 0}});
  content()->addWidget(m_differences);
  m_notes = new Label(Label::Role::Dense, Tone::Secondary, {}, this);
  m_notes->setObjectName(u"deploy_notes"_s);
  m_notes->setWordWrap(true);
  content()->addWidget(m_notes);
  m_steps = new RowTable(tr("Steps"), this);
  m_steps->setObjectName(u"deploy_steps"_s);
  m_steps->setColumns({{tr("Step"), 250}, {tr("State"), 0}});
  content()->addWidget(m_steps);
  followTheme(this, [this] {
    m_differences->setFixedHeight(Theme::current().px(kDifferencesPx));
    m_steps->setFixedHeight(Theme::current().px(kStepsPx));
  });
  m_close = new DeskButton(tr("Close"), DeskButton::Kind::Default, this);
  m_close->setObjectName(u"deploy_close"_s);
  m_plan = new DeskButton(tr("Plan"), DeskButton::Kind::Default, this);
  m_plan->setObjectName(u"deploy_plan"_s);
  m_apply = new DeskButton(m_way == Way::Deploy ? tr("Deploy") : tr("Pull"), DeskButton::Kind::Primary, this);
  m_apply->setObjectName(u"deploy_apply"_s);
  for (DeskButton* one : {m_close, m_plan, m_apply}) {
    one->setAccessibleName(one->text());
    one->setAutoDefault(false);
    addButton(one);
  }
  connect(m_close, &DeskButton::clicked, this, &QDialog::reject);
  connect(m_plan, &DeskButton::clicked, this, &DeployDialog::plan);
  connect(m_apply, &DeskButton::clicked, this, &DeployDialog::apply);
  // Another target, another event: the plan that is shown is no longer that of the choice.
  const auto stale = [this] {
    m_run.reset();
    m_summary->clear();
    m_differences->setRows({});
    m_steps->setRows({});
    m_notes->clear();
    banner().clear();
    showButtons();
  };
  connect(m_target, &QComboBox::currentIndexChanged, this, stale);
  connect(m_event, &QComboBox::currentIndexChanged, this, stale);
  connect(m_publish, &QAbstractButton::toggled, this, stale);
}

void DeployDialog::fillEvents() {
  const FunctionInfo* info = m_hub.functions().infoOf({m_connections.current().ns, m_function});
  const FunctionKey key = info ? info->key : FunctionKey{m_connections.current().ns, m_function};
  m_hub.backend().savedEvents(key, this, [this](const Result<QList<SavedEvent>>& events) {
    if (!events) return;
    for (const SavedEvent& event : *events) m_event->addItem(event.name, event.json);
  });
}

void DeployDialog::plan() {
  banner().clear();
  if (m_run) return m_run->read();
  if (m_target->currentIndex() < 0) return;
  m_plan->setEnabled(false);
  m_connections.openEnd(m_connections.current().id, this, [this](const Result<std::shared_ptr<DeployTarget>>& end) {
    showButtons();
    if (!end) return banner().show(end.error());
    m_source = *end;
    openTarget();
  });
}

void DeployDialog::openTarget() {
  m_connections.openEnd(m_target->currentData().toString(), this, [this](const Result<std::shared_ptr<DeployTarget>>& end) {
    showButtons();
    if (!end) return banner().show(end.error());
    m_end = *end;
    DeployRequest request{{m_function}, m_publish->isChecked(), {}, {}};
    if (const QByteArray event = m_event->currentData().toByteArray(); !event.isEmpty()) request.events.insert(m_function, event);
    m_run = std::make_unique<DeployRun>(*m_source, *m_end, request);
    connect(m_run.get(), &DeployRun::stateChanged, this, &DeployDialog::onState);
    connect(m_run.get(), &DeployRun::stepChanged, this, &DeployDialog::showSteps);
    m_run->read();
  });
}

void DeployDialog::apply() {
  banner().clear();
  if (m_run) m_run->apply();
}

void DeployDialog::onState() {
  using State = DeployRun::State;
  switch (m_run->state()) {
    case State::Idle: break;
    case State::Reading: m_summary->setText(tr("Reading both ends ...")); break;
    case State::Planned: showPlan(); break;
    case State::Applying: m_summary->setText(tr("%1 is being written to %2 ...").arg(m_function, m_run->target().name())); break;
    case State::Verifying: m_summary->setText(tr("Reading back what was written ...")); break;
    case State::Done: {
      QString text = tr("%1 at %2 is now as it is here.").arg(m_function, m_run->target().name());
      for (const Verification& one : m_run->verifications())
        text += u' ' + tr("Its event brought %1 in %2.").arg(QString::fromUtf8(one.result.left(80)), format::duration(int64_t(one.durationMs * 1000)).text());
      m_summary->setText(text);
      break;
    }
    case State::Failed:
      m_summary->setText(m_run->progress().isEmpty() ? QString() : tr("It stopped in the middle. What was done stays; plan again to go on with the rest."));
      banner().show(m_run->error());
      break;
  }
  showSteps();
  showButtons();
}

void DeployDialog::showPlan() {
  const FunctionPlan& plan = m_run->plan().functions.first();
  const QString there = m_run->target().name();
  switch (plan.verb) {
    case DeployVerb::Create: m_summary->setText(tr("%1 is created at %2.").arg(m_function, there)); break;
    case DeployVerb::Change: m_summary->setText(tr("%1 is changed at %2.").arg(m_function, there)); break;
    case DeployVerb::Leave: m_summary->setText(tr("%1 at %2 is as it is here: nothing to do.").arg(m_function, there)); break;
    case DeployVerb::Blocked: m_summary->setText(tr("%1 cannot go to %2. %3").arg(m_function, there, plan.blocked)); break;
  }
  QList<Row> rows;
  for (const FieldChange& field : plan.fields)
    rows.append({field.field, {{field.field}, {field.before.isEmpty() ? u"—"_s : field.before, Tone::Secondary, true}, {field.after.isEmpty() ? u"—"_s : field.after, Tone::Primary, true}}, field.after});
  for (const FileChange& file : plan.files)
    rows.append({QString(u"file "_s + file.path),
                 {{file.path}, {shownBytes(file.before, file.kind != FileChange::Kind::Added), Tone::Secondary, true},
                  {QString(fileWords(file) + u"  "_s + shownBytes(file.after, file.kind != FileChange::Kind::Removed)), file.kind == FileChange::Kind::Removed ? Tone::Warning : Tone::Primary, true}}});
  m_differences->setRows(rows);
  m_notes->setText(plan.notes.join(u'\n'));
}

void DeployDialog::showSteps() {
  QList<Row> rows;
  const auto& steps = m_run->plan().steps;
  for (int i = 0; i < steps.size() && i < m_run->progress().size(); ++i) {
    const StepProgress& progress = m_run->progress()[i];
    QString state;
    Tone tone = Tone::Secondary;
    switch (progress.state) {
      case StepProgress::State::Waiting: state = tr("waits"); break;
      case StepProgress::State::Running: state = progress.attempts > 1 ? tr("attempt %1: %2").arg(progress.attempts).arg(progress.error.message) : tr("under way"); tone = Tone::Primary; break;
      case StepProgress::State::Done: state = progress.attempts > 1 ? tr("done at attempt %1").arg(progress.attempts) : tr("done"); tone = Tone::Success; break;
      case StepProgress::State::Failed: state = progress.error.message; tone = Tone::Error; break;
    }
    const QString what = QString::fromLatin1(steps[i].action) + (steps[i].subject.isEmpty() ? QString() : QString(u' ' + steps[i].subject));
    rows.append({QString::number(i), {{what, Tone::Primary, true}, {state, tone}}, state});
  }
  m_steps->setRows(rows);
}

void DeployDialog::showButtons() {
  using State = DeployRun::State;
  const State state = m_run ? m_run->state() : State::Idle;
  const bool busy = state == State::Reading || state == State::Applying || state == State::Verifying;
  for (QWidget* one : QList<QWidget*>{m_target, m_event, m_publish}) one->setEnabled(!busy);
  m_plan->setEnabled(!busy && m_target->currentIndex() >= 0);
  m_plan->setText(state == State::Failed || state == State::Planned ? tr("Plan again") : tr("Plan"));
  m_apply->setEnabled(state == State::Planned && !m_run->plan().steps.isEmpty());
  m_apply->setToolTip(m_apply->isEnabled() ? QString() : state == State::Planned ? tr("Nothing differs.") : tr("Plan first: it shows what is written before anything is."));
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connections/deploydialog.h"
#include "models/functionmodel.h"
#include "widgets/connections/connectionsdialog.h"
#include "widgets/connections/functionchoice.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/switch.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/theme.h"
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kDifferencesPx = 232, kStepsPx = 124;

}  // namespace

DeployDialog::DeployDialog(ModelHub& hub, Connections& connections, Way way, const QString& function, QWidget* parent)
    : DialogFrame(QString(), parent), m_hub(hub), m_connections(connections), m_way(way) {
  setObjectName(u"deploy"_s);
  QStringList names;
  for (int row = 0; row < hub.functions().rowCount(); ++row)
    if (const FunctionInfo* info = hub.functions().infoAt(row); info->key.ns == connections.current().ns) names << info->key.name;
  m_choice = new FunctionChoice(names, function, this);
  m_choice->setObjectName(u"deploy_functions"_s);
  build();
  askEvents();
  showButtons();
  if (m_target->count() > 0) return;
  // Nowhere to go to: one sentence, and the way there.
  for (QWidget* one : QList<QWidget*>{m_differences, m_steps, m_summary}) one->hide();
  banner().show(tr("There is no other connection yet. Make one to deploy to."), tr("New connection"), Banner::Kind::Warning);
  connect(&banner(), &Banner::actionTriggered, this, [this] {
    (new ConnectionsDialog(m_connections, {}, parentWidget()))->show();
    reject();
  });
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
  content()->addWidget(new FieldRow(tr("Functions"), m_choice, this));
  auto* to = new FieldRow(tr("To"), m_target, this);
  to->setStretch(true);
  content()->addWidget(to);
  m_event = new ComboField(tr("Verify with"), this);
  m_event->setObjectName(u"deploy_event"_s);
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
    setHeading(m_way == Way::Deploy ? tr("Deploy %1").arg(subject()) : tr("Pull %1 down").arg(subject()));
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
  connect(m_choice, &FunctionChoice::chosenChanged, this, [this, stale] {
    stale();
    askEvents();
  });
  stale();
}

QString DeployDialog::subject() const { return m_choice->chosen().size() == 1 ? m_choice->chosen().first() : tr("%n functions", nullptr, int(m_choice->chosen().size())); }

void DeployDialog::askEvents() {
  fillEvents();
  for (const QString& name : m_choice->chosen()) {
    if (m_saved.contains(name)) continue;
    m_hub.backend().savedEvents({m_connections.current().ns, name}, this, [this, name](const Result<QList<SavedEvent>>& events) {
      m_saved.insert(name, events ? *events : QList<SavedEvent>());
      fillEvents();
    });
  }
}

/// Of one function its events; of several, that each is verified with its first one.
void DeployDialog::fillEvents() {
  const QSignalBlocker quiet(m_event);
  const QString before = m_event->currentText();
  m_event->clear();
  m_event->addItem(tr("nothing"), QString());
  if (const QStringList& chosen = m_choice->chosen(); chosen.size() == 1) {
    for (const SavedEvent& event : m_saved.value(chosen.first())) m_event->addItem(event.name, event.name);
  } else if (std::any_of(chosen.cbegin(), chosen.cend(), [this](const QString& name) { return !m_saved.value(name).isEmpty(); })) {
    m_event->addItem(tr("the first saved event of each"), u"*"_s);
  }
  m_event->setCurrentIndex(std::max(0, m_event->findText(before)));
}

QMap<QString, QByteArray> DeployDialog::events() const {
  const QString wanted = m_event->currentData().toString();
  QMap<QString, QByteArray> chosen;
  if (wanted.isEmpty()) return chosen;
  for (const QString& name : m_choice->chosen())
    for (const SavedEvent& event : m_saved.value(name))
      if (!chosen.contains(name) && (event.name == wanted || m_choice->chosen().size() > 1)) chosen.insert(name, event.json);
  return chosen;
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
    const DeployRequest request{m_choice->chosen(), m_publish->isChecked(), {}, events()};
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
    case State::Applying: m_summary->setText(tr("%1 is being written to %2 ...").arg(subject(), m_run->target().name())); break;
    case State::Verifying: m_summary->setText(tr("Reading back what was written ...")); break;
    case State::Done: {
      QString text = tr("Code, configuration and triggers of %1 at %2 are now as they are here.").arg(subject(), m_run->target().name());
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

void DeployDialog::showButtons() {
  using State = DeployRun::State;
  const State state = m_run ? m_run->state() : State::Idle;
  const bool busy = state == State::Reading || state == State::Applying || state == State::Verifying;
  for (QWidget* one : QList<QWidget*>{m_choice, m_target, m_event, m_publish}) one->setEnabled(!busy);
  m_plan->setEnabled(!busy && m_target->currentIndex() >= 0);
  m_plan->setText(state == State::Failed || state == State::Planned ? tr("Plan again") : tr("Plan"));
  const bool blocked = state == State::Planned && m_run->plan().count(DeployVerb::Blocked) > 0;
  m_apply->setEnabled(state == State::Planned && !blocked && !m_run->plan().steps.isEmpty());
  m_apply->setToolTip(m_apply->isEnabled() ? QString() : m_target->currentIndex() < 0 ? tr("There is no other connection yet.") : blocked ? tr("Leave out what cannot go.") : state == State::Planned ? tr("Nothing differs.") : tr("Plan first: it shows what is written before anything is."));
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
// What the deploy dialog says of a plan and of its steps.
#include "widgets/connections/deploydialog.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
QString fileWords(const FileChange& change) {
  switch (change.kind) {
    case FileChange::Kind::Added: return DeployDialog::tr("new");
    case FileChange::Kind::Removed: return DeployDialog::tr("goes");
    case FileChange::Kind::Changed: return DeployDialog::tr("changed");
  }
  return {};
}
QString shownBytes(int64_t bytes, bool there) { return there ? format::bytes(bytes).text() : QString(); }

QString verbWords(DeployVerb verb) {
  switch (verb) {
    case DeployVerb::Create: return DeployDialog::tr("to be created");
    case DeployVerb::Change: return DeployDialog::tr("to be changed");
    case DeployVerb::Leave: return DeployDialog::tr("stays as it is");
    case DeployVerb::Blocked: return DeployDialog::tr("cannot go");
  }
  return {};
}
}  // namespace

QString DeployDialog::planSummary() const {
  const DeployPlan& plan = m_run->plan();
  const QString there = m_run->target().name();
  if (plan.functions.size() == 1) {
    const FunctionPlan& one = plan.functions.first();
    switch (one.verb) {
      case DeployVerb::Create: return tr("%1 will be created at %2.").arg(one.name, there);
      case DeployVerb::Change: return tr("%1 will be changed at %2.").arg(one.name, there);
      case DeployVerb::Leave: return tr("%1 at %2 is as it is here: nothing to do.").arg(one.name, there);
      case DeployVerb::Blocked: return tr("%1 cannot go to %2. %3").arg(one.name, there, EngineWords::text(one.blocked));
    }
  }
  QStringList parts;
  for (const DeployVerb verb : {DeployVerb::Create, DeployVerb::Change, DeployVerb::Leave, DeployVerb::Blocked})
    if (const int count = plan.count(verb); count > 0) parts << u"%1 %2"_s.arg(count).arg(verbWords(verb));
  return tr("At %1: %2.").arg(there, parts.join(u", "_s));
}

QList<Row> DeployDialog::planRows() const {
  QList<Row> rows;
  const bool several = m_run->plan().functions.size() > 1;
  for (const FunctionPlan& function : m_run->plan().functions) {
    const QString key = several ? QString(function.name + u'/') : QString();
    if (several) {
      const bool blocked = function.verb == DeployVerb::Blocked;
      const QString why = blocked ? QString(verbWords(function.verb) + u": "_s + EngineWords::text(function.blocked)) : verbWords(function.verb);
      rows.append({key, {{function.name, Tone::Link}, {QString()}, {why, blocked ? Tone::Error : function.verb == DeployVerb::Leave ? Tone::Tertiary : Tone::Primary}}, why});
    }
    for (const FieldChange& field : function.fields)
      rows.append({QString(key + field.field), {{field.field}, {field.before.isEmpty() ? u"—"_s : field.before, Tone::Secondary, true}, {field.after.isEmpty() ? u"—"_s : field.after, Tone::Primary, true}}, field.after});
    for (const FileChange& file : function.files)
      rows.append({QString(key + u"file "_s + file.path),
                   {{file.path}, {shownBytes(file.before, file.kind != FileChange::Kind::Added), Tone::Secondary, true},
                    {QString(fileWords(file) + u"  "_s + shownBytes(file.after, file.kind != FileChange::Kind::Removed)), file.kind == FileChange::Kind::Removed ? Tone::Warning : Tone::Primary, true}}});
  }
  return rows;
}

void DeployDialog::showPlan() {
  m_summary->setText(planSummary());
  m_differences->setRows(planRows());
  QStringList notes;
  for (const FunctionPlan& function : m_run->plan().functions)
    for (const QString& note : function.notes) notes << (m_run->plan().functions.size() > 1 ? QString(function.name + u": "_s + EngineWords::text(note)) : EngineWords::text(note));
  m_notes->setText(notes.join(u'\n'));
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
      case StepProgress::State::Running: state = progress.attempts > 1 ? tr("attempt %1: %2").arg(progress.attempts).arg(EngineWords::text(progress.error.message)) : tr("under way"); tone = Tone::Primary; break;
      case StepProgress::State::Done: state = progress.attempts > 1 ? tr("done at attempt %1").arg(progress.attempts) : tr("done"); tone = Tone::Success; break;
      case StepProgress::State::Failed: state = EngineWords::text(progress.error.message); tone = Tone::Error; break;
    }
    const QString owner = m_run->plan().functions.size() > 1 ? QString(steps[i].function + u": "_s) : QString();
    const QString what = owner + QString::fromLatin1(steps[i].action) + (steps[i].subject.isEmpty() ? QString() : QString(u' ' + steps[i].subject));
    rows.append({QString::number(i), {{what, Tone::Primary, true}, {state, tone}}, state});
  }
  m_steps->setRows(rows);
}

}  // namespace scfdesk

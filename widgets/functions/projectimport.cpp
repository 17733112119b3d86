// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/projectimport.h"
#include "models/modelhub.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/rowtable.h"
#include "widgets/controls/searchfield.h"
#include "widgets/functions/codetemplates.h"
#include "widgets/functions/functioncalls.h"
#include "widgets/functions/packagefile.h"
#include "widgets/functions/pathfield.h"
#include "widgets/theme/followtheme.h"
#include <QFileInfo>
#include <QJsonDocument>
#include <QVBoxLayout>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kFunctionsPx = 132;
constexpr int kNotesPx = 128;
constexpr int kTypingPauseMs = 300;

FunctionKey keyOf(const QJsonObject& plan) { return {plan[u"namespace"_s].toString(), plan[u"name"_s].toString()}; }
}  // namespace

ProjectImport::ProjectImport(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"newfunction_project"_s);
  m_path = new PathField(tr("Project file"), PathField::Kind::Project, this);
  m_path->setPartNames(u"newfunction_projectfile"_s);
  m_row = new FieldRow(tr("Project file"), m_path, this);
  m_row->setStretch(true);
  m_functions = new RowTable(tr("Functions of the project file"), this);
  m_functions->setObjectName(u"newfunction_project_functions"_s);
  m_functions->setColumns({{tr("Function"), 150}, {tr("Runtime"), 96}, {tr("Triggers"), 64, true}, {tr("State")}});
  m_notesTitle = new Label(Label::Role::Dense, Tone::Warning, {}, this);
  m_notesTitle->setObjectName(u"newfunction_project_left"_s);
  m_notesTitle->setWordWrap(true);
  m_notes = new RowTable(tr("What does not come over"), this);
  m_notes->setObjectName(u"newfunction_project_notes"_s);
  m_notes->setColumns({{tr("Line"), 56, true}, {tr("Where"), 136}, {tr("Why")}});
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_row);
  for (const QString& name : {u"app"_s, u"stage"_s, u"name"_s, u"org"_s}) {
    auto* value = new TextField(tr("Value for %1").arg(QString(u"${"_s + name + u'}')), this);
    value->setObjectName(u"newfunction_project_value_%1"_s.arg(name));
    value->setCode(true);
    auto* row = new FieldRow(QString(u"${"_s + name + u'}'), value, this);
    row->setStretch(true);
    row->setToolTip(tr("The file names this without saying what it is"));
    row->hide();
    column->addWidget(row);
    m_values[name] = {row, value};
    connect(value, &QLineEdit::textEdited, &m_typed, qOverload<>(&QTimer::start));
  }
  m_typed.setSingleShot(true);
  m_typed.setInterval(kTypingPauseMs);
  connect(&m_typed, &QTimer::timeout, this, &ProjectImport::askPlan);
  for (QWidget* part : {static_cast<QWidget*>(m_functions), static_cast<QWidget*>(m_notesTitle), static_cast<QWidget*>(m_notes)}) column->addWidget(part);
  followTheme(this, [this, column] {
    const Theme& theme = Theme::current();
    column->setSpacing(theme.px(8));
    m_functions->setFixedHeight(theme.px(kFunctionsPx));
    m_notes->setFixedHeight(theme.px(kNotesPx));
  });
  connect(m_path, &PathField::pathChanged, this, &ProjectImport::onFile);
  setFocusProxy(m_path);
  fill();
}

void ProjectImport::setFile(const QString& path) { m_path->setPath(path); }

int ProjectImport::count() const {
  return int(std::count_if(m_items.begin(), m_items.end(), [](const Item& i) { return i.step == Step::Planned; }));
}

void ProjectImport::onFile(const QString& path) {
  const int look = ++m_look;
  m_text.clear();
  for (const auto& [name, value] : m_values) {
    value.second->clear();
    value.first->hide();
  }
  m_typed.stop();
  forget();
  if (path.isEmpty()) return;
  readProjectFile(path, this, [this, look, folder = QFileInfo(path).absolutePath()](Result<QByteArray> text) {
    if (look != m_look) return;
    if (!text) return setError(EngineWords::text(text.error()));
    m_text = QString::fromUtf8(*text);
    m_folder = folder;
    askPlan();
  });
}

void ProjectImport::forget() {
  m_items.clear();
  m_left = {};
  m_first = 0;
  m_failed = false;
  setError({});
  fill();
}

/// What the file would make, with the values that were typed.
void ProjectImport::askPlan() {
  if (m_text.isEmpty()) return;
  QJsonObject values;
  for (const auto& [name, value] : m_values)
    if (!value.second->text().isEmpty()) values.insert(name, value.second->text());
  calls::post(m_hub, u"/-/project"_s, {{u"text"_s, m_text}, {u"folder"_s, m_folder}, {u"values"_s, values}}, this, [this, look = ++m_look](const Result<QJsonObject>& plan) {
    if (look != m_look) return;
    forget();
    onPlan(plan);
  });
}

/// A field for each; one that was asked for stays.
void ProjectImport::showMissing(const QJsonArray& names) {
  bool first = true;
  for (const QJsonValue& name : names) {
    const auto it = m_values.find(name.toString());
    if (it == m_values.end()) continue;
    if (it->second.first->isHidden() && std::exchange(first, false)) it->second.second->setFocus();
    it->second.first->show();
  }
}

void ProjectImport::onPlan(const Result<QJsonObject>& plan) {
  if (!plan) return setError(EngineWords::text(plan.error()));
  for (const QJsonValue& value : (*plan)[u"functions"_s].toArray()) {
    Item item{value.toObject(), Step::Planned, {}};
    if (item.plan[u"exists"_s].toBool()) item.step = Step::Exists;
    m_items.append(item);
  }
  m_left = (*plan)[u"notes"_s].toArray();
  showMissing((*plan)[u"missing"_s].toArray());
  fill();
}

void ProjectImport::setError(const QString& error) {
  m_row->setError(error);
  m_path->setError(!error.isEmpty());
  Q_EMIT changed();
}

QString ProjectImport::stateOf(const Item& item) const {
  switch (item.step) {
    case Step::Planned: return tr("new, code in %1").arg(item.plan[u"code"_s].toString());
    case Step::Exists: return tr("exists already, left alone");
    case Step::Working: return tr("creating…");
    case Step::Made: return item.trouble.isEmpty() ? tr("created") : tr("created; %1").arg(item.trouble);
    case Step::Failed: return item.trouble;
  }
  return {};
}

void ProjectImport::fill() {
  QList<Row> functions, notes;
  for (const Item& item : std::as_const(m_items)) {
    const Tone tone = item.step == Step::Failed || !item.trouble.isEmpty() ? Tone::Error : item.step == Step::Made ? Tone::Success : item.step == Step::Exists ? Tone::Tertiary : Tone::Secondary;
    const FunctionKey key = keyOf(item.plan);
    const QString name = key.ns == u"default" ? key.name : QString(key.ns + u'/' + key.name);
    const QString runtime = runtimeLabel(item.plan[u"runtime"_s].toString()), triggers = QString::number(item.plan[u"triggers"_s].toArray().size());
    functions.append(Row{name, {RowCell{name}, RowCell{runtime, Tone::Secondary}, RowCell{triggers, Tone::Secondary, true}, RowCell{stateOf(item), tone}}, stateOf(item)});
  }
  for (const QJsonValue& value : std::as_const(m_left)) {
    const QJsonObject note = value.toObject();
    const QString why = EngineWords::text(note[u"what"_s].toString());
    const QString where = note[u"where"_s].toString(), line = QString::number(note[u"line"_s].toInt());
    // The member's own name is what tells them apart; the whole path is in the tool tip.
    notes.append(Row{QString::number(notes.size()), {RowCell{line, Tone::Tertiary, true}, RowCell{where.section(u'.', -1), Tone::Secondary, true}, RowCell{why, Tone::Secondary}}, QString(where + u'\n' + why)});
  }
  m_functions->setRows(functions);
  m_notes->setRows(notes);
  m_functions->setVisible(!functions.isEmpty());
  m_notes->setVisible(!notes.isEmpty());
  m_notesTitle->setVisible(!notes.isEmpty());
  m_notesTitle->setText(tr("Entries of the file that do not come over: %1").arg(notes.size()));
  Q_EMIT changed();
}

void ProjectImport::createAll() {
  Q_EMIT busyChanged(true);
  next();
}

void ProjectImport::next() {
  const auto it = std::find_if(m_items.begin(), m_items.end(), [](const Item& i) { return i.step == Step::Planned; });
  if (it == m_items.end()) {
    Q_EMIT busyChanged(false);
    if (!m_failed && m_first != 0) Q_EMIT created(m_first);
    return;
  }
  it->step = Step::Working;
  fill();
  makeNamespace(it - m_items.begin());
}

void ProjectImport::makeNamespace(qsizetype index) {
  const FunctionKey key = keyOf(m_items[index].plan);
  if (key.ns == u"default") return makeFunction(index);
  calls::action(m_hub, "CreateNamespace", {{u"Namespace"_s, key.ns}}, this, [this, index](const Result<QJsonObject>& made) {
    if (!made && !made.error().code.startsWith(u"ResourceInUse"_s)) return finish(index, Step::Failed, EngineWords::text(made.error()));
    makeFunction(index);
  });
}

void ProjectImport::makeFunction(qsizetype index) {
  const QString code = m_items[index].plan[u"code"_s].toString();
  if (!code.endsWith(u".zip"_s, Qt::CaseInsensitive)) return send(index, {CodeSource::Folder, {}, code});
  readPackage(code, this, [this, index](Result<QByteArray> zip) {
    if (!zip) return finish(index, Step::Failed, EngineWords::text(zip.error()));
    send(index, {CodeSource::Package, std::move(zip.value()), {}});
  });
}

void ProjectImport::send(qsizetype index, const CodeInput& code) {
  const QJsonObject& plan = m_items[index].plan;
  CreateFunction request;
  request.key = keyOf(plan);
  request.code = code;
  request.role = plan[u"role"_s].toString();
  FunctionConfig& c = request.config;
  c.runtime = plan[u"runtime"_s].toString();
  c.handler = plan[u"handler"_s].toString();
  c.description = plan[u"description"_s].toString();
  c.memoryMb = plan[u"memoryMb"_s].toInt();
  c.timeoutSeconds = plan[u"timeoutSeconds"_s].toInt();
  c.initTimeoutSeconds = plan[u"initTimeoutSeconds"_s].toInt();
  c.asyncRun = plan[u"asyncRun"_s].toBool();
  c.traceEnabled = plan[u"traceEnabled"_s].toBool();
  for (const QJsonValue& pair : plan[u"environment"_s].toArray()) c.environment.append({pair.toArray().at(0).toString(), pair.toArray().at(1).toString()});
  if (plan[u"web"_s].toBool()) request.apiExtras.insert(u"Type"_s, u"\"HTTP\""_s);
  m_hub.backend().createFunction(request, this, [this, index](const Result<FunctionInfo>& made) {
    if (!made) return finish(index, Step::Failed, EngineWords::text(made.error()));
    if (m_first == 0) m_first = made->id;
    makeTrigger(index, 0);
  });
}

void ProjectImport::makeTrigger(qsizetype index, qsizetype trigger) {
  const QJsonArray triggers = m_items[index].plan[u"triggers"_s].toArray();
  if (trigger >= triggers.size()) return finish(index, Step::Made, m_items[index].trouble);
  const QJsonObject params = triggers[trigger].toObject();
  calls::action(m_hub, "CreateTrigger", params, this, [this, index, trigger, name = params[u"TriggerName"_s].toString()](const Result<QJsonObject>& made) {
    if (!made) {
      m_failed = true;
      QString& trouble = m_items[index].trouble;
      if (!trouble.isEmpty()) trouble += u' ';
      trouble += tr("Trigger %1: %2").arg(name, EngineWords::text(made.error()));
    }
    makeTrigger(index, trigger + 1);
  });
}

void ProjectImport::finish(qsizetype index, Step step, const QString& trouble) {
  m_items[index].step = step;
  m_items[index].trouble = trouble;
  if (step == Step::Failed) m_failed = true;
  fill();
  next();
}

}  // namespace scfdesk

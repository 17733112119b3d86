// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/functiondialogs.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/searchfield.h"
#include "widgets/functions/functioncalls.h"
#include <QJsonArray>
#include <QUrl>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kNamesShown = 5;

/// "a, b, c, 4 more"
QString namesOf(const QStringList& names) {
  QStringList shown = names.mid(0, kNamesShown);
  if (names.size() > kNamesShown) shown << DeleteDialog::tr("%1 more").arg(names.size() - kNamesShown);
  return shown.join(u", "_s);
}

QString keyName(const ModelHub& hub, FunctionId id) {
  const FunctionInfo* f = hub.functions().info(id);
  return f ? f->key.name : QString();
}

/// NAME-copy, or NAME-copy-2 and so on when that is taken; never longer than a name may be.
QString freeCopyName(const FunctionModel& model, const FunctionKey& from) {
  const QString base = from.name.left(50) + u"-copy"_s;
  QString name = base;
  for (int n = 2; model.infoOf({from.ns, name}); ++n) name = base + u'-' + QString::number(n);
  return name;
}

}  // namespace

DeleteDialog::DeleteDialog(ModelHub& hub, FunctionId function, QWidget* parent)
    : DialogFrame(tr("Delete %1?").arg(keyName(hub, function)), parent), m_hub(hub), m_function(function) {
  setObjectName(u"delete"_s);
  m_losses = new Label(Label::Role::Body, Tone::Secondary, {}, this);
  m_losses->setObjectName(u"delete_losses"_s);
  m_losses->setWordWrap(true);
  m_losses->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  content()->addWidget(m_losses);
  m_delete = new DeskButton(tr("Delete function"), DeskButton::Kind::Danger, this);
  m_delete->setObjectName(u"delete_delete"_s);
  m_delete->setAutoDefault(false);
  m_keep = new DeskButton(tr("Keep"), DeskButton::Kind::Default, this);
  m_keep->setObjectName(u"delete_keep"_s);
  m_keep->setDefault(true);
  addButton(m_delete);
  addButton(m_keep);
  m_keep->setFocus();
  connect(m_keep, &DeskButton::clicked, this, &QDialog::reject);
  connect(m_delete, &DeskButton::clicked, this, &DeleteDialog::deleteNow);
  connect(&hub.functions(), &FunctionModel::functionRemoved, this, [this](quint32 id) {
    if (id == m_function) finish();  // also when it went without us
  });
  if (const FunctionInfo* f = hub.functions().info(function)) m_key = f->key;
  m_delete->setAccessibleName(tr("Delete function %1").arg(m_key.name));
  m_keep->setAccessibleName(tr("Keep function %1").arg(m_key.name));
  showLosses();
  countEvents();
  countOthers();
}

void DeleteDialog::countEvents() {
  m_hub.backend().pendingEvents(m_key, this, [this](const Result<int>& r) {
    m_pending = r ? *r : -1;
    showLosses();
  });
  m_hub.backend().savedEvents(m_key, this, [this](const Result<QList<SavedEvent>>& r) {
    m_savedKnown = r.ok();
    if (r)
      for (const SavedEvent& e : *r) m_saved << e.name;
    showLosses();
  });
}

void DeleteDialog::countOthers() {
  if (!m_hub.backend().capabilities().localAdditions) return;
  const auto encoded = [](const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
  calls::get(m_hub, u"/-/triggers?namespace=%1&function=%2"_s.arg(encoded(m_key.ns), encoded(m_key.name)), this, [this](const Result<QJsonObject>& r) {
    if (!r) return;
    const QJsonArray triggers = r->value("triggers"_L1).toArray();
    for (const QJsonValue& one : triggers) m_triggers << one["name"_L1].toString();
    showLosses();
  });
  calls::get(m_hub, u"/-/dead-letters?brief=1"_s, this, [this](const Result<QJsonObject>& r) {
    if (!r) return;
    m_letters = 0;
    const QJsonArray letters = r->value("deadLetters"_L1).toArray();
    for (const QJsonValue& one : letters)
      m_letters += one["namespace"_L1].toString() == m_key.ns && one["function"_L1].toString() == m_key.name;
    showLosses();
  });
}

/// What hangs below the function: versions, aliases, triggers.
QStringList DeleteDialog::resourceLosses(const FunctionInfo& info) const {
  QStringList lines, versions, aliases;
  for (const VersionInfo& one : info.versions) versions << QString::number(one.number);
  for (const AliasInfo& one : info.aliases) aliases << one.name;
  if (versions.size() == 1) lines << tr("1 published version goes: %1.").arg(namesOf(versions));
  else if (!versions.isEmpty()) lines << tr("%1 published versions go: %2.").arg(QString::number(versions.size()), namesOf(versions));
  if (aliases.size() == 1) lines << tr("1 alias goes: %1.").arg(namesOf(aliases));
  else if (!aliases.isEmpty()) lines << tr("%1 aliases go: %2.").arg(QString::number(aliases.size()), namesOf(aliases));
  if (m_triggers.size() == 1) lines << tr("1 trigger goes: %1.").arg(namesOf(m_triggers));
  else if (!m_triggers.isEmpty()) lines << tr("%1 triggers go: %2.").arg(QString::number(m_triggers.size()), namesOf(m_triggers));
  return lines;
}

QString DeleteDialog::historyLoss() const {
  int held = 0;
  const InvocationModel& all = m_hub.invocations();
  for (int row = 0, rows = all.rowCount(); row < rows; ++row)
    if (const Invocation* one = all.invocationAt(row)) held += one->function == m_function;
  if (held == 0) return tr("No invocation in its history.");
  const QString count = format::count(held);
  return held == 1 ? tr("Its history goes: 1 invocation, with its log.") : tr("Its history goes: %1 invocations, with their log.").arg(count);
}

void DeleteDialog::showLosses() {
  const FunctionInfo* f = m_hub.functions().info(m_function);
  if (!f) return;
  QStringList lines;
  if (f->source == CodeSource::Folder) lines << tr("Its configuration goes. The folder %1 stays as it is.").arg(f->folder);
  else lines << tr("Its code (%1) and configuration go.").arg(format::bytes(f->codeBytes).text());
  lines << resourceLosses(*f);
  if (m_pending == 1) lines << tr("1 pending event goes and is never run.");
  else if (m_pending > 1) lines << tr("%1 pending events go and are never run.").arg(format::count(m_pending));
  else if (m_pending == 0) lines << tr("No pending event.");
  if (m_letters == 1) lines << tr("1 dead letter stays in Async; without the function it cannot be retried.");
  else if (m_letters > 1) lines << tr("%1 dead letters stay in Async; without the function they cannot be retried.").arg(format::count(m_letters));
  if (!m_saved.isEmpty()) {
    lines << (m_saved.size() == 1 ? tr("1 saved event goes: %1.").arg(namesOf(m_saved)) : tr("%1 saved events go: %2.").arg(QString::number(m_saved.size()), namesOf(m_saved)));
  } else if (m_savedKnown) {
    lines << tr("No saved event.");
  }
  lines << historyLoss();
  if (const int living = m_hub.functions().index(m_hub.functions().rowOf(m_function), 0).data(FunctionModel::InstancesRole).toInt(); living > 0)
    lines << (living == 1 ? tr("1 instance ends, with what it runs.") : tr("%1 instances end, with what they run.").arg(format::count(living)));
  m_losses->setText(lines.join(u'\n'));
  m_losses->setAccessibleName(m_losses->text());
}

void DeleteDialog::deleteNow() {
  banner().clear();
  setBusy(true);
  m_hub.backend().deleteFunction(m_key, this, [this](const Result<Done>& r) {
    setBusy(false);
    if (!r) {
      banner().show(r.error());
      m_keep->setFocus();
      return;
    }
    finish();
  });
}

void DeleteDialog::finish() {
  if (m_finished) return;
  m_finished = true;
  Q_EMIT functionDeleted(m_function);
  accept();
}

CopyDialog::CopyDialog(ModelHub& hub, FunctionId function, QWidget* parent) : DialogFrame(tr("Copy %1").arg(keyName(hub, function)), parent), m_hub(hub) {
  setObjectName(u"copy"_s);
  if (const FunctionInfo* f = hub.functions().info(function)) m_from = f->key;
  auto* text = new Label(Label::Role::Body, Tone::Secondary,
                         tr("The new function has the code, configuration and saved events of %1. To rename, copy it and then delete the old one.").arg(m_from.name), this);
  text->setWordWrap(true);
  content()->addWidget(text);
  m_name = new TextField(tr("Name of the copy"), this);
  m_name->setObjectName(u"copy_name"_s);
  m_name->setText(freeCopyName(hub.functions(), m_from));
  m_nameRow = new FieldRow(tr("Name"), m_name, this);
  m_nameRow->setStretch(true);
  content()->addWidget(m_nameRow);
  auto* cancel = new DeskButton(tr("Cancel"), DeskButton::Kind::Default, this);
  cancel->setObjectName(u"copy_cancel"_s);
  cancel->setAutoDefault(false);
  m_copy = new DeskButton(tr("Copy function"), DeskButton::Kind::Primary, this);
  m_copy->setObjectName(u"copy_copy"_s);
  m_copy->setDefault(true);
  addButton(cancel);
  addButton(m_copy);
  connect(cancel, &DeskButton::clicked, this, &QDialog::reject);
  connect(m_copy, &DeskButton::clicked, this, &CopyDialog::copyNow);
  connect(m_name, &QLineEdit::textChanged, this, &CopyDialog::check);
  m_name->setFocus();
  m_name->selectAll();
}

void CopyDialog::check() {
  const QString name = m_name->text().trimmed();
  QString error;
  if (const Status ok = checkFunctionName(name); !ok) error = EngineWords::text(ok.error());
  else if (m_hub.functions().infoOf({m_from.ns, name})) error = tr("A function %1 exists already. Choose another name.").arg(name);
  m_nameRow->setError(error);
  m_name->setError(!error.isEmpty());
  m_copy->setEnabled(error.isEmpty());
}

void CopyDialog::copyNow() {
  check();
  if (!m_copy->isEnabled()) return;
  banner().clear();
  setBusy(true);
  m_hub.backend().copyFunction(m_from, {m_from.ns, m_name->text().trimmed()}, this, [this](const Result<FunctionInfo>& r) {
    setBusy(false);
    if (!r) {
      banner().show(r.error());
      m_name->setFocus();
      return;
    }
    Q_EMIT functionCreated(r->id);
    accept();
  });
}

}  // namespace scfdesk

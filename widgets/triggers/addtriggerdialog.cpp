// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/triggers/addtriggerdialog.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/triggers/triggerform.h"
#include <QJsonDocument>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr const char* kTypes[] = {"timer", "http", "cos", "apigw", "cmq", "cls", "clb", "ckafka", "cmqqueue", "redisstream", "mps", "eb"};
}

AddTriggerDialog::AddTriggerDialog(ModelHub& hub, const FunctionKey& function, QWidget* parent)
    : DialogFrame(tr("Add a trigger to %1").arg(function.name), parent), m_hub(hub), m_function(function) {
  setObjectName(u"addtrigger"_s);
  m_type = new ComboField(tr("Type"), this);
  m_type->setObjectName(u"addtrigger_type"_s);
  for (const char* type : kTypes) {
    m_type->addItem(triggerwords::typeName(QLatin1String(type)), QLatin1String(type));
    m_type->setItemData(m_type->count() - 1, triggerwords::iconOf(QLatin1String(type)), ComboField::IconNameRole);
  }
  auto* row = new FieldRow(tr("Type"), m_type, this);
  row->setStretch(true);
  content()->addWidget(row);
  m_form = new TriggerForm(hub, true, this);
  content()->addWidget(m_form);
  m_add = new DeskButton(tr("Add trigger"), DeskButton::Kind::Primary, this);
  m_add->setObjectName(u"addtrigger_add"_s);
  m_add->setDefault(true);
  auto* cancel = new DeskButton(tr("Cancel"), DeskButton::Kind::Default, this);
  cancel->setObjectName(u"addtrigger_cancel"_s);
  cancel->setAutoDefault(false);
  addButton(cancel);
  addButton(m_add);
  connect(cancel, &DeskButton::clicked, this, &QDialog::reject);
  connect(m_add, &DeskButton::clicked, this, &AddTriggerDialog::create);
  connect(m_form, &TriggerForm::edited, this, [this] { m_add->setEnabled(m_form->valid() && !triggerName().isEmpty()); });
  connect(m_type, &QComboBox::currentIndexChanged, this, [this] { m_form->setType(m_type->currentData().toString(), m_function.name); });
  m_form->setType(m_type->currentData().toString(), m_function.name);
}

QString AddTriggerDialog::triggerName() const {
  const QString name = m_form->name();
  return m_form->type() == u"cos" && !name.isEmpty() && !name.contains(u'.') ? QString(name + u".cos.ap-guangzhou.myqcloud.com"_s) : name;
}

void AddTriggerDialog::create() {
  const QJsonValue desc = m_form->desc();
  const QString text = desc.isString() ? desc.toString() : QString::fromUtf8(QJsonDocument(desc.toObject()).toJson(QJsonDocument::Compact));
  QJsonObject params{{u"FunctionName"_s, m_function.name}, {u"Namespace"_s, m_function.ns}, {u"Type"_s, m_form->type()}, {u"TriggerName"_s, triggerName()}, {u"TriggerDesc"_s, text}};
  if (!m_form->customArgument().isEmpty()) params[u"CustomArgument"_s] = m_form->customArgument();
  setBusy(true);
  m_hub.backend().action("CreateTrigger", QJsonDocument(params).toJson(QJsonDocument::Compact), this, [this](const Result<QByteArray>& answer) {
    setBusy(false);
    if (!answer) return banner().show(answer.error());
    Q_EMIT made(m_form->type(), triggerName());
    accept();
  });
}

DeleteTriggerDialog::DeleteTriggerDialog(ModelHub& hub, const TriggerView& trigger, QWidget* parent)
    : DialogFrame(tr("Delete %1?").arg(triggerwords::title(trigger)), parent), m_hub(hub), m_trigger(trigger) {
  setObjectName(u"deletetrigger"_s);
  QString loss = tr("Its counters and its list of recent deliveries go. Events that it has brought already still run.");
  if (!trigger.address.isEmpty()) loss += u' ' + tr("%1 answers no longer; a new trigger gets another address.").arg(trigger.address);
  auto* text = new Label(Label::Role::Body, Tone::Secondary, loss, this);
  text->setWordWrap(true);
  content()->addWidget(text);
  auto* gone = new DeskButton(tr("Delete trigger"), DeskButton::Kind::Danger, this);
  gone->setObjectName(u"deletetrigger_delete"_s);
  gone->setAutoDefault(false);
  auto* keep = new DeskButton(tr("Keep"), DeskButton::Kind::Default, this);
  keep->setObjectName(u"deletetrigger_keep"_s);
  keep->setDefault(true);
  addButton(gone);
  addButton(keep);
  keep->setFocus();
  connect(keep, &DeskButton::clicked, this, &QDialog::reject);
  connect(gone, &DeskButton::clicked, this, &DeleteTriggerDialog::deleteNow);
}

void DeleteTriggerDialog::deleteNow() {
  const QJsonObject params{{u"FunctionName"_s, m_trigger.function.name}, {u"Namespace"_s, m_trigger.function.ns}, {u"Type"_s, m_trigger.type}, {u"TriggerName"_s, m_trigger.name},
                           {u"Qualifier"_s, m_trigger.qualifier}, {u"TriggerDesc"_s, QString::fromUtf8(QJsonDocument(m_trigger.desc).toJson(QJsonDocument::Compact))}};
  setBusy(true);
  m_hub.backend().action("DeleteTrigger", QJsonDocument(params).toJson(QJsonDocument::Compact), this, [this](const Result<QByteArray>& answer) {
    setBusy(false);
    if (!answer) return banner().show(answer.error());
    accept();
  });
}

}  // namespace scfdesk

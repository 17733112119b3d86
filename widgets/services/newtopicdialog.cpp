// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/newtopicdialog.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/searchfield.h"
#include <QJsonDocument>
#include <QJsonObject>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

NewTopicDialog::NewTopicDialog(Backend& backend, QWidget* parent) : DialogFrame(tr("New topic"), parent), m_backend(backend) {
  setObjectName(u"newtopic"_s);
  m_name = new TextField(tr("Name"), this);
  m_name->setObjectName(u"newtopic_name"_s);
  m_name->setText(u"orders"_s);
  auto* name = new FieldRow(tr("Name"), m_name, this);
  name->setStretch(true);
  content()->addWidget(name);
  m_partitions = new NumberField(tr("Partitions"), {}, this);
  m_partitions->setObjectName(u"newtopic_partitions"_s);
  m_partitions->setRange(1, 100);
  m_partitions->setValue(3);
  auto* partitions = new FieldRow(tr("Partitions"), m_partitions, this);
  partitions->setNote(tr("batches of one run in their order, of several at a time"));
  content()->addWidget(partitions);
  auto* cancel = new DeskButton(tr("Cancel"), DeskButton::Kind::Default, this);
  cancel->setAutoDefault(false);
  auto* go = new DeskButton(tr("Make topic"), DeskButton::Kind::Primary, this);
  go->setObjectName(u"newtopic_make"_s);
  go->setDefault(true);
  addButton(cancel);
  addButton(go);
  connect(cancel, &DeskButton::clicked, this, &QDialog::reject);
  connect(go, &DeskButton::clicked, this, &NewTopicDialog::create);
}

void NewTopicDialog::create() {
  const QString topic = m_name->text().trimmed();
  const QJsonObject body{{u"action"_s, u"createTopic"_s}, {u"topic"_s, topic}, {u"partitions"_s, m_partitions->intValue()}};
  setBusy(true);
  m_backend.local("POST", "/-/services/ckafka", QJsonDocument(body).toJson(QJsonDocument::Compact), this, [this, topic](const Result<QByteArray>& answer) {
    setBusy(false);
    if (!answer) return banner().show(answer.error());
    Q_EMIT made(topic);
    accept();
  });
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/triggers/kafkasource.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/searchfield.h"
#include "widgets/theme/followtheme.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
const QString kBuiltIn = u"ckafka-local"_s;

/// Where the topic begins in a trigger's name: after the second dash ("ckafka-local-orders").
qsizetype topicAt(const QString& name) {
  const qsizetype first = name.indexOf(u'-');
  const qsizetype second = first < 0 ? -1 : name.indexOf(u'-', first + 1);
  return second < 0 ? name.size() : second;
}
}  // namespace

KafkaSource::KafkaSource(Backend& backend, const QString& name, QWidget* parent) : QWidget(parent), m_backend(backend), m_fixed(!name.isEmpty()) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  const auto row = [&](const QString& label, QWidget* field, const QString& objectName) {
    field->setObjectName(objectName);
    auto* made = new FieldRow(label, field, this);
    made->setStretch(true);
    column->addWidget(made);
    return made;
  };
  m_instance = new ComboField(tr("Instance"), this);
  m_topic = new ComboField(tr("Topic"), this);
  m_instanceId = new TextField(tr("Instance id"), this);
  m_topicName = new TextField(tr("Name of the topic"), this);
  m_instanceRow = row(tr("Instance"), m_instance, u"triggers_instance"_s);
  m_instanceIdRow = row(tr("Instance id"), m_instanceId, u"triggers_instanceId"_s);
  m_topicRow = row(tr("Topic"), m_topic, u"triggers_topic"_s);
  m_topicNameRow = row(tr("Name of the topic"), m_topicName, u"triggers_topicName"_s);
  for (TextField* field : {m_instanceId, m_topicName}) {
    field->setCode(true);
    connect(field, &QLineEdit::textChanged, this, &KafkaSource::edited);
  }
  m_instance->setIconName(u"db"_s);
  if (m_fixed) {
    const qsizetype at = topicAt(name);
    m_instance->addItem(name.left(at));
    m_topic->addItem(name.mid(at + 1));
    for (ComboField* one : {m_instance, m_topic}) {
      one->setEnabled(false);
      one->setToolTip(tr("Instance and topic are the trigger's name. For another topic add another trigger."));
    }
  } else {
    m_instance->addItem(kBuiltIn);
    m_instance->addItem(tr("Another broker"));
    m_instanceId->setText(u"ckafka-abcd1234"_s);
    m_topicName->setText(u"orders"_s);
    m_topic->addItem(tr("A new topic"));
  }
  for (ComboField* one : {m_instance, m_topic})
    connect(one, &QComboBox::activated, this, [this] {
      showFields();
      Q_EMIT edited();
    });
  followTheme(this, [this, column] { column->setSpacing(m_fixed ? 0 : Theme::current().px(4)); });
  showFields();
  ask();
}

bool KafkaSource::builtIn() const { return instance() == kBuiltIn; }

QString KafkaSource::instance() const {
  if (m_fixed || m_instance->currentIndex() == 0) return m_instance->currentText();
  return m_instanceId->text().trimmed();
}

/// The last item of the list makes a new one.
QString KafkaSource::topic() const {
  if (m_fixed || (builtIn() && m_topic->currentIndex() + 1 < m_topic->count())) return m_topic->currentText();
  return m_topicName->text().trimmed();
}

QString KafkaSource::name() const { return instance() + u'-' + topic(); }

void KafkaSource::showFields() {
  const bool own = m_fixed || m_instance->currentIndex() == 0;
  m_instanceIdRow->setVisible(!own);
  m_topicRow->setVisible(own);
  m_topicNameRow->setVisible(!m_fixed && (!own || m_topic->currentIndex() + 1 == m_topic->count()));
}

void KafkaSource::setState(const QString& state) {
  m_instance->setItemData(0, state, ComboField::NoteRole);
  m_instance->update();
}

void KafkaSource::ask() {
  if (m_fixed && !builtIn()) return;
  m_backend.local("GET", "/-/services", {}, this, [this](const Result<QByteArray>& answer) {
    if (!answer) return;
    const QString state = QJsonDocument::fromJson(*answer).object()["ckafka"_L1]["state"_L1].toString();
    if (state.isEmpty()) return;
    if (state != "running"_L1) return setState(state == "starting"_L1 ? tr("starting") : tr("stopped"));
    setState(tr("running"));
    m_backend.local("POST", "/-/services/ckafka", "{\"action\":\"topics\"}", this, [this](const Result<QByteArray>& topics) {
      if (topics) takeTopics(*topics);
    });
  });
}

void KafkaSource::takeTopics(const QByteArray& answer) {
  const QSignalBlocker quiet(m_topic);
  const bool chosen = !m_fixed && m_topicName->hasFocus();  // somebody is naming one
  int at = 0;
  const QJsonArray topics = QJsonDocument::fromJson(answer).object()["topics"_L1].toArray();
  for (const QJsonValue& value : topics) {
    const QString name = value["topic"_L1].toString(), note = tr("%n partition(s)", nullptr, static_cast<int>(value["partitions"_L1].toArray().size()));
    if (m_fixed) {
      if (name == m_topic->itemText(0)) m_topic->setItemData(0, note, ComboField::NoteRole);
      continue;
    }
    m_topic->insertItem(at, name);
    m_topic->setItemData(at++, note, ComboField::NoteRole);
  }
  if (!m_fixed && !chosen) m_topic->setCurrentIndex(0);
  m_topic->update();
  showFields();
  if (!m_fixed) Q_EMIT edited();
}

}  // namespace scfdesk

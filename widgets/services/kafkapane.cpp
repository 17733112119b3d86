// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/kafkapane.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/panetitle.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/tablelook.h"
#include "widgets/functions/askdialog.h"
#include "widgets/services/newtopicdialog.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/theme.h"
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTableWidget>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
QTableWidget* tableOf(const QString& name, const QString& says, const QStringList& columns, int stretched, QWidget* parent) {
  auto* table = new QTableWidget(parent);
  table->setObjectName(name);
  table->setAccessibleName(says);
  setupTable(*table, 28);
  table->setColumnCount(int(columns.size()));
  table->setHorizontalHeaderLabels(columns);
  table->verticalHeader()->hide();
  table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table->setSelectionMode(QAbstractItemView::SingleSelection);
  table->horizontalHeader()->setSectionResizeMode(stretched, QHeaderView::Stretch);
  return table;
}

void setCell(QTableWidget& table, int row, int column, const QString& text, bool right = false) {
  auto* item = table.item(row, column);
  if (!item) {
    item = new QTableWidgetItem;
    item->setFont(Label::fontOf(Label::Role::Code));
    if (right) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table.setItem(row, column, item);
  }
  if (item->text() != text) item->setText(text);
}
}  // namespace

KafkaPane::KafkaPane(Backend& backend, QWidget* parent) : Surface(Surface::Fill::Panel, parent), m_backend(backend) {
  setObjectName(u"services_kafka"_s);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_title = new PaneTitle(tr("Topics"), this);
  const auto button = [this](const QString& text, const QString& icon, const QString& name) {
    auto* b = new DeskButton(text, DeskButton::Kind::Flat, m_title);
    b->setObjectName(u"services_kafka_"_s + name);
    b->setIconName(icon);
    b->setCompact(true);
    m_title->addRight(b);
    return b;
  };
  m_new = button(tr("New topic"), u"plus"_s, u"new"_s);
  m_delete = button(tr("Delete"), u"trash"_s, u"delete"_s);
  m_delete->setAccessibleName(tr("Delete the topic"));
  connect(m_new, &DeskButton::clicked, this, &KafkaPane::newTopic);
  connect(m_delete, &DeskButton::clicked, this, &KafkaPane::removeTopic);
  column->addWidget(m_title);
  m_banner = new Banner(this);
  column->addWidget(m_banner);
  m_empty = new Label(Label::Role::Dense, Tone::Secondary, {}, this);
  m_empty->setAlignment(Qt::AlignCenter);
  column->addWidget(m_empty, 1);
  auto* row = new QHBoxLayout;
  row->setSpacing(0);
  m_list = tableOf(u"services_kafka_topics"_s, tr("Topics"), {tr("Topic"), tr("Partitions"), tr("Messages"), tr("Size")}, 0, this);
  connect(m_list, &QTableWidget::itemSelectionChanged, this, &KafkaPane::onTopic);
  row->addWidget(m_list, 2);
  row->addWidget(makeMessages(), 3);
  column->addLayout(row, 4);
  followTheme(this, [this] {
    const Theme& theme = Theme::current();
    for (const int c : {1, 2, 3}) m_list->setColumnWidth(c, theme.px(84));
    m_messages->setColumnWidth(0, theme.px(76));
    m_messages->setColumnWidth(1, theme.px(104));
    m_messages->setColumnWidth(2, theme.px(96));
  });
  restate();
}

QWidget* KafkaPane::makeMessages() {
  auto* right = new Surface(Surface::Fill::Panel, this);
  right->setEdges(Qt::LeftEdge);
  auto* column = new QVBoxLayout(right);
  column->setContentsMargins(1, 0, 0, 0);
  column->setSpacing(0);
  m_messagesTitle = new PaneTitle(tr("Last messages"), right);
  m_partition = new ComboField(tr("Partition"), m_messagesTitle);
  m_partition->setObjectName(u"services_kafka_partition"_s);
  m_partition->setCompact(true);
  connect(m_partition, &QComboBox::currentIndexChanged, this, [this] {
    m_browsedEnd = -1;
    browse();
  });
  m_messagesTitle->addRight(m_partition);
  column->addWidget(m_messagesTitle);
  m_messages = tableOf(u"services_kafka_messages"_s, tr("Last messages"), {tr("Offset"), tr("Time"), tr("Key"), tr("Value")}, 3, right);
  column->addWidget(m_messages, 1);
  auto* line = new QWidget(right);
  auto* row = new QHBoxLayout(line);
  const auto field = [&](const QString& says, const QString& name) {
    auto* f = new TextField(says, line);
    f->setObjectName(u"services_kafka_"_s + name);
    f->setPlaceholderText(says);
    f->setCode(true);
    f->setCompact(true);
    connect(f, &QLineEdit::returnPressed, this, &KafkaPane::produce);
    return f;
  };
  m_key = field(tr("Key"), u"key"_s);
  m_value = field(tr("Message", "of a topic"), u"value"_s);
  m_produce = new DeskButton(tr("Produce"), DeskButton::Kind::Default, line);
  m_produce->setObjectName(u"services_kafka_produce"_s);
  m_produce->setCompact(true);
  connect(m_produce, &DeskButton::clicked, this, &KafkaPane::produce);
  row->addWidget(m_key, 1);
  row->addWidget(m_value, 3);
  row->addWidget(m_produce);
  column->addWidget(line);
  followTheme(line, [row] {
    const Theme& theme = Theme::current();
    row->setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6));
    row->setSpacing(theme.px(8));
  });
  return right;
}

void KafkaPane::act(const QByteArray& action, const QJsonObject& members, std::function<void(const QJsonObject&)> done) {
  QJsonObject body = members;
  body[u"action"_s] = QString::fromLatin1(action);
  m_backend.local("POST", "/-/services/ckafka", QJsonDocument(body).toJson(QJsonDocument::Compact), this, [this, done = std::move(done)](const Result<QByteArray>& answer) {
    if (!answer) return m_banner->show(answer.error());
    done(QJsonDocument::fromJson(*answer).object());
  });
}

void KafkaPane::refresh(bool running) {
  m_running = running;
  restate();
  if (running) act("topics", {}, [this](const QJsonObject& answer) { showTopics(answer["topics"_L1].toArray()); });
}

void KafkaPane::restate() {
  const bool any = m_running && !m_topics.isEmpty();
  m_list->setVisible(any);
  m_messagesTitle->parentWidget()->setVisible(any);
  m_empty->setVisible(!any);
  m_empty->setText(m_running ? tr("No topic yet. A client makes one by producing to it, or you make it here.") : tr("CKafka is not running. Its topics are kept."));
  m_new->setEnabled(m_running);
  m_delete->setEnabled(any && !m_topic.isEmpty());
  m_produce->setEnabled(any && !m_topic.isEmpty());
  m_title->setCaption(tr("CKafka, kept on the disk, reachable by any Kafka client"));
}

void KafkaPane::showTopics(const QJsonArray& topics) {
  m_topics = topics;
  const QSignalBlocker quiet(m_list);
  m_list->setRowCount(int(topics.size()));
  int chosen = -1;
  for (int i = 0; i < topics.size(); ++i) {
    const QJsonObject t = topics[i].toObject();
    setCell(*m_list, i, 0, t["topic"_L1].toString());
    setCell(*m_list, i, 1, format::count(t["partitions"_L1].toArray().size()), true);
    setCell(*m_list, i, 2, format::count(t["messages"_L1].toInteger()), true);
    setCell(*m_list, i, 3, format::bytes(t["bytes"_L1].toInteger()).text(), true);
    if (t["topic"_L1].toString() == m_topic) chosen = i;
  }
  if (chosen < 0) chosen = topics.isEmpty() ? -1 : 0;
  if (chosen >= 0 && m_list->currentRow() != chosen) m_list->selectRow(chosen);
  onTopic();
  restate();
}

void KafkaPane::onTopic() {
  const int row = m_list->currentRow();
  const QString topic = row >= 0 && row < m_topics.size() ? m_topics[row].toObject()["topic"_L1].toString() : QString();
  if (std::exchange(m_topic, topic) != topic) {
    m_messages->setRowCount(0);
    m_browsedEnd = -1;
  }
  showPartitions();
  browse();
}

void KafkaPane::showPartitions() {
  const QJsonArray partitions = m_topics[m_list->currentRow()].toObject()["partitions"_L1].toArray();
  const QSignalBlocker quiet(m_partition);
  while (m_partition->count() > partitions.size()) m_partition->removeItem(m_partition->count() - 1);
  for (int i = 0; i < partitions.size(); ++i) {
    const QJsonObject p = partitions[i].toObject();
    const QString text = tr("p%1: %2 to %3").arg(i).arg(format::count(p["begin"_L1].toInteger()), format::count(p["end"_L1].toInteger()));
    if (i >= m_partition->count()) m_partition->addItem(text);
    else m_partition->setItemText(i, text);
  }
}

void KafkaPane::browse() {
  const int partition = std::max(0, m_partition->currentIndex());
  const QJsonObject p = m_topics[m_list->currentRow()].toObject()["partitions"_L1].toArray()[partition].toObject();
  const qint64 end = p["end"_L1].toInteger();
  if (m_topic.isEmpty() || end == m_browsedEnd) return;
  m_browsedEnd = end;
  if (end == p["begin"_L1].toInteger()) return showMessages({});
  act("browse", {{u"topic"_s, m_topic}, {u"partition"_s, partition}, {u"offset"_s, -kShown}, {u"count"_s, kShown}}, [this, topic = m_topic, partition](const QJsonObject& answer) {
    if (topic == m_topic && partition == std::max(0, m_partition->currentIndex())) showMessages(answer["messages"_L1].toArray());
  });
}

void KafkaPane::showMessages(const QJsonArray& messages) {
  const int count = int(messages.size());
  m_messages->setRowCount(count);
  for (int i = 0; i < count; ++i) {
    const QJsonObject m = messages[count - 1 - i].toObject();  // newest first
    setCell(*m_messages, i, 0, format::count(m["offset"_L1].toInteger()), true);
    setCell(*m_messages, i, 1, format::clock(m["timeMs"_L1].toInteger() * 1000, 3));
    setCell(*m_messages, i, 2, m["key"_L1].isNull() ? format::none() : m["key"_L1].toString());
    setCell(*m_messages, i, 3, m["value"_L1].toString().simplified());
    m_messages->item(i, 3)->setToolTip(m["value"_L1].toString().left(4000));
  }
}

void KafkaPane::produce() {
  if (m_topic.isEmpty() || !m_running) return;
  m_banner->clear();
  QJsonObject message{{u"topic"_s, m_topic}, {u"value"_s, m_value->text()}};
  if (!m_key->text().isEmpty()) message[u"key"_s] = m_key->text();
  else message[u"partition"_s] = std::max(0, m_partition->currentIndex());
  act("produce", message, [this](const QJsonObject& answer) {
    m_value->clear();
    const int partition = answer["messages"_L1].toArray().first().toObject()["partition"_L1].toInt();
    if (partition < m_partition->count()) m_partition->setCurrentIndex(partition);
    refresh(true);
  });
}

void KafkaPane::newTopic() {
  auto* dialog = new NewTopicDialog(m_backend, window());
  connect(dialog, &NewTopicDialog::made, this, [this](const QString& topic) {
    m_topic = topic;
    refresh(true);
  });
  dialog->open();
}

void KafkaPane::removeTopic() {
  if (m_topic.isEmpty()) return;
  const QJsonObject t = m_topics[m_list->currentRow()].toObject();
  auto* ask = new AskDialog(tr("Delete topic %1?").arg(m_topic), tr("Its %1 messages go, and triggers that read it stand still.").arg(format::count(t["messages"_L1].toInteger())), tr("Delete"), tr("Keep"), window());
  connect(ask, &AskDialog::confirmed, this, [this, topic = m_topic] {
    act("deleteTopic", {{u"topic"_s, topic}}, [this](const QJsonObject&) { refresh(true); });
  });
  ask->show();
}

}  // namespace scfdesk

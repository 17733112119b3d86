// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/triggers/triggerform.h"
#include "models/data/settings.h"
#include "models/timestate.h"
#include "widgets/controls/button.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/fieldrow.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/controls/switch.h"
#include "widgets/theme/followtheme.h"
#include "widgets/triggers/kafkasource.h"
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kAskMs = 200;  // after the last key
constexpr int kNextShown = 5;
}  // namespace

TriggerForm::TriggerForm(ModelHub& hub, bool naming, QWidget* parent) : QWidget(parent), m_hub(hub), m_naming(naming), m_column(new QVBoxLayout(this)) {
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(0);
  m_problem = new Label(Label::Role::Dense, Tone::Error, {}, this);
  m_problem->setObjectName(u"triggers_problem"_s);
  m_problem->setWordWrap(true);
  m_problem->hide();
  m_column->addWidget(m_problem);
  m_column->addStretch(1);
  m_asking.setSingleShot(true);
  m_asking.setInterval(kAskMs);
  connect(&m_asking, &QTimer::timeout, this, &TriggerForm::check);
}

FieldRow* TriggerForm::addRow(const QString& label, QWidget* field, const QString& note, bool stretch) {
  auto* row = new FieldRow(label, field, m_body);
  row->setNote(note);
  row->setStretch(stretch);
  m_body->layout()->addWidget(row);
  return row;
}

TextField* TriggerForm::addText(const char* key, const QString& label, const QString& note, bool code) {
  auto* field = new TextField(label, m_body);
  field->setObjectName(u"triggers_"_s + QLatin1String(key));
  field->setCode(code);
  m_fields.insert(QLatin1String(key), field);
  connect(field, &QLineEdit::textChanged, this, &TriggerForm::onEdited);
  addRow(label, field, note, true);
  return field;
}

ComboField* TriggerForm::addChoice(const char* key, const QString& label, const QStringList& values, const QString& note) {
  auto* field = new ComboField(label, m_body);
  field->setObjectName(u"triggers_"_s + QLatin1String(key));
  field->addItems(values);
  m_fields.insert(QLatin1String(key), field);
  connect(field, &QComboBox::currentIndexChanged, this, &TriggerForm::onEdited);
  addRow(label, field, note, false);
  return field;
}

NumberField* TriggerForm::makeNumber(const char* key, const QString& label, const QString& unit, int low, int high, int value, QWidget* parent) {
  auto* field = new NumberField(label, unit, parent);
  field->setObjectName(u"triggers_"_s + QLatin1String(key));
  field->setRange(low, high);
  field->setValue(value);
  m_fields.insert(QLatin1String(key), field);
  connect(field, &NumberField::valueChanged, this, &TriggerForm::onEdited);
  return field;
}

NumberField* TriggerForm::addNumber(const char* key, const QString& label, const QString& unit, int low, int high, int value, const QString& note) {
  NumberField* field = makeNumber(key, label, unit, low, high, value, m_body);
  addRow(label, field, note, false);
  return field;
}

Switch* TriggerForm::addSwitch(const char* key, const QString& label, const QString& note) {
  auto* field = new Switch(label, m_body);
  field->setObjectName(u"triggers_"_s + QLatin1String(key));
  m_fields.insert(QLatin1String(key), field);
  connect(field, &QCheckBox::toggled, this, &TriggerForm::onEdited);
  addRow(label, field, note, false);
  return field;
}

/// Where it is reached, with a curl to copy.
void TriggerForm::addAddress(const QString& address) {
  auto* box = new QWidget(m_body);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  auto* text = new Label(Label::Role::Code, Tone::Link, address, box);
  text->setObjectName(u"triggers_address"_s);
  text->setElided(Qt::ElideMiddle);
  text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* copy = new DeskButton(tr("Copy curl"), DeskButton::Kind::Flat, box);
  copy->setObjectName(u"triggers_curl"_s);
  copy->setCompact(true);
  row->addWidget(text, 1);
  row->addWidget(copy);
  connect(copy, &DeskButton::clicked, this, [address] { QGuiApplication::clipboard()->setText(u"curl -i -X POST '"_s + address + u"' -H 'Content-Type: application/json' -d '{}'"_s); });
  addRow(tr("Address"), box, {}, true);
}

void TriggerForm::setType(const QString& type, const QString& function) {
  m_type = type;
  m_function = function;
  m_base = {};
  m_name.clear();
  m_address.clear();
  m_filling = true;
  build();
  m_filling = false;
  m_loaded = stateText();
  onEdited();
}

void TriggerForm::build() {
  delete m_body;
  m_fields.clear();
  m_sentence = m_next = nullptr;
  m_kafka = nullptr;
  m_body = new QWidget(this);
  auto* column = new QVBoxLayout(m_body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(m_naming ? Theme::current().px(4) : 0);  // as the rows of the dialog around it
  m_column->insertWidget(0, m_body);
  if (m_naming) {
    if (m_type == u"cos") addText("name", tr("Bucket"), tr("name-appid, of the local COS"))->setText(u"local-1250000000"_s);
    else if (m_type == u"cmq") addText("name", tr("Topic"), tr("made with its first subscription"))->setText(u"orders"_s);
    else if (m_type == u"cmqqueue") addText("name", tr("Queue"), tr("made with its first message"))->setText(u"jobs"_s);
    else if (m_type == u"redisstream") addText("name", tr("Name"), tr("the stream's key, or one of its own"))->setText(u"orders"_s);
    else if (m_type == u"cls") addText("name", tr("Log topic"), tr("local-logs: of all functions; or a ClsTopicId"))->setText(u"local-logs"_s);
    else if (m_type == u"ckafka") addKafkaSource();
    else addText("name", tr("Name"), {}, false)->setText(m_type == u"http" ? u"url"_s : m_type);
  }
  if (!m_naming && m_type == u"ckafka" && !m_name.isEmpty()) addKafkaSource();
  if (!m_address.isEmpty()) addAddress(m_address);
  if (m_type == u"timer") {
    addText("cron", tr("Cron"), {})->setText(u"0 */5 * * * * *"_s);
    m_sentence = new Label(Label::Role::Dense, Tone::Primary, {}, m_body);
    m_sentence->setObjectName(u"triggers_sentence"_s);
    m_sentence->setWordWrap(true);
    addRow(tr("Means"), m_sentence, {}, true);
    m_next = new Label(Label::Role::CodeSmall, Tone::Secondary, {}, m_body);
    m_next->setObjectName(u"triggers_next"_s);
    m_next->setWordWrap(true);
    addRow(tr("Next five"), m_next, {}, true);
    addText("customArgument", tr("Message"), {}, false)->setPlaceholderText(tr("given to the function as Message"));
    auto* missed = new Label(Label::Role::Dense, Tone::Tertiary, tr("Times that pass while the program is off are not made up."), m_body);
    missed->setWordWrap(true);
    addRow(QString(), missed, {}, true);
  } else if (m_type == u"cos") {
    addChoice("event", tr("Event"), {u"cos:ObjectCreated:*"_s, u"cos:ObjectCreated:Put"_s, u"cos:ObjectCreated:Post"_s, u"cos:ObjectCreated:Copy"_s, u"cos:ObjectCreated:CompleteMultipartUpload"_s, u"cos:ObjectRemove:*"_s, u"cos:ObjectRemove:Delete"_s});
    addText("Prefix", tr("Prefix"), tr("of the key"))->setPlaceholderText(u"in/"_s);
    addText("Suffix", tr("Suffix"), tr("begins with a dot"))->setPlaceholderText(u".jpg"_s);
  } else if (m_type == u"http") {
    addChoice("AuthType", tr("Authorisation"), {u"NONE"_s, u"CAM"_s}, tr("CAM: signed with this engine's keys"));
    addSwitch("cors", tr("CORS"), tr("pages of these origins may call it"));
    addText("Origins", tr("Origins"), tr("with commas; * for all"))->setText(u"*"_s);
  } else if (m_type == u"apigw") {
    addChoice("method", tr("Method"), {u"ANY"_s, u"GET"_s, u"POST"_s, u"PUT"_s, u"DELETE"_s, u"HEAD"_s, u"PATCH"_s});
    addText("path", tr("Path"), tr("/a/{part}; =/a for that path alone"))->setText(u'/' + m_function);
    addChoice("stage", tr("Stage"), {u"release"_s, u"test"_s, u"prepub"_s});
    addSwitch("integrated", tr("Integrated"), tr("the function answers with statusCode, headers and body"));
    addSwitch("base64", tr("Base64"), tr("bodies come encoded"));
  } else if (m_type == u"clb") {
    addText("url", tr("URL"), tr("requests that begin with it"))->setText(u"/"_s);
    addText("domain", tr("Domain"), {});
  } else if (m_type == u"cmq") {
    addChoice("filterType", tr("Filter"), {tr("by tag"), tr("by routing key")});
    addText("filterKey", tr("Takes"), tr("with commas; empty takes all"));
  } else if (m_type == u"cls") {
    addNumber("max_size", tr("Batch"), tr("lines"), 1, 1000, 100, tr("or what comes first:"));
    addNumber("max_wait", tr("Wait"), u"s"_s, 3, 300, 60, tr("its own lines are never taken"));
  } else if (m_type == u"mps") {
    addChoice("eventType", tr("Event"), {u"WorkflowTask"_s, u"EditMediaTask"_s}, tr("fired by hand: there is no MPS on this machine"));
  } else if (m_type == u"ckafka" || m_type == u"cmqqueue" || m_type == u"redisstream") {
    if (m_type == u"ckafka") addText("brokers", tr("Brokers"), tr("host:port, with commas"))->setPlaceholderText(tr("the built-in CKafka"));
    if (m_type == u"redisstream") {
      addText("server", tr("Server"), tr("host:port, or its name in Services"))->setPlaceholderText(tr("the Redis of Services"));
      addText("stream", tr("Stream"), tr("its key"))->setPlaceholderText(tr("as the trigger is called"));
    }
    if (m_type != u"cmqqueue") buildStart();
    buildBatches();
    if (m_type == u"ckafka") buildAccess();
    if (m_type == u"redisstream") {
      addText("consumerGroupName", tr("Consumer group"), {})->setPlaceholderText(tr("one of its own"));
      addText("username", tr("User"), tr("with host:port"));
      addText("passwordFile", tr("Password file"), tr("holds the password; a trigger keeps none"));
      showKafka();
    }
  } else {
    auto* hint = new Label(Label::Role::Dense, Tone::Secondary, tr("Configured in EventBridge. Here its events are fired by hand, in the exact shape."), m_body);
    hint->setWordWrap(true);
    addRow(QString(), hint, {}, true);
  }
}

void TriggerForm::refreshSource() {
  if (m_kafka) m_kafka->refresh();
}

void TriggerForm::addKafkaSource() {
  m_kafka = new KafkaSource(m_hub.backend(), m_naming ? QString() : m_name, m_body);
  connect(m_kafka, &KafkaSource::edited, this, &TriggerForm::onEdited);
  m_body->layout()->addWidget(m_kafka);
}

/// Where a trigger begins to read; then how a pull trigger gathers, and what becomes of a batch that fails; then who it is.
void TriggerForm::buildStart() {
  auto* start = new SegmentedControl(tr("Start from"), m_body);
  start->setObjectName(u"triggers_start"_s);
  for (const QString& text : {tr("Latest", "offset"), tr("Earliest", "offset"), tr("Timestamp", "offset")}) start->addSegment(text);
  m_fields.insert(u"start"_s, start);
  connect(start, &SegmentedControl::currentChanged, this, &TriggerForm::onEdited);
  addRow(tr("Start from"), start, {}, false);
  addText("startMs", tr("Timestamp", "offset"), tr("ms since 1970"));
}

void TriggerForm::buildBatches() {
  // Both bounds of a batch in one line: "100 messages or 5 s, whichever is first".
  auto* both = new QWidget(m_body);
  auto* line = new QHBoxLayout(both);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(Theme::current().px(8));
  line->addWidget(makeNumber("maxMsgNum", tr("Batch"), tr("messages"), 1, 10000, m_type == u"cmqqueue" ? 16 : 100, both));
  line->addWidget(new Label(Label::Role::Dense, Tone::Tertiary, tr("or after"), both));
  NumberField* wait = makeNumber("timeOut", tr("Wait"), u"s"_s, 0, 60, 5, both);
  wait->setToolTip(tr("after the batch's first message"));
  line->addWidget(wait);
  addRow(tr("Batch"), both, {}, false);
  addNumber("retry", tr("Retries on error"), {}, 0, 10000, 10000, tr("the partition waits meanwhile"));
  addChoice("onFailure", tr("Out of retries"), {tr("The batch is a dead letter"), tr("Only what fails is a dead letter"), tr("The partition stops")});
}

void TriggerForm::buildAccess() {
  addText("consumerGroupName", tr("Consumer group"), {})->setPlaceholderText(tr("one of its own"));
  addChoice("protocol", tr("Security"), {tr("None", "security"), u"PLAINTEXT"_s, u"SSL"_s, u"SASL_PLAINTEXT"_s, u"SASL_SSL"_s});
  addChoice("mechanism", tr("Mechanism"), {u"PLAIN"_s, u"SCRAM-SHA-256"_s, u"SCRAM-SHA-512"_s});
  addText("username", tr("User"), {});
  addText("passwordFile", tr("Password file"), tr("holds the password; a trigger keeps none"));
  addText("caFile", tr("CA file"), tr("of the broker's certificate"));
  showKafka();
}

/// Of the fields of a CKafka or a stream trigger those that its choices leave open.
void TriggerForm::showKafka() {
  const auto* start = qobject_cast<SegmentedControl*>(fieldOf("start"));
  if (!start) return;
  const QString protocol = textOf("protocol");
  const auto show = [this](const char* key, bool on) { fieldOf(key)->parentWidget()->setVisible(on); };
  show("startMs", start->currentIndex() == 2);
  if (m_type != u"ckafka") return;
  if (m_naming) show("brokers", m_kafka && !m_kafka->builtIn());
  for (const char* key : {"mechanism", "username", "passwordFile"}) show(key, protocol.startsWith(u"SASL"));
  show("caFile", protocol.endsWith(u"SSL"));
}

QWidget* TriggerForm::fieldOf(const char* key) const { return m_fields.value(QLatin1String(key)); }

QString TriggerForm::textOf(const char* key) const {
  if (const auto* text = qobject_cast<QLineEdit*>(fieldOf(key))) return text->text().trimmed();
  if (const auto* choice = qobject_cast<QComboBox*>(fieldOf(key))) return choice->currentText();
  return {};
}

void TriggerForm::load(const TriggerView& t) {
  m_address = t.address;
  m_zone = t.about["zone"_L1].toString(m_zone);
  m_type = t.type;
  m_function = t.function.name;
  m_name = t.name;
  m_base = t.desc;
  m_filling = true;
  build();
  fill(t.desc);
  if (auto* argument = qobject_cast<QLineEdit*>(fieldOf("customArgument"))) argument->setText(t.customArgument);
  m_filling = false;
  m_loaded = stateText();
  onEdited();
}

bool TriggerForm::hasChanges() const { return !m_filling && stateText() != m_loaded; }

void TriggerForm::setProblem(const QString& problem) {
  m_valid = problem.isEmpty();
  m_problem->setText(problem);
  m_problem->setVisible(!problem.isEmpty());
  if (auto* cron = qobject_cast<TextField*>(fieldOf("cron"))) cron->setError(!m_valid);
}

void TriggerForm::showCron() {
  const QString text = textOf("cron");
  CronError wrong;
  const auto cron = parseCron(text.toStdString(), &wrong);
  setProblem(cron ? QString() : tr("The cron expression is wrong: %1.").arg(QString::fromStdString(wrong.message)));
  m_sentence->setText(cron ? triggerwords::cronSentence(text) : format::none());
  QStringList times;
  const int zone = zoneSeconds(m_zone).value_or(8 * 3600);
  int64_t after = m_hub.time().now() / 1'000'000;
  for (int i = 0; cron && i < kNextShown; ++i) {
    const auto next = nextFire(*cron, after, zone);
    if (!next) break;
    times << QDateTime::fromSecsSinceEpoch(*next, Qt::OffsetFromUTC, zone).toString(u"MM-dd HH:mm:ss"_s);
    after = *next;
  }
  m_next->setText(times.isEmpty() ? tr("never") : tr("%1 (UTC%2)").arg(times.join(u",  "_s), m_zone));
}

void TriggerForm::onEdited() {
  if (m_filling) return;
  showKafka();
  if (m_type == u"timer") showCron();
  else m_asking.start();
  Q_EMIT edited();
}

void TriggerForm::check() {
  const uint64_t asked = ++m_asked;
  const QByteArray body = QJsonDocument(QJsonObject{{u"type"_s, m_type}, {u"desc"_s, desc()}}).toJson(QJsonDocument::Compact);
  m_hub.backend().local("POST", "/-/triggers/check", body, this, [this, asked](const Result<QByteArray>& answer) {
    if (asked != m_asked) return;  // it was typed on
    setProblem(answer ? QString() : EngineWords::text(answer.error()));
    Q_EMIT edited();
  });
}

}  // namespace scfdesk

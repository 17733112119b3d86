// SPDX-License-Identifier: GPL-3.0-or-later
// What a trigger is configured with goes into the form and comes out of it whole.
#include "tests/support/fakebackend.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/triggers/triggerform.h"
#include <QComboBox>
#include <QJsonDocument>
#include <QLineEdit>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

class TestTriggerForm final : public QObject {
  Q_OBJECT
  static TriggerView trigger(const QString& type, const QByteArray& desc) {
    TriggerView t;
    t.type = type;
    t.function.name = u"fn"_s;
    t.desc = QJsonDocument::fromJson(desc).object();
    return t;
  }

 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }

  void aDescComesOutAsItWentIn_data() {
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("desc");
    const auto row = [](const char* name, const char* type, const char* desc) { QTest::newRow(name) << QString::fromLatin1(type) << QByteArray(desc); };
    row("ckafka", "ckafka", "{\"maxMsgNum\":7,\"offset\":\"earliest\",\"retry\":3,\"timeOut\":9,\"consumerGroupName\":\"g\",\"onFailure\":\"isolate\",\"brokers\":\"a:1,b:2\","
                            "\"security\":{\"protocol\":\"SASL_SSL\",\"mechanism\":\"SCRAM-SHA-256\",\"username\":\"u\",\"passwordFile\":\"/p\",\"caFile\":\"/c\"}}");
    row("ckafka, time", "ckafka", "{\"maxMsgNum\":100,\"offset\":\"1700000000000\",\"retry\":10000,\"timeOut\":0,\"onFailure\":\"stop\",\"security\":{\"protocol\":\"SSL\",\"caFile\":\"/c\"}}");
    row("ckafka, unknown", "ckafka", "{\"maxMsgNum\":1,\"offset\":\"latest\",\"retry\":0,\"timeOut\":60,\"later\":{\"a\":1}}");
    row("http", "http", "{\"AuthType\":\"CAM\",\"NetConfig\":{\"EnableIntranet\":false,\"EnableExtranet\":true},\"CorsConfig\":{\"Enable\":true,\"Origins\":[\"https://a\"],\"MaxAge\":5},\"later\":1}");
    row("apigw", "apigw", "{\"api\":{\"authRequired\":\"TRUE\",\"requestConfig\":{\"method\":\"GET\",\"path\":\"/a\",\"later\":1},\"isIntegratedResponse\":\"TRUE\",\"IsBase64Encoded\":\"FALSE\",\"enableCORS\":\"TRUE\"},"
                          "\"service\":{\"serviceName\":\"s\",\"serviceId\":\"i\"},\"release\":{\"environmentName\":\"test\",\"releaseDesc\":\"d\"}}");
    row("cmq", "cmq", "{\"filterType\":2,\"filterKey\":[\"a.#\",\"b\"],\"later\":1}");
    row("cls", "cls", "{\"max_size\":5,\"max_wait\":4,\"later\":1}");
    row("clb", "clb", "{\"url\":\"/x\",\"domain\":\"d\",\"later\":1}");
    row("mps", "mps", "{\"eventType\":\"EditMediaTask\",\"later\":1}");
    row("cos", "cos", "{\"event\":\"cos:ObjectRemove:*\",\"filter\":{\"Prefix\":\"in/\",\"Suffix\":\".jpg\"},\"later\":1}");
    row("cmqqueue", "cmqqueue", "{\"maxMsgNum\":3,\"retry\":2,\"timeOut\":1,\"onFailure\":\"isolate\",\"later\":1}");
    row("redisstream", "redisstream", "{\"maxMsgNum\":3,\"offset\":\"earliest\",\"retry\":2,\"timeOut\":1,\"consumerGroupName\":\"g\",\"onFailure\":\"stop\",\"server\":\"a:1\",\"stream\":\"s:1\","
                                      "\"username\":\"u\",\"passwordFile\":\"/p\",\"later\":1}");
    row("redisstream, time", "redisstream", "{\"maxMsgNum\":100,\"offset\":\"1700000000000\",\"retry\":10000,\"timeOut\":0}");
    row("eb", "eb", "{\"later\":1}");
  }
  void aDescComesOutAsItWentIn() {
    QFETCH(QString, type);
    QFETCH(QByteArray, desc);
    TriggerForm form(m_hub, false);
    const TriggerView t = trigger(type, desc);
    form.load(t);
    QCOMPARE(QJsonDocument(form.desc().toObject()).toJson(), QJsonDocument(t.desc).toJson());
    QVERIFY(!form.hasChanges());
  }

  void aKafkaTriggerIsNamedByItsChoices() {
    m_backend.localAnswer = [](const QByteArray& method, const QByteArray& target, const QByteArray&) -> Result<QByteArray> {
      if (target == "/-/services") return QByteArray("{\"ckafka\":{\"state\":\"running\"}}");
      if (method == "POST" && target == "/-/services/ckafka") return QByteArray("{\"topics\":[{\"topic\":\"orders\",\"partitions\":[0,1,2]},{\"topic\":\"bills\",\"partitions\":[0]}]}");
      return QByteArray("{}");
    };
    TriggerForm form(m_hub, true);
    form.setType(u"ckafka"_s, u"fn"_s);
    form.show();
    auto* topic = form.findChild<QComboBox*>(u"triggers_topic"_s);
    QTRY_COMPARE(topic->count(), 3);  // two, and a new one
    QCOMPARE(form.name(), u"ckafka-local-orders"_s);
    topic->setCurrentIndex(1);
    Q_EMIT topic->activated(1);
    QCOMPARE(form.name(), u"ckafka-local-bills"_s);
    topic->setCurrentIndex(2);
    Q_EMIT topic->activated(2);
    auto* name = form.findChild<QLineEdit*>(u"triggers_topicName"_s);
    QVERIFY(name->isVisible() && !form.findChild<QWidget*>(u"triggers_brokers"_s)->isVisible());
    name->setText(u"fresh"_s);
    QCOMPARE(form.name(), u"ckafka-local-fresh"_s);
    auto* instance = form.findChild<QComboBox*>(u"triggers_instance"_s);
    instance->setCurrentIndex(1);
    Q_EMIT instance->activated(1);
    QVERIFY(form.findChild<QWidget*>(u"triggers_brokers"_s)->isVisible());
    form.findChild<QLineEdit*>(u"triggers_instanceId"_s)->setText(u"ckafka-9"_s);
    QCOMPARE(form.name(), u"ckafka-9-fresh"_s);
    // One that is there keeps both: they are its name.
    TriggerForm there(m_hub, false);
    TriggerView t = trigger(u"ckafka"_s, "{\"maxMsgNum\":1,\"offset\":\"latest\",\"retry\":0,\"timeOut\":60}");
    t.name = u"ckafka-local-orders.settled-eu"_s;
    there.load(t);
    QCOMPARE(there.findChild<QComboBox*>(u"triggers_instance"_s)->currentText(), u"ckafka-local"_s);
    QCOMPARE(there.findChild<QComboBox*>(u"triggers_topic"_s)->currentText(), u"orders.settled-eu"_s);
    QVERIFY(!there.findChild<QComboBox*>(u"triggers_topic"_s)->isEnabled());
    m_backend.localAnswer = {};
  }
  void kafkaShowsWhatItsChoicesNeed() {
    TriggerForm form(m_hub, false);
    form.load(trigger(u"ckafka"_s, "{\"maxMsgNum\":100,\"offset\":\"latest\",\"retry\":10000,\"timeOut\":5,\"brokers\":\"a:1\"}"));
    form.show();
    const auto shown = [&](const char* name) { return form.findChild<QWidget*>(u"triggers_"_s + QLatin1String(name))->isVisible(); };
    QVERIFY(!shown("startMs") && !shown("username") && !shown("caFile"));
    form.findChild<SegmentedControl*>(u"triggers_start"_s)->setCurrentIndex(2);
    form.findChild<QLineEdit*>(u"triggers_startMs"_s)->setText(u"1700000000000"_s);
    form.findChild<QComboBox*>(u"triggers_protocol"_s)->setCurrentText(u"SASL_SSL"_s);
    form.findChild<QLineEdit*>(u"triggers_username"_s)->setText(u"me"_s);
    form.findChild<QLineEdit*>(u"triggers_passwordFile"_s)->setText(u"/p"_s);
    form.findChild<QLineEdit*>(u"triggers_brokers"_s)->clear();
    form.findChild<QComboBox*>(u"triggers_onFailure"_s)->setCurrentIndex(2);
    QVERIFY(shown("startMs") && shown("username") && shown("caFile") && form.hasChanges());
    QCOMPARE(QJsonDocument(form.desc().toObject()).toJson(QJsonDocument::Compact),
             QByteArray("{\"maxMsgNum\":100,\"offset\":\"1700000000000\",\"onFailure\":\"stop\",\"retry\":10000,\"security\":{\"mechanism\":\"PLAIN\",\"passwordFile\":\"/p\",\"protocol\":\"SASL_SSL\",\"username\":\"me\"},\"timeOut\":5}"));
    form.findChild<QComboBox*>(u"triggers_protocol"_s)->setCurrentIndex(0);
    QVERIFY(!shown("username") && !form.desc().toObject().contains("security"_L1));
  }

 private:
  std::unique_ptr<Theme> m_theme;
  FakeBackend m_backend;
  ModelHub m_hub{m_backend};
};

QTEST_MAIN(TestTriggerForm)
#include "tst_triggerform.moc"

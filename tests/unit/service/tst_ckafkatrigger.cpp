// SPDX-License-Identifier: GPL-3.0-or-later
// What a CKafka trigger is made of: its TriggerDesc, its event, and the poller over the built-in broker.
#include "app/engine/service/kafka/kafkabroker.h"
#include "app/engine/service/kafka/kafkathread.h"
#include "app/engine/trigger/kafkapoller.h"
#include "kafkarecords.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <librdkafka/rdkafka.h>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
QJsonArray records(const QByteArray& event) { return QJsonDocument::fromJson(event).object()["Records"_L1].toArray(); }
QStringList bodies(const QByteArray& event) {
  QStringList list;
  for (const auto& record : records(event)) list << record.toObject()["Ckafka"_L1].toObject()["msgBody"_L1].toString();
  return list;
}
}  // namespace

class TestCkafkaTrigger final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    m_events.clear();
    m_placed.clear();
    m_leftOut.clear();
    m_ends.clear();
    m_error = {};
  }
  void cleanup() {
    m_poller.reset();
    m_broker.reset();
  }

  void aDescIsKeptWhole() {
    QCOMPARE(CkafkaConfig::keep({}).value(), u"{\"maxMsgNum\":100,\"offset\":\"latest\",\"retry\":10000,\"timeOut\":5,\"consumerGroupName\":\"\"}"_s);
    QCOMPARE(CkafkaConfig::keep(u"{\"maxMsgNum\":\"10000\",\"offset\":\"1700000000000\",\"retry\":0,\"timeOut\":60}"_s).value(),
             u"{\"maxMsgNum\":10000,\"offset\":\"1700000000000\",\"retry\":0,\"timeOut\":60,\"consumerGroupName\":\"\"}"_s);
    const auto all = CkafkaConfig::keep(u"{\"brokers\":\"a:1,b:2\",\"onFailure\":\"isolate\",\"security\":{\"protocol\":\"SASL_SSL\",\"username\":\"u\",\"passwordFile\":\"/p\"}}"_s);
    QVERIFY2(all, all ? "" : qPrintable(all.error().message));
    QCOMPARE(CkafkaConfig::keep(*all).value(), *all);
    const CkafkaConfig config = CkafkaConfig::of(*all);
    QCOMPARE(config.access.mechanism, QByteArray("PLAIN"));
    QCOMPARE(config.onFailure, CkafkaConfig::OnFailure::Isolate);
  }

  void aWrongDescIsRefusedByName_data() {
    QTest::addColumn<QString>("desc");
    QTest::addColumn<QString>("names");
    QTest::newRow("no JSON") << u"latest"_s << u"JSON"_s;
    QTest::newRow("no messages") << u"{\"maxMsgNum\":0}"_s << u"maxMsgNum"_s;
    QTest::newRow("too many messages") << u"{\"maxMsgNum\":10001}"_s << u"maxMsgNum"_s;
    QTest::newRow("too many retries") << u"{\"retry\":10001}"_s << u"retry"_s;
    QTest::newRow("too long a wait") << u"{\"timeOut\":61}"_s << u"timeOut"_s;
    QTest::newRow("no such offset") << u"{\"offset\":\"newest\"}"_s << u"offset"_s;
    QTest::newRow("negative time") << u"{\"offset\":-5}"_s << u"offset"_s;
    QTest::newRow("unknown field") << u"{\"batch\":5}"_s << u"batch"_s;
    QTest::newRow("a password") << u"{\"security\":{\"password\":\"x\"}}"_s << u"passwordFile"_s;
    QTest::newRow("SASL without a user") << u"{\"security\":{\"protocol\":\"SASL_SSL\"}}"_s << u"username"_s;
    QTest::newRow("no such protocol") << u"{\"security\":{\"protocol\":\"HTTP\"}}"_s << u"protocol"_s;
  }
  void aWrongDescIsRefusedByName() {
    QFETCH(QString, desc);
    QFETCH(QString, names);
    const auto kept = CkafkaConfig::keep(desc);
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, u"InvalidParameterValue.TriggerDesc"_s);
    QVERIFY2(kept.error().message.contains(names), qPrintable(kept.error().message));
  }

  void theNameSaysInstanceAndTopic() {
    QVERIFY(CkafkaConfig::checkName(u"ckafka-local-orders"_s));
    QCOMPARE(CkafkaConfig::topicOf(u"ckafka-8tknnq4v-my.topic-1"_s), QByteArray("my.topic-1"));
    for (const char* name : {"orders", "ckafka-local", "ckafka-local-", "kafka-local-t", "ckafka-local-a/b", "ckafka-local-.."}) QVERIFY2(!CkafkaConfig::checkName(QLatin1String(name)), name);
    QVERIFY(CkafkaConfig::checkName(u"ckafka-8tknnq4v-"_s + QString(249, u't')));
    QVERIFY(!CkafkaConfig::checkName(u"ckafka-8tknnq4v-"_s + QString(250, u't')));
  }

  void theEventIsTheDocumentedOne() {
    CkafkaEvent event("t\"1", 3);
    QVERIFY(event.add(36, std::nullopt, "plain", 1000));
    QVERIFY(event.add(37, "key", "q\"\\\n\xe4\xbd\xa0", 1000));
    QVERIFY(event.add(39, "", "\xff\x80", 1000));
    QCOMPARE(event.text(), QByteArray("{\"Records\":[{\"Ckafka\":{\"topic\":\"t\\\"1\",\"partition\":3,\"offset\":36,\"msgKey\":\"None\",\"msgBody\":\"plain\"}},"
                                      "{\"Ckafka\":{\"topic\":\"t\\\"1\",\"partition\":3,\"offset\":37,\"msgKey\":\"key\",\"msgBody\":\"q\\\"\\\\\\n\xe4\xbd\xa0\"}},"
                                      "{\"Ckafka\":{\"topic\":\"t\\\"1\",\"partition\":3,\"offset\":39,\"msgKey\":\"\",\"msgBody\":\"\xc3\xbf\xc2\x80\"}}]}"));
    QCOMPARE(event.bytes(), event.text().size());
    QCOMPARE((std::pair{event.first(), event.last()}), (std::pair<int64_t, int64_t>{36, 39}));
    const CkafkaEvent part = event.part(1, 2);
    QCOMPARE(records(part.text()).size(), 2);
    QCOMPARE((std::pair{part.first(), part.last()}), (std::pair<int64_t, int64_t>{37, 39}));
    QCOMPARE(part.part(1, 1).text(), event.part(2, 1).text());
  }

  void anEventEndsAtItsLimit() {
    CkafkaEvent event("t", 0);
    QVERIFY(event.add(0, std::nullopt, QByteArray(5000, 'x'), 1000));  // the first one is always taken
    QVERIFY(!event.add(1, std::nullopt, "y", 1000));
    CkafkaEvent other("t", 0);
    int count = 0;
    while (other.add(count, std::nullopt, QByteArray(100, '\n'), 10'000)) ++count;  // twice as long in the event
    QCOMPARE(other.count(), count);
    QVERIFY(other.bytes() <= 10'000);
    QVERIFY(other.bytes() > 10'000 - 300 - CkafkaEvent::kAroundBytes);
  }

  void thePollerKeepsOrderAndOneOut() {
    startBroker();
    produce("t", 0, 2500);
    poll({.start = CkafkaConfig::Start::Earliest});
    QTRY_COMPARE_WITH_TIMEOUT(m_events.size(), 1, 30'000);
    QCOMPARE(m_events[0].count(), 1000);
    QCOMPARE(m_placed.at(0), 0);
    QTRY_VERIFY_WITH_TIMEOUT(!m_ends.empty(), 30'000);  // it has looked once more
    QCOMPARE(m_ends[0].end, 2500);
    QCOMPARE(m_events.size(), 1);  // and nothing came while the first is out
    m_poller->done(0);
    QTRY_COMPARE_WITH_TIMEOUT(m_events.size(), 2, 30'000);
    m_poller->done(0);
    const int looks = m_looks;
    QTRY_VERIFY_WITH_TIMEOUT(m_looks > looks + 1, 30'000);  // one that began after done() is whole
    QCOMPARE(m_events.size(), 2);  // 500 wait for more, as long as waitMs
    m_poller->hurry(0);
    QTRY_COMPARE_WITH_TIMEOUT(m_events.size(), 3, 30'000);
    QStringList all;
    for (const CkafkaEvent& event : m_events) all << bodies(event.text());
    QCOMPARE(all.size(), 2500);
    for (int i = 0; i < 2500; ++i) QCOMPARE(all[i], u"message %1"_s.arg(i));
  }

  void fewMessagesGoAfterTheirTime() {
    startBroker();
    produce("t", 0, 3);
    poll({.waitMs = 200, .start = CkafkaConfig::Start::Earliest});
    QTRY_COMPARE_WITH_TIMEOUT(m_events.size(), 1, 30'000);
    QCOMPARE(m_events[0].count(), 3);
  }

  void itBeginsWhereItIsTold() {
    startBroker();
    produce("t", 0, 10);
    poll({.waitMs = 0, .offsets = {{0, 7}}});
    QTRY_COMPARE_WITH_TIMEOUT(m_events.size(), 1, 30'000);
    QCOMPARE(m_events[0].first(), 7);
    QVERIFY(m_placed.empty());
    init();
    poll({.waitMs = 0, .start = CkafkaConfig::Start::Latest});
    QTRY_VERIFY_WITH_TIMEOUT(m_placed.contains(0), 30'000);
    QCOMPARE(m_placed.at(0), 10);
    produce("t", 0, 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_events.size(), 1, 30'000);
    QCOMPARE(m_events[0].first(), 10);
    init();
    poll({.waitMs = 0, .start = CkafkaConfig::Start::Time, .startMs = 32'503'680'000'000});  // later than every message
    QTRY_VERIFY_WITH_TIMEOUT(m_placed.contains(0), 30'000);
    QCOMPARE(m_placed.at(0), 11);
  }

  void aTopicAndABrokerMayComeLater() {
    startBroker();
    poll({.waitMs = 0, .start = CkafkaConfig::Start::Earliest});
    QTRY_COMPARE_WITH_TIMEOUT(m_error.code, u"Local.NoTopic"_s, 30'000);
    produce("t", 0, 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_events.size(), 1, 30'000);
    m_poller->done(0);
    QTRY_VERIFY_WITH_TIMEOUT(m_error.code.isEmpty() && !m_ends.empty(), 30'000);
    m_broker.reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_error.code, u"Local.BrokerAway"_s, 60'000);
    startBroker(m_port);
    produce("t", 0, 1);
    QTRY_VERIFY_WITH_TIMEOUT(bodies(m_events.back().text()).contains(u"message 0"_s) && m_events.back().last() == 2, 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(m_error.code.isEmpty(), 60'000);
  }

  void newPartitionsAreReadFromTheirBegin() {
    startBroker();
    produce("t", 0, 5);
    poll({.waitMs = 0, .start = CkafkaConfig::Start::Latest, .offsets = {{0, 5}}});
    m_broker->ask([](KafkaBroker& broker) { broker.topics().grow("t", 2); });
    produce("t", 1, 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_events.size(), 1, 60'000);
    QCOMPARE(m_events[0].partition(), 1);
    QCOMPARE(m_events[0].first(), 0);
  }

  void aSlowFunctionHoldsTheSourceNotTheMemory() {
    startBroker();
    const QByteArray large(500'000, 'x');
    QList<kafkaclient::Outgoing> messages;
    for (int i = 0; i < 20; ++i) messages.append({{}, large});
    for (int i = 0; i < 4; ++i) QVERIFY(kafkaclient::produce(access(), "t", 0, messages));
    poll({.maxBytes = 6 << 20, .start = CkafkaConfig::Start::Earliest});
    int seen = 0;
    for (size_t i = 0; seen < 80; ++i) {
      QTRY_VERIFY_WITH_TIMEOUT(m_events.size() > i, 30'000);
      QVERIFY(m_events[i].bytes() <= 6 << 20);
      QCOMPARE(m_events[i].first(), seen);
      seen += m_events[i].count();
      m_events[i] = CkafkaEvent("t", 0);
      m_poller->done(0);
      m_poller->hurry(0);
    }
    QCOMPARE(seen, 80);
  }

  void everyCodecIsTakenAndRead() {
    startBroker();
    int sent = 0;
    for (const char* codec : {"gzip", "snappy", "lz4", "zstd", "none"}) {
      const auto client = kafkaclient::make(false, access(), {{"compression.codec", codec}, {"linger.ms", "20"}});
      QVERIFY(client);
      rd_kafka_topic_t* topic = rd_kafka_topic_new(client->get(), "t", nullptr);
      for (int i = 0; i < 50; ++i, ++sent) {
        const QByteArray value = QByteArray("message " + QByteArray::number(sent)).leftJustified(200 + i, 'x');
        QCOMPARE(rd_kafka_produce(topic, 0, RD_KAFKA_MSG_F_COPY, const_cast<char*>(value.constData()), size_t(value.size()), nullptr, 0, nullptr), 0);
      }
      const auto flushed = rd_kafka_flush(client->get(), 20'000);
      rd_kafka_topic_destroy(topic);
      QCOMPARE(flushed, RD_KAFKA_RESP_ERR_NO_ERROR);
    }
    poll({.waitMs = 200, .start = CkafkaConfig::Start::Earliest});
    QStringList all;
    for (size_t i = 0; all.size() < sent; ++i) {
      QTRY_VERIFY_WITH_TIMEOUT(m_events.size() > i, 30'000);
      all << bodies(m_events[i].text());
      m_poller->done(0);
    }
    for (int i = 0; i < sent; ++i) QVERIFY2(all[i].startsWith(u"message %1x"_s.arg(i)), qPrintable(all[i]));
  }

  void whatCantBeReadIsLeftOutAndTold() {
    startBroker();
    produce("t", 0, 2);
    m_broker->ask([](KafkaBroker& broker) {  // as an older broker took it
      QByteArray batch = kafkaBatchOf({"a"}).first(KafkaBatch::kHead) + QByteArray("\xde\xad\xbe\xef rubbish");
      batch[22] = 1;
      const auto put = [&batch](qsizetype at, uint32_t value) { for (int i = 0; i < 4; ++i) batch[at + i] = char(value >> 8 * (3 - i)); };
      put(8, uint32_t(batch.size() - KafkaBatch::kLengthEnd));
      put(17, crc32c(QByteArrayView(batch).sliced(21)));
      broker.topics().log("t", 0)->append(batch, *KafkaBatch::head(batch));
    });
    produce("t", 0, 1);
    poll({.waitMs = 0, .start = CkafkaConfig::Start::Earliest});
    QStringList all;
    for (size_t i = 0; all.size() < 3; ++i) {
      QTRY_VERIFY_WITH_TIMEOUT(m_events.size() > i, 30'000);
      all << bodies(m_events[i].text());
      m_poller->done(0);
    }
    QCOMPARE(all, QStringList({u"message 0"_s, u"message 1"_s, u"message 0"_s}));
    QCOMPARE(m_leftOut, QList<qint64>{2});
  }

  void aSampleIsProduced() {
    startBroker();
    produce("t", 0, 1);
    poll({.waitMs = 0});
    QTRY_VERIFY_WITH_TIMEOUT(!m_placed.empty(), 30'000);
    int64_t offset = -1;
    m_poller->produce("k", "sample", [&](const Result<kafkaclient::Sent>& sent) { offset = sent ? sent->offset : -2; });
    QTRY_COMPARE_WITH_TIMEOUT(offset, 1, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_events.size(), 1, 30'000);
    QCOMPARE(records(m_events[0].text())[0].toObject()["Ckafka"_L1].toObject()["msgKey"_L1].toString(), u"k"_s);
  }

 private:
  struct Given {
    int waitMs = 3'600'000;
    qsizetype maxBytes = 6 << 20;
    CkafkaConfig::Start start = CkafkaConfig::Start::Latest;
    int64_t startMs = 0;
    std::map<int32_t, int64_t> offsets = {};
  };
  void poll(Given given) {
    KafkaPoller::Listener listener;
    listener.placed = [this](const std::map<int32_t, int64_t>& offsets) { m_placed = offsets; };
    listener.event = [this](CkafkaEvent&& event) { m_events.push_back(std::move(event)); };
    listener.leftOut = [this](int32_t, int64_t offset, const QString& why) {
      QVERIFY(!why.isEmpty());
      m_leftOut << offset;
    };
    listener.looked = [this](const std::vector<KafkaPoller::Ends>& ends, const Error& error) {
      m_ends = ends;
      m_error = error;
      ++m_looks;
    };
    m_poller = std::make_unique<KafkaPoller>(KafkaPoller::Options{access(), "t", "g", 1000, given.waitMs, given.maxBytes, 1, given.start, given.startMs, given.offsets}, std::move(listener));
  }
  void startBroker(int port = 0) {
    m_broker = std::make_unique<KafkaThread>();
    int started = -1;
    m_broker->start({m_dir.path() + u"/%1"_s.arg(QLatin1String(QTest::currentTestFunction())), u"127.0.0.1"_s, port, true}, [&](const Result<int>& at) { started = at ? *at : 0; });
    QTRY_VERIFY_WITH_TIMEOUT(started > 0, 30'000);
    m_port = started;
  }
  [[nodiscard]] KafkaAccess access() const {
    KafkaAccess access;
    access.brokers = "127.0.0.1:" + QByteArray::number(m_port);
    return access;
  }
  void produce(const QByteArray& topic, int32_t partition, int count) {
    QList<kafkaclient::Outgoing> messages;
    for (int i = 0; i < count; ++i) messages.append({{}, QByteArray("message " + QByteArray::number(i))});
    const auto sent = kafkaclient::produce(access(), topic, partition, messages);
    QVERIFY2(sent, sent ? "" : qPrintable(sent.error().message));
  }
  QTemporaryDir m_dir;
  std::unique_ptr<KafkaThread> m_broker;
  std::unique_ptr<KafkaPoller> m_poller;
  int m_port = 0;
  std::vector<CkafkaEvent> m_events;
  std::map<int32_t, int64_t> m_placed;
  std::vector<KafkaPoller::Ends> m_ends;
  int m_looks = 0;
  QList<qint64> m_leftOut;
  Error m_error;
};

QTEST_GUILESS_MAIN(TestCkafkaTrigger)
#include "tst_ckafkatrigger.moc"

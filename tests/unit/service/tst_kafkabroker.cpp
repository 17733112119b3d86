// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in broker on its thread, over TCP, with librdkafka as its client and with raw sockets.
#include "app/engine/service/kafka/kafkabroker.h"
#include "app/engine/service/kafka/kafkathread.h"
#include "kafkarecords.h"
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <arpa/inet.h>
#include <librdkafka/rdkafka.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
using Settings = QList<std::pair<QByteArray, QByteArray>>;

rd_kafka_t* client(rd_kafka_type_t type, int port, const Settings& settings = {}) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  char why[256] = "";
  Settings all = settings;
  all.prepend({"bootstrap.servers", "127.0.0.1:" + QByteArray::number(port)});
  for (const auto& [name, value] : all)
    if (rd_kafka_conf_set(conf, name.constData(), value.constData(), why, sizeof why) != RD_KAFKA_CONF_OK) qFatal("%s", why);
  rd_kafka_t* made = rd_kafka_new(type, conf, why, sizeof why);
  if (!made) qFatal("%s", why);
  return made;
}

bool give(rd_kafka_t* producer, const char* topic, int partition, const QByteArray& key, QByteArray value) {
  rd_kafka_vu_t parts[5] = {};
  parts[0].vtype = RD_KAFKA_VTYPE_TOPIC;
  parts[0].u.cstr = topic;
  parts[1].vtype = RD_KAFKA_VTYPE_PARTITION;
  parts[1].u.i32 = partition;
  parts[2].vtype = RD_KAFKA_VTYPE_KEY;
  parts[2].u.mem = {const_cast<char*>(key.constData()), size_t(key.size())};
  parts[3].vtype = RD_KAFKA_VTYPE_VALUE;
  parts[3].u.mem = {value.data(), size_t(value.size())};
  parts[4].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
  parts[4].u.i = RD_KAFKA_MSG_F_COPY;
  rd_kafka_error_t* error = rd_kafka_produceva(producer, parts, 5);
  if (error) rd_kafka_error_destroy(error);
  return !error;
}

void produce(int port, const char* topic, int count, const QByteArray& codec = "none", int partition = -1, const QByteArray& idempotent = "true") {
  rd_kafka_t* producer = client(RD_KAFKA_PRODUCER, port, {{"compression.codec", codec}, {"enable.idempotence", idempotent}, {"linger.ms", "5"}, {"queue.buffering.max.messages", "1000000"}});
  for (int i = 0; i < count; ++i) {
    const QByteArray value = "message " + QByteArray::number(i), key = QByteArray::number(i % 10);
    QVERIFY(give(producer, topic, partition, key, value));
    if (i % 1000 == 0) rd_kafka_poll(producer, 0);
  }
  QCOMPARE(rd_kafka_flush(producer, 30'000), RD_KAFKA_RESP_ERR_NO_ERROR);
  rd_kafka_destroy(producer);
}

QByteArrayList consume(int port, const char* topic, int partition, int64_t from, int count) {
  rd_kafka_t* consumer = client(RD_KAFKA_CONSUMER, port, {{"group.id", "none"}, {"enable.auto.commit", "false"}});
  rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(list, topic, partition)->offset = from;
  rd_kafka_assign(consumer, list);
  rd_kafka_topic_partition_list_destroy(list);
  QByteArrayList values;
  for (int empty = 0; values.size() < count && empty < 200;) {
    rd_kafka_message_t* message = rd_kafka_consumer_poll(consumer, 100);
    if (!message) {
      ++empty;
      continue;
    }
    if (!message->err) values << QByteArray(static_cast<const char*>(message->payload), qsizetype(message->len));
    rd_kafka_message_destroy(message);
  }
  rd_kafka_consumer_close(consumer);
  rd_kafka_destroy(consumer);
  return values;
}
}  // namespace

class TestKafkaBroker final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    m_dir = std::make_unique<QTemporaryDir>();
    restart();
  }
  void cleanup() { m_broker.reset(); }

  void librdkafkaProducesAndConsumes_data() {
    QTest::addColumn<QByteArray>("codec");
    for (const char* codec : {"none", "gzip", "snappy", "lz4", "zstd"}) QTest::newRow(codec) << QByteArray(codec);
  }
  void librdkafkaProducesAndConsumes() {
    QFETCH(QByteArray, codec);
    produce(m_port, "t", 5000, codec, 0);
    const QByteArrayList got = consume(m_port, "t", 0, RD_KAFKA_OFFSET_BEGINNING, 5000);
    QCOMPARE(got.size(), 5000);
    for (int i = 0; i < 5000; ++i) QCOMPARE(got[i], "message " + QByteArray::number(i));
    QCOMPARE(consume(m_port, "t", 0, 4321, 1), QByteArrayList{"message 4321"});
  }

  void messagesAndOffsetsOutliveTheBroker() {
    produce(m_port, "kept", 100, "none", 0, "false");
    QCOMPARE(commit("g", "kept", 42), 42);
    restart();
    QCOMPARE(consume(m_port, "kept", 0, RD_KAFKA_OFFSET_BEGINNING, 100).size(), 100);
    QCOMPARE(commit("g", "kept", -1), 42);
  }

  void aWaitingFetchIsWokenAtOnce() {
    produce(m_port, "t", 1, "none", 0);
    rd_kafka_t* consumer = client(RD_KAFKA_CONSUMER, m_port, {{"group.id", "none"}, {"fetch.wait.max.ms", "20000"}});
    rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, "t", 0)->offset = 1;
    rd_kafka_assign(consumer, list);
    rd_kafka_topic_partition_list_destroy(list);
    QVERIFY(!rd_kafka_consumer_poll(consumer, 1000));
    std::thread other([this] { produce(m_port, "t", 1, "none", 0); });
    rd_kafka_message_t* message = rd_kafka_consumer_poll(consumer, 10'000);  // half the time that it may wait
    other.join();
    QVERIFY(message && !message->err);
    rd_kafka_message_destroy(message);
    rd_kafka_consumer_close(consumer);
    rd_kafka_destroy(consumer);
  }

  void aGroupSharesThePartitions() {
    onBroker([](KafkaBroker& broker) { return int64_t(broker.topics().create("shared", 4, {}).error); });
    const Settings settings{{"group.id", "both"}, {"auto.offset.reset", "earliest"}, {"session.timeout.ms", "6000"}, {"heartbeat.interval.ms", "200"}};
    rd_kafka_t* members[2] = {client(RD_KAFKA_CONSUMER, m_port, settings), client(RD_KAFKA_CONSUMER, m_port, settings)};
    rd_kafka_topic_partition_list_t* topics = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(topics, "shared", RD_KAFKA_PARTITION_UA);
    for (rd_kafka_t* member : members) rd_kafka_subscribe(member, topics);
    rd_kafka_topic_partition_list_destroy(topics);
    const auto assigned = [](rd_kafka_t* member) {
      rd_kafka_topic_partition_list_t* list = nullptr;
      rd_kafka_assignment(member, &list);
      const int count = list ? list->cnt : 0;
      if (list) rd_kafka_topic_partition_list_destroy(list);
      return count;
    };
    const auto pump = [&] {
      for (rd_kafka_t* member : members)
        if (member)
          if (rd_kafka_message_t* message = rd_kafka_consumer_poll(member, 20)) rd_kafka_message_destroy(message);
    };
    const auto until = [&](const std::function<bool()>& holds) {
      for (int i = 0; i < 1000 && !holds(); ++i) pump();
      return holds();
    };
    QVERIFY(until([&] { return assigned(members[0]) == 2 && assigned(members[1]) == 2; }));
    rd_kafka_consumer_close(members[0]);
    rd_kafka_destroy(std::exchange(members[0], nullptr));
    QVERIFY(until([&] { return assigned(members[1]) == 4; }));
    produce(m_port, "shared", 40);
    QSet<QByteArray> seen;
    for (int i = 0; i < 500 && seen.size() < 40; ++i) {
      rd_kafka_message_t* message = rd_kafka_consumer_poll(members[1], 100);
      if (!message) continue;
      if (!message->err) seen.insert(QByteArray(static_cast<const char*>(message->payload), qsizetype(message->len)));
      rd_kafka_message_destroy(message);
    }
    QCOMPARE(seen.size(), 40);
    rd_kafka_consumer_close(members[1]);  // commits, then leaves
    rd_kafka_destroy(members[1]);
    int64_t sum = 0;
    for (int p = 0; p < 4; ++p) sum += onBroker([p](KafkaBroker& broker) { const auto* kept = broker.offsets().find({"both", "shared", p}); return kept ? kept->offset : 0; });
    QCOMPARE(sum, 40);
  }

  void tenMegabytesAreOneMessage() {
    rd_kafka_t* producer = client(RD_KAFKA_PRODUCER, m_port, {{"message.max.bytes", "20000000"}});
    const auto send = [&](qsizetype bytes) {
      give(producer, "large", 0, "k", QByteArray(bytes, 'v'));
      return rd_kafka_flush(producer, 30'000);
    };
    QCOMPARE(send(10 * 1024 * 1024), RD_KAFKA_RESP_ERR_NO_ERROR);
    QCOMPARE(onBroker([](KafkaBroker& broker) { return broker.topics().log("large", 0)->endOffset(); }), 1);
    const QByteArrayList got = consume(m_port, "large", 0, 0, 1);
    QCOMPARE(got.value(0).size(), 10 * 1024 * 1024);
    send(13 * 1024 * 1024);  // more than the topic takes
    QCOMPARE(onBroker([](KafkaBroker& broker) { return broker.topics().log("large", 0)->endOffset(); }), 1);
    rd_kafka_destroy(producer);
  }

  void whatIsNotKafkaEnds_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("TLS") << QByteArray::fromHex("16030100a5010000a1030355");
    QTest::newRow("negative length") << QByteArray("\xff\xff\xff\xff""abcdefgh", 12);
    QTest::newRow("too short a frame") << QByteArray("\0\0\0\4abcd", 8);
    QTest::newRow("frame past the limit") << frame(QByteArray(), KafkaServer::kFrameBytes + 1);
    QTest::newRow("unknown request") << frame(QByteArray::fromHex("03e7000000000007ffff"));
    QTest::newRow("unknown version") << frame(QByteArray::fromHex("0001006300000007ffff"));
    QTest::newRow("array longer than the request") << frame(QByteArray::fromHex("0003000400000007ffff7fffffff01"));
    QTest::newRow("string longer than the request") << frame(QByteArray::fromHex("0003000400000007ffff000000017fff6101"));
  }
  void whatIsNotKafkaEnds() {
    QFETCH(QByteArray, bytes);
    const int fd = connected();
    QCOMPARE(send(fd, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL), bytes.size());
    char answer[16];
    QVERIFY(recv(fd, answer, sizeof answer, 0) <= 0);  // within the time limit of the socket
    QVERIFY(errno != EAGAIN);
    ::close(fd);
    QCOMPARE(consumeVersions(), 0);
  }

  void aNewerClientLearnsTheVersions() {
    const int fd = connected();
    const QByteArray ask = frame(QByteArray::fromHex("0012000900000007ffff"));
    QCOMPARE(send(fd, ask.constData(), size_t(ask.size()), MSG_NOSIGNAL), ask.size());
    char head[10];
    QCOMPARE(recv(fd, head, sizeof head, MSG_WAITALL), 10);
    KafkaReader in(QByteArrayView(head, 10));
    in.i32();
    QCOMPARE(in.i32(), 7);
    QCOMPARE(in.i16(), kafkaerror::kUnsupportedVersion);
    ::close(fd);
  }

 private:
  void restart() {
    m_broker.reset();
    m_broker = std::make_unique<KafkaThread>();
    m_port = -1;
    m_broker->start({m_dir->path() + u"/ckafka"_s, u"127.0.0.1"_s, 0, false}, [this](const Result<int>& port) { m_port = port ? *port : 0; });
    QTRY_VERIFY_WITH_TIMEOUT(m_port > 0, 20'000);
  }
  int64_t onBroker(std::function<int64_t(KafkaBroker&)> fn) {
    std::atomic<bool> done = false;
    int64_t value = -1;
    m_broker->ask([&](KafkaBroker& broker) {
      value = fn(broker);
      done = true;
    });
    if (!QTest::qWaitFor([&done] { return done.load(); }, 30'000)) qFatal("the broker does not answer");
    return value;
  }
  // Commits (offset >= 0), and what is committed then.
  int64_t commit(const char* group, const char* topic, int64_t offset) {
    rd_kafka_t* consumer = client(RD_KAFKA_CONSUMER, m_port, {{"group.id", group}, {"enable.auto.commit", "false"}});
    rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic, 0)->offset = offset;
    if (offset >= 0) rd_kafka_commit(consumer, list, 0);
    rd_kafka_committed(consumer, list, 10'000);
    const int64_t kept = list->elems[0].offset;
    rd_kafka_topic_partition_list_destroy(list);
    rd_kafka_destroy(consumer);
    return kept;
  }
  [[nodiscard]] int connected() const {
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(uint16_t(m_port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval limit{20, 0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0) qFatal("no broker");
    return fd;
  }
  static QByteArray frame(const QByteArray& body, qsizetype length = -1) {
    KafkaWriter out;
    out.i32(int32_t(length < 0 ? body.size() : length)).raw(body);
    return out.out();
  }
  // The broker still answers others: 0.
  [[nodiscard]] int consumeVersions() const {
    const int fd = connected();
    const QByteArray ask = frame(QByteArray::fromHex("0012000000000007ffff"));
    if (send(fd, ask.constData(), size_t(ask.size()), MSG_NOSIGNAL) != ask.size()) return -1;
    char head[10];
    const bool got = recv(fd, head, sizeof head, MSG_WAITALL) == 10;
    ::close(fd);
    return got ? head[9] : -2;
  }
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<KafkaThread> m_broker;
  int m_port = 0;
};

QTEST_GUILESS_MAIN(TestKafkaBroker)
#include "tst_kafkabroker.moc"

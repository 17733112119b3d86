// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkacodec.h"
#include "app/engine/service/kafka/kafkalog.h"
#include "app/engine/service/kafka/kafkaoffsets.h"
#include "app/engine/service/kafka/kafkatopics.h"
#include "kafkarecords.h"
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestKafkaLog final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    m_dir = std::make_unique<QTemporaryDir>();
    m_log.reset();
  }

  void castagnoli() {
    QCOMPARE(crc32c("123456789"), 0xE3069283U);
    QCOMPARE(crc32c(""), 0U);
  }

  void whatCantBeUnpackedIsRefused() {
    // "aaaaaaaaaa...", a literal and a copy that overlaps itself; then what is cut, reaches too far back, or says another length.
    const QByteArray good("\x14\x00" "a\x22\x01\x00\x22\x01\x00\x00" "b", 11);
    QCOMPARE(kafkacodec::unpacked(2, good).value_or("none"), QByteArray(QByteArray(19, 'a') + 'b'));
    for (const QByteArray& bad : {QByteArray(), good.chopped(1), QByteArray("\x04\x02\x05", 3), QByteArray("\x05\x00" "a", 3), QByteArray("\xff\xff\xff\xff\x7f\x00", 6), QByteArray("\x82SNAPPY\0\0\0\0\1\0\0\0\1\0\0\1\0", 20)})
      QVERIFY2(!kafkacodec::unpacked(2, bad), bad.toHex().constData());
    QCOMPARE(kafkacodec::unpacked(2, QByteArray(QByteArray("\x82SNAPPY\0\0\0\0\1\0\0\0\1\0\0\0\x0b", 20) + good)).value_or("none").size(), 20);
    const QByteArray plain = kafkaBatchOf({"a", "b"});
    for (int codec = 1; codec <= 7; ++codec) {
      QByteArray batch = plain.first(KafkaBatch::kHead) + QByteArray("\xde\xad\xbe\xef rubbish rubbish rubbish");
      batch[22] = char(codec);
      const auto put = [&batch](qsizetype at, uint32_t value) { for (int i = 0; i < 4; ++i) batch[at + i] = char(value >> 8 * (3 - i)); };
      put(8, uint32_t(batch.size() - KafkaBatch::kLengthEnd));
      put(17, crc32c(QByteArrayView(batch).sliced(21)));
      QVERIFY(KafkaBatch::intact(batch));
      QVERIFY2(!KafkaBatch::checked(batch), QByteArray::number(codec).constData());
    }
  }

  void appendedIsRead() {
    reopen();
    QCOMPARE(append({"a", "b"}).offset, 0);
    QCOMPARE(append({"c"}).offset, 2);
    QCOMPARE(m_log->endOffset(), 3);
    QCOMPARE(basesFrom(0), (QList<qint64>{0, 2}));
    QCOMPARE(basesFrom(1), (QList<qint64>{0, 2}));  // the batch that holds it
    QCOMPARE(basesFrom(2), QList<qint64>{2});
    QCOMPARE(basesFrom(3), QList<qint64>{});
    // Whole batches only; the first one even when it is too large, if there must be one.
    const auto one = kafkaBatchOf({"a", "b"}).size();
    QCOMPARE(m_log->read(0, one, false)->size(), one);
    QCOMPARE(m_log->read(0, one - 1, false)->size(), 0);
    QCOMPARE(m_log->read(0, one - 1, true)->size(), one);
    QVERIFY(KafkaBatch::checked(*m_log->read(2, 1 << 20, true)));
  }

  void everythingIsThereAfterTheEnd_data() {
    QTest::addColumn<bool>("clean");
    QTest::newRow("closed") << true;
    QTest::newRow("killed") << false;
  }
  void everythingIsThereAfterTheEnd() {
    QFETCH(bool, clean);
    reopen(2000);
    QList<qint64> bases;
    for (int i = 0; i < 100; ++i) bases << append({QByteArray(90, 'x'), QByteArray::number(i)}, 1000 + i * 10).offset;
    const int64_t bytes = m_log->bytes();
    if (clean) m_log->close();
    reopen(2000);
    QCOMPARE(m_log->endOffset(), 200);
    QCOMPARE(m_log->bytes(), bytes);
    QCOMPARE(basesFrom(0), bases);
    QVERIFY(QDir(folder()).entryList({u"*.log"_s}).size() > 5);
    for (const int64_t offset : {0, 57, 58, 199}) QCOMPARE(KafkaBatch::head(*m_log->read(offset, 1, true))->baseOffset, offset / 2 * 2);
    QCOMPARE(append({"next"}).offset, 200);
    QCOMPARE(m_log->lastTimestamp(), 1991);
  }

  void anUnfinishedWriteIsCutOff_data() {
    QTest::addColumn<int>("left");
    QTest::newRow("one byte") << 1;
    QTest::newRow("part of a head") << 40;
    QTest::newRow("part of the records") << 80;
  }
  void anUnfinishedWriteIsCutOff() {
    QFETCH(int, left);
    reopen();
    append({"kept"});
    QFile file(lastFile());
    QVERIFY(file.open(QIODevice::Append));
    const QByteArray torn = kafkaBatchOf({QByteArray(100, 'x')}).left(left);
    file.write(torn);
    file.close();
    reopen();
    QCOMPARE(m_log->endOffset(), 1);
    QCOMPARE(append({"next"}).offset, 1);
    reopen();
    QCOMPARE(basesFrom(0), (QList<qint64>{0, 1}));
  }

  void aDamagedBatchEndsTheLog() {
    reopen();
    append({"good"});
    append({"bad"});
    QFile file(lastFile());
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(file.size() - 3);
    file.write("X");
    file.close();
    reopen();
    QCOMPARE(m_log->endOffset(), 1);
  }

  void aRepetitionIsKnown() {
    reopen();
    const auto send = [&](int32_t sequence, int16_t epoch = 0) {
      QByteArray batch = kafkaBatchOf({"a", "b"}, 1000, 7, sequence, epoch);
      return m_log->append(batch, *KafkaBatch::checked(batch));
    };
    QCOMPARE(send(0).offset, 0);
    QCOMPARE(send(2).offset, 2);
    QCOMPARE(send(2).offset, 2);
    QVERIFY(send(2).repeated);
    QCOMPARE(send(0).offset, 0);
    QCOMPARE(m_log->endOffset(), 4);
    QCOMPARE(send(5).error, kafkaerror::kOutOfOrderSequence);
    QCOMPARE(send(0, 1).offset, 4);
    QCOMPARE(send(4, 0).error, kafkaerror::kInvalidProducerEpoch);
    reopen();  // it is known from the log
    QVERIFY(send(0, 1).repeated);
    QCOMPARE(send(2, 1).offset, 6);
  }

  void timesAreFound() {
    reopen(2000);
    for (int i = 0; i < 50; ++i) append({QByteArray(90, 'x'), "y", "z"}, 1000 + i * 10);
    QCOMPARE(m_log->offsetOf(0).offset, 0);
    QCOMPARE(m_log->offsetOf(1000).offset, 0);
    QCOMPARE(m_log->offsetOf(1002).offset, 2);
    QCOMPARE(m_log->offsetOf(1003).offset, 3);
    QCOMPARE(m_log->offsetOf(1003).timestamp, 1010);
    QCOMPARE(m_log->offsetOf(1491).offset, 148);
    QCOMPARE(m_log->offsetOf(1492).offset, 149);
    QCOMPARE(m_log->offsetOf(1493).offset, -1);
  }

  void oldSegmentsGo() {
    reopen(2000);
    for (int i = 0; i < 50; ++i) append({QByteArray(90, 'x')}, 1000 + i * 10);
    const int64_t before = m_log->bytes();
    m_log->drop(-1, before / 2);
    QVERIFY(m_log->startOffset() > 0);
    QVERIFY(m_log->bytes() >= before / 2 && m_log->bytes() < before);
    QCOMPARE(m_log->endOffset(), 50);
    QCOMPARE(KafkaBatch::head(*m_log->read(m_log->startOffset(), 1, true))->baseOffset, m_log->startOffset());
    m_log->drop(1'000'000, -1);  // all are older
    QCOMPARE(m_log->startOffset(), 50);
    QCOMPARE(m_log->bytes(), 0);
    QCOMPARE(append({"new"}).offset, 50);
    reopen(2000);
    QCOMPARE(m_log->startOffset(), 50);
    QCOMPARE(m_log->endOffset(), 51);
  }

  void onlyWholeBatchesAreLetIn() {
    const QByteArray good = kafkaBatchOf({"a", "b"});
    QVERIFY(KafkaBatch::checked(good));
    for (qsizetype i = 0; i < good.size(); ++i) QVERIFY(!KafkaBatch::checked(good.left(i)));
    QVERIFY(!KafkaBatch::checked(QByteArray(good + good)));
    for (qsizetype i = 16; i < good.size(); ++i) {
      if (i == 12) continue;
      QByteArray bad = good;
      bad[i] = char(bad[i] ^ 1);
      QVERIFY2(!KafkaBatch::checked(bad), qPrintable(QString::number(i)));
    }
    QVERIFY(!KafkaBatch::checked(resealed(good, 57, 3)));        // more records than it has
    QVERIFY(!KafkaBatch::checked(resealed(good, 23, 5)));        // other offsets
    QVERIFY(!KafkaBatch::checked(resealed(good, 21, 0x00200000)));  // a control batch
  }

  void offsetsOutliveTheProcess() {
    const QString file = folder() + u".offsets"_s;
    {
      auto offsets = std::move(KafkaOffsets::open(file).value());
      for (int i = 0; i < 1000; ++i) QVERIFY(offsets->commit({"g", "t", i % 3}, {i, "meta"}));
      QVERIFY(offsets->commit({"g", "gone", 0}, {5, {}}));
      QVERIFY(offsets->removeTopic("gone"));
    }
    QFile torn(file);
    QVERIFY(torn.open(QIODevice::Append));
    torn.write("\0\0\0\x20garbage", 11);
    torn.close();
    auto offsets = std::move(KafkaOffsets::open(file).value());
    QCOMPARE(offsets->all().size(), size_t(3));
    QCOMPARE(offsets->find({"g", "t", 0})->offset, 999);
    QCOMPARE(offsets->find({"g", "t", 1})->metadata, QByteArray("meta"));
    QVERIFY(!offsets->find({"g", "gone", 0}));
  }

  void theOffsetsFileStaysSmall() {
    const QString file = folder() + u".offsets"_s;
    auto offsets = std::move(KafkaOffsets::open(file).value());
    const QByteArray metadata(KafkaOffsets::kMetadataBytes, 'm');
    for (int i = 0; i < 3000; ++i) QVERIFY(offsets->commit({"g", "t", 0}, {i, metadata}));
    QVERIFY(QFile(file).size() <= KafkaOffsets::kSlackBytes + 2 * KafkaOffsets::kMetadataBytes);
    offsets = std::move(KafkaOffsets::open(file).value());
    QCOMPARE(offsets->find({"g", "t", 0})->offset, 2999);
  }

  void topicsHaveLimits() {
    auto topics = std::move(KafkaTopics::open(folder()).value());
    QCOMPARE(topics->create("t", KafkaTopics::kPartitions, {}).error, kafkaerror::kNone);
    QCOMPARE(topics->create("t", 1, {}).error, kafkaerror::kTopicExists);
    QCOMPARE(topics->create("u", KafkaTopics::kPartitions + 1, {}).error, kafkaerror::kInvalidPartitions);
    QCOMPARE(topics->create("u", 0, {}).error, kafkaerror::kInvalidPartitions);
    QCOMPARE(topics->create(QByteArray(KafkaTopics::kNameChars, 'n'), 1, {}).error, kafkaerror::kNone);
    QCOMPARE(topics->create(QByteArray(KafkaTopics::kNameChars + 1, 'n'), 1, {}).error, kafkaerror::kInvalidTopic);
    for (const char* name : {"", ".", "..", "a/b", "../x", "a b", "\xc3\xa4"}) QCOMPARE(topics->create(name, 1, {}).error, kafkaerror::kInvalidTopic);
    for (const char* name : {"v", "w"}) QCOMPARE(topics->create(name, 256, {}).error, kafkaerror::kNone);
    const int left = KafkaTopics::kAllPartitions - topics->partitionCount();
    QCOMPARE(topics->create("x", left + 1, {}).error, kafkaerror::kPolicyViolation);
    QCOMPARE(topics->create("x", left, {}).error, kafkaerror::kNone);
    QCOMPARE(topics->remove("w").error, kafkaerror::kNone);
    QCOMPARE(topics->remove("w").error, kafkaerror::kUnknownTopic);
    QCOMPARE(topics->grow("x", left, true).error, kafkaerror::kInvalidPartitions);
    QCOMPARE(topics->grow("x", left + 1).error, kafkaerror::kNone);
    const QByteArray cluster = topics->clusterId();
    const int64_t producer = topics->nextProducerId();
    topics = std::move(KafkaTopics::open(folder()).value());
    QCOMPARE(topics->clusterId(), cluster);
    QVERIFY(topics->nextProducerId() > producer);
    QCOMPARE(topics->partitionCount(), KafkaTopics::kAllPartitions - 256 + 1);
    QVERIFY(!topics->find("w"));
  }

 private:
  [[nodiscard]] QString folder() const { return m_dir->path() + u"/log"_s; }
  [[nodiscard]] QString lastFile() const { return folder() + u'/' + QDir(folder()).entryList({u"*.log"_s}, QDir::Files, QDir::Name).constLast(); }
  void reopen(int64_t segmentBytes = KafkaLog::kSegmentBytes) {
    m_log.reset();
    auto log = KafkaLog::open(folder(), segmentBytes);
    QVERIFY2(log, log ? "" : qPrintable(log.error().message));
    m_log = std::move(log.value());
  }
  KafkaLog::Appended append(const QByteArrayList& values, int64_t timestamp = 1000) {
    QByteArray batch = kafkaBatchOf(values, timestamp);
    return m_log->append(batch, KafkaBatch::checked(batch).value());
  }
  QList<qint64> basesFrom(int64_t offset) {
    QList<qint64> bases;
    while (offset < m_log->endOffset()) {
      const auto read = m_log->read(offset, 1 << 20, true);
      if (!read || read->isEmpty()) return bases << -1;
      for (qsizetype at = 0; at < read->size();) {
        const auto head = KafkaBatch::head(QByteArrayView(*read).sliced(at));
        bases << head->baseOffset;
        at += head->bytes;
        offset = head->nextOffset();
      }
    }
    return bases;
  }
  static QByteArray resealed(QByteArray batch, qsizetype at, int32_t value) {
    KafkaWriter number;
    number.i32(value);
    batch.replace(at, 4, number.out());
    KafkaWriter crc;
    crc.i32(int32_t(crc32c(QByteArrayView(batch).sliced(21))));
    return batch.replace(17, 4, crc.out());
  }
  std::unique_ptr<QTemporaryDir> m_dir;
  std::unique_ptr<KafkaLog> m_log;
};

QTEST_GUILESS_MAIN(TestKafkaLog)
#include "tst_kafkalog.moc"

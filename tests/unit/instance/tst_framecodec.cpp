// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/framecodec.h"
#include <QTest>
#include <cstring>

using namespace scfdesk;

namespace {
QByteArray bytes(const char* hex) { return QByteArray::fromHex(hex); }
}  // namespace

class TestFrameCodec : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void decode_data();
  void decode();
  void limit();
  void largeFrameGoesStraightToItsPlace();
  void staysBroken();
  void encode();
  void parse_data();
  void parse();
};

void TestFrameCodec::decode_data() {
  QTest::addColumn<QByteArray>("stream");
  QTest::addColumn<int>("frames");
  QTest::addColumn<bool>("good");
  QTest::newRow("nothing") << QByteArray() << 0 << true;
  QTest::newRow("empty frame") << bytes("0000000010") << 1 << true;
  QTest::newRow("one") << bytes("0300000013616263") << 1 << true;
  QTest::newRow("two") << bytes("0300000013616263 0100000011ff") << 2 << true;
  QTest::newRow("head only") << bytes("0300000013") << 0 << true;
  QTest::newRow("part of a head") << bytes("030000") << 0 << true;
  QTest::newRow("part of a payload") << bytes("0000000010 03000000136162") << 1 << true;
  QTest::newRow("type 0") << bytes("0000000000") << 0 << false;
  QTest::newRow("type 3") << bytes("0000000003") << 0 << false;
  QTest::newRow("type 255") << bytes("00000000ff") << 0 << false;
  QTest::newRow("huge length") << bytes("ffffffff13") << 0 << false;
  QTest::newRow("good, then bad") << bytes("0000000010 0000000063") << 1 << false;
}

void TestFrameCodec::decode() {
  QFETCH(QByteArray, stream);
  QFETCH(int, frames);
  QFETCH(bool, good);
  for (qsizetype step = 1; step <= std::max<qsizetype>(stream.size(), 1); ++step) {
    FrameDecoder decoder;
    std::vector<Frame> got;
    for (qsizetype at = 0; at < stream.size() && !decoder.broken(); at += step) {
      const bool taken = decoder.feed(QByteArrayView(stream).sliced(at, std::min(step, stream.size() - at)), got);
      QCOMPARE(taken, !decoder.broken());
    }
    QCOMPARE(int(got.size()), frames);
    QCOMPARE(!decoder.broken(), good);
  }
}

void TestFrameCodec::limit() {
  for (const qsizetype size : {10, 11}) {
    FrameDecoder decoder(10);
    std::vector<Frame> got;
    QByteArray frame = eventHead(1, 0, size - 12);
    QCOMPARE(decoder.feed(frame.first(kFrameHead), got), size == 10);
  }
  FrameDecoder decoder;
  std::vector<Frame> got;
  const QByteArray most = eventHead(1, 0, limits::kFrameBytes - 12);
  QVERIFY(decoder.feed(most, got));
  QCOMPARE(qsizetype(decoder.room().size()), qsizetype(limits::kFrameBytes - 12));
  FrameDecoder other;
  QVERIFY(!other.feed(eventHead(1, 0, limits::kFrameBytes - 11), got));
  // One event of the largest size fits with its context.
  QVERIFY(limits::kSyncEventBytes + 12 + 512 * 1024 < limits::kFrameBytes);
}

void TestFrameCodec::largeFrameGoesStraightToItsPlace() {
  FrameDecoder decoder;
  std::vector<Frame> got;
  const QByteArray payload(1000000, 'p');
  QByteArray stream = eventHead(5, 0, payload.size());
  QVERIFY(decoder.feed(stream, got));
  QVERIFY(decoder.partial());
  qsizetype at = 0;
  while (!decoder.room().empty()) {
    const auto room = decoder.room();
    const qsizetype n = std::min<qsizetype>(qsizetype(room.size()), 70001);
    std::memcpy(room.data(), payload.constData() + at, size_t(n));
    at += n;
    decoder.advance(n, got);
  }
  QVERIFY(!decoder.partial());
  QCOMPARE(int(got.size()), 1);
  QCOMPARE(got[0].payload.mid(12), payload);
}

void TestFrameCodec::staysBroken() {
  FrameDecoder decoder;
  std::vector<Frame> got;
  QVERIFY(!decoder.feed(bytes("0000000063"), got));
  QVERIFY(!decoder.feed(bytes("0000000010"), got));
  QVERIFY(got.empty() && decoder.room().empty());
}

void TestFrameCodec::encode() {
  QCOMPARE(loadFrame("h.f", "/r", {}), QByteArray(bytes("0700000001") + QByteArray("h.f\0/r\0", 7)));
  QCOMPARE(loadFrame("h", "r", {"A=1", "B="}), QByteArray(bytes("0b00000001") + QByteArray("h\0r\0A=1\0B=\0", 11)));
  QCOMPARE(eventHead(0x0102030405060708ULL, 2, 3), bytes("1100000002 0807060504030201 02000000"));
  QCOMPARE(eventAgainHead(0x0102030405060708ULL, "ab", 3), bytes("1100000002 0807060504030201 02000080 6162"));
}

void TestFrameCodec::parse_data() {
  QTest::addColumn<int>("size");
  QTest::newRow("empty") << 0;
  QTest::newRow("eight bytes") << 8;
  QTest::newRow("loaded, one short") << 15;
  QTest::newRow("loaded") << 16;
  QTest::newRow("loaded, one more") << 17;
  QTest::newRow("one short") << 35;
  QTest::newRow("head only") << 36;
  QTest::newRow("with a result") << 40;
}

void TestFrameCodec::parse() {
  QFETCH(int, size);
  const QByteArray whole = bytes("0700000000000000 c8000000 0100000000000000 0200000000000000 0300000000000000") + QByteArray("null");
  const QByteArray payload = whole.first(size);
  const auto reply = parseReply(QByteArray(payload));
  QCOMPARE(reply.has_value(), size >= 36);
  QCOMPARE(parseLoaded(payload).has_value(), size == 16);
  QCOMPARE(parseLoadFailed(payload).has_value(), size >= 12);
  if (!reply) return;
  QCOMPARE(reply->request, uint64_t(7));
  QCOMPARE(reply->statusCode, 200);
  QVERIFY(!reply->freeze);
  QCOMPARE(reply->enteredNs, int64_t(1));
  QCOMPARE(reply->leftNs, int64_t(2));
  QCOMPARE(reply->peakBytes, int64_t(3));
  QCOMPARE(reply->result, payload.mid(36));
  const auto freezing = parseReply(bytes("0700000000000000 c8000100 0100000000000000 0200000000000000 0300000000000000"));
  QVERIFY(freezing && freezing->freeze);
  QCOMPARE(freezing->statusCode, 200);
}

QTEST_APPLESS_MAIN(TestFrameCodec)
#include "tst_framecodec.moc"

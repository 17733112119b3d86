// SPDX-License-Identifier: GPL-3.0-or-later
// The gob codec against streams that Go's own encoder wrote, and against itself.
#include "app/engine/runtime/gob.h"
#include <QTest>

using namespace scfdesk;

namespace {
/// rpc.Response, InvokeResponse{Payload}, rpc.Response{Seq 300, Error}, InvokeResponse{Error with a stack}, an empty struct.
const char kFromGo[] =
    "3aff8103010108526573706f6e736501ff82000103010d536572766963654d6574686f64010c00010353657101060001054572726f72010c00000016ff82010f4675"
    "6e6374696f6e2e496e766f6b6501030033ff830301010e496e766f6b65526573706f6e736501ff8400010201075061796c6f6164010a0001054572726f7201ff86"
    "00000045ff850301010345727201ff8600010401074d657373616765010c00010454797065010c00010a537461636b547261636501ff8a00010a53686f756c6445"
    "78697401020000001cff890201010d5b5d2a6d61696e2e4672616d6501ff8a0001ff88000028ff87030102ff88000103010450617468010c0001044c696e650104"
    "0001054c6162656c010c0000000cff8401077b2261223a317d001dff82010f46756e6374696f6e2e496e766f6b6501fe012c01036261640032ff84020104626f6f"
    "6d0106737472696e6701020104612e676f0101010166000104622e676f01fd0222e0010167000101000010ff8b0301010450696e6701ff8c00000003ff8c00";

bool decode(const QByteArray& bytes, qsizetype step, std::vector<gob::Value>& values, gob::Decoder& decoder) {
  for (qsizetype at = 0; at < bytes.size(); at += step)
    if (!decoder.feed(QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at)), values)) return false;
  return true;
}
}  // namespace

class TestGob : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void fromGo_data() {
    QTest::addColumn<int>("step");
    QTest::newRow("whole") << 100000;
    QTest::newRow("in threes") << 3;
    QTest::newRow("byte by byte") << 1;
  }
  void fromGo() {
    QFETCH(int, step);
    gob::Decoder decoder(10'000);
    std::vector<gob::Value> values;
    QVERIFY2(decode(QByteArray::fromHex(kFromGo), step, values, decoder), decoder.reason());
    QCOMPARE(values.size(), size_t(5));
    QCOMPARE(values[0].text("ServiceMethod"), QByteArray("Function.Invoke"));
    QCOMPARE(values[0].numberOf("Seq"), 3U);
    QVERIFY(!values[0].find("Error"));
    QCOMPARE(values[1].text("Payload"), QByteArray(R"({"a":1})"));
    QCOMPARE(values[2].numberOf("Seq"), 300U);
    QCOMPARE(values[2].text("Error"), QByteArray("bad"));
    const gob::Value* error = values[3].find("Error");
    QVERIFY(error);
    QCOMPARE(error->text("Message"), QByteArray("boom"));
    QCOMPARE(error->numberOf("ShouldExit"), 1U);
    const gob::Value* trace = error->find("StackTrace");
    QVERIFY(trace);
    QCOMPARE(trace->items.size(), size_t(2));
    QCOMPARE(gob::signedOf(trace->items[0].numberOf("Line")), -1);
    QCOMPARE(gob::signedOf(trace->items[1].numberOf("Line")), 70000);
    QCOMPARE(trace->items[1].text("Path"), QByteArray("b.go"));
    QVERIFY(values[4].fields.empty());
  }
  /// What Go writes for rpc.Request{"Function.Ping", 1}, but for the number of its type (71 there).
  void asGoWrites() {
    QByteArray body;
    gob::StructWriter writer(body);
    writer.text(0, "Function.Ping");
    writer.unsignedNumber(1, 1);
    writer.end();
    const QByteArray ours = gob::describeStruct("Request", 71, {{"ServiceMethod", gob::kString}, {"Seq", gob::kUint}}) + gob::message(71, body);
    QCOMPARE(ours.toHex(), QByteArray("2fff8d030101075265717565737401ff8e000102010d536572766963654d6574686f64010c000103536571010600000014ff8e010d46756e6374696f6e2e50696e67010100"));
  }
  void numbers() {
    for (const int64_t value : {int64_t(0), int64_t(1), int64_t(-1), int64_t(63), int64_t(64), int64_t(-64), int64_t(-65), int64_t(1) << 40, INT64_MAX, INT64_MIN}) {
      QByteArray body;
      gob::StructWriter writer(body);
      writer.number(0, value);
      writer.unsignedNumber(1, uint64_t(value));
      writer.end();
      gob::Decoder decoder(1000);
      std::vector<gob::Value> values;
      QVERIFY(decoder.feed(QByteArray(gob::describeStruct("N", 65, {{"I", gob::kInt}, {"U", gob::kUint}}) + gob::message(65, body)), values));
      QCOMPARE(values.size(), size_t(1));
      QCOMPARE(gob::signedOf(values[0].numberOf("I")), value);
      QCOMPARE(values[0].numberOf("U"), uint64_t(value));
    }
  }
  void bounds() {
    QByteArray body;
    gob::StructWriter writer(body);
    writer.text(0, QByteArray(100, 'x'));
    writer.end();
    const QByteArray stream = gob::describeStruct("T", 65, {{"Text", gob::kString}}) + gob::message(65, body);
    std::vector<gob::Value> values;
    gob::Decoder enough(body.size() + 2);
    QVERIFY(enough.feed(stream, values));
    gob::Decoder less(body.size() + 1);
    QVERIFY(!less.feed(stream, values));
    QCOMPARE(less.reason(), "a message that is empty or too long");
    QVERIFY(!less.feed(stream, values));  // it stays broken
    gob::Decoder many(1000);
    for (int i = 0; i < gob::Decoder::kTypes; ++i) QVERIFY(many.feed(gob::describeStruct("T", 65 + i, {}), values));
    QVERIFY(!many.feed(gob::describeStruct("T", 65 + gob::Decoder::kTypes, {}), values));
  }
  void boundsOfADescription() {
    const auto described = [](size_t fields, const char* name) {
      gob::Decoder decoder(10'000'000);
      std::vector<gob::Value> values;
      return decoder.feed(gob::describeStruct("T", 65, std::vector<gob::Field>(fields, gob::Field{name, gob::kInt})), values) ? QByteArray() : QByteArray(decoder.reason());
    };
    QCOMPARE(described(gob::Decoder::kFields, "F"), QByteArray());
    QCOMPARE(described(gob::Decoder::kFields + 1, "F"), QByteArray("a struct with too many fields"));
    const QByteArray name(gob::Decoder::kTypeBytes / 2, 'n');
    QCOMPARE(described(1, name.constData()), QByteArray());
    QCOMPARE(described(2, name.constData()), QByteArray("a description of a type that is too long"));
    // Fields without a name and a type take a byte each.
    gob::Decoder decoder(100'000'000);
    std::vector<gob::Value> values;
    QByteArray body = QByteArray::fromHex("0301020001");  // struct type, its fields
    gob::appendUint(body, 30'000);
    body += QByteArray(30'000, '\0') + QByteArray::fromHex("0000");
    QByteArray message;
    gob::appendUint(message, 129);  // -65
    message += body;
    QByteArray stream;
    gob::appendUint(stream, uint64_t(message.size()));
    QVERIFY(!decoder.feed(QByteArray(stream + message), values));
  }
  void refused_data() {
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("no type") << QByteArray("0100");
    QTest::newRow("nothing") << QByteArray("00");
    QTest::newRow("a type that was not described") << QByteArray("03ff8200");
    QTest::newRow("a length of nine bytes") << QByteArray("f7010203040506070809");
    QTest::newRow("a text longer than its message") << QByteArray("050c00ff05ff");
    QTest::newRow("a map") << QByteArray("0eff81040101014d01ff8200010c01040000");
    QTest::newRow("a type described twice") << QByteArray(gob::describeStruct("T", 65, {}).toHex() + gob::describeStruct("T", 65, {}).toHex());
  }
  void refused() {
    QFETCH(QByteArray, hex);
    gob::Decoder decoder(1000);
    std::vector<gob::Value> values;
    QVERIFY(!decoder.feed(QByteArray::fromHex(hex), values));
    QVERIFY(decoder.reason());
    QVERIFY(values.empty());
  }
  /// A struct that holds itself is described in a line and could be nested without end.
  void depth() {
    QByteArray body;
    for (int i = 0; i < gob::Decoder::kDepth + 2; ++i) gob::appendUint(body, 1);
    for (int i = 0; i < gob::Decoder::kDepth + 3; ++i) gob::appendUint(body, 0);
    gob::Decoder decoder(1000);
    std::vector<gob::Value> values;
    QVERIFY(!decoder.feed(QByteArray(gob::describeStruct("S", 65, {{"Inner", 65}}) + gob::message(65, body)), values));
    QCOMPARE(decoder.reason(), "values inside of each other too deeply");
  }
};

QTEST_GUILESS_MAIN(TestGob)
#include "tst_gob.moc"

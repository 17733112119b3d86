// SPDX-License-Identifier: GPL-3.0-or-later
// A session file: what goes in comes out, nothing secret goes in, and whoever opens it sees the same replay.
#include "app/engine/simulate/session.h"
#include "app/engine/simulate/zipbytes.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace scfdesk;
using namespace scfdesk::simulate;
using namespace Qt::Literals::StringLiterals;
using scaling::EventKind;

namespace {

/// Starts, readies and ends what the core wants, at once.
class Driver final : public scaling::Sink {
 public:
  scaling::RecordedCore core;
  std::vector<scaling::Decision> last;
  void decide(const scaling::Decision& d) override { last.push_back(d); }
  void step(scaling::Event e) {
    last.clear();
    core.step(e, *this);
  }
  /// A request from its arrival to its end.
  void request(scaling::ReqId id, scaling::Ns at) {
    scaling::Event e;
    e.kind = EventKind::Arrive;
    e.fn = 1;
    e.req = id;
    e.now = at;
    step(e);
    scaling::InstId inst = 0;
    for (const scaling::Decision& d : last) inst = d.inst;
    const bool cold = last.front().kind == scaling::DecisionKind::Start;
    if (cold) {
      e.kind = EventKind::Ready;
      e.inst = inst;
      e.now = at + scaling::kSecond / 10;
      step(e);
    }
    e.kind = EventKind::Done;
    e.inst = inst;
    e.code = 200;
    e.now = at + scaling::kSecond / 2;
    step(e);
  }
};

Session session(int requests) {
  Driver driver;
  scaling::Event e;
  e.kind = EventKind::Config;
  e.fn = 1;
  driver.step(e);
  for (int i = 0; i < requests; ++i) driver.request(static_cast<scaling::ReqId>(i + 1), (i + 1) * scaling::kSecond);
  Session s;
  s.engine = "0.4.0";
  s.made = 5;
  s.to = 9;
  s.clockOffset = 1'000'000'000;
  s.seed = 29;
  s.settings = "{\"burstPerMinute\":500}";
  s.functions.push_back({1, u"default"_s, u"thumb"_s, 0, u"Python3.10"_s, 128, "ab12", {u"TOKEN"_s}});
  s.parts = driver.core.parts();
  InvocationDetail d;
  d.invocation.requestId = "r1";
  d.invocation.at = {2'000'000, 2'000'100, 0, 2'200'100, 0, 0, 2'300'000};
  d.invocation.durationUs = 90'000;
  d.invocation.statusCode = 200;
  d.invocation.cold = true;
  d.log = "token is hunter2-hunter2\n";
  s.trace = traceLinesOf("thumb", {d});
  s.log = logLinesOf("thumb", {d}, {"hunter2-hunter2"});
  return s;
}

}  // namespace

class TestSimulateSession : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void opensElsewhere();
  void showsTheCourse();
  void differenceIsShown();
  void secretsStay();
  void notASession_data();
  void notASession();
  void zipLimits();
  void canceled();
};

void TestSimulateSession::opensElsewhere() {
  const Session s = session(20);
  const auto file = packSession(s);
  QVERIFY(file);
  QCOMPARE(*packSession(s), *file);
  const auto opened = unpackSession(*file);
  QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().message));
  QCOMPARE(opened->engine, s.engine);
  QCOMPARE(opened->seed, uint64_t{29});
  QCOMPARE(opened->trace, s.trace);
  QCOMPARE(opened->functions.size(), size_t{1});
  QCOMPARE(opened->functions[0].codeSha256, QByteArray("ab12"));
  QCOMPARE(opened->parts.size(), s.parts.size());
  QCOMPARE(opened->parts[0]->hash, s.parts[0]->hash);
  QCOMPARE(*lookThrough(*opened, nullptr, nullptr), *lookThrough(s, nullptr, nullptr));
}

void TestSimulateSession::showsTheCourse() {
  std::atomic<uint64_t> done{0};
  const auto text = lookThrough(session(600), nullptr, &done);
  QVERIFY(text);
  const QJsonObject o = QJsonDocument::fromJson(*text).object();
  QVERIFY(o[u"replay"_s][u"same"_s].toBool());
  QCOMPARE(o[u"replay"_s][u"recordedHash"_s], o[u"replay"_s][u"replayedHash"_s]);
  const QJsonObject series = o[u"series"_s].toObject();
  QCOMPARE(series[u"busy"_s].toArray().size(), 600);
  int busy = 0, cold = 0;
  for (const QJsonValue& v : series[u"busy"_s].toArray()) busy = std::max(busy, v.toInt());
  for (const QJsonValue& v : series[u"cold"_s].toArray()) cold += v.toInt();
  QCOMPARE(busy, 1);
  QCOMPARE(cold, 1);
  QCOMPARE(series[u"fromUs"_s].toInteger(), 1'000'000'000);
  const QJsonArray decisions = o[u"decisions"_s].toArray();
  QVERIFY(decisions.last()[u"text"_s].toString().startsWith(u"finish"));
  QCOMPARE(decisions.last()[u"function"_s].toString(), u"thumb"_s);
  const QJsonObject f = o[u"functions"_s][0].toObject();
  QCOMPARE(f[u"arrivals"_s].toArray().size(), 1);
  QCOMPARE(f[u"runs"_s][0].toDouble(), 0.09);
  QCOMPARE(f[u"starts"_s][0].toDouble(), 0.2);
  QVERIFY(done > 0);
}

void TestSimulateSession::differenceIsShown() {
  Session s = session(5);
  auto part = std::make_shared<scaling::RecordedPart>(*s.parts[0]);
  part->decisions[3] ^= 0x40;  // the code of the first one
  s.parts = {part};
  const QJsonObject replay = QJsonDocument::fromJson(*lookThrough(s, nullptr, nullptr)).object()[u"replay"_s].toObject();
  QVERIFY(!replay[u"same"_s].toBool());
  QCOMPARE(replay[u"difference"_s][u"decision"_s].toInt(), 1);
  QVERIFY(replay[u"difference"_s][u"recorded"_s].toString() != replay[u"difference"_s][u"replayed"_s].toString());
}

void TestSimulateSession::secretsStay() {
  const auto entries = entriesOf(*packSession(session(3)), Session::kMostBytes, Session::kMostEntries);
  QVERIFY(entries);
  for (const ZipEntry& e : *entries) QVERIFY2(!e.bytes.contains("hunter2"), e.name.constData());
  QVERIFY(session(1).log.contains("token is ***"));
}

void TestSimulateSession::notASession_data() {
  QTest::addColumn<QByteArray>("file");
  QTest::addColumn<QString>("said");
  QTest::newRow("empty") << QByteArray() << u"no whole zip"_s;
  QTest::newRow("text") << QByteArray("hello, this is no zip at all") << u"no whole zip"_s;
  QTest::newRow("another zip") << *zipOf({{"readme.txt", "hello"}}) << u"session.json is missing"_s;
  QTest::newRow("other json") << *zipOf({{"session.json", "{}"}}) << u"does not say so"_s;
  QTest::newRow("newer") << *zipOf({{"session.json", "{\"format\":\"scfdesk-session\",\"version\":2}"}}) << u"of version 2, this program reads 1"_s;
  QTest::newRow("part missing") << *zipOf({{"session.json", "{\"format\":\"scfdesk-session\",\"version\":1,\"parts\":[{}]}"}}) << u"part 1 of the recording is missing"_s;
}

void TestSimulateSession::notASession() {
  QFETCH(QByteArray, file);
  QFETCH(QString, said);
  const auto opened = unpackSession(file);
  QVERIFY(!opened);
  QVERIFY2(opened.error().message.contains(said), qPrintable(opened.error().message));
}

void TestSimulateSession::zipLimits() {
  const QByteArray zip = *zipOf({{"a", QByteArray(1000, 'a')}, {"b", QByteArray(1000, 'b')}});
  QVERIFY(entriesOf(zip, 2000, 2));
  QVERIFY(entriesOf(zip, 1999, 2).error().message.contains(u"more than 1999 bytes"));
  QVERIFY(entriesOf(zip, 2000, 1).error().message.contains(u"more than 1 entries"));
}

void TestSimulateSession::canceled() {
  const std::atomic<bool> canceled{true};
  QCOMPARE(lookThrough(session(600), &canceled, nullptr).error().code, u"Local.Canceled"_s);
}

QTEST_GUILESS_MAIN(TestSimulateSession)
#include "tst_simulatesession.moc"

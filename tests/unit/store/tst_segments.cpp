// SPDX-License-Identifier: GPL-3.0-or-later
// Invocations and log lines: kept whole, found again, torn tails not shown, bounded by age and size.
#include "app/engine/store/segments.h"
#include "app/engine/store/storethread.h"
#include "tests/unit/store/storefixture.h"
#include <QDir>
#include <QFile>
#include <QtTest>
#include <csignal>
#include <sys/resource.h>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr TimeUs kMinute = 60'000'000;
constexpr TimeUs kDay = 24 * 60 * kMinute;
using Rows = std::vector<std::pair<SegmentKind, InvocationRow>>;

Rows oneRow(const QByteArray& requestId, int lines = 1) {
  Rows rows;
  rows.emplace_back(SegmentKind::Invocation, invocationRow(requestId, lines));
  return rows;
}

void compareRows(const InvocationRow& a, const InvocationRow& b, bool bodies) {
  const Invocation& x = a.invocation;
  const Invocation& y = b.invocation;
  QVERIFY(x.id == y.id && x.requestId == y.requestId && x.function == y.function && x.instance == y.instance && x.mode == y.mode);
  QVERIFY(x.source == y.source && x.cold == y.cold && x.finished == y.finished && x.way == y.way && x.statusCode == y.statusCode);
  QVERIFY(x.retryNum == y.retryNum && x.loadRun == y.loadRun && x.durationUs == y.durationUs && x.billedMs == y.billedMs);
  QVERIFY(x.peakMemoryBytes == y.peakMemoryBytes && x.memoryMb == y.memoryMb && x.eventBytes == y.eventBytes && x.resultBytes == y.resultBytes);
  QVERIFY(x.at.accepted == y.at.accepted && x.at.dispatched == y.at.dispatched && x.at.started == y.at.started && x.at.ready == y.at.ready);
  QVERIFY(x.at.entered == y.at.entered && x.at.left == y.at.left && x.at.replied == y.at.replied);
  QCOMPARE(x.message, y.message);
  QCOMPARE(a.event, bodies ? b.event : QByteArray());
  QCOMPARE(a.result, bodies ? b.result : QByteArray());
  QCOMPARE(a.log.records.size(), b.log.records.size());
  QCOMPARE(a.log.dropped, b.log.dropped);
  for (size_t i = 0; i < a.log.records.size(); ++i) {
    const LogRecord& r = a.log.records[i];
    const LogRecord& s = b.log.records[i];
    QVERIFY(r.seq == s.seq && r.at == s.at && r.function == s.function && r.instance == s.instance && r.invocation == s.invocation && r.level == s.level);
    QCOMPARE(a.log.textOf(r), b.log.textOf(s));
  }
}

}  // namespace

class TestSegments : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void rowsComeBackWhole();
  void bodiesAreCutAtTheLimit();
  void recentIsOfEarlierRuns();
  void decisionsByTime();
  void tornTail_data();
  void tornTail();
  void everyFlippedByteIsSeen();
  void appendsAfterATornTail();
  void oldestGoBySize();
  void oldestGoByAge();
  void failedWriteTakesNothingAlong();
  void queueDropsLogsFirst();
  void unknownRequest();
};

void TestSegments::rowsComeBackWhole() {
  StoreFixture f;
  auto store = f.open();
  const InvocationRow sent = invocationRow(requestIdOf(1), 20);
  for (const auto& [id, lines] : {std::pair(1, 20), std::pair(2, 0)}) store->appendInvocation(invocationRow(requestIdOf(id), lines));
  store->appendEngineLog(sent.log);
  auto row = f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation(requestIdOf(1), reply); });
  QVERIFY(row);
  compareRows(*row, sent, true);
  store->close();
  store.reset();
  f.clock.set(f.clock.nowUs() + 5 * kMinute);
  store = f.open();
  row = f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation(requestIdOf(2), reply); });
  QVERIFY(row);
  compareRows(*row, invocationRow(requestIdOf(2), 0), true);
}

void TestSegments::bodiesAreCutAtTheLimit() {
  StoreFixture f;
  auto store = f.open();
  for (const int extra : {0, 1}) {
    InvocationRow row = invocationRow(requestIdOf(extra), 0);
    row.event = QByteArray(kKeptBodyBytes + extra, 'e');
    row.result = QByteArray(kKeptBodyBytes + extra, 'r');
    store->appendInvocation(std::move(row));
    const auto back = f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation(requestIdOf(extra), reply); });
    QCOMPARE(back->event, QByteArray(kKeptBodyBytes, 'e'));
    QCOMPARE(back->result, QByteArray(kKeptBodyBytes, 'r'));
  }
}

void TestSegments::recentIsOfEarlierRuns() {
  StoreFixture f;
  for (int run = 0; run < 3; ++run) {
    auto store = f.open();
    for (int i = 0; i < 10; ++i) store->appendInvocation(invocationRow(requestIdOf(run * 10 + i), 2));
    store->close();
    store.reset();
    f.clock.set(f.clock.nowUs() + 2 * kMinute);
  }
  auto store = f.open();
  store->appendInvocation(invocationRow(requestIdOf(99), 2));
  const auto rows = f.waitFor<std::vector<InvocationRow>>([&](auto reply) { store->readRecent(15, reply); });
  QVERIFY(rows);
  QCOMPARE(rows->size(), size_t(15));
  for (int i = 0; i < 15; ++i) QCOMPARE(rows->at(size_t(i)).invocation.requestId, requestIdOf(15 + i));
  compareRows(rows->at(0), invocationRow(requestIdOf(15), 2), false);
  const auto all = f.waitFor<std::vector<InvocationRow>>([&](auto reply) { store->readRecent(1000, reply); });
  QCOMPARE(all->size(), size_t(30));
  // The log text bounds it as well.
  QCOMPARE(SegmentReader(f.path() + u"/segments"_s).recent(1000, 0, 1).size(), size_t(1));
}

void TestSegments::decisionsByTime() {
  StoreFixture f;
  const TimeUs start = f.clock.nowUs();
  const auto line = [&](int i) -> QByteArray { return "{\"us\":" + QByteArray::number(qlonglong(start + i)) + ",\"kind\":\"start\"}\n"; };
  {
    auto store = f.open();
    store->appendDecisions(line(1) + line(2) + line(3), start + 1, start + 3);
    store->appendInvocation(invocationRow(requestIdOf(1), 2));
    store->close();
  }
  f.clock.set(start + 3 * kMinute);
  auto store = f.open();
  const int later = int(3 * kMinute);
  store->appendDecisions(line(later) + line(later + 1), start + later, start + later + 1);
  const auto read = [&](TimeUs from, TimeUs to, int count) -> QByteArray {
    return *f.waitFor<QByteArray>([&](auto reply) { store->readDecisions(from, to, count, reply); });
  };
  const TimeUs end = start + 10 * kMinute;
  QCOMPARE(read(0, end, 100), line(1) + line(2) + line(3) + line(later) + line(later + 1));
  QCOMPARE(read(0, end, 3), line(3) + line(later) + line(later + 1));
  QCOMPARE(read(start + 2, start + later, 100), line(2) + line(3) + line(later));
  QCOMPARE(read(start + 2, start + 2, 100), line(2));
  QCOMPARE(read(end, end, 100), QByteArray());
  // They are no invocations.
  QCOMPARE(f.waitFor<std::vector<InvocationRow>>([&](auto reply) { store->readRecent(100, reply); })->size(), size_t(1));
}

void TestSegments::tornTail_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<int>("cut");
  QTest::newRow("half a record") << u".rec"_s << 100;
  QTest::newRow("a byte of a record") << u".rec"_s << 1;
  QTest::newRow("half of the bytes") << u".dat"_s << 20;
  QTest::newRow("a byte of the bytes") << u".dat"_s << 1;
}

void TestSegments::tornTail() {
  QFETCH(QString, file);
  QFETCH(int, cut);
  QTemporaryDir folder;
  {
    SegmentWriter writer(folder.path(), 1);
    for (int i = 0; i < 3; ++i) QCOMPARE(writer.write(oneRow(requestIdOf(i)), kMinute), 0);
  }
  QFile torn(folder.filePath(u"19700101-0001"_s + file));
  QVERIFY(torn.resize(torn.size() - cut));
  const SegmentReader reader(folder.path());
  QVERIFY(!reader.find(requestIdOf(2)));
  const auto row = reader.find(requestIdOf(1));
  QVERIFY(row);
  compareRows(*row, invocationRow(requestIdOf(1), 1), true);
  QCOMPARE(reader.recent(10, 0, 1 << 20).size(), size_t(2));
}

void TestSegments::everyFlippedByteIsSeen() {
  QByteArray records;
  QByteArray data;
  encodeRow(invocationRow(requestIdOf(1), 2), SegmentKind::Invocation, 1, 0, records, data);
  const auto shown = [](const QByteArray& recordBytes, const QByteArray& dataBytes) {
    SegmentRecord record;
    memcpy(&record, recordBytes.constData(), sizeof record);
    InvocationRow row;
    return validRecord(record) && uint64_t(dataBytes.size()) == dataLength(record) && decodeRow(record, dataBytes, true, row);
  };
  QVERIFY(shown(records, data));
  for (qsizetype i = 0; i < records.size(); ++i) {
    QByteArray bad = records;
    bad[i] = char(bad[i] ^ 1);
    QVERIFY2(!shown(bad, data), qPrintable(QString::number(i)));
  }
  for (qsizetype i = 0; i < data.size(); ++i) {
    QByteArray bad = data;
    bad[i] = char(bad[i] ^ 0x80);
    QVERIFY2(!shown(records, bad), qPrintable(QString::number(i)));
  }
}

void TestSegments::appendsAfterATornTail() {
  QTemporaryDir folder;
  {
    SegmentWriter writer(folder.path(), 1);
    for (int i = 0; i < 2; ++i) QCOMPARE(writer.write(oneRow(requestIdOf(i)), kMinute), 0);
  }
  QFile torn(folder.filePath(u"19700101-0001.rec"_s));
  QVERIFY(torn.resize(torn.size() - 17));
  SegmentWriter writer(folder.path(), 2);
  QCOMPARE(writer.write(oneRow(requestIdOf(2)), kMinute + 1), 0);
  const SegmentReader reader(folder.path());
  QVERIFY(reader.find(requestIdOf(0)));
  QVERIFY(!reader.find(requestIdOf(1)));
  QVERIFY(reader.find(requestIdOf(2)));
}

void TestSegments::oldestGoBySize() {
  QTemporaryDir folder;
  SegmentWriter writer(folder.path(), 1);
  QCOMPARE(writer.write(oneRow(requestIdOf(0)), kMinute), 0);
  const int64_t one = writer.totalBytes();
  QVERIFY(one > int64_t(kSegmentRecordBytes));
  writer.setLimits(one * 3, 7, kMinute);
  for (int i = 1; i < 3; ++i) QCOMPARE(writer.write(oneRow(requestIdOf(i)), (i + 1) * kMinute), 0);
  const SegmentReader reader(folder.path());
  QVERIFY(reader.find(requestIdOf(0)));  // three fit exactly
  QCOMPARE(writer.write(oneRow(requestIdOf(3)), 4 * kMinute), 0);
  QVERIFY(!reader.find(requestIdOf(0)));  // one past
  QVERIFY(reader.find(requestIdOf(1)));
  QCOMPARE(writer.totalBytes(), one * 3);
  // What lies there from earlier runs counts; what is being written never goes.
  SegmentWriter next(folder.path(), 2);
  next.setLimits(1, 7, 5 * kMinute);
  QCOMPARE(next.write(oneRow(requestIdOf(4)), 5 * kMinute), 0);
  QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
  QVERIFY(reader.find(requestIdOf(4)));
}

void TestSegments::oldestGoByAge() {
  QTemporaryDir folder;
  SegmentWriter writer(folder.path(), 1);
  QCOMPARE(writer.write(oneRow(requestIdOf(0)), 10 * kDay), 0);
  QCOMPARE(writer.write(oneRow(requestIdOf(1)), 10 * kDay + kMinute), 0);
  QCOMPARE(writer.write(oneRow(requestIdOf(2)), 17 * kDay), 0);
  const SegmentReader reader(folder.path());
  QVERIFY(reader.find(requestIdOf(0)));  // seven days to the minute
  QCOMPARE(writer.write(oneRow(requestIdOf(3)), 17 * kDay + kMinute), 0);
  QVERIFY(!reader.find(requestIdOf(0)));
  QVERIFY(reader.find(requestIdOf(1)));
  writer.setLimits(1LL << 40, 1, 18 * kDay);
  QVERIFY(!reader.find(requestIdOf(1)));
  QVERIFY(reader.find(requestIdOf(2)));
}

void TestSegments::failedWriteTakesNothingAlong() {
  QTemporaryDir folder;
  SegmentWriter writer(folder.path(), 1);
  QCOMPARE(writer.write(oneRow(requestIdOf(0)), kMinute), 0);
  const int64_t before = writer.totalBytes();
  // The kernel refuses to let a file grow past the limit: as a full disk does, in the middle of a write.
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  rlimit small = old;
  small.rlim_cur = 4096;
  setrlimit(RLIMIT_FSIZE, &small);
  const int error = writer.write(oneRow(requestIdOf(1), 1000), kMinute);
  setrlimit(RLIMIT_FSIZE, &old);
  QCOMPARE(error, EFBIG);
  QCOMPARE(writer.totalBytes(), before);
  QCOMPARE(writer.write(oneRow(requestIdOf(2)), kMinute), 0);
  const SegmentReader reader(folder.path());
  QVERIFY(reader.find(requestIdOf(0)) && reader.find(requestIdOf(2)));
  QVERIFY(!reader.find(requestIdOf(1)));
  QCOMPARE(QFileInfo(folder.filePath(u"19700101-0001.rec"_s)).size(), qint64(2 * kSegmentRecordBytes));
}

void TestSegments::queueDropsLogsFirst() {
  StoreFixture f;
  auto store = f.open();
  // A disk that takes nothing: rows wait, and their texts go before they do.
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  rlimit none = old;
  none.rlim_cur = 0;
  setrlimit(RLIMIT_FSIZE, &none);
  Error trouble;
  store->setTroubleHandler([&](const Error& error) { trouble = error; });
  InvocationRow big = invocationRow(requestIdOf(0), 1);
  LogRecord record;
  big.log.append(record, QByteArray(1 << 20, 'x'));
  int sent = 0;
  const auto send = [&](int64_t upTo) {
    for (int64_t bytes = 0; bytes < upTo; bytes += rowBytes(big)) {
      InvocationRow row = big;
      row.invocation.requestId = requestIdOf(++sent);
      store->appendInvocation(std::move(row));
    }
  };
  send(storelimits::kRowsDropLogs);
  const int whole = sent;
  store->appendInvocation(invocationRow("without log", 7));
  InvocationRow body = invocationRow("body", 0);
  body.event = QByteArray(kKeptBodyBytes, 'e');
  for (int64_t bytes = storelimits::kRowsDropLogs; bytes < storelimits::kRowsDropBodies; bytes += rowBytes(body))
    store->appendInvocation(InvocationRow(body));
  body.invocation.requestId = "no body";
  store->appendInvocation(InvocationRow(body));
  InvocationRow small = invocationRow("small", 0);
  small.event.clear();
  small.result.clear();
  for (int64_t bytes = storelimits::kRowsDropBodies; bytes <= storelimits::kRowsDropRows; bytes += rowBytes(small))
    store->appendInvocation(InvocationRow(small));
  store->appendInvocation(invocationRow("left out", 7));
  const bool told = f.turnUntil([&] { return trouble.code == u"Local.DiskFull"_s; });
  setrlimit(RLIMIT_FSIZE, &old);
  QVERIFY(told);
  QVERIFY(f.turnUntil([&] { return trouble.code.isEmpty(); }));  // healthy again: told as well
  const auto kept = f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation(requestIdOf(whole), reply); });
  QVERIFY(kept);
  QCOMPARE(kept->log.records.size(), size_t(2));
  const auto cut = f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation("without log", reply); });
  QVERIFY(cut);
  QCOMPARE(cut->log.records.size(), size_t(0));
  QCOMPARE(cut->log.dropped, uint64_t(7));
  QCOMPARE(cut->event, QByteArray("{1}"));
  const auto bodiless = f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation("no body", reply); });
  QVERIFY(bodiless && bodiless->event.isEmpty() && bodiless->result.isEmpty());
  QVERIFY(!f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation("left out", reply); }));
  store->appendInvocation(invocationRow("next", 1));
  const auto next = f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation("next", reply); });
  QVERIFY(next);
  QVERIFY(next->log.dropped >= 7);  // of those that were left out whole
  f.clock.set(f.clock.nowUs() + 1);
  store.reset();
  store = f.open();
  const auto rows = f.waitFor<std::vector<InvocationRow>>([&](auto reply) { store->readRecent(2, reply); });
  QCOMPARE(rows->size(), size_t(2));
  QVERIFY(rows->at(0).invocation.requestId.isEmpty());
  QVERIFY2(rows->at(0).log.text.contains("invocations were not kept"), rows->at(0).log.text.constData());
}

void TestSegments::unknownRequest() {
  StoreFixture f;
  auto store = f.open();
  for (const QByteArray& id : {QByteArray("none"), QByteArray(), QByteArray(37, 'x')}) {
    const auto row = f.waitFor<InvocationRow>([&](auto reply) { store->readInvocation(id, reply); });
    QCOMPARE(row.error().code, u"ResourceNotFound.RequestId"_s);
  }
  const auto none = f.waitFor<std::vector<InvocationRow>>([&](auto reply) { store->readRecent(10, reply); });
  QVERIFY(none && none->empty());
}

QTEST_GUILESS_MAIN(TestSegments)
#include "tst_segments.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logstore.h"
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

namespace {

constexpr TimeUs kS = 1'000'000;

LogChunk lines(uint64_t first, int count, FunctionId fn = 1, LogLevel level = LogLevel::Info, const QByteArray& text = "line ") {
  LogChunk c;
  for (int i = 0; i < count; ++i) {
    LogRecord r;
    r.seq = first + uint64_t(i);
    r.at = TimeUs(r.seq) * 1000;
    r.function = fn;
    r.level = level;
    c.append(r, QByteArray(text + QByteArray::number(qulonglong(r.seq))));
  }
  return c;
}

/// What a view of a list must come to: its own copy, kept by the signals alone.
struct Mirror : QObject {
  explicit Mirror(LogView& v) : view(v) {
    connect(&v, &LogView::reset, this, [this] { take(); });
    connect(&v, &LogView::changed, this, [this](qint64 removed, qint64 front, qint64 appended) {
      rows.erase(rows.begin(), rows.begin() + removed);
      QList<uint64_t> head;
      for (qint64 i = 0; i < front; ++i) head.append(view.at(i).record.seq);
      rows = head + rows;
      for (qint64 i = view.size() - appended; i < view.size(); ++i) rows.append(view.at(i).record.seq);
    });
    take();
  }
  void take() {
    rows.clear();
    for (qint64 i = 0; i < view.size(); ++i) rows.append(view.at(i).record.seq);
  }
  QList<uint64_t> actual() const {
    QList<uint64_t> out;
    for (qint64 i = 0; i < view.size(); ++i) out.append(view.at(i).record.seq);
    return out;
  }
  LogView& view;
  QList<uint64_t> rows;
};

}  // namespace

class TestLogStore : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void linesOfManyBatches() {
    LogStore store;
    QSignalSpy appended(&store, &LogStore::appended);
    uint64_t next = 1;
    for (const int n : {1, 3, 700, 5000, 2, 9000, 1}) {
      store.append(lines(next, n));
      next += uint64_t(n);
    }
    QCOMPARE(appended.count(), 7);
    QCOMPARE(store.size(), qint64(next - 1));
    for (qint64 i = 0; i < store.size(); ++i) {
      const LogLine line = store.at(i);
      QCOMPARE(line.record.seq, uint64_t(i + 1));
      QVERIFY(line.text == QByteArrayView(QByteArray("line " + QByteArray::number(i + 1))));
    }
    store.append(LogChunk{});
    QCOMPARE(appended.count(), 7);
  }
  void boundedAtTheCapacity() {
    LogStore store(nullptr, 1600);
    QSignalSpy trimmed(&store, &LogStore::trimmed);
    store.append(lines(1, 1600));
    QCOMPARE(store.size(), qint64(1600));
    QCOMPARE(trimmed.count(), 0);
    store.append(lines(1601, 1));
    QCOMPARE(trimmed.count(), 1);
    QVERIFY(store.size() <= 1600);
    QVERIFY(store.size() >= 1600 - 100);  // whole chunks, small ones
    QCOMPARE(store.base(), trimmed[0][0].toLongLong());
    QCOMPARE(store.at(0).record.seq, uint64_t(store.base() + 1));
    QCOMPARE(store.at(store.size() - 1).record.seq, uint64_t(1601));
  }
  void aBatchLargerThanTheCapacity() {
    LogStore store(nullptr, 100);
    QSignalSpy appended(&store, &LogStore::appended);
    LogView view(store);
    LogFilter every;
    every.text = "line";
    view.setFilter(every);
    Mirror mirror(view);
    store.append(lines(1, 1000));
    QVERIFY(store.size() <= 100);
    QVERIFY(appended[0][0].toLongLong() <= store.size());
    QCOMPARE(store.at(store.size() - 1).record.seq, uint64_t(1000));
    QCOMPARE(mirror.rows, mirror.actual());
    QCOMPARE(view.size(), store.size());
  }
  void droppedIsCounted() {
    LogStore store;
    LogChunk c = lines(1, 2);
    c.dropped = 7;
    store.append(c);
    LogChunk only;
    only.dropped = 3;
    store.append(only);
    QCOMPARE(store.dropped(), uint64_t(10));
  }
  void byTime() {
    LogStore store;
    for (int i = 0; i < 10; ++i) store.append(lines(uint64_t(1 + i * 1000), 1000));
    QCOMPARE(store.indexAtTime(0), qint64(0));
    QCOMPARE(store.indexAtTime(1000), qint64(0));
    QCOMPARE(store.indexAtTime(1001), qint64(1));
    QCOMPARE(store.indexAtTime(5000 * 1000), qint64(4999));
    QCOMPARE(store.indexAtTime(10'000 * 1000 + 1), store.size());
  }
  void linesOfTheLastSecond() {
    LogStore store;
    store.append(lines(1000, 5));
    store.append(lines(1500, 7));
    QCOMPARE(store.linesPerSecond(1506 * 1000), 12);
    QCOMPARE(store.linesPerSecond(1004 * 1000 + kS), 7);
    QCOMPARE(store.linesPerSecond(1506 * 1000 + kS), 0);
  }
  void whatIsOldIsNoPartOfTheRate() {
    LogStore store;
    store.append(lines(1, 5000));  // five seconds at once, as an engine tells them that is met
    QCOMPARE(store.linesPerSecond(5000 * 1000), 1000);
  }
  void filters_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("all") << 0 << true;
    QTest::newRow("function") << 1 << true;
    QTest::newRow("another function") << 2 << false;
    QTest::newRow("text in another case") << 3 << true;
    QTest::newRow("text that is not there") << 4 << false;
    QTest::newRow("level reached") << 5 << true;
    QTest::newRow("level not reached") << 6 << false;
    QTest::newRow("another invocation") << 7 << false;
    QTest::newRow("another instance") << 8 << false;
    QTest::newRow("text longer than the line") << 9 << false;
  }
  void filters() {
    QFETCH(int, kind);
    LogFilter f;
    if (kind == 1) f.function = 1;
    if (kind == 2) f.function = 2;
    if (kind == 3) f.text = "LINE 5";
    if (kind == 4) f.text = "lines";
    if (kind == 5) f.minimum = LogLevel::Warn;
    if (kind == 6) f.minimum = LogLevel::Error;
    if (kind == 7) f.invocation = 3;
    if (kind == 8) f.instance = 3;
    if (kind == 9) f.text = "line 5 and more";
    const LogChunk c = lines(5, 1, 1, LogLevel::Warn);
    QTEST(f.verdict({c.records[0], c.textOf(c.records[0])}, {}) == LogMatcher::Verdict::Yes, "accepted");
    QCOMPARE(f.all(), kind == 0);
  }
  void platformLinesAreApart() {
    const LogChunk c = lines(5, 1, 1, LogLevel::Platform);
    const LogLine line{c.records[0], c.textOf(c.records[0])};
    LogFilter f;
    f.minimum = LogLevel::Error;
    QVERIFY(f.verdict(line, {}) == LogMatcher::Verdict::Yes);
    f.platform = false;
    QVERIFY(f.verdict(line, {}) == LogMatcher::Verdict::No);
  }
  void theWholeStoreUnfiltered() {
    LogStore store(nullptr, 1600);
    LogView view(store);
    Mirror mirror(view);
    for (int i = 0; i < 40; ++i) store.append(lines(uint64_t(1 + i * 100), 100));
    QCOMPARE(view.size(), store.size());
    QCOMPARE(mirror.rows, mirror.actual());
    QVERIFY(!view.busy());
  }
  void aFilterOverManyLinesIsWorkedOffNewestFirst() {
    LogStore store;
    constexpr int kLines = 600'000;
    for (int i = 0; i < kLines / 10'000; ++i) store.append(lines(uint64_t(1 + i * 10'000), 10'000, 1, LogLevel::Info, "a rather long line of a log, number "));
    LogView view(store);
    Mirror mirror(view);
    QSignalSpy reset(&view, &LogView::reset);
    LogFilter number;
    number.text = "NUMBER 5999";
    view.setFilter(number);
    QCOMPARE(reset.count(), 1);
    QVERIFY(view.busy());
    QVERIFY(view.size() > 0);
    QCOMPARE(view.at(view.size() - 1).record.seq, uint64_t(599'999));
    store.append(lines(5'999'000, 3, 1, LogLevel::Info, "number "));  // the tail goes on meanwhile
    QTRY_VERIFY_WITH_TIMEOUT(!view.busy(), 20'000);
    QCOMPARE(view.size(), qint64(1 + 10 + 100 + 3));  // 5999, 5999x, 5999xx and the three
    QCOMPARE(view.at(0).record.seq, uint64_t(5'999));
    QCOMPARE(mirror.rows, mirror.actual());
  }
  void trimmingWhileFiltered() {
    LogStore store(nullptr, 3200);
    LogView view(store);
    LogFilter second;
    second.function = 2;
    view.setFilter(second);
    Mirror mirror(view);
    for (int i = 0; i < 100; ++i) store.append(lines(uint64_t(1 + i * 100), 100, FunctionId(1 + i % 2)));
    QTRY_VERIFY(!view.busy());
    QCOMPARE(mirror.rows, mirror.actual());
    for (qint64 i = 0; i < view.size(); ++i) QCOMPARE(view.at(i).record.function, FunctionId(2));
    QVERIFY(view.size() >= 1400 && view.size() <= 1700);
    const qint64 store5 = view.storeIndex(5);
    QCOMPARE(store.at(store5).record.seq, view.at(5).record.seq);
    QCOMPARE(view.rowAt(store5), qint64(5));
    QCOMPARE(view.rowAt(store.size()), view.size());
    view.setFilter({});
    QCOMPARE(view.size(), store.size());
    QCOMPARE(view.rowAt(7), qint64(7));
  }
};

QTEST_GUILESS_MAIN(TestLogStore)
#include "tst_logstore.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The kept log by number and by query: in pages, newest first, while more is written and old segments go.
#include "app/engine/store/logsearch.h"
#include "app/engine/store/segments.h"
#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr TimeUs kMinute = 60'000'000;
constexpr TimeUs kStart = 1'780'000'000'000'000 / kMinute * kMinute;
const QHash<FunctionId, QString> kNames{{1, u"thumbnail"_s}, {2, u"settle-orders"_s}};

struct Kept {
  Kept() : writer(folder.path(), 1), index(folder.path()) {}
  /// One request with so many lines "request N line I", the last of it an ERROR when it fails.
  void request(int number, int lines, FunctionId fn = 1, int code = 200, const QByteArray& more = {}) {
    InvocationRow row;
    Invocation& v = row.invocation;
    v.id = uint64_t(number) + 1;
    v.requestId = QByteArray::number(number, 16).rightJustified(8, '0') + "-0000-4000-8000-000000000000";
    v.function = fn;
    v.instance = 3;
    v.finished = true;
    v.statusCode = code;
    v.cold = number == 0;
    v.durationUs = number * 1000;
    v.at.accepted = kStart + number * 1000;
    v.at.replied = v.at.accepted + 900;
    for (int i = 0; i < lines; ++i) {
      LogRecord r;
      r.seq = seq++;
      r.at = v.at.accepted + i;
      r.function = fn;
      r.instance = 3;
      r.invocation = v.id;
      r.level = code != 200 && i + 1 == lines ? LogLevel::Error : LogLevel::Info;
      row.log.append(r, QByteArray("request " + QByteArray::number(number) + " line " + QByteArray::number(i) + more));
    }
    waiting.emplace_back(SegmentKind::Invocation, std::move(row));
  }
  void write(int minute) {
    QCOMPARE(writer.write(waiting, kStart + minute * kMinute), 0);
    waiting.clear();
  }
  LogPage page(const QString& query, std::optional<int64_t> before = {}, int lines = 200, int matches = 200) {
    LogAsk ask;
    const auto parsed = LogQuery::parse(query);
    if (parsed.error) qWarning() << parsed.error->english();
    ask.query = parsed.query;
    ask.before = before;
    ask.lines = lines;
    ask.matches = matches;
    return LogSearch::page(index, ask, kNames, cancelled);
  }
  QStringList texts(const LogPage& page) const {
    QStringList all;
    for (const auto& [block, line] : page.lines) all << QString::fromUtf8(line.text);
    return all;
  }
  /// All pages of a query, as one.
  QStringList all(const QString& query, int lines = 7) {
    QStringList found;
    std::optional<int64_t> before;
    for (int pages = 0; pages < 10'000; ++pages) {
      const LogPage p = page(query, before, lines, lines);
      found << texts(p);
      if (!p.more) return found;
      before = p.next;
    }
    return {u"never ended"_s};
  }
  QTemporaryDir folder;
  SegmentWriter writer;
  LogIndex index;
  std::vector<std::pair<SegmentKind, InvocationRow>> waiting;
  std::atomic<bool> cancelled{false};
  uint64_t seq = 1;
};
}  // namespace

class TestLogSearch : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nothingIsKept() {
    Kept kept;
    const LogPage page = kept.page({});
    QVERIFY(page.lines.empty() && !page.more && page.complete);
    QCOMPARE(page.first, page.end);
  }
  void everyLineOnceNewestFirst() {
    Kept kept;
    for (int n = 0; n < 60; ++n) {
      kept.request(n, 3);
      if (n % 20 == 19) kept.write(n / 20);
    }
    for (const int lines : {1, 7, 200}) {
      const QStringList all = kept.all({}, lines);
      QCOMPARE(all.size(), 180);
      QCOMPARE(all.first(), u"request 59 line 2"_s);
      QCOMPARE(all.last(), u"request 0 line 0"_s);
      QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), 180);
    }
    QVERIFY(kept.index.complete());
    QCOMPARE(kept.index.first(), -180);
    QCOMPARE(kept.index.end(), 0);
  }
  void queries_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("count");
    QTest::newRow("text") << u"\"line 1\""_s << 60;
    QTest::newRow("one request") << u"\"request 31 \""_s << 3;
    QTest::newRow("function") << u"fn:settle-orders"_s << 30;
    QTest::newRow("not function") << u"-fn:settle-orders"_s << 150;
    QTest::newRow("status") << u"status:433"_s << 30;
    QTest::newRow("errors") << u"level:error"_s << 10;
    QTest::newRow("ok errors") << u"level:error status:ok"_s << 0;
    QTest::newRow("request id") << u"req:0000001f"_s << 3;
    QTest::newRow("cold") << u"cold"_s << 3;
    QTest::newRow("dur") << u"dur>=50ms"_s << 30;
    QTest::newRow("regex") << u"/request 1\\d line [02]/"_s << 20;
    QTest::newRow("instance") << u"inst:"_s + instanceName(3) << 180;
    QTest::newRow("none") << u"nothing-of-the-kind"_s << 0;
  }
  void queries() {
    QFETCH(QString, query);
    Kept kept;
    for (int n = 0; n < 60; ++n) {
      kept.request(n, 3, n % 6 == 0 ? 2 : 1, n % 6 == 1 ? 433 : 200);
      if (n % 15 == 14) kept.write(n / 15);
    }
    const QStringList found = kept.all(query, 4);
    QTEST(int(found.size()), "count");
    QCOMPARE(QSet<QString>(found.begin(), found.end()).size(), found.size());
  }
  void numbersStayWhileMoreIsWritten() {
    Kept kept;
    kept.request(0, 3);
    kept.write(0);
    const LogPage before = kept.page({});
    QCOMPARE(before.lines.front().second.row, -1);
    kept.request(1, 2);
    kept.write(0);   // the same segment grows
    kept.request(2, 2);
    kept.write(1);
    const LogPage after = kept.page({});
    QCOMPARE(after.end, 4);
    QCOMPARE(kept.texts(after).first(), u"request 2 line 1"_s);
    LogAsk ask;
    ask.rows = {-1, -3, 0, 3, 99};
    const LogPage rows = LogSearch::page(kept.index, ask, kNames, kept.cancelled);
    QCOMPARE(kept.texts(rows), (QStringList{u"request 2 line 1"_s, u"request 1 line 0"_s, u"request 0 line 2"_s, u"request 0 line 0"_s}));
  }
  void oldSegmentsGo() {
    Kept kept;
    for (int n = 0; n < 3; ++n) {
      kept.request(n, 2);
      kept.write(n);
    }
    QCOMPARE(kept.all({}).size(), 6);
    const QStringList files = QDir(kept.folder.path()).entryList({u"*.rec"_s, u"*.dat"_s}, QDir::Files, QDir::Name);
    QFile::remove(kept.folder.filePath(files[0]));
    QFile::remove(kept.folder.filePath(files[1]));
    QCOMPARE(kept.all({}).size(), 4);
    QCOMPARE(kept.index.first(), -4);
  }
  void linesOfABlockAreInOrderOfTime() {
    Kept kept;
    kept.request(5, 2);
    kept.request(1, 2);  // ended later, ran before
    kept.write(0);
    QCOMPARE(kept.all({}), (QStringList{u"request 5 line 1"_s, u"request 5 line 0"_s, u"request 1 line 1"_s, u"request 1 line 0"_s}));
  }
  void aPageIsBounded() {
    Kept kept;
    for (int n = 0; n < 600; ++n) kept.request(n, 20, 1, 200, QByteArray(1000, 'x'));
    kept.write(0);
    const LogPage page = kept.page(u"line"_s, {}, LogSearch::kMostLines, LogSearch::kMostMatches);
    QVERIFY(page.more);
    QVERIFY(page.matches.size() < 12'000);
    QCOMPARE(int(page.lines.size()), LogSearch::kMostLines);
    QCOMPARE(kept.all(u"line"_s, 1000).size(), 12'000);
  }
  void cancelled() {
    Kept kept;
    kept.request(0, 3);
    kept.write(0);
    kept.cancelled = true;
    const LogPage page = kept.page(u"line"_s);
    QVERIFY(page.cancelled && page.lines.empty());
  }
  void aRequestWithMoreLinesThanABlock() {
    Kept kept;
    kept.request(0, LogIndex::kBlockLines + 1);
    kept.request(1, 1);
    kept.write(0);
    QCOMPARE(kept.all({}, 1000).size(), LogIndex::kBlockLines + 2);
  }
};

QTEST_APPLESS_MAIN(TestLogSearch)
#include "tst_logsearch.moc"

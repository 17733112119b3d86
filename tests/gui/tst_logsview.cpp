// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/disklog.h"
#include "models/invocationmodel.h"
#include "models/logstore.h"
#include "models/logsummary.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "widgets/logs/ansitext.h"
#include "widgets/logs/logexport.h"
#include "widgets/logs/loghistogram.h"
#include "widgets/logs/loginspector.h"
#include "widgets/logs/logsview.h"
#include "widgets/logs/logtable.h"
#include "widgets/logs/markerstrip.h"
#include "widgets/logs/queryfield.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAbstractButton>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr TimeUs kT0 = kFakeNow + 1'000'000;

/// Lines "line N" one a millisecond; each tenth is an error that says "timeout N".
LogChunk lines(int from, int count, InvocationId invocation = 0) {
  LogChunk chunk;
  for (int i = from; i < from + count; ++i) {
    LogRecord r;
    r.seq = static_cast<uint64_t>(i) + 1;
    r.at = kT0 + i * 1000;
    r.function = 1;
    r.invocation = invocation;
    r.instance = 3;
    r.level = i % 10 == 0 ? LogLevel::Error : LogLevel::Info;
    chunk.append(r, QByteArray((i % 10 == 0 ? "timeout " : "line ") + QByteArray::number(i)));
  }
  return chunk;
}

/// Answers /-/logs like an engine that keeps 1,000 lines "kept N", N from 0.
class LogsBackend : public FakeBackend {
 public:
  LogsBackend() : FakeBackend(false) {}
  void local(const QByteArray& method, const QByteArray& target, const QByteArray&, QObject* context, Reply<QByteArray> reply) override {
    asked << target;
    if (method == "DELETE") {
      ++cancels;
      return later(context, std::move(reply), "{\"cancelled\":true}");
    }
    const auto value = [&](const QByteArray& name) {
      for (const QByteArray& part : target.mid(target.indexOf('?') + 1).split('&'))
        if (part.startsWith(QByteArray(name + '='))) return QByteArray::fromPercentEncoding(part.mid(name.size() + 1));
      return QByteArray();
    };
    const auto line = [](int row) {
      return QByteArray("{\"row\":" + QByteArray::number(row - 1000) + ",\"us\":" + QByteArray::number(qlonglong(kT0 - 10'000'000 + row)) +
                        ",\"level\":\"WARN\",\"functionId\":1,\"requestId\":\"0000abcd-0000-4000-8000-000000000000\",\"status\":433,\"cold\":true,\"durationUs\":5,\"text\":\"kept " +
                        QByteArray::number(row) + "\"}");
    };
    QByteArrayList given, found;
    int next = -1000;
    bool more = false;
    if (target.contains("rows=")) {
      for (const QByteArray& row : value("rows").split(',')) given << line(row.toInt() + 1000);
    } else if (!target.contains("index=1")) {
      const int before = value("before").isEmpty() ? 1000 : value("before").toInt() + 1000;
      const int least = std::max(0, before - 300);
      for (int row = before - 1; row >= least; --row) {
        if (row % 5 != 0) continue;
        found << QByteArray::number(row - 1000);
        if (given.size() < value("lines").toInt()) given << line(row);
      }
      next = least - 1000;
      more = least > 0 || endless;
    }
    later(context, std::move(reply), "{\"first\":-1000,\"end\":0,\"complete\":true,\"next\":" + QByteArray::number(next) + ",\"more\":" + (more ? "true" : "false") +
                                         ",\"cancelled\":false,\"looked\":300,\"lines\":[" + given.join(',') + "],\"matches\":[" + found.join(',') + "]}");
  }
  void later(QObject* context, Reply<QByteArray> reply, const QByteArray& body) {
    QTimer::singleShot(0, context, [reply = std::move(reply), body] { reply(body); });
  }
  QByteArrayList asked;
  int cancels = 0;
  bool endless = false;
};

struct Stage {
  Stage() : hub(backend), view(hub) {
    backend.start();
    view.resize(1300, 700);
    view.show();
  }
  bool ready() { return QTest::qWaitForWindowExposed(&view) && QTest::qWaitFor([this] { return hub.time().now() >= kFakeNow; }); }
  void push(LogChunk chunk, std::vector<Invocation> invocations = {}) {
    EngineDelta d;
    d.now = std::max(hub.time().now(), chunk.records.empty() ? 0 : chunk.records.back().at);
    d.log = std::move(chunk);
    d.invocations = std::move(invocations);
    backend.push(d);
  }
  QString textOf(qint64 row) {
    const auto line = view.table().lineAt(row);
    return line ? QString::fromUtf8(line->text) : QString();
  }
  qint64 rows() { return view.table().rowCount(); }
  LogsBackend backend;
  ModelHub hub;
  LogsView view;
};

Invocation invocation(InvocationId id, int code) {
  Invocation v;
  v.id = id;
  v.requestId = "9be20f11-7c3d-4a10-8000-" + QByteArray::number(qulonglong(id)).rightJustified(12, '0');
  v.function = 1;
  v.instance = 3;
  v.finished = code != 202;
  v.statusCode = code;
  return v;
}
}  // namespace

class TestLogsView : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void matchesOnlyAndInContext() {
    Stage s;
    QVERIFY(s.ready());
    const qint64 before = s.rows();
    s.push(lines(1, 100));
    QCOMPARE(s.rows(), before + 100);
    s.view.field().setQuery(u"timeout"_s);
    QTRY_COMPARE(s.rows(), 10);
    QCOMPARE(s.textOf(9), u"timeout 100"_s);
    s.view.setInContext(true);
    QCOMPARE(s.rows(), before + 100);
    s.view.setInContext(false);
    QCOMPARE(s.rows(), 10);
    QVERIFY(!s.view.grab().isNull());
  }
  void aMistakeIsSaidAndTheLastGoodQueryStays() {
    Stage s;
    QVERIFY(s.ready());
    s.push(lines(1, 100));
    s.view.field().setQuery(u"timeout"_s);
    QTRY_COMPARE(s.rows(), 10);
    QTest::keyClicks(&s.view.field(), u" level:loud"_s);
    auto* mistake = s.view.findChild<QLabel*>(u"logs_mistake"_s);
    QVERIFY(mistake && mistake->isVisible());
    QVERIFY2(mistake->text().contains(u"15") && mistake->text().contains(u"loud"), qPrintable(mistake->text()));
    QCOMPARE(s.view.field().accessibleDescription(), mistake->text());
    QCOMPARE(s.rows(), 10);
    QVERIFY(s.view.field().error());
    s.view.field().setText(u"timeout level:error"_s);
    QVERIFY(!s.view.field().error());
    QVERIFY(!mistake->isVisible());
  }
  void offersWhatExists() {
    Stage s;
    QVERIFY(s.ready());
    s.push(lines(1, 20, 900), {invocation(900, 200)});
    QueryField& field = s.view.field();
    const auto offers = [&](const QString& text) {
      field.setText(text);
      return field.offers();
    };
    QVERIFY(offers(u"fn:"_s).contains(u"hello-event"_s));
    QVERIFY(offers(u"fn:engine,he"_s).contains(u"hello-event"_s));
    QVERIFY(offers(u"-level:w"_s) == QStringList({u"warn"_s, u"warn+"_s}));
    QVERIFY(offers(u"x st"_s) == QStringList{u"status:"_s});
    QVERIFY(offers(u"inst:"_s).contains(instanceName(3)));
    QVERIFY(offers(u"req:9be"_s).contains(u"9be20f11"_s));
    QVERIFY(offers(u"\"fn:"_s).isEmpty());
  }
  void theTermThatExcludesMostIsOffered() {
    Stage s;
    QVERIFY(s.ready());
    s.push(lines(1, 100));
    s.view.field().setQuery(u"level:error line"_s);
    QTRY_COMPARE(s.view.offeredTerm(), u"level:error"_s);
    auto* offer = s.view.findChild<QAbstractButton*>(u"logs_offer"_s);
    QTRY_VERIFY(offer->isVisible());
    offer->click();
    QCOMPARE(s.view.field().text(), u"line"_s);
    QTRY_COMPARE(s.rows(), 90);
  }
  void outcomesComeWhenRequestsEnd() {
    Stage s;
    QVERIFY(s.ready());
    s.push(lines(1, 10, 900), {invocation(900, 202)});
    s.view.field().setQuery(u"status:433"_s);
    QTRY_COMPARE(s.view.table().rowCount(), 0);
    s.push(lines(11, 5));
    s.push({}, {invocation(900, 433)});
    QCOMPARE(s.rows(), 10);
    QCOMPARE(s.textOf(0), u"line 1"_s);
  }
  void onlyThisRequest() {
    Stage s;
    QVERIFY(s.ready());
    s.push(lines(1, 10, 900), {invocation(900, 200)});
    s.push(lines(11, 10, 901), {invocation(901, 200)});
    LogTable& table = s.view.table();
    table.setFocus();
    table.setCurrentRow(s.rows() - 1);
    QTest::keyClick(&table, Qt::Key_R);
    QVERIFY(s.view.field().text().startsWith(u"req:9be20f11-7c3d"));
    QTRY_VERIFY(s.rows() >= 10);
  }
  void theInspectorShowsAllOfALine() {
    Stage s;
    QVERIFY(s.ready());
    LogChunk chunk = lines(1, 3, 900);
    LogRecord r = chunk.records.back();
    r.seq = 99;
    chunk.append(r, "{\"level\":\"error\",\"message\":\"it \\u001b[31mbroke\",\"n\":[1,2]}");
    s.push(chunk, {invocation(900, 433)});
    s.view.table().setCurrentRow(s.rows() - 1);
    QVERIFY(s.view.inspector().lineText().contains(u"\n  \"n\": ["));
    QCOMPARE(s.view.inspector().sameRequest().size(), 4);
  }
  void followNeverFightsTheReader() {
    Stage s;
    QVERIFY(s.ready());
    s.push(lines(1, 500));
    LogTable& table = s.view.table();
    table.setCurrentRow(table.rowCount() - 200);
    table.setFollowing(false);
    const QString top = s.textOf(table.topRow());
    s.push(lines(501, 300));
    QCOMPARE(s.textOf(table.topRow()), top);
    QCOMPARE(table.newLines(), 300);
    s.view.findChild<QAbstractButton*>(u"logs_follow"_s)->click();
    QVERIFY(table.following());
    QCOMPARE(s.textOf(table.rowCount() - 1), u"timeout 800"_s);
  }
  void theHistogramCountsEveryLine() {
    Stage s;
    QVERIFY(s.ready());
    s.push(lines(0, 1000));
    s.view.field().setQuery(u"/timeout|line/"_s);
    QTRY_COMPARE(s.rows(), 1000);
    const TableData table = s.view.histogram().table();
    int all = 0, errors = 0;
    for (const QStringList& row : table.rows) {
      all += row[1].toInt();
      errors += row[3].toInt();
    }
    QCOMPARE(all, 1000);
    QCOMPARE(errors, 100);
    QVERIFY(s.view.histogram().paintedValue().contains(u"1,000"));
  }
  void noErrorIsLeftOutOfTheMarkers() {
    Stage s;
    QVERIFY(s.ready());
    LogChunk chunk;
    for (int i = 0; i < 20'000; ++i) {
      LogRecord r;
      r.seq = static_cast<uint64_t>(i) + 1;
      r.at = kT0 + i;
      r.level = i == 7777 ? LogLevel::Error : LogLevel::Info;
      chunk.append(r, i == 12'345 ? "needle" : "hay");
    }
    s.push(chunk);
    s.view.field().setQuery(u"needle"_s);
    s.view.setInContext(true);
    auto* markers = s.view.findChild<MarkerStrip*>();
    const auto errors = [markers] {
      const auto now = markers->marks(100);
      return std::count(now.errors.begin(), now.errors.end(), true);
    };
    QTRY_COMPARE(errors(), 1);
    const auto marks = markers->marks(100);
    QCOMPARE(std::find(marks.errors.begin(), marks.errors.end(), true) - marks.errors.begin(), 38);
    QCOMPARE(std::count(marks.matches.begin(), marks.matches.end(), true), 1);
    QVERIFY(marks.matches[61]);
  }
  void timeMovesTheLogAndTheLogTime() {
    Stage s;
    QVERIFY(s.ready());
    s.push(lines(1, 500));
    const qint64 rows = s.rows();
    s.hub.time().setCursor(kT0 + 250'500);
    QTRY_COMPARE(s.rows(), rows + 1);  // the rule
    QVERIFY(s.textOf(s.view.table().topRow()) != s.textOf(0));
    QSignalSpy cursor(&s.hub.time(), &TimeState::cursorChanged);
    s.view.table().setFocus();
    s.view.table().setCurrentRow(rows - 490);
    QTest::keyClick(&s.view.table(), Qt::Key_T);
    QVERIFY(cursor.count() > 0);
    s.hub.time().returnToLive();
    QTRY_COMPARE(s.rows(), rows);
  }
  void aQueryOnDisk() {
    Stage s;
    QVERIFY(s.ready());
    s.view.field().setQuery(u"kept"_s);
    s.view.setOnDisk(true);
    QTRY_VERIFY(!s.view.disk().busy());
    QCOMPARE(s.rows(), 200);
    QTRY_COMPARE(s.textOf(199), u"kept 995"_s);
    s.view.table().setFollowing(false);
    s.view.table().verticalScrollBar()->setValue(0);
    QVERIFY(!s.view.grab().isNull());  // painting asks for what is not there yet
    QTRY_COMPARE(s.textOf(0), u"kept 0"_s);
    s.view.table().setCurrentRow(0);
    QTRY_COMPARE(s.view.inspector().lineText(), u"kept 0"_s);
    s.view.setOnDisk(false);
    QTRY_COMPARE(s.rows(), 0);
  }
  void allLinesOnDisk() {
    Stage s;
    QVERIFY(s.ready());
    s.view.setOnDisk(true);
    QTRY_COMPARE(s.rows(), 1000);
    QTRY_COMPARE(s.textOf(999), u"kept 999"_s);
  }
  void aSearchOnDiskCanBeCancelled() {
    Stage s;
    QVERIFY(s.ready());
    s.backend.endless = true;
    s.view.field().setQuery(u"kept"_s);
    s.view.setOnDisk(true);
    auto* cancel = s.view.findChild<QAbstractButton*>(u"logs_cancel"_s);
    QTRY_VERIFY(cancel->isVisible());
    cancel->click();
    QTRY_VERIFY(!s.view.disk().busy());
    QCOMPARE(s.backend.cancels, 1);
    const auto asked = s.backend.asked.size();
    bool past = false;  // what was in the queue before has been handled
    QMetaObject::invokeMethod(&s.view, [&past] { past = true; }, Qt::QueuedConnection);
    QTRY_VERIFY(past);
    QCOMPARE(s.backend.asked.size(), asked);
    QVERIFY(!cancel->isVisible());
  }
  void exports_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("contains");
    QTest::newRow("text") << u"a.log"_s << QByteArray("\tERROR\t\ti-");
    QTest::newRow("csv") << u"a.csv"_s << QByteArray("time,level,function,instance,request,message\n");
    QTest::newRow("json") << u"a.jsonl"_s << QByteArray("\"message\":\"timeout 10\"");
  }
  void exports() {
    QFETCH(QString, name);
    Stage s;
    QVERIFY(s.ready());
    s.push(lines(1, 100));
    s.view.field().setQuery(u"timeout"_s);
    QTRY_COMPARE(s.rows(), 10);
    QTemporaryDir folder;
    s.view.exportTo(folder.filePath(name));
    QTRY_VERIFY(QFile::exists(folder.filePath(name)));
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QFETCH(QByteArray, contains);
    QVERIFY2(text.contains(contains), text.left(300).constData());
    QCOMPARE(text.count('\n'), name.endsWith(u".csv") ? 11 : 10);
  }
  void ansi() {
    const AnsiText plain = AnsiText::of("just text", 100);
    QVERIFY(plain.runs.empty());
    const AnsiText red = AnsiText::of("a\x1b[1;31mred\x1b[0mb\x1b[2K\tc\x01\r", 100);
    QCOMPARE(red.text, u"aredb    c\u2401"_s);
    QCOMPARE(red.runs.size(), size_t(1));
    QVERIFY((red.runs[0] == AnsiText::Run{1, 3, AnsiText::Color::Red, true}));
    QCOMPARE(AnsiText::of("x\x1b[38;2;1;2;3my\x1b[92mz", 100).runs.size(), size_t(1));
    QCOMPARE(AnsiText::of("cut\x1b[3", 100).text, u"cut"_s);
    QCOMPARE(AnsiText::of("a\xe2\x80\xae""b\xff", 100).text, u"a\ufffdb\ufffd"_s);
  }
  void hugeAndBrokenLines() {
    Stage s;
    QVERIFY(s.ready());
    LogChunk chunk = lines(1, 3);
    LogRecord r = chunk.records.back();
    chunk.append(r, QByteArray(1024 * 1024, 'x'));
    chunk.append(r, QByteArray("\xff\xfe\x00 timeout \xf0\x9f", 14));
    s.push(chunk);
    QVERIFY(!s.view.grab().isNull());
    s.view.table().setCurrentRow(s.rows() - 2);
    QVERIFY(s.view.inspector().lineText().size() < 70'000);
    s.view.field().setQuery(u"timeout"_s);
    QTRY_COMPARE(s.rows(), 1);
    QVERIFY(!s.view.grab().isNull());
  }
};

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  Theme theme;
  applyTheme(app, theme);
  TestLogsView test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_logsview.moc"

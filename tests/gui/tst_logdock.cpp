// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/invocationmodel.h"
#include "models/logstore.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "tests/support/fakebackend.h"
#include "tests/support/lanedeltas.h"
#include "widgets/logs/logdock.h"
#include "widgets/logs/logtable.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAbstractButton>
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {
constexpr TimeUs kT0 = kFakeNow + 1'000'000;

/// Lines "line 0", "line 1", ... one per millisecond.
LogChunk lines(int from, int count, FunctionId fn = 1, InvocationId invocation = 0, LogLevel level = LogLevel::Info) {
  LogChunk chunk;
  for (int i = from; i < from + count; ++i) {
    LogRecord r;
    r.seq = static_cast<uint64_t>(i);
    r.at = kT0 + i * 1000;
    r.function = fn;
    r.invocation = invocation;
    r.level = level;
    chunk.append(r, QByteArray("line " + QByteArray::number(i)));
  }
  return chunk;
}

struct Stage {
  Stage() : backend(false), hub(backend), dock(hub) {
    backend.start();
    dock.resize(1000, 32 + 4 + 10 * 20);
    dock.show();
  }
  bool ready() { return QTest::qWaitForWindowExposed(&dock) && QTest::qWaitFor([this] { return hub.time().now() >= kFakeNow; }); }
  void push(LogChunk chunk) {
    EngineDelta d;
    d.now = std::max(hub.time().now(), chunk.records.empty() ? 0 : chunk.records.back().at);
    d.log = std::move(chunk);
    backend.push(d);
  }
  LogTable* table() { return dock.table(); }
  QString textOf(qint64 row) {
    const auto line = table()->lineAt(row);
    return line ? QString::fromUtf8(line->text) : QString();
  }
  QPoint rowPoint(int visible) { return {700, 2 + visible * 20 + 10}; }
  FakeBackend backend;
  ModelHub hub;
  LogDock dock;
};
}  // namespace

class TestLogDock final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void followsTheTail();
  void scrollingUpEndsFollowing();
  void newLinesLeadBack();
  void trimmedLinesLeaveTheScreenAsItIs();
  void filterByTextAndLevel();
  void scopeOfTheSelectedFunction();
  void engineSpeaksUntilSomethingRan();
  void onlyThisRequest();
  void clickSelectsTheInvocation();
  void selectedInvocationIsMarked();
  void copiesLines();
  void historyShowsTheCursor();
  void timeKeyTakesTimeThere();
  void behindTheScreenNothingPaints();
  void washesAndPlatformLines();
  void describesItself();
  void closesToItsTitle();
};

void TestLogDock::followsTheTail() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.push(lines(0, 500));
  QVERIFY(stage.table()->following());
  QCOMPARE(stage.table()->visibleRows(), 10);
  QCOMPARE(stage.table()->topRow(), 490);
  stage.push(lines(500, 3));
  QCOMPARE(stage.table()->topRow(), 493);
  QCOMPARE(stage.textOf(stage.table()->topRow() + 9), u"line 502"_s);
}

void TestLogDock::scrollingUpEndsFollowing() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.push(lines(0, 500));
  QSignalSpy following(stage.table(), &LogTable::followingChanged);
  stage.table()->verticalScrollBar()->setValue(200);
  QCOMPARE(following.size(), 1);
  QVERIFY(!stage.table()->following());
  stage.push(lines(500, 1204));
  QCOMPARE(stage.table()->topRow(), 200);  // what someone reads stays
  QCOMPARE(stage.table()->newLines(), 1204);
  QTest::keyClick(stage.table(), Qt::Key_End);
  QVERIFY(stage.table()->following());
  QCOMPARE(stage.table()->newLines(), 0);
  QCOMPARE(stage.table()->topRow(), 1694);
  auto* follow = stage.dock.findChild<QAbstractButton*>(u"log_follow"_s);
  QVERIFY(follow->isChecked());
  follow->click();
  QVERIFY(!stage.table()->following());
}

void TestLogDock::newLinesLeadBack() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.push(lines(0, 500));
  stage.table()->verticalScrollBar()->setValue(0);
  auto* more = stage.table()->findChild<QAbstractButton*>(u"log_newlines"_s);
  QVERIFY(!more->isVisible());
  stage.push(lines(500, 1204));
  QVERIFY(more->isVisible());
  QCOMPARE(more->text(), u"1,204 new lines"_s);
  more->click();
  QVERIFY(stage.table()->following());
  QVERIFY(!more->isVisible());
}

void TestLogDock::trimmedLinesLeaveTheScreenAsItIs() {
  Stage stage;
  QVERIFY(stage.ready());
  LogStore store(nullptr, 1000);
  LogView view(store);
  LogTable table(stage.hub, view);
  table.resize(600, 4 + 10 * 20);
  table.show();
  QVERIFY(QTest::qWaitForWindowExposed(&table));
  store.append(lines(0, 1000));
  table.verticalScrollBar()->setValue(700);
  const auto text = [&](qint64 row) { return QByteArray(table.lineAt(row)->text.data(), table.lineAt(row)->text.size()); };
  const QByteArray top = text(table.topRow());
  for (int i = 0; i < 5; ++i) store.append(lines(1000 + i * 60, 60));
  QVERIFY(store.base() > 0);
  QCOMPARE(text(table.topRow()), top);
  // When the lines on screen are dropped themselves, the oldest held are shown.
  for (int i = 0; i < 30; ++i) store.append(lines(1300 + i * 60, 60));
  QCOMPARE(table.topRow(), 0);
  QVERIFY(!table.following());
}

void TestLogDock::filterByTextAndLevel() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.push(lines(0, 100));
  stage.push(lines(100, 10, 1, 0, LogLevel::Warn));
  stage.push(lines(110, 5, 1, 0, LogLevel::Error));
  stage.push(lines(115, 5, 0, 0, LogLevel::Platform));
  auto* level = stage.dock.findChild<QComboBox*>(u"log_level"_s);
  level->setCurrentIndex(3);
  QCOMPARE(stage.table()->rowCount(), 15);
  level->setCurrentIndex(4);
  QCOMPARE(stage.table()->rowCount(), 5);
  level->setCurrentIndex(0);
  auto* filter = stage.dock.findChild<QLineEdit*>(u"log_filter"_s);
  QTest::keyClicks(filter, u"LINE 11"_s);
  QTRY_COMPARE(stage.table()->rowCount(), 11);  // 11 and 110 to 119
  QTest::keyClick(filter, Qt::Key_Escape);
  QTRY_COMPARE(stage.table()->rowCount(), 120);
}

void TestLogDock::scopeOfTheSelectedFunction() {
  Stage stage;
  QVERIFY(stage.ready());
  const FunctionId id = stage.backend.idOf(u"hello-event"_s);
  stage.push(lines(0, 10, id));
  stage.push(lines(10, 7, id + 1));
  auto* scope = stage.dock.findChild<QAbstractButton*>(u"log_scope"_s);
  QVERIFY(!scope->isVisible());
  stage.hub.selection().setFunction(id);
  QVERIFY(scope->isVisible());
  QCOMPARE(scope->text(), u"fn:hello-event"_s);
  QCOMPARE(stage.table()->rowCount(), 10);
  scope->click();
  QVERIFY(!scope->isVisible());
  QCOMPARE(stage.table()->rowCount(), 17);
}

void TestLogDock::engineSpeaksUntilSomethingRan() {
  Stage stage;
  QVERIFY(stage.ready());
  const FunctionId id = stage.backend.idOf(u"hello-event"_s);
  stage.hub.selection().setFunction(id);
  stage.push(lines(0, 3, 0, 0, LogLevel::Platform));
  QCOMPARE(stage.table()->rowCount(), 3);
  stage.push(lines(3, 2, id));
  QCOMPARE(stage.table()->rowCount(), 2);
  QVERIFY(stage.dock.findChild<QAbstractButton*>(u"log_scope"_s)->isVisible());
}

void TestLogDock::onlyThisRequest() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.push(lines(0, 5, 1, 41));
  stage.push(lines(5, 3, 1, 42));
  stage.table()->setCurrentRow(6);
  QTest::keyClick(stage.table(), Qt::Key_R);
  QCOMPARE(stage.dock.filter().invocation, InvocationId(42));
  QCOMPARE(stage.table()->rowCount(), 3);
  auto* request = stage.dock.findChild<QAbstractButton*>(u"log_request"_s);
  QVERIFY(request->isVisible());
  request->click();
  QCOMPARE(stage.table()->rowCount(), 8);
}

void TestLogDock::clickSelectsTheInvocation() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.push(lines(0, 3, 1, 41));
  stage.push(lines(3, 3, 1, 42));
  QTest::mouseClick(stage.table()->viewport(), Qt::LeftButton, {}, stage.rowPoint(4));
  QCOMPARE(stage.hub.selection().invocation(), InvocationId(42));
  QCOMPARE(stage.table()->currentRow(), 4);
  QVERIFY(stage.hub.time().live());  // selecting does not move time
  QTest::keyClick(stage.table(), Qt::Key_Up);
  QTest::keyClick(stage.table(), Qt::Key_Up);
  QCOMPARE(stage.hub.selection().invocation(), InvocationId(41));
}

void TestLogDock::selectedInvocationIsMarked() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.push(lines(0, 3, 1, 41));
  stage.push(lines(3, 3, 1, 42));
  stage.hub.selection().setInvocation(41);
  const QImage image = stage.table()->viewport()->grab().toImage();
  const QColor marked = Theme::current().colors().surface.selected, plain = Theme::current().colors().surface.input;
  QCOMPARE(image.pixelColor(900, 2 + 1 * 20 + 2), marked);
  QCOMPARE(image.pixelColor(900, 2 + 4 * 20 + 2), plain);
}

void TestLogDock::copiesLines() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.backend.push(LaneDeltas(1).invocation(41, 3, kT0, kT0 + 1000).now(kT0 + 1000).take());
  stage.push(lines(0, 5, 1, 41));
  QTest::mouseClick(stage.table()->viewport(), Qt::LeftButton, {}, stage.rowPoint(1));
  QTest::mouseClick(stage.table()->viewport(), Qt::LeftButton, Qt::ShiftModifier, stage.rowPoint(2));
  QTest::keyClick(stage.table(), Qt::Key_C, Qt::ControlModifier);
  const QStringList copied = QGuiApplication::clipboard()->text().split(u'\n');
  QCOMPARE(copied.size(), 2);
  QVERIFY(copied[0].endsWith(u"00000041\tline 1"_s));
  QVERIFY(copied[1].endsWith(u"line 2"_s));
}

void TestLogDock::historyShowsTheCursor() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.push(lines(0, 10'000));  // 10 s
  stage.hub.time().setCursor(kT0 + 5'000'000);
  // 2 s before, the line at the cursor, the rule, 2 s after
  QTRY_COMPARE(stage.table()->rowCount(), 4001 + 1);
  QCOMPARE(stage.textOf(0), u"line 3000"_s);
  QCOMPARE(stage.textOf(2000), u"line 5000"_s);
  QVERIFY(!stage.table()->lineAt(2001));  // the rule
  QCOMPARE(stage.textOf(2002), u"line 5001"_s);
  QVERIFY(stage.table()->topRow() < 2001 && stage.table()->topRow() + 10 > 2001);
  stage.hub.time().returnToLive();
  QCOMPARE(stage.table()->rowCount(), 10'000);
  QVERIFY(stage.table()->following());
  QCOMPARE(stage.table()->topRow(), 9990);
}

void TestLogDock::timeKeyTakesTimeThere() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.push(lines(0, 10'000));
  stage.table()->setCurrentRow(4000);
  QTest::keyClick(stage.table(), Qt::Key_T);
  QVERIFY(!stage.hub.time().live());
  QCOMPARE(stage.hub.time().cursor(), kT0 + 4'000'000);
}

void TestLogDock::behindTheScreenNothingPaints() {
  class Count final : public QObject {
   public:
    bool eventFilter(QObject*, QEvent* e) override {
      paints += e->type() == QEvent::Paint;
      return false;
    }
    int paints = 0;
  } count;
  Stage stage;
  QVERIFY(stage.ready());
  stage.push(lines(0, 500));
  stage.table()->verticalScrollBar()->setValue(100);
  stage.push(lines(500, 1));  // the hint appears
  for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
  stage.table()->findChild<QAbstractButton*>(u"log_newlines"_s)->hide();
  for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
  stage.table()->viewport()->installEventFilter(&count);
  stage.dock.hide();
  stage.dock.show();
  for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
  QVERIFY(count.paints > 0);
  count.paints = 0;
  for (int i = 0; i < 5; ++i) QCoreApplication::processEvents();
  QCOMPARE(count.paints, 0);
}

void TestLogDock::washesAndPlatformLines() {
  Stage stage;
  QVERIFY(stage.ready());
  stage.push(lines(0, 1, 1, 0, LogLevel::Warn));
  stage.push(lines(1, 1, 1, 0, LogLevel::Error));
  stage.push(lines(2, 1, 0, 0, LogLevel::Platform));
  const QImage image = stage.table()->viewport()->grab().toImage();
  const Colors& c = Theme::current().colors();
  QCOMPARE(image.pixelColor(900, 4), c.semantic.warningWash);
  QCOMPARE(image.pixelColor(900, 24), c.semantic.errorWash);
  QCOMPARE(image.pixelColor(900, 44), c.surface.input);
}

void TestLogDock::describesItself() {
  Stage stage;
  QVERIFY(stage.ready());
  const FunctionId id = stage.backend.idOf(u"hello-event"_s);
  stage.push(lines(0, 1284, id));
  stage.push(lines(1284, 100, id + 1));
  stage.hub.selection().setFunction(id);
  QAccessibleInterface* log = QAccessible::queryAccessibleInterface(stage.table());
  QVERIFY(log);
  QCOMPARE(log->role(), QAccessible::Table);
  QVERIFY(log->text(QAccessible::Description).startsWith(u"Log, 1,284 of 1,384 lines"_s));
  for (const QWidget* w : stage.dock.findChildren<QWidget*>()) {
    if (w->focusPolicy() & Qt::TabFocus && w->isVisible()) QVERIFY2(!w->accessibleName().isEmpty() || !w->property("text").toString().isEmpty(), qPrintable(w->objectName()));
  }
}

void TestLogDock::closesToItsTitle() {
  Stage stage;
  QVERIFY(stage.ready());
  QSignalSpy open(&stage.dock, &LogDock::openChanged);
  stage.dock.findChild<QAbstractButton*>(u"log_toggle"_s)->click();
  QCOMPARE(open.size(), 1);
  QVERIFY(!stage.table()->isVisible());
  QVERIFY(stage.dock.maximumHeight() < 60);
  stage.dock.focusFilter();
  QVERIFY(stage.table()->isVisible());
}

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  Theme theme;
  applyTheme(app, theme);
  TestLogDock test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_logdock.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Async, Versions, Concurrency and Code: their parts, and what they show and ask for over a fake backend.
#include "models/functionmodel.h"
#include "models/selection.h"
#include "tests/support/resourcefake.h"
#include "widgets/async/asyncview.h"
#include "widgets/async/attemptmarks.h"
#include "widgets/async/deadletters.h"
#include "widgets/async/eventqueue.h"
#include "widgets/code/codepackage.h"
#include "widgets/code/newfiledialog.h"
#include "widgets/code/sourceeditor.h"
#include "widgets/code/sourcefault.h"
#include "widgets/concurrency/concurrencyview.h"
#include "widgets/concurrency/quotabar.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/cronwords.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/rowtable.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/packagefile.h"
#include "widgets/test/comparedialog.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include "widgets/versions/aliasrow.h"
#include "widgets/versions/versiondiff.h"
#include "widgets/versions/versionsview.h"
#include <QAbstractButton>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QSlider>
#include <QStackedWidget>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

template <typename View>
struct Window {
  template <typename... More>
  explicit Window(More... more) : view(hub, more...) {
    backend.start();
    view.resize(1000, 700);
  }
  bool ready() {
    if (!QTest::qWaitFor([this] { return hub.functions().rowCount() == 7; })) return false;
    hub.selection().setFunction(backend.idOf(u"thumbnail"_s));
    view.show();
    return true;
  }
  template <typename T>
  T* find(const char* name) {
    return view.template findChild<T*>(QString::fromLatin1(name));
  }
  /// Of a question: what comes after its name.
  QString askedOf(const QString& name) {
    for (const QString& one : backend.asked)
      if (one.startsWith(name)) return one.mid(name.size() + 1);
    return {};
  }
  ResourceFake backend;
  ModelHub hub{backend};
  View view;
};

}  // namespace

// Below the class: moc loses a class that follows such a literal.
extern const char* const kLetters;

class TestResourceParts final : public QObject {
  Q_OBJECT
  std::unique_ptr<Theme> m_theme;

 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }
  void cleanupTestCase() { m_theme.reset(); }

  void cronAsASentence_data() {
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* cron, const char* sentence) { QTest::newRow(cron) << QString::fromLatin1(cron) << QString::fromLatin1(sentence); };
    row("0 30 23 * * * *", "At 23:30:00 every day");
    row("0 0 8,20 * * MON-FRI *", "At 08:00:00, 20:00:00 on Monday to Friday");
    row("0 */5 * * * * *", "Every 5 minutes");
    row("*/10 * * * * * *", "Every 10 seconds");
    row("0 * * * * * *", "Every minute");
    row("0 0 * * * * *", "Every hour at 00:00");
    row("0 0 2 1 * * *", "At 02:00:00 on day 1 of the month");
    row("0 0 0 1 JAN * 2027", "At 00:00:00 on day 1 of the month, in January, in 2027");
    row("0 0 25 * * * *", "");
    row("nonsense", "");
  }
  void cronAsASentence() {
    QFETCH(QString, cron);
    QTEST(CronWords::sentence(cron), "sentence");
  }
  void sevenFieldsAreWanted() {
    QVERIFY(CronWords::fault(u"0 30 23 * * * *"_s, true).isEmpty());
    QVERIFY(CronWords::fault(u"30 23 * * *"_s, true).contains(u"there are 5"_s));
    QVERIFY(CronWords::fault(u"30 23 * * *"_s, false).isEmpty());
    QVERIFY(CronWords::fault(u"0 0 25 * * * *"_s, true).contains(u"hour"_s));
  }

  void faultsStandAtTheirLine_data() {
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const char* trace, const char* place) {
      const QByteArray error = QJsonDocument(QJsonObject{{u"errorMessage"_s, u"user code exception caught"_s}, {u"stackTrace"_s, QString::fromLatin1(trace)}}).toJson();
      QTest::newRow(name) << error << QString::fromLatin1(place);
    };
    row("python", "Traceback (most recent call last):\n  File \"/var/user/index.py\", line 2, in main_handler\n    go()\n  File \"/var/user/lib/a.py\", line 7, in go\nValueError: no stock", "lib/a.py:7 ValueError: no stock");
    row("python syntax", "  File \"/var/user/index.py\", line 3\n    def (\nSyntaxError: invalid syntax", "index.py:3 SyntaxError: invalid syntax");
    row("node", "TypeError: x is not a function\n    at handle (/var/user/lib/b.js:4:9)\n    at exports.main_handler (/var/user/index.js:2:1)", "lib/b.js:4 TypeError: x is not a function");
    row("node library first", "Error: no\n    at f (/var/user/node_modules/q/i.js:4:9)\n    at g (/var/user/index.js:2:1)", "index.js:2 Error: no");
    row("php", "Exception: bad in /var/user/index.php:9\nStack trace:", "index.php:9 Exception: bad in /var/user/index.php:9");
    row("elsewhere", "ValueError: x\n at /usr/lib/python3/json.py:4", "");
  }
  void faultsStandAtTheirLine() {
    QFETCH(QByteArray, error);
    const auto fault = sourceFaultOf(error);
    QTEST(fault ? QString(fault->path + u':' + QString::number(fault->line) + u' ' + fault->message) : QString(), "place");
  }

  void packagesAreReadAndMadeAnew() {
    const QByteArray zip = storedZip({{u"index.py"_s, "x = 1\n"}, {u"lib/wörter.py"_s, "y = 2\n"}, {u"bootstrap"_s, "#!/bin/sh\n"}});
    const auto files = codepackage::list(zip);
    QVERIFY(files.ok());
    QCOMPARE(files->size(), 3);
    QCOMPARE(codepackage::content(zip, u"lib/wörter.py"_s, 6).value(), QByteArray("y = 2\n"));
    QCOMPARE(codepackage::content(zip, u"lib/wörter.py"_s, 5).error().code, u"Local.FileTooLarge"_s);
    QCOMPARE(codepackage::content(zip, u"nobody"_s, 5).error().code, u"ResourceNotFound"_s);
    const auto made = codepackage::changed(zip, {{u"index.py"_s, QByteArray("x = 2\n")}, {u"new.py"_s, QByteArray("z\n")}, {u"bootstrap"_s, std::nullopt}});
    QVERIFY(made.ok());
    const auto after = codepackage::list(*made);
    QVERIFY(after.ok());
    const auto changes = comparePackages(*files, *after);
    QCOMPARE(changes.size(), 3);
    QCOMPARE(changes[0].path, u"bootstrap"_s);
    QVERIFY(changes[0].kind == PackageChange::Kind::Removed);
    QVERIFY(changes[1].path == u"index.py"_s && changes[1].kind == PackageChange::Kind::Changed);
    QVERIFY(changes[2].path == u"new.py"_s && changes[2].kind == PackageChange::Kind::Added);
    QCOMPARE(codepackage::content(*made, u"lib/wörter.py"_s, 100).value(), QByteArray("y = 2\n"));
    QVERIFY(!codepackage::list("no zip at all").ok());
    QVERIFY(comparePackages(*files, *files).isEmpty());
  }

  void newFilesStayInside_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("good");
    for (const char* good : {"a.py", "lib/a.py", ".env"}) QTest::newRow(good) << QString::fromLatin1(good) << true;
    for (const char* bad : {"index.py", "/a.py", "../a.py", "lib/../../a", "lib//a", "a\\b", "lib/"}) QTest::newRow(bad) << QString::fromLatin1(bad) << false;
    QTest::newRow("at the limit") << QString(1024, u'a') << true;
    QTest::newRow("past the limit") << QString(1025, u'a') << false;
  }
  void newFilesStayInside() {
    QFETCH(QString, path);
    QTEST(NewFileDialog::fault(path, {u"index.py"_s}).isEmpty(), "good");
  }

  void sharesAlwaysTotalAHundred() {
    AliasRow row(u"release"_s);
    row.setAlias({u"release"_s, 1, {}, {{2, 0.25}}, {}, 0, 0}, {2, 1});
    auto* slider = row.findChild<QSlider*>(u"alias_release_slider"_s);
    auto* main = row.findChild<Label*>(u"alias_release_mainShare"_s);
    auto* other = row.findChild<Label*>(u"alias_release_otherShare"_s);
    QCOMPARE(slider->value(), 25);
    QVERIFY(!row.changed());
    for (int part = 0; part <= 100; ++part) {
      slider->setValue(part);
      QCOMPARE(main->text().section(u' ', 0, 0).toInt() + other->text().section(u' ', 0, 0).toInt(), 100);
      QCOMPARE(row.edited().weights.first().weight, part / 100.0);
    }
    QVERIFY(row.changed());
    // What was edited stays when the engine tells of something else.
    row.setAlias({u"release"_s, 1, u"described"_s, {{2, 0.25}}, {}, 0, 0}, {3, 2, 1});
    QCOMPARE(slider->value(), 100);
    // Main and second version are never the same.
    auto* mainChoice = row.findChild<ComboField*>(u"alias_release_main"_s);
    auto* otherChoice = row.findChild<ComboField*>(u"alias_release_other"_s);
    for (int i = 0; i < mainChoice->count(); ++i) {
      mainChoice->setCurrentIndex(i);
      QCOMPARE(otherChoice->findText(mainChoice->currentText()), -1);
    }
    const QJsonObject routing = AliasRow::routingOf({u"release"_s, 1, {}, {}, {{2, u"invoke.headers.User"_s, u"exact"_s, u"anna"_s}}, 0, 0});
    QCOMPARE(routing[u"AddtionVersionMatchs"_s].toArray().first().toObject()[u"Key"_s].toString(), u"invoke.headers.User"_s);
  }

  void attemptsAreSaid() {
    AttemptMarks marks;
    Attempt failed;
    failed.statusCode = 433;
    failed.durationUs = 3'000'000;
    Attempt due;
    due.number = 2;
    due.state = Attempt::State::Due;
    due.start = 60'000'000;
    marks.setAttempts({failed, due}, 1'000'000);
    QVERIFY2(marks.accessibleDescription().contains(u"433"_s) && marks.accessibleDescription().contains(u"next try in 59 s"_s), qPrintable(marks.accessibleDescription()));
  }

  void queueIsEmptyFailsAndShows() {
    Window<AsyncView> w;
    w.backend.answers.insert(u"GET /-/async"_s, QByteArray("{\"time\":5000,\"functions\":[]}"));
    QVERIFY(w.ready());
    QTRY_VERIFY(w.find<QWidget>("async_nothing")->isVisible());
    w.backend.answers.insert(u"GET /-/async"_s, Error{u"Local.EngineSilent"_s, u"The engine does not answer."_s, u"Restart it."_s});
    w.view.queue().refresh();
    QTRY_VERIFY(w.view.queue().findChild<Banner*>()->active());
    const FunctionId id = w.backend.idOf(u"thumbnail"_s);
    w.backend.answers.insert(u"GET /-/async"_s, QByteArray("{\"time\":5000,\"functions\":[{\"id\":" + QByteArray::number(id) +
                                                          ",\"namespace\":\"default\",\"name\":\"thumbnail\",\"depth\":1204,\"running\":2,\"retrying\":3,\"oldestMs\":1000,\"nextRetryMs\":9000}]}"));
    w.view.queue().refresh();
    auto* table = w.find<RowTable>("async_functions");
    QTRY_COMPARE(table->rowModel().rowCount(), 1);
    QCOMPARE(table->rowModel().rows()[0].cells[1].text, u"1,204"_s);
    QCOMPARE(table->rowModel().rows()[0].cells[4].text, u"in 4 s"_s);
    QVERIFY(!w.view.queue().findChild<Banner*>()->active());
    QTRY_VERIFY(w.find<Label>("async_facts")->text().startsWith(u"1,204"_s));
  }

  void lettersAreRetriedByReasonAndDiscardedAfterAQuestion() {
    Window<AsyncView> w;
    w.backend.answers.insert(u"GET /-/async"_s, QByteArray("{\"time\":5000,\"functions\":[]}"));
    w.backend.answers.insert(u"GET /-/dead-letters?brief=1"_s, QByteArray(kLetters));
    w.backend.answers.insert(u"GET /-/dead-letters/"_s, QByteArray("{\"id\":\"9\",\"namespace\":\"default\",\"function\":\"thumbnail\",\"qualifier\":\"$LATEST\",\"requestId\":\"r-9\",\"source\":\"api\",\"statusCode\":430,\"attempts\":3,\"firstMs\":1000,\"lastMs\":2000,\"bytes\":7,\"error\":\"{}\",\"payload\":\"{\\\"a\\\":1}\",\"attemptList\":[]}"));
    w.backend.answers.insert(u"POST /-/dead-letters/"_s, QByteArray("{\"id\":\"9\"}"));
    QVERIFY(w.ready());
    w.view.showDeadLetters();
    auto* table = w.find<RowTable>("async_letterTable");
    QTRY_COMPARE(table->rowModel().rowCount(), 3);
    QCOMPARE(table->rowModel().rows()[0].cells[1].text, u"430 User code exception: KeyError: 'a'"_s);
    QVERIFY(table->rowModel().rows()[2].cells[1].text.startsWith(u"433"_s));
    QTRY_VERIFY(w.find<QAbstractButton>("letter_retryAll")->isVisible());
    QSignalSpy edits(&w.view, &AsyncView::editWanted);
    w.find<QAbstractButton>("letter_edit")->click();
    QCOMPARE(edits.size(), 1);
    QCOMPARE(edits[0][1].toByteArray(), QByteArray("{\"a\":1}"));
    w.find<QAbstractButton>("letter_retryAll")->click();
    QTRY_COMPARE(w.backend.asked.filter(u"\"retry\""_s).size(), 2);  // both of that reason, not the third
    QVERIFY(w.backend.asked.filter(u"POST /-/dead-letters/7"_s).isEmpty());
    w.find<QAbstractButton>("letter_discard")->click();
    QVERIFY(w.backend.asked.filter(u"\"discard\""_s).isEmpty());  // it asks
    w.find<QAbstractButton>("ask_keep")->click();
    QCoreApplication::processEvents();
    QVERIFY(w.backend.asked.filter(u"\"discard\""_s).isEmpty());
  }

  void versionsAskForWhatIsPressed() {
    Window<VersionsView> w;
    w.backend.answers.insert(u"PublishVersion"_s, QByteArray("{}"));
    QVERIFY(w.ready());
    FunctionInfo info = w.backend.info(w.backend.idOf(u"thumbnail"_s));
    info.versions = {{1, 101, u"First"_s, 1'000'000}, {2, 102, u"Second"_s, 2'000'000}};
    info.aliases = {{u"release"_s, 1, {}, {{2, 0.3}}, {}, 0, 0}};
    EngineDelta delta;
    delta.functions = {info};
    w.backend.push(delta);
    auto* table = w.find<RowTable>("versions_table");
    QTRY_COMPARE(table->rowModel().rowCount(), 3);
    QCOMPARE(table->rowModel().rows()[1].key, u"2"_s);  // newest first
    QCOMPARE(table->rowModel().rows()[1].cells[2].text, u"release 30 %"_s);
    QCOMPARE(table->rowModel().rows()[2].cells[2].text, u"release 70 %"_s);
    w.find<QAbstractButton>("versions_publish")->click();
    QVERIFY(w.askedOf(u"PublishVersion"_s).contains(u"\"thumbnail\""_s));
    table->choose(u"1"_s);
    w.find<QAbstractButton>("versions_delete")->click();
    QVERIFY(w.askedOf(u"DeleteFunctionVersion"_s).isEmpty());
    auto* confirm = w.find<QAbstractButton>("ask_confirm");
    QVERIFY(confirm);
    confirm->click();
    QVERIFY(w.askedOf(u"DeleteFunctionVersion"_s).contains(u"ForceDelete"_s));  // an alias names it
    QTRY_VERIFY(w.view.findChild<Banner*>()->active());                          // and the fake refuses
  }

  void configurationsAreComparedFieldByField() {
    const QJsonObject f{{u"MemorySize"_s, 128}, {u"Runtime"_s, u"Python3.10"_s}, {u"Environment"_s, QJsonObject{{u"Variables"_s, QJsonArray{QJsonObject{{u"Key"_s, u"A"_s}, {u"Value"_s, u"1"_s}}}}}}};
    const auto fields = VersionDiff::fieldsOf(f);
    QVERIFY(fields.contains({u"MemorySize"_s, u"128"_s}));
    QVERIFY(fields.contains({u"Environment.A"_s, u"1"_s}));
  }

  void quotaIsSaidInMegabytesAndInstances() {
    Window<ConcurrencyView> w(false);
    w.backend.answers.insert(u"GET /-/provisioned/"_s, QByteArray("{\"versions\":[{\"version\":1,\"memoryMb\":128,\"config\":{\"count\":2,\"tracking\":false,\"target\":0,\"least\":0,\"most\":0,\"tasks\":[]},\"target\":2,\"ready\":1,\"failures\":0}]}"));
    w.backend.answers.insert(u"GetAccount"_s, QByteArray("{\"AccountUsage\":{\"TotalConcurrencyMem\":128000,\"TotalAllocatedConcurrencyMem\":1024}}"));
    QVERIFY(w.ready());
    auto* bar = w.find<QuotaBar>("concurrency_bar");
    QTRY_COMPARE(bar->quota().accountMb, 128000);
    QCOMPARE(bar->quota().othersMb, 1024);
    QCOMPARE(bar->quota().provisionedMb, 256);
    QVERIFY2(bar->accessibleDescription().contains(u"256 MB, 2 instances"_s), qPrintable(bar->accessibleDescription()));
    auto* table = w.find<RowTable>("concurrency_table");
    QCOMPARE(table->rowModel().rows()[0].cells[1].text, u"2 fixed"_s);
    QCOMPARE(table->rowModel().rows()[0].cells[4].text, u"Starting"_s);
    QVERIFY(!w.find<QAbstractButton>("concurrency_simulate"));
    w.find<NumberField>("concurrency_count")->setValue(3);
    w.find<QAbstractButton>("concurrency_save")->click();
    QVERIFY(w.askedOf(u"PutProvisionedConcurrencyConfig"_s).contains(u"\"VersionProvisionedConcurrencyNum\":3"_s));
    QTRY_VERIFY(w.find<Label>("concurrency_error")->isVisible());  // the fake refuses, in place
  }

  void twoInvocationsSideBySide() {
    Invocation a, b;
    a.statusCode = b.statusCode = 200;
    a.finished = b.finished = true;
    b.billedMs = 41;
    const QList<Row> rows = CompareDialog::rowsOf(a, b, u"shop"_s, u"shop"_s);
    int marked = 0;
    for (const Row& row : rows) marked += !row.cells[3].text.isEmpty();
    QCOMPARE(marked, 1);
  }
};

const char* const kLetters =
    "{\"deadLetters\":[{\"id\":\"9\",\"namespace\":\"default\",\"function\":\"thumbnail\",\"qualifier\":\"$LATEST\",\"requestId\":\"r-9\",\"source\":\"api\",\"statusCode\":430,\"attempts\":3,\"firstMs\":1000,\"lastMs\":2000,\"bytes\":7,\"error\":\"{\\\"errorMessage\\\":\\\"user code exception caught\\\",\\\"stackTrace\\\":\\\"Traceback (most recent call last):\\\\n  File \\\\\\\"/var/user/index.py\\\\\\\", line 2\\\\nKeyError: 'a'\\\"}\"},{\"id\":\"8\",\"namespace\":\"default\",\"function\":\"thumbnail\",\"qualifier\":\"$LATEST\",\"requestId\":\"r-8\",\"source\":\"api\",\"statusCode\":430,\"attempts\":3,\"firstMs\":1000,\"lastMs\":2000,\"bytes\":7,\"error\":\"{\\\"errorMessage\\\":\\\"x\\\",\\\"stackTrace\\\":\\\"Traceback\\\\nKeyError: 'a'\\\"}\"},{\"id\":\"7\",\"namespace\":\"default\",\"function\":\"thumbnail\",\"qualifier\":\"$LATEST\",\"requestId\":\"r-7\",\"source\":\"api\",\"statusCode\":433,\"attempts\":3,\"firstMs\":1000,\"lastMs\":2000,\"bytes\":7,\"error\":\"{\\\"errorMessage\\\":\\\"Invoking task timed out after 3 seconds\\\"}\"}]}";

QTEST_MAIN(TestResourceParts)
#include "tst_resourceparts.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Views are made anew when the language changes: what was written and not saved stays, and closing asks for it. What the window's
// filter does to the Functions view.
#include "models/functionmodel.h"
#include "models/queryfilter.h"
#include "models/selection.h"
#include "tests/support/resourcefake.h"
#include "widgets/concurrency/reservededitor.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/functions/functionstable.h"
#include "widgets/functions/instancesgraph.h"
#include "widgets/scaling/matchingruns.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/unsaveddialog.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include "widgets/triggers/triggersview.h"
#include <QLineEdit>
#include <QTableWidget>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray trigger(const QByteArray& id, const QByteArray& cron) {
  return "{\"id\":\"" + id + "\",\"namespace\":\"default\",\"function\":\"thumbnail\",\"qualifier\":\"$LATEST\",\"name\":\"" + id + "\",\"type\":\"timer\",\"model\":\"push\",\"call\":\"async\",\"enabled\":true,\"desc\":{\"cron\":\"" +
         cron + "\"},\"counts\":{},\"rates\":{},\"history\":[],\"about\":{},\"recent\":[]}";
}

struct Stage {
  explicit Stage(bool history = false) : backend(true), hub(backend), window(std::make_unique<MainWindow>(hub)) {
    if (history) backend.withHistory();
    backend.setTraffic(false);
    backend.answers.insert(u"GET /-/triggers"_s, QByteArray("{\"timeMs\":1000,\"triggers\":[" + trigger("nightly", "0 0 2 * * * *") + ',' + trigger("often", "*/5 * * * * * *") + "]}"));
    backend.answers.insert(u"GET /-/triggers/nightly"_s, trigger("nightly", "0 0 2 * * * *"));
    backend.answers.insert(u"GET /-/triggers/often"_s, trigger("often", "*/5 * * * * * *"));
    backend.answers.insert(u"PUT /-/triggers/nightly"_s, trigger("nightly", "0 30 2 * * * *"));
    backend.answers.insert(u"PutReservedConcurrencyConfig"_s, QByteArray("{}"));
    window->resize(1440, 900);
    window->show();
    backend.start();
  }
  bool open(MainWindow::Tab tab) {
    if (!QTest::qWaitFor([this] { return hub.functions().rowCount() > 0; })) return false;
    window->openFunction(backend.idOf(u"thumbnail"_s), tab);
    return true;
  }
  void changeLanguage() {
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(window.get(), &change);
  }
  template <typename T>
  T* in(MainWindow::Tab tab, const QString& name) {
    return window->tabWidget(tab)->findChild<T*>(name);
  }
  ResourceFake backend;
  ModelHub hub;
  std::unique_ptr<MainWindow> window;
};

}  // namespace

class TestRemade final : public QObject {
  Q_OBJECT
  using Tab = MainWindow::Tab;
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }
  void cleanupTestCase() { m_theme.reset(); }

  void aTriggerThatWasEditedStaysEdited() {
    Stage stage;
    QVERIFY(stage.open(Tab::Triggers));
    const auto cron = [&] { return stage.in<QLineEdit>(Tab::Triggers, u"triggers_cron"_s); };
    QTRY_VERIFY(cron());
    QTRY_COMPARE(cron()->text(), u"0 0 2 * * * *"_s);
    cron()->setText(u"0 30 2 * * * *"_s);
    QPointer<QWidget> former = stage.window->tabWidget(Tab::Triggers);
    stage.changeLanguage();
    QTRY_VERIFY(!former);
    QTRY_VERIFY(cron());
    QTRY_COMPARE(cron()->text(), u"0 30 2 * * * *"_s);
    QVERIFY(qobject_cast<TriggersView*>(stage.window->tabWidget(Tab::Triggers))->hasChanges());
    // Closing asks, names it, and saves it.
    stage.window->close();
    auto* question = stage.window->findChild<UnsavedDialog*>(u"unsaved"_s);
    QVERIFY(question);
    bool named = false;
    for (const Label* label : question->findChildren<Label*>()) named = named || label->text().contains(u"thumbnail: trigger nightly"_s);
    QVERIFY(named);
    for (DeskButton* button : question->findChildren<DeskButton*>())
      if (button->objectName() == u"unsaved_save"_s) button->click();
    QTRY_VERIFY(!stage.window->isVisible());
    QVERIFY(!stage.backend.asked.filter(u"PUT /-/triggers/nightly"_s).isEmpty());
    QVERIFY(stage.backend.asked.filter(u"PUT /-/triggers/nightly"_s).first().contains(u"0 30 2"_s));
  }

  void anotherTriggerDoesNotThrowAwayWhatIsWritten() {
    Stage stage;
    QVERIFY(stage.open(Tab::Triggers));
    const auto cron = [&] { return stage.in<QLineEdit>(Tab::Triggers, u"triggers_cron"_s); };
    QTRY_VERIFY(cron());
    QTRY_COMPARE(cron()->text(), u"0 0 2 * * * *"_s);
    cron()->setText(u"0 45 2 * * * *"_s);
    auto* table = stage.in<QTableView>(Tab::Triggers, u"triggers_table"_s);
    table->setCurrentIndex(table->model()->index(2, 0));
    QTRY_COMPARE(cron()->text(), u"*/5 * * * * * *"_s);
    QCOMPARE(qobject_cast<TriggersView*>(stage.window->tabWidget(Tab::Triggers))->unsaved(), QStringList{u"thumbnail: trigger nightly"_s});
    table->setCurrentIndex(table->model()->index(1, 0));
    QTRY_COMPARE(cron()->text(), u"0 45 2 * * * *"_s);
  }

  void aQuotaThatWasChosenStaysChosen() {
    Stage stage;
    QVERIFY(stage.open(Tab::Concurrency));
    const auto choice = [&] { return stage.in<SegmentedControl>(Tab::Concurrency, u"concurrency_reservedChoice"_s); };
    const auto amount = [&] { return stage.in<NumberField>(Tab::Concurrency, u"concurrency_reservedMb"_s); };
    choice()->setCurrentIndex(1);
    amount()->setValue(4096);
    const bool changed = qobject_cast<ReservedEditor*>(choice()->parentWidget())->changed();
    QVERIFY(changed);
    QPointer<QWidget> former = stage.window->tabWidget(Tab::Concurrency);
    stage.changeLanguage();
    QTRY_VERIFY(!former);
    QCOMPARE(choice()->currentIndex(), 1);
    QCOMPARE(amount()->intValue(), 4096);
    stage.window->close();
    auto* question = stage.window->findChild<UnsavedDialog*>(u"unsaved"_s);
    QVERIFY(question);
    for (DeskButton* button : question->findChildren<DeskButton*>())
      if (button->objectName() == u"unsaved_save"_s) button->click();
    QTRY_VERIFY(!stage.backend.asked.filter(u"PutReservedConcurrencyConfig"_s).isEmpty());
    QTRY_VERIFY(!stage.window->isVisible());
  }

  void theFilterOfTheWindowReachesTheFunctions() {
    Stage stage(true);
    QVERIFY(QTest::qWaitFor([&] { return stage.hub.functions().rowCount() == 7; }));
    stage.window->showView(MainWindow::View::Functions);
    QWidget* view = stage.window->viewWidget(MainWindow::View::Functions);
    auto* table = view->findChild<QTableView*>(u"functions_table"_s);
    auto* chip = view->findChild<DeskButton*>(u"functions_query"_s);
    QTRY_COMPARE(table->model()->rowCount(), 7);
    QVERIFY(!chip->isVisible());
    stage.hub.query().setText(u"fn:thumbnail,order-api"_s);
    QCOMPARE(table->model()->rowCount(), 2);
    QVERIFY(chip->isVisible());
    stage.hub.query().setText(u"-fn:thumbnail"_s);
    QCOMPARE(table->model()->rowCount(), 6);
    // Figures are of what the filter finds.
    stage.hub.query().setText(u"fn:thumbnail status:failed"_s);
    const auto figure = [&](int column) { return table->model()->index(0, column).data().toInt(); };
    QTRY_COMPARE(figure(FunctionModel::Invocations), figure(FunctionModel::Failed));
    QVERIFY(figure(FunctionModel::Invocations) > 0);
    // What only a line has restricts nothing here, and nothing is claimed.
    stage.hub.query().setText(u"timeout"_s);
    QCOMPARE(table->model()->rowCount(), 7);
    QVERIFY(!chip->isVisible());
    stage.hub.query().setText(u"fn:thumbnail"_s);
    chip->click();
    QVERIFY(!stage.hub.query().active());
    QCOMPARE(table->model()->rowCount(), 7);
  }

  void runsThatMatchAreCountedByTime() {
    std::deque<Finished> rows;
    const auto add = [&](TimeUs from, TimeUs to) {
      Finished row;
      row.at = to;
      row.totalUs = to - from;
      row.billedMs = (to - from + 999) / 1000;
      rows.push_back(row);
    };
    add(0, 1'500'000);          // reaches into what is asked for
    add(1'000'000, 2'000'000);  // ends where a step begins
    add(1'200'000, 1'300'000);
    add(9'000'000, 9'500'000);  // after it
    QCOMPARE(matchingruns::touching(rows, 1'000'000, 1'000'000, 3), (std::vector<int>{3, 1, 0}));
    const std::vector<double> mean = matchingruns::mean(rows, 1'000'000, 1'000'000, 3);
    QVERIFY(std::abs(mean[0] - 1.6) < 1e-9);
    QCOMPARE(mean[1], 0.0);
    QCOMPARE(matchingruns::touching({}, 0, 1, 2), (std::vector<int>{0, 0}));
  }

 private:
  std::unique_ptr<Theme> m_theme;
};
QTEST_MAIN(TestRemade)
#include "tst_remade.moc"

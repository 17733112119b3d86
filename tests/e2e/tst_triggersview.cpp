// SPDX-License-Identifier: GPL-3.0-or-later
// The Triggers tab over a real engine, offscreen. With SCFDESK_SHOTS=FOLDER each state is drawn there on the way.
#include "models/selection.h"
#include "tests/support/enginestage.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/button.h"
#include "widgets/controls/emptystate.h"
#include "widgets/controls/label.h"
#include "widgets/shell/translation.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include "widgets/triggers/addtriggerdialog.h"
#include "widgets/triggers/deliverypath.h"
#include "widgets/triggers/recentevents.h"
#include "widgets/triggers/triggerform.h"
#include "widgets/triggers/triggersview.h"
#include "widgets/triggers/triggertable.h"
#include <QApplication>
#include <QDir>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestTriggersView final : public QObject {
  Q_OBJECT
  std::unique_ptr<Theme> m_theme;

  void shot(EngineStage& stage, const QString& name, QWidget* only = nullptr) {
    const QString folder = qEnvironmentVariable("SCFDESK_SHOTS");
    if (folder.isEmpty()) return;
    QDir().mkpath(folder);
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
      m_theme->setScheme(scheme);
      for (const QSize size : {QSize(1440, 900), QSize(1280, 800)}) {
        stage.window().resize(size);
        stage.let(150);
        (only ? only : &stage.window())->grab().save(QString(folder + u'/' + name + (scheme == Scheme::Dark ? u"-dark-"_s : u"-light-"_s) + QString::number(size.width()) + u".png"_s));
      }
    }
  }
  template <typename T>
  static T* find(EngineStage& stage, const char* name) {
    return stage.window().findChild<T*>(QString::fromLatin1(name));
  }
  static bool make(EngineStage& stage, const QJsonObject& trigger) {
    QJsonObject params = trigger;
    params[u"FunctionName"_s] = u"shop"_s;
    bool done = false, good = false;
    stage.backend().action("CreateTrigger", QJsonDocument(params).toJson(), &stage.window(), [&](const Result<QByteArray>& r) {
      done = true;
      good = r.ok();
      if (!r) qWarning("%s", qPrintable(r.error().message));
    });
    return stage.until([&] { return done; }) && good;
  }
  static bool produce(EngineStage& stage, const char* topic, const char* value) {
    bool done = false, good = false;
    stage.backend().local("POST", "/-/services/ckafka", QByteArray("{\"action\":\"produce\",\"topic\":\"") + topic + "\",\"value\":\"" + value + "\"}", &stage.window(), [&](const Result<QByteArray>& r) {
      done = true;
      good = r.ok();
      if (!r) qWarning("%s", qPrintable(r.error().message));
    });
    return stage.until([&] { return done; }) && good;
  }
  static TriggerTable* table(EngineStage& stage) { return find<TriggerTable>(stage, "triggers_table"); }
  static int rowOf(EngineStage& stage, const QString& type) {
    for (int i = 0; i < table(stage)->triggers().rowCount(); ++i)
      if (const TriggerView* t = table(stage)->triggers().at(i); t && t->type == type) return i;
    return -1;
  }
  static bool select(EngineStage& stage, const QString& type) {
    if (!stage.until([&] { return rowOf(stage, type) >= 0; })) return false;
    const TriggerView* t = table(stage)->triggers().at(rowOf(stage, type));
    table(stage)->select(t->id);
    return stage.until([&] { return table(stage)->selected() && table(stage)->selected()->type == type; });
  }

 private Q_SLOTS:
  void init() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
  }

  void aFunctionWithoutATriggerSaysSo() {
    EngineStage stage(QSize(1280, 800));
    QVERIFY(stage.create(u"shop"_s, "def main_handler(event, context):\n    return event\n"));
    stage.window().openFunction(stage.id(u"shop"_s), MainWindow::Tab::Triggers);
    QVERIFY(stage.until([&] { return find<EmptyState>(stage, "triggers_empty") && find<EmptyState>(stage, "triggers_empty")->isVisible(); }));
    shot(stage, u"03-triggers-empty"_s);
    // One is added in the window.
    find<TriggersView>(stage, "triggersView")->addTrigger();
    auto* dialog = find<AddTriggerDialog>(stage, "addtrigger");
    QVERIFY(dialog);
    auto* cron = dialog->findChild<QLineEdit*>(u"triggers_cron"_s);
    auto* add = dialog->findChild<QPushButton*>(u"addtrigger_add"_s);
    QVERIFY(cron && add && add->isEnabled());
    cron->setText(u"0 0 24 * * * *"_s);
    QVERIFY(!add->isEnabled());
    QVERIFY(dialog->findChild<Label*>(u"triggers_problem"_s)->text().contains(u"hour"_s));
    cron->setText(u"0 30 23 * * * *"_s);
    QVERIFY(add->isEnabled());
    QCOMPARE(dialog->findChild<Label*>(u"triggers_sentence"_s)->text(), u"At 23:30:00 every day"_s);
    QCOMPARE(dialog->findChild<Label*>(u"triggers_next"_s)->text().count(u"23:30:00"_s), 5);
    shot(stage, u"03-triggers-add"_s, dialog);
    add->click();
    QVERIFY(stage.until([&] { return rowOf(stage, u"timer"_s) >= 0 && table(stage)->isVisible(); }));
    QCOMPARE(table(stage)->selected()->desc["cron"_L1].toString(), u"0 30 23 * * * *"_s);
  }

  void eachTypeIsShownConfiguredAndFired() {
    EngineStage stage(QSize(1440, 900));
    QVERIFY(stage.create(u"shop"_s, "def main_handler(event, context):\n    if event.get('Message') == 'fail':\n        raise Exception('told to fail')\n    return event\n"));
    QVERIFY(make(stage, {{u"Type"_s, u"http"_s}, {u"TriggerName"_s, u"url"_s}}));
    QVERIFY(make(stage, {{u"Type"_s, u"timer"_s}, {u"TriggerName"_s, u"close-day"_s}, {u"TriggerDesc"_s, u"* * * * * * *"_s}}));
    QVERIFY(make(stage, {{u"Type"_s, u"cos"_s}, {u"TriggerName"_s, u"settlement-1250000000"_s}, {u"TriggerDesc"_s, u"{\"event\":\"cos:ObjectCreated:*\",\"filter\":{\"Prefix\":\"in/\"}}"_s}}));
    QVERIFY(make(stage, {{u"Type"_s, u"apigw"_s}, {u"TriggerName"_s, u"orders"_s}}));
    QVERIFY(make(stage, {{u"Type"_s, u"cmq"_s}, {u"TriggerName"_s, u"paid"_s}}));
    QVERIFY(make(stage, {{u"Type"_s, u"clb"_s}, {u"TriggerName"_s, u"rule"_s}}));
    QVERIFY(make(stage, {{u"Type"_s, u"cls"_s}, {u"TriggerName"_s, u"local-logs"_s}, {u"TriggerDesc"_s, u"{\"max_size\":50,\"max_wait\":3}"_s}}));
    QVERIFY(make(stage, {{u"Type"_s, u"mps"_s}, {u"TriggerName"_s, u"mps"_s}, {u"TriggerDesc"_s, u"{\"eventType\":\"EditMediaTask\"}"_s}}));
    QVERIFY(make(stage, {{u"Type"_s, u"eb"_s}, {u"TriggerName"_s, u"bridge"_s}}));
    QVERIFY(make(stage, {{u"Type"_s, u"cmqqueue"_s}, {u"TriggerName"_s, u"jobs"_s}, {u"TriggerDesc"_s, u"{\"maxMsgNum\":10,\"timeOut\":0}"_s}}));
    QVERIFY(make(stage, {{u"Type"_s, u"redisstream"_s}, {u"TriggerName"_s, u"entries"_s}}));
    QVERIFY(make(stage, {{u"Type"_s, u"ckafka"_s}, {u"TriggerName"_s, u"ckafka-local-orders"_s}}));
    stage.window().openFunction(stage.id(u"shop"_s), MainWindow::Tab::Triggers);
    QVERIFY(select(stage, u"timer"_s));
    QVERIFY(stage.until([&] { return table(stage)->selected()->counts.delivered >= 3; }));
    auto* recent = find<RecentEvents>(stage, "triggers_recent");
    QVERIFY(stage.until([&] { return recent->events().rowCount() >= 3 && recent->events().at(0)->event.contains(u"close-day"_s); }));
    QVERIFY(find<DeliveryPath>(stage, "triggers_path")->accessibleDescription().contains(u"delivered"_s));
    shot(stage, u"03-triggers-timer"_s);
    // What is typed is checked at once; what is wrong cannot be saved.
    auto* cron = find<QLineEdit>(stage, "triggers_cron");
    auto* save = find<QPushButton>(stage, "triggers_save");
    QVERIFY(cron && save && !save->isEnabled());
    cron->setText(u"rubbish"_s);
    QVERIFY(!save->isEnabled());
    QVERIFY(find<Label>(stage, "triggers_problem")->isVisible());
    cron->setText(u"0 0 12 * * MON-FRI *"_s);
    QCOMPARE(find<Label>(stage, "triggers_sentence")->text(), u"At 12:00:00 on Mon to Fri"_s);
    find<QLineEdit>(stage, "triggers_customArgument")->setText(u"fail"_s);
    QVERIFY(save->isEnabled());
    save->click();
    QVERIFY(stage.until([&] { return table(stage)->selected() && table(stage)->selected()->customArgument == u"fail"_s; }));
    QCOMPARE(table(stage)->selected()->desc["cron"_L1].toString(), u"0 0 12 * * MON-FRI *"_s);
    QVERIFY(stage.until([&] { return !find<TriggersView>(stage, "triggersView")->hasChanges(); }));
    // A sample takes the same way; this one fails, and will be tried again.
    find<QPushButton>(stage, "triggers_fire")->click();
    QVERIFY(stage.until([&] { return recent->events().rowCount() > 0 && recent->events().at(0)->attempts == 1 && recent->events().at(0)->running; }));
    QVERIFY(stage.until([&] { return table(stage)->selected()->counts.retried >= 1; }));
    shot(stage, u"03-triggers-failing"_s);
    for (const char* type : {"http", "cos", "apigw", "cmq", "clb", "cls", "mps", "eb", "cmqqueue", "redisstream", "ckafka"}) {
      QVERIFY2(select(stage, QLatin1String(type)), type);
      const auto before = table(stage)->selected()->counts.made;
      QVERIFY2(stage.until([&] { return find<QPushButton>(stage, "triggers_fire")->isEnabled(); }), type);
      find<QPushButton>(stage, "triggers_fire")->click();
      QVERIFY2(stage.until([&] { return table(stage)->selected()->counts.delivered > 0 && table(stage)->selected()->counts.made > before; }), type);
      QVERIFY2(stage.until([&] { return recent->events().rowCount() > 0 && recent->isVisible(); }), type);
      // Without its service the sample is made up, and the banner says what to start.
      const bool waits = QLatin1String(type) == "redisstream"_L1 || QLatin1String(type) == "ckafka"_L1;
      QVERIFY2(stage.until([&] { return find<TriggersView>(stage, "triggersView")->findChild<Banner*>()->active() == waits; }), type);
      shot(stage, u"03-triggers-"_s + QLatin1String(type));
    }
    // Off by the keyboard, without loss.
    QVERIFY(select(stage, u"cos"_s));
    table(stage)->setFocus();
    QTest::keyClick(table(stage), Qt::Key_Space);
    QVERIFY(stage.until([&] { return !table(stage)->selected()->enabled; }));
    shot(stage, u"03-triggers-off"_s);
    // Another function has none of these.
    find<QPushButton>(stage, "triggers_delete")->click();
    auto* dialog = find<DeleteTriggerDialog>(stage, "deletetrigger");
    QVERIFY(dialog);
    dialog->findChild<QPushButton*>(u"deletetrigger_delete"_s)->click();
    QVERIFY(stage.until([&] { return rowOf(stage, u"cos"_s) < 0; }));
  }

  /// The button of the banner is for what can be done: a service that is off, a batch that the trigger stands at; else there is none.
  void troubleOffersItsRemedy() {
    EngineStage stage(QSize(1440, 900));
    QVERIFY(stage.create(u"shop"_s, "tries = 0\ndef main_handler(event, context):\n    global tries\n    tries += 1\n    if tries == 1:\n        raise Exception('once')\n"));
    QVERIFY(make(stage, {{u"Type"_s, u"ckafka"_s}, {u"TriggerName"_s, u"ckafka-local-paid"_s}, {u"TriggerDesc"_s, u"{\"maxMsgNum\":1,\"retry\":0,\"offset\":\"earliest\",\"onFailure\":\"stop\"}"_s}}));
    stage.window().openFunction(stage.id(u"shop"_s), MainWindow::Tab::Triggers);
    QVERIFY(select(stage, u"ckafka"_s));
    auto* view = find<TriggersView>(stage, "triggersView");
    auto* banner = view->findChild<Banner*>();
    auto* button = banner->findChild<DeskButton*>();
    QVERIFY(button);
    QVERIFY(stage.until([&] { return banner->text().contains(u"is not running"_s); }));
    QCOMPARE(button->text(), u"Start CKafka"_s);
    shot(stage, u"03-triggers-off-service"_s);
    button->click();
    QVERIFY(stage.until([&] { return !banner->text().contains(u"is not running"_s); }, 60));
    auto* instance = find<QComboBox>(stage, "triggers_instance");
    QVERIFY(instance);
    QVERIFY(stage.until([&] { return instance->itemData(0, ComboField::NoteRole).toString() == u"running"_s; }));
    QVERIFY(stage.until([&] { return !button->isVisible(); }));  // for its topic, that is not there yet, it waits by itself
    QVERIFY(produce(stage, "paid", "one"));
    QVERIFY(stage.until([&] { return banner->text().contains(u"stands at offset"_s); }, 60));
    QCOMPARE(button->text(), u"Try again"_s);
    QVERIFY(button->isVisible());
    shot(stage, u"03-triggers-standing"_s);
    button->click();
    QVERIFY(stage.until([&] { return table(stage)->selected()->counts.delivered == 1 && !banner->active(); }, 60));
    QVERIFY(!button->isVisible());
    shot(stage, u"03-triggers-well-again"_s);
  }

  void sentences_data() {
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* cron, const char* words) { QTest::newRow(cron) << QString::fromLatin1(cron) << QString::fromLatin1(words); };
    row("0 30 23 * * * *", "At 23:30:00 every day");
    row("0 0 10,14,16 * * * *", "At 10:00:00, 14:00:00 and 16:00:00 every day");
    row("*/5 * * * * * *", "Every 5 seconds");
    row("0 */30 9-17 * * * *", "Every 30 minutes, from 09:00 to 17:59 every day");
    row("0 15 10 * * MON-FRI *", "At 10:15:00 on Mon to Fri");
    row("0 15 10 1 * * *", "At 10:15:00 on day 1 of the month");
    row("0 0 0 1 * MON *", "At 00:00:00 on day 1 of the month or on Mon");
    row("0 0 0 * 6 * 2030", "At 00:00:00 every day in Jun in 2030");
    row("*/10 * * * *", "Every 10 minutes");
    row("* * * * * * *", "Every second");
    row("none", "");
  }
  void sentences() {
    QFETCH(QString, cron);
    QFETCH(QString, words);
    QCOMPARE(triggerwords::cronSentence(cron), words);
  }
};

int main(int argc, char** argv) {
  qputenv("QT_NO_GLIB", "1");
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  installTranslator(app, QLocale(u"en"_s));
  TestTriggersView test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_triggersview.moc"

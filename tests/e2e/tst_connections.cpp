// SPDX-License-Identifier: GPL-3.0-or-later
// Connections in the window: a second engine in another process stands for another machine and for the cloud. With the folder
// SCFDESK_PICTURES every step is kept as a picture.
#include "app/console/connectionswitch.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "tests/support/engineprocess.h"
#include "tests/support/enginestage.h"
#include "widgets/connections/connectioncompare.h"
#include "widgets/connections/connectionsdialog.h"
#include "widgets/connections/deploydialog.h"
#include "widgets/connections/functionchoice.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/combofield.h"
#include "widgets/controls/label.h"
#include "widgets/controls/numberfield.h"
#include "widgets/controls/rowtable.h"
#include "widgets/controls/searchfield.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/controls/tabstrip.h"
#include "widgets/test/codeview.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QMenu>
#include <QTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestConnections final : public QObject {
  Q_OBJECT
  static constexpr int kWaitMs = 60'000;

  template <typename T>
  T* child(QWidget* in, const char* name) const {
    return in->findChild<T*>(QLatin1String(name));
  }
  static void press(QWidget* in, const char* name) {
    auto* button = in->findChild<QAbstractButton*>(QLatin1String(name));
    QVERIFY2(button && button->isEnabled(), name);
    button->click();
  }
  static void type(QWidget* in, const char* name, const QString& text) {
    auto* field = in->findChild<TextField*>(QLatin1String(name));
    QVERIFY2(field, name);
    field->clear();
    QTest::keyClicks(field, text);
  }
  static void picture(QWidget* widget, const QString& name) {
    const QString folder = qEnvironmentVariable("SCFDESK_PICTURES");
    if (folder.isEmpty()) return;
    QDir().mkpath(folder);
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
      Theme::current().setScheme(scheme);
      QCoreApplication::processEvents();  // what hears of the scheme by an event
      widget->grab().save(folder + u'/' + name + (scheme == Scheme::Dark ? u"-dark.png"_s : u"-light.png"_s));
    }
  }
  QString text(QWidget* in, const char* name) const {
    auto* label = child<Label>(in, name);
    return label ? label->text() : QString();
  }

 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    applyTheme(*qApp, *m_theme);
    m_other = std::make_unique<EngineProcess>();
    QVERIFY(m_other->ready());
    QVERIFY(m_other->create("far-away", "def main_handler(event, context):\n    print('over there')\n    return {'from': 'there'}\n"));
    m_stage = std::make_unique<EngineStage>(QSize(1280, 800));
    QVERIFY(m_stage->ready());
    m_switch = std::make_unique<ConnectionSwitch>(m_dir.path(), m_stage->backend(), m_stage->hub(), std::make_unique<SessionKeyring>());
    m_switch->setWindow(&m_stage->window());
    connect(m_switch.get(), &ConnectionSwitch::windowWanted, this, [this](ModelHub* hub) {
      m_window.reset();
      m_window = std::make_unique<MainWindow>(*hub);
      m_window->resize(1280, 800);
      m_window->show();
      m_switch->setWindow(m_window.get());
    });
  }
  void cleanupTestCase() {
    m_window.reset();
    m_switch.reset();
    m_stage.reset();
    m_other.reset();
    m_theme.reset();
  }

  void makesAndTests() {
    auto* dialog = new ConnectionsDialog(m_switch->book(), {}, &m_stage->window());
    dialog->show();
    press(dialog, "connections_save");
    QVERIFY(dialog->findChild<Banner*>()->active());
    child<SegmentedControl>(dialog, "connections_kind")->setCurrentIndex(0);
    type(dialog, "connections_name", u"Guangzhou"_s);
    type(dialog, "connections_endpoint", m_other->url().toString());
    type(dialog, "connections_secretId", QString::fromUtf8(m_other->keys().secretId));
    press(dialog, "connections_save");
    QVERIFY(dialog->findChild<Banner*>()->text().contains(u"together"_s));
    type(dialog, "connections_secretKey", u"wrong"_s);
    press(dialog, "connections_test");
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<Banner*>()->text().contains(u"SecretKey"_s), kWaitMs);
    picture(dialog, u"connections-refused"_s);
    type(dialog, "connections_secretKey", QString::fromUtf8(m_other->keys().secretKey));
    press(dialog, "connections_test");
    QTRY_VERIFY_WITH_TIMEOUT(text(dialog, "connections_state").contains(u"function"_s), kWaitMs);
    picture(dialog, u"connections"_s);
    press(dialog, "connections_save");
    QTRY_COMPARE(m_switch->book().profiles().size(), 2);
    m_id = m_switch->book().profiles()[1].id;
    dialog->close();
    QFile file(m_dir.filePath(u"connections.json"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray kept = file.readAll();
    QVERIFY(kept.contains("Guangzhou"));
    QVERIFY2(!kept.contains(m_other->keys().secretKey) && !kept.contains(m_other->keys().secretId), "a key lies in a file");
  }

  void deploys() {
    auto* dialog = new DeployDialog(m_stage->hub(), m_switch->book(), DeployDialog::Way::Deploy, u"hello-event"_s, &m_stage->window());
    dialog->show();
    auto* event = child<ComboField>(dialog, "deploy_event");
    QTRY_VERIFY_WITH_TIMEOUT(event->count() > 1, kWaitMs);
    event->setCurrentIndex(1);
    QVERIFY(!child<QAbstractButton>(dialog, "deploy_apply")->isEnabled());
    press(dialog, "deploy_plan");
    QTRY_VERIFY_WITH_TIMEOUT(text(dialog, "deploy_summary").contains(u"created at Guangzhou"_s), kWaitMs);
    QVERIFY(child<RowTable>(dialog, "deploy_differences")->rowModel().rowCount() > 3);
    picture(dialog, u"deploy-plan"_s);
    press(dialog, "deploy_apply");
    QTRY_VERIFY_WITH_TIMEOUT(text(dialog, "deploy_summary").contains(u"as they are here"_s), kWaitMs);
    picture(dialog, u"deploy-done"_s);
    press(dialog, "deploy_plan");
    QTRY_VERIFY_WITH_TIMEOUT(text(dialog, "deploy_summary").contains(u"nothing to do"_s), kWaitMs);
    QVERIFY(!child<QAbstractButton>(dialog, "deploy_apply")->isEnabled());
    dialog->close();
    QVERIFY(!m_other->call("GetFunction", "{\"FunctionName\":\"hello-event\"}").isEmpty());
  }

  void deploysSeveral() {
    QVERIFY(m_stage->hub().functions().rowCount() > 1);
    auto* dialog = new DeployDialog(m_stage->hub(), m_switch->book(), DeployDialog::Way::Deploy, u"hello-event"_s, &m_stage->window());
    dialog->show();
    auto* choice = child<FunctionChoice>(dialog, "deploy_functions");
    const auto entries = choice->findChild<QMenu*>()->actions();
    QString other;
    for (QAction* entry : entries) {
      if (entry->text() == u"hello-event"_s) continue;
      other = entry->text();
      entry->trigger();
      break;
    }
    QCOMPARE(choice->chosen().size(), 2);
    press(dialog, "deploy_plan");
    QTRY_VERIFY2_WITH_TIMEOUT(text(dialog, "deploy_summary").contains(u"1 to be created, 1 stays as it is"_s), qPrintable(text(dialog, "deploy_summary")), kWaitMs);
    picture(dialog, u"deploy-several"_s);
    QVERIFY(child<RowTable>(dialog, "deploy_differences")->rowModel().rowOf(other + u'/') >= 0);
    press(dialog, "deploy_apply");
    QTRY_VERIFY_WITH_TIMEOUT(text(dialog, "deploy_summary").contains(u"as they are here"_s), kWaitMs);
    QVERIFY(!m_other->call("GetFunction", QByteArray("{\"FunctionName\":\"" + other.toUtf8() + "\"}")).isEmpty());
    // None at all would be nothing to do: the last one stays.
    for (QAction* entry : entries)
      if (entry->isChecked()) entry->trigger();
    QCOMPARE(choice->chosen().size(), 1);
    dialog->close();
  }

  // The same function here and there, which says another thing there.
  void comparesHereAndThere() {
    QVERIFY(m_other->create("twin", "def main_handler(event, context):\n    return {'from': 'there', 'n': event.get('n')}\n"));
    auto* dialog = new ConnectionCompare(m_stage->hub(), m_switch->book(), u"hello-event"_s, "{\"name\":\"{{uuid}}\"}", &m_stage->window());
    dialog->show();
    child<NumberField>(dialog, "connectionCompare_runs")->setValue(3);
    press(dialog, "connectionCompare_fire");
    auto* figures = child<RowTable>(dialog, "compare_figures");
    QTRY_COMPARE_WITH_TIMEOUT(figures->rowModel().rowCount(), 7, kWaitMs);
    picture(dialog, u"compare-here-and-there"_s);
    QCOMPARE(figures->rowModel().columns()[2].title, u"Guangzhou"_s);
    QVERIFY(text(dialog, "compare_said").contains(u"same"_s) || text(dialog, "compare_said").contains(u"differs"_s));
    child<TabStrip>(dialog, "compare_tabs")->setCurrentIndex(0);
    QVERIFY(!child<CodeView>(dialog, "compare_first")->bytes().contains("{{uuid}}"));
    QCOMPARE(child<CodeView>(dialog, "compare_first")->bytes(), child<CodeView>(dialog, "compare_second")->bytes());
    dialog->close();
    // One that only one end has: said by the name of the end.
    auto* alone = new ConnectionCompare(m_stage->hub(), m_switch->book(), u"twin"_s, "{}", &m_stage->window());
    alone->show();
    press(alone, "connectionCompare_fire");
    QTRY_VERIFY_WITH_TIMEOUT(alone->findChild<Banner*>()->text().contains(u"twin"_s), kWaitMs);
    QCOMPARE(child<RowTable>(alone, "compare_figures")->rowModel().rowCount(), 0);
    alone->close();
  }

  void switches() {
    m_switch->book().switchTo(m_id);
    QTRY_VERIFY_WITH_TIMEOUT(m_window && m_switch->remote(), kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(functions().infoOf({u"default"_s, u"far-away"_s}), kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_switch->book().heardAt() > 0, kWaitMs);
    auto* button = m_window->findChild<QWidget*>(u"connectionButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button->accessibleName().contains(u"Guangzhou CLOUD read"_s), kWaitMs);
    QVERIFY(!m_window->findChild<QWidget*>(u"pauseButton"_s)->isVisible());
    m_window->showView(MainWindow::View::Functions);
    picture(m_window.get(), u"cloud-functions"_s);
    m_window->showView(MainWindow::View::Scaling);
    QVERIFY(m_window->findChild<QWidget*>(u"absent_state"_s));
    picture(m_window.get(), u"cloud-scaling"_s);
  }

  // Nothing is fired or taken away before the question that names where; and a no is a no.
  void asks() {
    InvokeRequest fire{{u"default"_s, u"far-away"_s}, u"$LATEST"_s, InvokeMode::Sync, Source::Console, "{}"};
    std::optional<Result<InvokeReply>> fired;
    for (const bool yes : {false, true}) {
      fired.reset();
      m_switch->remote()->invoke(fire, this, [&](auto r) { fired = std::move(r); });
      auto* question = m_window->findChild<QDialog*>(u"consent"_s);
      QVERIFY(question);
      QVERIFY2(text(question, "ask_loss").contains(u"far-away runs at Guangzhou, region ap-guangzhou"_s), qPrintable(text(question, "ask_loss")));
      if (yes) picture(question, u"cloud-fire-asks"_s);
      press(question, yes ? "ask_confirm" : "ask_keep");
      QTRY_VERIFY_WITH_TIMEOUT(fired, kWaitMs);
      QCOMPARE(fired->ok(), yes);
      QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    QVERIFY((*fired)->logTail.contains("over there"));
    std::optional<Result<Done>> gone;
    m_switch->remote()->deleteFunction(fire.function, this, [&](auto r) { gone = std::move(r); });
    auto* question = m_window->findChild<QDialog*>(u"consent"_s);
    QVERIFY(question);
    QVERIFY(text(question, "ask_loss").contains(u"far-away"_s) && text(question, "ask_loss").contains(u"****"_s));
    picture(question, u"cloud-delete-asks"_s);
    question->reject();
    QTRY_VERIFY(gone);
    QCOMPARE(gone->error().code, u"Local.NotConfirmed"_s);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_window->openFunction(functions().infoOf({u"default"_s, u"far-away"_s})->id);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QWidget*>(u"test_compare"_s)->isVisible(), kWaitMs);
    picture(m_window.get(), u"cloud-test"_s);
    // Its views show what the API tells, and no address of an engine's own.
    for (const char* tab : {"Code", "Triggers", "Versions", "Concurrency"}) {
      auto* tabs = m_window->findChild<TabStrip*>(u"functionTabs"_s);
      if (!tabs) break;
      for (int i = 0; i < tabs->count(); ++i)
        if (tabs->tabText(i).startsWith(QLatin1String(tab))) tabs->setCurrentIndex(i);
      QTRY_VERIFY_WITH_TIMEOUT(tabs->tabText(tabs->currentIndex()).startsWith(QLatin1String(tab)), kWaitMs);
      QCoreApplication::sendPostedEvents();
      for (const Banner* banner : m_window->findChildren<Banner*>()) QVERIFY2(!banner->isVisible() || !banner->text().contains(u"/-/"_s), qPrintable(banner->text()));
      picture(m_window.get(), u"cloud-"_s + QString::fromLatin1(tab).toLower());
    }
  }

  void pulls() {
    auto* dialog = new DeployDialog(hub(), m_switch->book(), DeployDialog::Way::Pull, u"far-away"_s, m_window.get());
    dialog->show();
    press(dialog, "deploy_plan");
    QTRY_VERIFY_WITH_TIMEOUT(text(dialog, "deploy_summary").contains(u"created at Embedded engine"_s), kWaitMs);
    press(dialog, "deploy_apply");
    QTRY_VERIFY_WITH_TIMEOUT(text(dialog, "deploy_summary").contains(u"as they are here"_s), kWaitMs);
    dialog->close();
    // The embedded engine went on underneath and has it.
    QTRY_VERIFY_WITH_TIMEOUT(m_stage->hub().functions().infoOf({u"default"_s, u"far-away"_s}), kWaitMs);
    m_switch->book().switchTo(embeddedConnection().id);
    QTRY_VERIFY_WITH_TIMEOUT(!m_switch->remote(), kWaitMs);
    QTRY_VERIFY(m_window->openedFunction() != 0 || m_stage->hub().functions().rowCount() > 0);
    auto* menu = m_window->findChild<QMenu*>(u"connectionMenu"_s);
    Q_EMIT menu->aboutToShow();
    QVERIFY(menu->findChild<QAction*>(QString(u"connectionTo_"_s + m_id)));
  }

  void saysWhenKeysAreMissing() {
    qunsetenv("TENCENTCLOUD_SECRET_ID");
    ConnectionProfile bare{{}, u"Bare"_s, ConnectionKind::Cloud, u"https://scf.tencentcloudapi.com"_s, u"ap-beijing"_s, u"default"_s};
    QString id;
    m_switch->book().save(bare, {}, this, [&](const Result<QString>& r) { id = r.value(); });
    m_switch->book().switchTo(id);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ConnectionsDialog*>(), kWaitMs);
    auto* dialog = m_window->findChild<ConnectionsDialog*>();
    QVERIFY2(dialog->findChild<Banner*>()->text().contains(u"TENCENTCLOUD_SECRET_ID"_s), qPrintable(dialog->findChild<Banner*>()->text()));
    picture(dialog, u"connections-no-keys"_s);
    dialog->close();
    bool removed = false;
    m_switch->book().remove(id, this, [&](const Result<Done>& r) { removed = r.ok(); });
    QTRY_VERIFY(removed);
    m_switch->book().remove(embeddedConnection().id, this, [&](const Result<Done>& r) { removed = r.ok(); });
    QVERIFY(!removed);
  }

 private:
  ModelHub& hub() const { return m_switch->shown() ? *m_switch->shown() : m_stage->hub(); }
  FunctionModel& functions() const { return hub().functions(); }
  QTemporaryDir m_dir;
  QString m_id;
  std::unique_ptr<Theme> m_theme;
  std::unique_ptr<EngineProcess> m_other;
  std::unique_ptr<EngineStage> m_stage;
  std::unique_ptr<ConnectionSwitch> m_switch;
  std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestConnections)
#include "tst_connections.moc"

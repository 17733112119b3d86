// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "tests/support/fakebackend.h"
#include "tests/support/fakeservices.h"
#include "widgets/controls/banner.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/functions/askdialog.h"
#include "widgets/services/serviceconsole.h"
#include "widgets/services/servicerow.h"
#include "widgets/services/servicesview.h"
#include "widgets/services/servicevariables.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QTableWidget>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

namespace {

struct Window {
  Window() {
    backend.localAnswer = [this](const QByteArray& method, const QByteArray& target, const QByteArray& body) -> Result<QByteArray> {
      if (method == "GET") return fakeServices();
      if (body.contains("\"sign\"")) return Error{u"Local.NoAnswer"_s, u"No COS in this test."_s, {}};
      if (body.contains("\"command\"")) return answer;
      Q_UNUSED(target)
      return QByteArray("{}");
    };
    backend.start();
    view.resize(1376, 788);
    view.show();
  }
  bool ready() {
    return QTest::qWaitForWindowExposed(&view) && QTest::qWaitFor([this] { return view.findChildren<ServiceRow*>().size() == 6 && hub.functions().rowCount() == 7; });
  }
  template <typename T>
  T* find(const QString& name) const {
    return view.findChild<T*>(name);
  }
  bool told(const QString& call) const { return backend.calls.contains(call); }
  Result<QByteArray> answer = QByteArray("{\"columns\":[\"name\",\"value\"],\"rows\":[[\"a\",\"1\"],[\"b\",\"2\"]],\"note\":\"\",\"more\":0}");
  FakeBackend backend;
  ModelHub hub{backend};
  ServicesView view{hub};
};

}  // namespace

class TestServicesView : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() {
    m_theme = std::make_unique<Theme>();
    m_theme->setScheme(Scheme::Dark);
    applyTheme(*qApp, *m_theme);
  }

  void eachServiceHasItsOneButton() {
    Window w;
    QVERIFY(w.ready());
    auto* redis = w.find<DeskButton>(u"services_toggle_redis"_s);
    QCOMPARE(redis->text(), u"Stop"_s);
    QCOMPARE(redis->accessibleName(), u"Stop Redis"_s);
    QCOMPARE(w.find<DeskButton>(u"services_toggle_postgresql"_s)->text(), u"Cancel"_s);
    QCOMPARE(w.find<DeskButton>(u"services_toggle_other"_s)->text(), u"Start"_s);
    QVERIFY(!w.find<DeskButton>(u"services_toggle_memcached"_s)->isEnabled());
    QVERIFY(!w.find<DeskButton>(u"services_toggle_cos"_s)->isVisible());
    redis->click();
    QVERIFY(w.told(u"POST /-/services/redis {\"action\":\"stop\"}"_s));
    w.find<DeskButton>(u"services_toggle_other"_s)->click();
    QVERIFY(w.told(u"POST /-/services/other {\"action\":\"start\"}"_s));
    QVERIFY(w.find<ServiceRow>(u"services_row_redis"_s)->accessibleDescription().contains(u"1940 commands per second"_s));
  }

  void aMissingProgramOffersTheOneCommand() {
    Window w;
    QVERIFY(w.ready());
    w.view.select(u"memcached"_s);
    auto* inspector = w.view.findChild<QWidget*>(u"services_inspector"_s);
    auto* banner = inspector->findChild<Banner*>();
    QVERIFY(banner->text().contains(u"sudo apt-get install -y --no-install-recommends memcached"_s));
    Q_EMIT banner->actionTriggered();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"sudo apt-get install -y --no-install-recommends memcached"_s);
  }

  void secretsAreMaskedAndCanBeCopied() {
    Window w;
    QVERIFY(w.ready());
    for (const Label* label : w.view.findChildren<Label*>()) QVERIFY2(!label->text().contains(u"not-to-be-seen"_s) && !label->toolTip().contains(u"not-to-be-seen"_s), qPrintable(label->text()));
    QCOMPARE(w.find<Label>(u"services_value_REDIS_URL"_s)->text(), u"redis://:••••@127.0.0.1:6379"_s);
    w.find<DeskButton>(u"services_copy_REDIS_PASSWORD"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"not-to-be-seen"_s);
    QCOMPARE(ServiceVariables::masked({u"P"_s, u"x"_s, true}), u"••••••••••••"_s);
    QCOMPARE(ServiceVariables::masked({u"P"_s, u"x"_s, false}), u"x"_s);
  }

  void functionsAreAddedAndTakenAway() {
    Window w;
    QVERIFY(w.ready());
    w.find<DeskButton>(u"services_addfunction"_s)->click();
    auto* menu = w.view.findChild<QMenu*>();
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 5);  // seven, two have it
    QAction* first = menu->actions().first();
    const QString name = first->text();
    first->trigger();
    QVERIFY(w.told(u"POST /-/services/redis {\"action\":\"functions\",\"functions\":[\"default/order-api\",\"default/thumbnail\",\"default/%1\"]}"_s.arg(name)));
    for (DeskButton* button : w.view.findChildren<DeskButton*>())
      if (button->accessibleName() == u"Take Redis away from thumbnail"_s) button->click();
    QVERIFY(w.told(u"POST /-/services/redis {\"action\":\"functions\",\"functions\":[\"default/order-api\"]}"_s));
  }

  void resetNamesWhatGoesAndAsks() {
    Window w;
    QVERIFY(w.ready());
    const auto press = [&](const QString& text) {
      w.find<DeskButton>(u"services_reset"_s)->click();
      auto* dialog = w.find<AskDialog>(u"services_confirm"_s);
      QVERIFY(dialog);
      bool named = false;
      for (const Label* label : dialog->findChildren<Label*>()) named = named || label->text().contains(u"12,408 keys"_s);
      QVERIFY(named);
      for (DeskButton* button : dialog->findChildren<DeskButton*>())
        if (button->text() == text) button->click();
      QTRY_VERIFY(!w.find<AskDialog>(u"services_confirm"_s));
    };
    press(u"Keep"_s);
    QVERIFY(!w.told(u"POST /-/services/redis {\"action\":\"reset\"}"_s));
    press(u"Reset data"_s);
    QVERIFY(w.told(u"POST /-/services/redis {\"action\":\"reset\"}"_s));
  }

  void theConsoleShowsATableOrTheError() {
    Window w;
    QVERIFY(w.ready());
    w.find<DeskButton>(u"services_console"_s)->click();
    auto* console = w.view.findChild<ServiceConsole*>();
    QVERIFY(console && console->isVisible());
    auto* field = console->findChild<QLineEdit*>(u"services_command"_s);
    field->setText(u"KEYS *"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(w.told(u"POST /-/services/redis {\"action\":\"command\",\"command\":\"KEYS *\"}"_s));
    auto* table = console->findChild<QTableWidget*>(u"services_answer"_s);
    QTRY_COMPARE(table->rowCount(), 2);
    QCOMPARE(table->item(1, 1)->text(), u"2"_s);
    w.answer = Error{u"Local.ServerRefused"_s, u"ERR unknown command"_s, {}};
    QTRY_VERIFY(console->findChild<DeskButton*>(u"services_run"_s)->isEnabled());
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(console->findChild<Banner*>()->text().contains(u"ERR unknown command"_s));
    QCOMPARE(table->rowCount(), 0);
    QTest::keyClick(field, Qt::Key_Up);
    QCOMPARE(field->text(), u"KEYS *"_s);
  }

 private:
  std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestServicesView)
#include "tst_servicesview.moc"

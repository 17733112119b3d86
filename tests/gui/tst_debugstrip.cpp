// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/modelhub.h"
#include "models/selection.h"
#include "tests/support/fakebackend.h"
#include "widgets/controls/button.h"
#include "widgets/controls/label.h"
#include "widgets/controls/segmentedcontrol.h"
#include "widgets/test/codeview.h"
#include "widgets/test/debugstrip.h"
#include "widgets/test/eventpane.h"
#include "widgets/test/testview.h"
#include "widgets/theme/theme.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <memory>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

/// "Debug next event" in the Test view, over an engine that answers what the test says.
class TstDebugStrip final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void initTestCase() { m_theme = std::make_unique<Theme>(); }
  void cleanupTestCase() { m_theme.reset(); }
  void init() {
    m_backend = std::make_unique<FakeBackend>(true);
    m_backend->setTraffic(false);
    m_session = {};
    m_backend->localAnswer = [this](const QByteArray& method, const QByteArray& target, const QByteArray& body) -> Result<QByteArray> {
      if (!target.startsWith("/-/debug/")) return Error{u"Local.NotFound"_s, u"Nothing."_s, {}};
      if (method == "POST" && m_refusal) return *m_refusal;
      if (method == "POST" && body.contains("start")) m_session = session(u"starting"_s);
      if (method == "POST" && body.contains("stop")) m_session = session(u"done"_s);
      if (m_session.isEmpty()) return Error{u"ResourceNotFound"_s, u"Not being debugged."_s, {}};
      return QJsonDocument(m_session).toJson();
    };
    m_hub = std::make_unique<ModelHub>(*m_backend);
    m_view = std::make_unique<TestView>(*m_hub);
    m_view->resize(1180, 800);
    m_view->show();
    m_backend->start();
    QTRY_VERIFY(m_hub->status().connected);
    m_hub->selection().setFunction(m_backend->idOf(u"hello-event"_s));
    QTRY_VERIFY(m_view->eventPane().ready());
  }
  void cleanup() {
    m_view.reset();
    m_hub.reset();
    m_backend.reset();
    m_refusal.reset();
  }

  void nothingIsShownBeforeItIsAskedFor() {
    QVERIFY(!strip().isVisible());
    QVERIFY(!button(u"test_debug"_s)->isChecked());
  }

  void aSessionIsFollowedToItsEnd() {
    button(u"test_debug"_s)->click();
    QTRY_VERIFY(strip().isVisible());
    QTRY_VERIFY(button(u"test_debug"_s)->isChecked());
    QVERIFY(state().contains(u"127.0.0.1:9229"));
    auto* code = strip().findChild<CodeView*>(u"test_debug_configuration"_s);
    QVERIFY(code->isVisible() && code->isReadOnly());
    QCOMPARE(code->bytes(), QByteArray("{\"vscode\": 1}"));
    m_session = session(u"ready"_s);
    QTRY_VERIFY(state().contains(u"Attach an editor"));
    m_session = session(u"waiting"_s);
    QTRY_VERIFY(state().contains(u"waits for a debugger"));
    m_session = session(u"paused"_s);
    m_session[u"attached"_s] = true;
    m_session[u"timeLeftMs"_s] = 1500;
    QTRY_COMPARE(state(), u"Paused. Its clock stands at 1.5 s left."_s);
    QVERIFY(!code->isVisible());  // the event has its room again
    m_session = session(u"done"_s);
    m_session[u"code"_s] = 200;
    QTRY_COMPARE(state(), u"The event has ended with 200."_s);
    QVERIFY(!code->isVisible());
    QVERIFY(!button(u"test_debug"_s)->isChecked());
    button(u"test_debug_close"_s)->click();
    QVERIFY(!strip().isVisible());
    QVERIFY(!strip().live());  // nobody asks any more
  }

  void configurationsAreCopied() {
    button(u"test_debug"_s)->click();
    QTRY_VERIFY(strip().isVisible());
    button(u"test_debug_copy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"{\"vscode\": 1}\n"_s);
    auto* editor = strip().findChild<SegmentedControl*>(u"test_debug_editor"_s);
    editor->setCurrentIndex(1);
    button(u"test_debug_copy"_s)->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Port: 9229"));
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Attach to Node.js"));
    editor->setCurrentIndex(2);
    button(u"test_debug_copy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"lua"_s);
    button(u"test_debug_copy_address"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"127.0.0.1:9229"_s);
  }

  void itIsStoppedByTheSameButton() {
    button(u"test_debug"_s)->click();
    QTRY_VERIFY(button(u"test_debug"_s)->isChecked());
    button(u"test_debug"_s)->click();
    QTRY_VERIFY(!button(u"test_debug"_s)->isChecked());
    QVERIFY(state().contains(u"Stopped"));
  }

  void aMissingDebuggerIsSaidWithItsCommand() {
    m_refusal = Error{u"Local.NoDebugger"_s, u"debugpy is not on this machine."_s, u"Install it: sudo apt-get install python3-debugpy"_s};
    button(u"test_debug"_s)->click();
    QTRY_VERIFY(strip().isVisible());
    QCOMPARE(state(), u"debugpy is not on this machine."_s);
    auto* next = strip().findChild<Label*>(u"test_debug_next"_s);
    QVERIFY(next->isVisible() && next->text().contains(u"apt-get install python3-debugpy"));
    QVERIFY(next->textInteractionFlags() & Qt::TextSelectableByMouse);
    QVERIFY(!button(u"test_debug"_s)->isChecked());
  }

  void anotherFunctionHasAnotherSession() {
    button(u"test_debug"_s)->click();
    QTRY_VERIFY(strip().isVisible());
    m_session = {};
    m_hub->selection().setFunction(m_backend->idOf(u"two-counters"_s));
    QTRY_VERIFY(!strip().isVisible());
    QVERIFY(!button(u"test_debug"_s)->isChecked());
  }

 private:
  static QJsonObject session(const QString& state) {
    return {{u"state"_s, state}, {u"protocol"_s, u"inspector"_s}, {u"host"_s, u"127.0.0.1"_s}, {u"port"_s, 9229}, {u"vscode"_s, u"{\"vscode\": 1}\n"_s}, {u"nvim"_s, u"lua"_s},
            {u"localRoot"_s, QString()}, {u"remoteRoot"_s, u"/var/user"_s}};
  }
  DebugStrip& strip() { return m_view->eventPane().debugStrip(); }
  DeskButton* button(const QString& name) { return m_view->findChild<DeskButton*>(name); }
  QString state() { return strip().findChild<Label*>(u"test_debug_state"_s)->text(); }

  std::unique_ptr<Theme> m_theme;
  std::unique_ptr<FakeBackend> m_backend;
  std::unique_ptr<ModelHub> m_hub;
  std::unique_ptr<TestView> m_view;
  QJsonObject m_session;
  std::optional<Error> m_refusal;
};

QTEST_MAIN(TstDebugStrip)
#include "tst_debugstrip.moc"

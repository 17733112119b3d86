// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/debug/debugsessions.h"
#include "tests/unit/invoke/dispatchbench.h"
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(uint16_t(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

QByteArray frame(const QByteArray& text) { return QByteArray(1, char(0x81)) + char(text.size()) + text; }

}  // namespace

/// A session with a scripted instance, a scripted debugger, and a clock that moves when the test says so.
class TestDebugSessions final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    m_bench = std::make_unique<DispatchBench>();
    m_bench->entry.interpreter = Interpreter{u"nodejs"_s, u"/usr/bin/node"_s, 18, 0, 0};
    m_bench->entry.info.config.timeoutSeconds = 2;
    m_bench->entry.info.async.retries = 1;
    m_bench->dispatcher->configure(m_bench->entry);
    m_sessions = std::make_unique<DebugSessions>(DebugSessions::Parts{
        m_bench->reactor, *m_bench->dispatcher, [this](const FunctionKey& key, const QString&) { return key.name == u"fn" ? &m_bench->entry : nullptr; }, [] { return 1.0; }});
  }
  void cleanup() {
    for (const int fd : {m_target, m_server, m_client})
      if (fd >= 0) ::close(fd);
    m_target = m_server = m_client = -1;
    m_sessions.reset();
    m_bench.reset();
  }

  // At the start of an engine: /-/debug answers 503 to this, and the same question is answered a moment later.
  void interpretersAreStillLookedFor() {
    m_bench->entry.interpreter.reset();
    QCOMPARE(call(true, "{\"action\":\"start\"}").error().code, u"Local.StillLooking"_s);
    m_bench->entry.info.interpreterFound = false;
    QCOMPARE(call(true, "{\"action\":\"start\"}").error().code, u"Local.NoInterpreter"_s);
    m_bench->entry.info.interpreterFound = true;
    m_bench->entry.interpreter = Interpreter{u"nodejs"_s, u"/usr/bin/node"_s, 18, 0, 0};
    start();
  }

  void codeIsStillUnpacked() {
    const QString folder = std::exchange(m_bench->entry.codeDir, QString());
    m_bench->entry.info.codeSha256 = "00";
    QCOMPARE(call(true, "{\"action\":\"start\"}").error().code, u"Local.CodeUnpacked"_s);
    m_bench->entry.codeDir = folder.isEmpty() ? u"/var/user"_s : folder;
    start();
  }

  void theClockStandsWhilePaused() {
    attach();
    chat();
    m_bench->fire();
    m_bench->turn();
    QVERIFY(!m_bench->factory.acts.contains(u"run"));  // its breakpoints may not be set yet
    QCOMPARE(state(), u"waiting"_s);
    m_bench->advance(DebugSessions::kQuietMs);
    QCOMPARE(m_bench->factory.acts.count(u"run"_s), 1);
    QCOMPARE(state(), u"running"_s);
    m_bench->advance(1500);
    say("{\"method\":\"Debugger.paused\"}");
    QVERIFY(turnUntil([this] { return state() == u"paused"; }));
    m_bench->advance(3'600'000);
    QCOMPARE(state(), u"paused"_s);
    QVERIFY(m_bench->replies.empty());
    say("{\"method\":\"Debugger.resumed\"}");
    QVERIFY(turnUntil([this] { return state() == u"running"; }));
    QCOMPARE(answer()[u"timeLeftMs"_s].toInteger(), 500);
    m_bench->advance(499);
    QVERIFY(m_bench->replies.empty());
    m_bench->advance(1);
    QCOMPARE(m_bench->replies.size(), size_t(1));
    QCOMPARE(m_bench->replies[0]->statusCode, status::kTimeLimit);
    QCOMPARE(state(), u"done"_s);
    QVERIFY(m_bench->factory.living.empty());
  }

  void theModuleLevelMayPause() {
    attachTo(true);
    m_bench->advance(DebugSessions::kQuietMs - 1);
    QVERIFY(!m_bench->factory.acts.contains(u"load"));
    QCOMPARE(state(), u"ready"_s);
    m_bench->advance(1);
    QCOMPARE(m_bench->factory.acts.count(u"load"_s), 1);
    QCOMPARE(state(), u"loading"_s);
    say("{\"method\":\"Debugger.paused\"}");
    QVERIFY(turnUntil([this] { return state() == u"paused"; }));
    m_bench->fire();
    m_bench->advance(3'600'000);
    QCOMPARE(state(), u"paused"_s);
    QCOMPARE(m_bench->factory.acts.count(u"run"_s), 0);
    say("{\"method\":\"Debugger.resumed\"}");
    QVERIFY(turnUntil([this] { return state() == u"loading"; }));
    m_bench->instance().listener.instanceReady(m_bench->instance());
    m_bench->turn();
    QCOMPARE(m_bench->factory.acts.count(u"run"_s), 1);
    QCOMPARE(state(), u"running"_s);
    QCOMPARE(answer()[u"timeLeftMs"_s].toInteger(), 2000);
  }

  void codeThatCannotLoadSaysSo() {
    attachTo(true);
    m_bench->fire();
    m_bench->advance(DebugSessions::kQuietMs);
    m_bench->instance().listener.instanceInitFailed(m_bench->instance(), 443, "trace");
    m_bench->turn();
    QCOMPARE(state(), u"failed"_s);
    QCOMPARE(answer()[u"error"_s][u"message"_s].toString(), u"trace"_s);
    QCOMPARE(m_bench->factory.living.size(), size_t(1));  // its event goes the way of all others
    QCOMPARE(m_bench->instance().spec.debugPort, 0);
  }

  void aDebuggerMayComeBeforeTheProcessListens() { attachTo(false); }

  void noEventComes() {
    attach();
    m_bench->advance(DebugSessions::kAttachMs);
    m_bench->turn();
    QCOMPARE(state(), u"failed"_s);
    QVERIFY(answer()[u"error"_s][u"message"_s].toString().contains(u"No event"));
  }

  void othersRunOnOtherInstances() {
    attach();
    m_bench->fire();
    m_bench->advance(DebugSessions::kQuietMs);
    m_bench->fire();
    m_bench->turn();
    QCOMPARE(m_bench->factory.living.size(), size_t(2));
    QVERIFY(m_bench->instance(0).spec.debugPort > 0);
    QVERIFY(!m_bench->instance(0).spec.preparedAllowed);
    QCOMPARE(m_bench->instance(1).spec.debugPort, 0);
    m_bench->instance(1).ready();
    m_bench->turn();
    m_bench->instance(1).reply(200, "2");
    m_bench->turn();
    QCOMPARE(m_bench->replies.size(), size_t(1));
    QCOMPARE(m_bench->replies[0]->result, QByteArray("2"));
    m_bench->instance(0).reply(200, "1");
    m_bench->turn();
    QCOMPARE(m_bench->replies.size(), size_t(2));
    QCOMPARE(m_bench->replies[1]->result, QByteArray("1"));
    QCOMPARE(state(), u"done"_s);
    QCOMPARE(answer()[u"code"_s].toInt(), 200);
    m_bench->advance(1000);
    QCOMPARE(m_bench->factory.living.size(), size_t(1));  // an idle one of the core's
    QVERIFY(!m_bench->factory.living[0]->spec.debugPort);
  }

  void anIdleDebuggedInstanceIsNotFrozen() {
    attach();
    m_bench->advance(60'000);
    QVERIFY(!m_bench->factory.acts.contains(u"freeze"));
  }

  void nobodyAttaches() {
    start();
    m_bench->instance().become();
    m_bench->fire();
    m_bench->turn();
    QCOMPARE(m_bench->factory.acts.count(u"run"_s), 0);
    QCOMPARE(m_bench->factory.acts.count(u"load"_s), 0);
    m_bench->advance(DebugSessions::kAttachMs - 1);
    QCOMPARE(state(), u"waiting"_s);
    m_bench->advance(1);
    m_bench->turn();
    QCOMPARE(state(), u"failed"_s);
    QVERIFY(answer()[u"error"_s][u"message"_s].toString().contains(u"15 minutes"));
    QVERIFY(m_bench->replies.empty());
    QCOMPARE(m_bench->factory.living.size(), size_t(1));  // its event goes the way of all others
    QCOMPARE(m_bench->instance().spec.debugPort, 0);
    m_bench->instance().ready();
    m_bench->turn();
    m_bench->instance().reply(200, "7");
    m_bench->turn();
    QCOMPARE(m_bench->replies[0]->result, QByteArray("7"));
  }

  void aFailedAsyncEventIsTriedAgainWithoutADebugger() {
    attach();
    m_bench->fire(InvokeMode::Async);
    m_bench->store.answerAll();
    m_bench->advance(DebugSessions::kQuietMs);
    QCOMPARE(m_bench->factory.acts.count(u"run"_s), 1);
    m_bench->instance().reply(430, "trace");
    m_bench->turn();
    QCOMPARE(state(), u"done"_s);
    QCOMPARE(m_bench->store.events.size(), size_t(1));
    QCOMPARE(m_bench->factory.living.size(), size_t(2));  // the debugged one lingers, for its debugger's sake
    m_bench->advance(DebugSessions::kLingerMs);
    QCOMPARE(m_bench->factory.living.size(), size_t(1));
    QCOMPARE(m_bench->instance().spec.debugPort, 0);
    m_bench->instance().ready();
    m_bench->turn();
    m_bench->instance().reply(430, "trace");
    m_bench->turn();
    QCOMPARE(m_bench->store.letters.size(), size_t(1));  // one retry is all it has
    QVERIFY(m_bench->store.events.empty());
    QCOMPARE(m_bench->store.rows.size(), size_t(2));
    QCOMPARE(m_bench->store.rows[1].invocation.retryNum, 1);
  }

  void aStoppedRunIsCancelled() {
    attach();
    m_bench->fire();
    m_bench->advance(DebugSessions::kQuietMs);
    QVERIFY(call(true, "{\"action\":\"stop\"}").ok());
    m_bench->turn();
    QCOMPARE(m_bench->replies.size(), size_t(1));
    QVERIFY(!m_bench->replies[0]);
    QCOMPARE(m_bench->replies[0].error().code, u"RequestCanceled"_s);
    QVERIFY(m_bench->factory.living.empty());
    QCOMPARE(state(), u"done"_s);
  }

  void aProcessThatEndsEndsItsEvent() {
    attach();
    m_bench->fire();
    m_bench->advance(DebugSessions::kQuietMs);
    m_bench->instance().listener.instanceDied(m_bench->instance(), 439, "exit status 3");
    m_bench->turn();
    QCOMPARE(m_bench->replies.size(), size_t(1));
    QCOMPARE(m_bench->replies[0]->statusCode, 439);
    QCOMPARE(state(), u"done"_s);
  }

  void aDeletedFunctionEndsItsSession() {
    attach();
    m_bench->dispatcher->remove(1);
    m_bench->turn();
    QVERIFY(m_bench->factory.living.empty());
    QVERIFY(!call(false).ok());
  }

 private:
  void start() {
    QVERIFY(call(true, "{\"action\":\"start\"}").ok());
    QCOMPARE(state(), u"starting"_s);
  }
  /// Starts a session, a debugger attaches to it, and the code is loaded.
  void attach() {
    attachTo(true);
    m_bench->advance(DebugSessions::kQuietMs);
    m_bench->instance().listener.instanceReady(m_bench->instance());
    m_bench->turn();
    QCOMPARE(state(), u"ready"_s);
  }
  /// The debugger says something.
  void chat() {
    QCOMPARE(send(m_client, "x", 1, 0), ssize_t(1));
    char text[2] = {};
    QVERIFY(turnUntil([&] { return recv(m_target, text, 1, 0) == 1; }));
  }
  void attachTo(bool listening) {
    start();
    m_bench->instance().become();
    QCOMPARE(state(), u"ready"_s);
    m_server = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    const int on = 1;
    setsockopt(m_server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address = loopback(m_bench->instance().spec.debugPort);
    QCOMPARE(bind(m_server, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    if (listening) QCOMPARE(listen(m_server, 4), 0);
    m_client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    address = loopback(answer()[u"port"_s].toInt());
    ::connect(m_client, reinterpret_cast<sockaddr*>(&address), sizeof address);
    if (!listening) {
      for (int i = 0; i < 20; ++i) m_bench->reactor.turn(1);
      QCOMPARE(listen(m_server, 4), 0);
      m_bench->advance(DebugProxy::kRetryMs);
    }
    QVERIFY(turnUntil([this] {
      m_target = accept4(m_server, nullptr, nullptr, SOCK_NONBLOCK);
      return m_target >= 0;
    }));
    QCOMPARE(send(m_client, "GET", 3, 0), ssize_t(3));
    char text[4] = {};
    QVERIFY(turnUntil([&] { return recv(m_target, text, 3, 0) == 3; }));
    const QByteArray head = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
    QCOMPARE(send(m_target, head.constData(), size_t(head.size()), 0), ssize_t(head.size()));
    QVERIFY(turnUntil([this] { return answer()[u"attached"_s].toBool(); }));
    m_bench->turn();
  }
  void say(const QByteArray& text) {
    const QByteArray bytes = frame(text);
    QCOMPARE(send(m_target, bytes.constData(), size_t(bytes.size()), 0), ssize_t(bytes.size()));
  }
  template <typename F>
  bool turnUntil(F done) {
    for (int i = 0; i < 5000; ++i) {
      if (done()) return true;
      m_bench->reactor.turn(1);
    }
    return false;
  }
  Result<QByteArray> call(bool post, const QByteArray& body = {}) {
    Result<QByteArray> got = Error{};
    m_sessions->request(post, "/default/fn", body, [&got](const Result<QByteArray>& reply) { got = reply; });
    return got;
  }
  QJsonObject answer() {
    const auto got = call(false);
    return got ? QJsonDocument::fromJson(*got).object() : QJsonObject{};
  }
  QString state() { return answer()[u"state"_s].toString(); }

  std::unique_ptr<DispatchBench> m_bench;
  std::unique_ptr<DebugSessions> m_sessions;
  int m_server = -1, m_target = -1, m_client = -1;
};

QTEST_GUILESS_MAIN(TestDebugSessions)
#include "tst_debugsessions.moc"

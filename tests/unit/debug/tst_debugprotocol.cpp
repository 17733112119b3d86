// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/debug/debugprotocol.h"
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray frame(const QByteArray& text, int opcode = 1) {
  QByteArray out(1, char(0x80 | opcode));
  if (text.size() < 126) {
    out += char(text.size());
  } else if (text.size() < 65536) {
    out += char(126);
    out += char(text.size() >> 8);
    out += char(text.size() & 255);
  } else {
    out += char(127);
    for (int shift = 56; shift >= 0; shift -= 8) out += char((uint64_t(text.size()) >> shift) & 255);
  }
  return out + text;
}

QByteArray dap(const QByteArray& json) { return "Content-Length: " + QByteArray::number(json.size()) + "\r\n\r\n" + json; }

QByteArray jdwp(int set, int command, const QByteArray& data = {}, bool answer = false) {
  const auto length = uint32_t(11 + data.size());
  QByteArray out;
  for (int shift = 24; shift >= 0; shift -= 8) out += char((length >> shift) & 255);
  out += QByteArray("\0\0\0\7", 4);
  out += char(answer ? 0x80 : 0);
  out += char(set);
  out += char(command);
  return out + data;
}

}  // namespace

/// What is read along of debuggers' protocols, in pieces of every size.
class TestDebugProtocol final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void inspector_data() { pieces(); }
  void inspector() {
    QFETCH(int, size);
    DebugReader reader(DebugProtocol::Inspector);
    give(reader, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", size);
    QVERIFY(reader.attached() && !reader.paused());
    give(reader, frame("{\"id\":1,\"result\":{\"debuggerId\":\"x\"}}") + frame("") + frame("{\"method\":\"Debugger.scriptParsed\",\"params\":{\"text\":\"" + QByteArray(70000, 'x') + "\"}}"), size);
    QVERIFY(!reader.paused());
    give(reader, frame("{\"method\":\"Debugger.paused\",\"params\":{\"callFrames\":\"" + QByteArray(300, 'y') + "\"}}"), size);
    QVERIFY(reader.paused());
    give(reader, frame("{\"method\":\"Debugger.resumed\"", 2), size);  // binary: not from V8
    QVERIFY(reader.paused());
    give(reader, frame("{\"id\":9,\"result\":{\"value\":\"Debugger.resumed\"}}"), size);
    QVERIFY(reader.paused());
    give(reader, frame("{\"method\":\"Debugger.resumed\",\"params\":{}}"), size);
    QVERIFY(!reader.paused());
  }

  void aListOfTargetsIsNoDebugger() {
    DebugReader reader(DebugProtocol::Inspector);
    reader.fromTarget("HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n[{\"title\":\"x\"}]");
    reader.fromTarget(frame("{\"method\":\"Debugger.paused\"}"));
    QVERIFY(!reader.attached() && !reader.paused());
  }

  void aHeadWithoutAnEndIsGivenUp() {
    DebugReader reader(DebugProtocol::Inspector);
    for (qsizetype i = 0; i <= DebugReader::kHeadBytes; ++i) reader.fromTarget("x");
    reader.fromTarget("\r\n\r\n");
    QVERIFY(!reader.attached());
  }

  void adapter_data() { pieces(); }
  void adapter() {
    QFETCH(int, size);
    for (const DebugProtocol protocol : {DebugProtocol::Dap, DebugProtocol::Delve}) {
      DebugReader reader(protocol);
      reader.fromClient("Content-Length: 3\r\n\r\n{ }");
      QVERIFY(!reader.attached());
      give(reader, dap("{\"seq\": 1, \"type\": \"response\", \"command\": \"initialize\", \"success\": true}"), size);
      QVERIFY(reader.attached() && !reader.paused());
      give(reader, dap("{\"seq\": 2, \"type\": \"event\", \"event\": \"output\", \"body\": {\"event\": \"stopped\"}}"), size);
      QVERIFY(!reader.paused());
      give(reader, dap("{\"seq\": 3, \"type\": \"event\", \"event\": \"stopped\", \"body\": {\"reason\": \"breakpoint\"}}"), size);
      QVERIFY(reader.paused());
      QVERIFY(!reader.configured());
      give(reader, dap("{\"seq\": 5, \"type\": \"response\", \"command\": \"configurationDone\", \"success\": true}"), size);
      QVERIFY(reader.configured() && reader.paused());
      const QByteArray most = "{\"type\":\"response\",\"command\":\"variables\",\"x\":\"";
      give(reader, dap(most + QByteArray(DebugReader::kKeptBytes - most.size() - 2, 'v') + "\"}"), size);
      give(reader, dap(most + QByteArray(DebugReader::kKeptBytes, 'v') + "\"}"), size);  // longer than is kept: passed over
      QVERIFY(reader.paused());
      give(reader, dap("{\"seq\": 4, \"type\": \"response\", \"command\": \"continue\", \"success\": true}"), size);
      QVERIFY(!reader.paused());
      give(reader, dap("{\"type\": \"event\", \"event\": \"stopped\"}") + dap("{\"type\": \"event\", \"event\": \"continued\"}"), size);
      QVERIFY(!reader.paused());
    }
  }

  void whatIsNoAdapterIsGivenUp() {
    for (const char* text : {"Content-Length: -5\r\n\r\n{}", "Content-Length: five\r\n\r\n{}", "GET / HTTP/1.1\r\n\r\n"}) {
      DebugReader reader(DebugProtocol::Dap);
      reader.fromTarget(text);
      reader.fromTarget(dap("{\"type\": \"event\", \"event\": \"stopped\"}"));
      QVERIFY2(!reader.attached() && !reader.paused(), text);
    }
  }

  void delvesOwnProtocolStopsTheClock() {
    DebugReader reader(DebugProtocol::Delve);
    reader.fromClient("{\"method\":\"RPCServer.GetVersion\"}");
    QVERIFY(!reader.attached());
    reader.fromTarget("{\"id\":0}");
    QVERIFY(reader.attached() && reader.paused());
  }

  void jdwp_data() { pieces(); }
  void jdwp() {
    QFETCH(int, size);
    DebugReader reader(DebugProtocol::Jdwp);
    giveClient(reader, "JDWP-Handshake", size);
    QVERIFY(!reader.attached());
    give(reader, "JDWP-Handshake", size);
    QVERIFY(reader.attached() && !reader.paused());
    give(reader, ::jdwp(64, 100, QByteArray("\0\0\0\0\1", 5)), size);  // an event that suspends nothing
    QVERIFY(!reader.paused());
    give(reader, ::jdwp(0, 0, QByteArray(5000, '\2'), true), size);
    QVERIFY(!reader.paused());
    give(reader, ::jdwp(64, 100, QByteArray("\2\0\0\0\1", 5) + QByteArray(100, 'e')), size);
    QVERIFY(reader.paused());
    giveClient(reader, ::jdwp(1, 9), size);
    QVERIFY(!reader.paused());
    giveClient(reader, ::jdwp(11, 2, QByteArray(8, '\1')), size);
    QVERIFY(reader.paused());
    giveClient(reader, ::jdwp(11, 3, QByteArray(8, '\1')), size);
    QVERIFY(!reader.paused());
    giveClient(reader, ::jdwp(1, 8), size);
    QVERIFY(reader.paused());
    giveClient(reader, ::jdwp(1, 6), size);
    QVERIFY(!reader.paused());
  }

  void whatIsNoJdwpIsGivenUp() {
    DebugReader reader(DebugProtocol::Jdwp);
    reader.fromTarget("JDWP-Handshook");
    QVERIFY(!reader.attached());
    DebugReader shorter(DebugProtocol::Jdwp);
    shorter.fromTarget("JDWP-Handshake");
    shorter.fromTarget(QByteArrayView("\0\0\0\5", 4));  // shorter than its own head
    shorter.fromTarget(::jdwp(64, 100, "\2"));
    QVERIFY(!shorter.paused());
  }

  void editorsAreToldWhereToAttach_data() {
    QTest::addColumn<int>("protocol");
    QTest::addColumn<QString>("type");
    QTest::newRow("node") << int(DebugProtocol::Inspector) << u"node"_s;
    QTest::newRow("python") << int(DebugProtocol::Dap) << u"debugpy"_s;
    QTest::newRow("java") << int(DebugProtocol::Jdwp) << u"java"_s;
    QTest::newRow("go") << int(DebugProtocol::Delve) << u"go"_s;
  }
  void editorsAreToldWhereToAttach() {
    QFETCH(int, protocol);
    QFETCH(QString, type);
    const DebugPlace place{DebugProtocol(protocol), u"thumb\"nail"_s, 4711, u"/home/me/co\"de"_s, u"/var/user"_s};
    const auto file = nlohmann::json::parse(vscodeLaunch(place).toStdString(), nullptr, false);
    QVERIFY(file.is_object());
    const auto& one = file["configurations"][0];
    QCOMPARE(QString::fromStdString(one["type"].get<std::string>()), type);
    QCOMPARE(one["request"].get<std::string>(), std::string("attach"));
    const int port = one.contains("port") ? one["port"].get<int>() : one["connect"]["port"].get<int>();
    QCOMPARE(port, 4711);
    QVERIFY(vscodeLaunch(place).contains("/home/me/co\\\"de"));
    QVERIFY(nvimDap(place).contains("port = 4711"));
    QVERIFY(vscodeLaunch({DebugProtocol(protocol), u"f"_s, 1, {}, u"/var/user"_s}).contains("${workspaceFolder}"));
  }

  void aMissingDebuggerIsNamedWithItsCommand() {
    QTemporaryDir folder;
    const QString python = folder.path() + u"/bin/python3.11"_s;
    const auto none = debugMeans(u"python3"_s, python, folder.path() + u"/code"_s);
    QVERIFY(!none);
    QCOMPARE(none.error().code, u"Local.NoDebugger"_s);
    QVERIFY2(none.error().next.contains(python + u" -m pip install debugpy"_s), qUtf8Printable(none.error().next));
    QVERIFY(QDir(folder.path()).mkpath(u"lib/python3.11/site-packages/debugpy"_s));
    QVERIFY(debugMeans(u"python3"_s, python, {}).ok());
    const auto jvm = debugMeans(u"java"_s, folder.path() + u"/bin/java"_s, {});
    QVERIFY(!jvm && jvm.error().next.contains(u"apt-get"_s));
    QFile agent(folder.path() + u"/lib/libjdwp.so"_s);
    QVERIFY(agent.open(QIODevice::WriteOnly));
    QVERIFY(debugMeans(u"java"_s, folder.path() + u"/bin/java"_s, {}).ok());
    QCOMPARE(debugMeans(u"php"_s, u"/usr/bin/php"_s, {}).error().code, u"UnsupportedOperation"_s);
    QCOMPARE(debugMeans(u"custom"_s, {}, {}).error().code, u"UnsupportedOperation"_s);
  }

 private:
  static void pieces() {
    QTest::addColumn<int>("size");
    for (const int size : {1, 2, 7, 13, 4096, 1 << 20}) QTest::addRow("%d bytes", size) << size;
  }
  static void give(DebugReader& reader, const QByteArray& bytes, int size) {
    for (qsizetype at = 0; at < bytes.size(); at += size) reader.fromTarget(QByteArrayView(bytes).sliced(at, std::min<qsizetype>(size, bytes.size() - at)));
  }
  static void giveClient(DebugReader& reader, const QByteArray& bytes, int size) {
    for (qsizetype at = 0; at < bytes.size(); at += size) reader.fromClient(QByteArrayView(bytes).sliced(at, std::min<qsizetype>(size, bytes.size() - at)));
  }
};

QTEST_GUILESS_MAIN(TestDebugProtocol)
#include "tst_debugprotocol.moc"

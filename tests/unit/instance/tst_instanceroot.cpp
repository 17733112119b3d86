// SPDX-License-Identifier: GPL-3.0-or-later
// What a function sees of the machine: nothing but its own place.
#include "tests/unit/instance/instancebench.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>

using namespace scfdesk;

namespace {
const char* const kLook = R"PY(
import os, socket
def attempt(path):
    try:
        with open(path, 'w') as f: f.write('x')
        return 'written'
    except OSError as e:
        return type(e).__name__
def main_handler(event, context):
    seen = {'cwd': os.getcwd(), 'host': socket.gethostname(), 'root': sorted(os.listdir('/')), 'pid': os.getpid(),
            'fds': sorted(os.listdir('/proc/self/fd')), 'code': sorted(os.listdir('/var/user')), 'tmp': sorted(os.listdir('/tmp')),
            'home': os.path.isdir('/home/qcloud'), 'processes': sorted(int(p) for p in os.listdir('/proc') if p.isdigit())}
    seen['environment'] = {k: v for k, v in os.environ.items() if not k.startswith('SCF_')}
    seen['status'] = dict(line.split(':\t', 1) for line in open('/proc/self/status').read().splitlines() if ':\t' in line)
    seen['limits'] = {line[:26].strip(): line[26:].split()[0] for line in open('/proc/self/limits')}
    seen['write'] = {p: attempt(p) for p in event['paths']}
    seen['host_root'] = [attempt_link(p) for p in ('/proc/1/root', '/proc/1/cwd')]
    seen['session'] = os.getsid(0) == os.getpid()
    seen['nice'] = os.nice(0)
    seen['batch'] = os.sched_getscheduler(0) == os.SCHED_BATCH
    if event.get('port'):
        seen['loopback'] = socket.create_connection(('127.0.0.1', event['port']), 5).recv(5).decode()
    return seen
def attempt_link(path):
    try:
        os.listdir(path)
        return 'seen'
    except OSError as e:
        return type(e).__name__
)PY";
}

class TestInstanceRoot : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void ownPlace_data();
  void ownPlace();
  void processGroup();
  void tmpIsPrivate();
  void interpreterElsewhere();
};

void TestInstanceRoot::ownPlace_data() {
  QTest::addColumn<bool>("prepared");
  QTest::newRow("spawned") << false;
  QTest::newRow("prepared") << true;
}

void TestInstanceRoot::ownPlace() {
  QFETCH(bool, prepared);
  Bench bench(QStringLiteral("auto"), prepared);
  Recorder seen;
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  connect(&server, &QTcpServer::newConnection, this, [&] { server.nextPendingConnection()->write("hello"); });
  auto instance = bench.start(seen, QStringLiteral("python3"), kLook, 200, prepared);
  QVERIFY2(seen.ready, seen.text.constData());
  QCOMPARE(seen.way, prepared ? BirthWay::Prepared : BirthWay::Spawn);
  QJsonObject event{{QStringLiteral("port"), server.serverPort()},
                    {QStringLiteral("paths"), QJsonArray{QStringLiteral("/var/user/a"), QStringLiteral("/a"), QStringLiteral("/etc/a"), QStringLiteral("/usr/a"),
                      QStringLiteral("/opt/a"), QStringLiteral("/home/qcloud/a"), QStringLiteral("/var/runtime/a"), QStringLiteral("/dev/a"),
                      QStringLiteral("/proc/sys/kernel/hostname"), QStringLiteral("/proc/sysrq-trigger"), QStringLiteral("/tmp/a"),
                      QStringLiteral("/dev/shm/a"), QStringLiteral("/dev/null")}}};
  instance->run(1, kContext, kRequestId, QJsonDocument(event).toJson());
  QVERIFY(bench.until([&] {
    QCoreApplication::processEvents();
    return !seen.replies.empty() || seen.died;
  }));
  QVERIFY2(!seen.died && seen.replies[0].statusCode == 200, seen.replies.empty() ? "died" : seen.replies[0].json.constData());
  const QJsonObject told = QJsonDocument::fromJson(seen.replies[0].json).object();
  const auto text = [&](const char* key) { return told[QLatin1String(key)].toString(); };
  const auto list = [&](const char* key) { return QJsonDocument(told[QLatin1String(key)].toArray()).toJson(QJsonDocument::Compact); };
  QCOMPARE(text("cwd"), QStringLiteral("/var/user"));
  QCOMPARE(text("host"), instanceName(instance->id()));
  QCOMPARE(text("loopback"), QStringLiteral("hello"));
  QCOMPARE(list("code"), QByteArray("[\"index.py\"]"));
  QCOMPARE(list("tmp"), QByteArray("[]"));
  QCOMPARE(list("processes"), QByteArray("[1,2]"));
  QCOMPARE(list("host_root"), QByteArray("[\"PermissionError\",\"PermissionError\"]"));
  QCOMPARE(told[u"pid"].toInt(), 2);
  QVERIFY(told[u"home"].toBool());
  QVERIFY(told[u"session"].toBool());
  QCOMPARE(told[u"nice"].toInt(), 5);
  QVERIFY(told[u"batch"].toBool());
  for (const QJsonValue& entry : told[u"root"].toArray())
    QVERIFY2(QStringList({QStringLiteral("bin"), QStringLiteral("dev"), QStringLiteral("etc"), QStringLiteral("home"), QStringLiteral("lib"), QStringLiteral("lib32"), QStringLiteral("lib64"),
                          QStringLiteral("libx32"), QStringLiteral("opt"), QStringLiteral("proc"), QStringLiteral("run"), QStringLiteral("sbin"), QStringLiteral("tmp"), QStringLiteral("usr"), QStringLiteral("var")})
                 .contains(entry.toString()), qPrintable(entry.toString()));
  const QJsonObject environment{{QStringLiteral("PATH"), QStringLiteral("/usr/local/bin:/usr/bin:/bin")}, {QStringLiteral("HOME"), QStringLiteral("/home/qcloud")},
                                {QStringLiteral("LANG"), QStringLiteral("en_US.UTF8")}, {QStringLiteral("PYTHONPATH"), QStringLiteral("/var/user:/opt")}};
  QCOMPARE(told[u"environment"].toObject(), environment);
  const QJsonObject status = told[u"status"].toObject();
  for (const char* set : {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"})
    QCOMPARE(status[QLatin1String(set)].toString(), QStringLiteral("0000000000000000"));
  QCOMPARE(status[u"NoNewPrivs"].toString(), QStringLiteral("1"));
  const QJsonObject limits = told[u"limits"].toObject();
  QCOMPARE(limits[u"Max open files"].toString(), QStringLiteral("1024"));
  QCOMPARE(limits[u"Max processes"].toString(), QStringLiteral("1024"));
  QCOMPARE(limits[u"Max core file size"].toString(), QStringLiteral("0"));
  QCOMPARE(limits[u"Max data size"].toString(), QString::number((200 * 3 / 2 + 64 + 1024) * 1024LL * 1024));
  const QJsonObject write = told[u"write"].toObject();
  for (const QString& path : write.keys()) {
    const bool may = path == u"/tmp/a" || path == u"/dev/shm/a" || path == u"/dev/null";
    QVERIFY2((write[path].toString() == u"written") == may, qPrintable(path + QStringLiteral(": ") + write[path].toString()));
  }
}

void TestInstanceRoot::processGroup() {
  Bench bench(QStringLiteral("process"));
  Recorder seen;
  auto instance = bench.start(seen, QStringLiteral("python3"), "import os, sys\ndef main_handler(event, context):\n    return [os.getcwd() == sys.path[0] == os.path.dirname(__file__), os.getsid(0) == os.getpid()]\n");
  QVERIFY2(seen.ready, seen.text.constData());
  QVERIFY(bench.run(*instance, seen));
  QCOMPARE(seen.replies[0].json, QByteArray("[true, true]"));
  const QString isolation = bench.factory->isolation();
  QVERIFY2(isolation.startsWith(u"process group: asked for; in force: system call filter, no capabilities"), qPrintable(isolation));
  QVERIFY2(isolation.contains(u"missing: limit on processes, own files"), qPrintable(isolation));
}

void TestInstanceRoot::tmpIsPrivate() {
  Bench bench;
  Recorder one;
  Recorder two;
  const QByteArray code = "import os\ndef main_handler(event, context):\n    if event: open('/tmp/mine', 'w').write(event)\n    return [os.listdir('/tmp'), os.statvfs('/tmp').f_blocks * os.statvfs('/tmp').f_frsize]\n";
  auto first = bench.start(one, QStringLiteral("python3"), code);
  auto second = bench.start(two, QStringLiteral("python3"), code);
  QVERIFY(bench.run(*first, one, "\"x\""));
  QVERIFY(bench.run(*first, one, "null"));
  QVERIFY(bench.run(*second, two, "null"));
  QCOMPARE(one.replies[1].json, QByteArray("[[\"mine\"], 536870912]"));
  QCOMPARE(two.replies[0].json, QByteArray("[[], 536870912]"));
  // What it holds is the machine's memory, and counts as that; not as the function's.
  Recorder three;
  auto third = bench.start(three, QStringLiteral("python3"), "def main_handler(event, context):\n    open('/tmp/big', 'wb').write(bytes(100 << 20))\n");
  QVERIFY(bench.run(*third, three));
  QVERIFY(bench.until([&] { return third->hostBytes() > 100 << 20; }));
  QVERIFY(third->residentBytes() < 100 << 20);
}

void TestInstanceRoot::interpreterElsewhere() {
  // An interpreter of the user's own, in a folder that instances don't see by themselves.
  Bench bench;
  Recorder seen;
  const QString bin = bench.folder() + QStringLiteral("/my/bin");
  QVERIFY(QDir().mkpath(bin));
  QVERIFY(QFile::copy(Bench::interpreter(QStringLiteral("nodejs")), bin + QStringLiteral("/node")));
  InstanceSpec spec = bench.spec(QStringLiteral("nodejs"), bench.code(QStringLiteral("index.js"), "exports.main_handler = async () => process.execPath;"));
  spec.interpreter = bin + QStringLiteral("/node");
  auto instance = bench.factory->create(spec, seen);
  QVERIFY(bench.until([&] { return seen.ready || seen.failed; }));
  QVERIFY2(seen.ready, seen.text.constData());
  QVERIFY(bench.run(*instance, seen));
  QCOMPARE(seen.replies[0].json, QByteArray('"' + spec.interpreter.toUtf8() + '"'));
}

QTEST_GUILESS_MAIN(TestInstanceRoot)
#include "tst_instanceroot.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// How instances end, and that nobody survives them. With "--engine" this program is an engine to be killed from outside.
#include "tests/unit/instance/instancebench.h"
#include <QProcess>
#include <csignal>

using namespace scfdesk;

namespace {
const QString kPython = QStringLiteral("python3");
const QString kNode = QStringLiteral("nodejs");

QByteArray newMark() { return "scfdesk-mark-" + QByteArray::number(qint64(getpid())) + '-' + QByteArray::number(machineMonotonicNs()); }

/// Prints what the one instance tells, until it is killed.
int runEngine(const QStringList& arguments) {
  Bench bench(arguments[3]);
  Recorder seen;
  seen.onLine = [&] { fprintf(stdout, "line %s\n", (seen.err + seen.out).last().constData()), fflush(stdout); };
  InstanceSpec spec = bench.spec(kPython, arguments[2]);
  auto instance = bench.factory->create(spec, seen);
  bench.until([&] { return seen.ready || seen.failed; });
  fprintf(stdout, "isolation %s\n%s %s\n", qPrintable(bench.factory->isolation()), seen.ready ? "ready" : "failed", seen.text.constData());
  fflush(stdout);
  if (!seen.ready || !bench.run(*instance, seen)) return 1;
  fprintf(stdout, "reply %s\n", seen.replies[0].json.constData());
  fflush(stdout);
  bench.until([] { return false; }, 60000);
  return 0;
}
}  // namespace

class TestInstanceEnd : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void memory_data();
  void memory();
  void sharedPagesCountOnce();
  void endKillsTree_data();
  void endKillsTree();
  void runtimeExitKillsTree_data();
  void runtimeExitKillsTree();
  void spawnerKilled_data();
  void spawnerKilled();
  void engineKilled_data();
  void engineKilled();
  void unprivileged_data();
  void unprivileged();
  void destroyedInsideCalls();
  void endBeforeBirth();
  void frozenTreeEnds();
  void cannotStart_data();
  void cannotStart();
  void shutdownWaits();
};

void TestInstanceEnd::memory_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QByteArray>("code");
  QTest::newRow("python grows") << kPython << QByteArray("import time\ndef main_handler(event, context):\n    a = []\n    while True:\n        a.append(b'x' * (1 << 20))\n        time.sleep(0.002)\n");
  QTest::newRow("python at once") << kPython << QByteArray("def main_handler(event, context):\n    a = []\n    while True: a.append(b'x' * (8 << 20))\n");
  QTest::newRow("python child") << kPython << QByteArray("import os, sys, subprocess\ndef main_handler(event, context):\n    subprocess.run([sys.executable, '-c', 'import time\\na = b\"x\" * (200 << 20)\\ntime.sleep(100)'])\n");
  QTest::newRow("python thread's child") << kPython << QByteArray("import sys, subprocess, threading\ndef main_handler(event, context):\n    t = threading.Thread(target=subprocess.run, args=([sys.executable, '-c', 'import time\\na = b\"x\" * (200 << 20)\\ntime.sleep(100)'],))\n    t.start()\n    t.join()\n");
  QTest::newRow("node buffers") << kNode << QByteArray("exports.main_handler = async () => { const a = []; for (;;) { a.push(Buffer.alloc(1 << 20, 1)); await new Promise((r) => setTimeout(r, 2)); } };");
  QTest::newRow("node heap") << kNode << QByteArray("exports.main_handler = async () => { const a = []; for (;;) a.push({x: 'y' + a.length, z: [1, 2, 3]}); };");
}

void TestInstanceEnd::memory() {
  QFETCH(QString, family);
  QFETCH(QByteArray, code);
  Bench bench;
  Recorder seen;
  auto instance = bench.start(seen, family, code, 128);
  QVERIFY(seen.ready);
  QVERIFY(!bench.run(*instance, seen));
  QVERIFY(seen.died);
  QCOMPARE(seen.text, QByteArray("Task memory exceeded 128 MB"));
  QCOMPARE(seen.code, 434);
}

void TestInstanceEnd::sharedPagesCountOnce() {
  // Seven processes of 60 MB each that share nearly all of it: 430 MB if each page counted in each of them.
  Bench bench;
  Recorder seen;
  auto instance = bench.start(seen, kPython, "import os, time\ndef main_handler(event, context):\n    kept = b'x' * (50 << 20)\n    pids = []\n    for _ in range(6):\n        pid = os.fork()\n"
                                             "        if pid == 0:\n            time.sleep(0.8)\n            os._exit(0)\n        pids.append(pid)\n"
                                             "    for pid in pids: os.waitpid(pid, 0)\n    return len(kept)\n", 128);
  QVERIFY(seen.ready);
  QVERIFY(bench.run(*instance, seen));
  QCOMPARE(seen.replies[0].json, QByteArray("52428800"));
  QVERIFY2(seen.replies[0].peakBytes > 50 << 20 && seen.replies[0].peakBytes <= 128 << 20, QByteArray::number(seen.replies[0].peakBytes).constData());
}

void TestInstanceEnd::endKillsTree_data() {
  QTest::addColumn<QString>("isolation");
  QTest::newRow("namespaces") << QStringLiteral("auto");
  QTest::newRow("process") << QStringLiteral("process");
}

void TestInstanceEnd::endKillsTree() {
  QFETCH(QString, isolation);
  Bench bench(isolation);
  Recorder seen;
  const QByteArray mark = newMark();
  auto instance = bench.start(seen, kPython, daemonCode(mark));
  QVERIFY2(seen.ready, seen.text.constData());
  QVERIFY(bench.factory->isolation().startsWith(isolation == u"process" ? u"process group: " : u"namespaces"));
  QVERIFY(bench.run(*instance, seen));
  QVERIFY(bench.until([&] { return processesWith(mark) == 1; }));
  bool gone = false;
  instance->end([&] { gone = true; });
  QVERIFY(bench.until([&] { return gone; }));
  QCOMPARE(processesWith(mark), 0);
  QVERIFY(!seen.died);
}

void TestInstanceEnd::runtimeExitKillsTree_data() { endKillsTree_data(); }

void TestInstanceEnd::runtimeExitKillsTree() {
  QFETCH(QString, isolation);
  Bench bench(isolation);
  Recorder seen;
  const QByteArray mark = newMark();
  QByteArray code = daemonCode(mark);
  code.replace("return 'left one'", "print('bye', end=''); sys.stdout.flush(); os._exit(9)");
  auto instance = bench.start(seen, kPython, code);
  QVERIFY(!bench.run(*instance, seen));
  QCOMPARE(seen.code, 439);
  QCOMPARE(seen.text, QByteArray("User process exit when running: exit status 9"));
  QCOMPARE(seen.out.last(), QByteArray("bye"));
  QCOMPARE(processesWith(mark), 0);
}

void TestInstanceEnd::spawnerKilled_data() { endKillsTree_data(); }

void TestInstanceEnd::spawnerKilled() {
  QFETCH(QString, isolation);
  Bench bench(isolation);
  Recorder seen;
  const QByteArray mark = newMark();
  auto instance = bench.start(seen, kPython, daemonCode(mark));
  QVERIFY(bench.run(*instance, seen));
  QVERIFY(bench.until([&] { return processesWith(mark) == 1; }));
  kill(bench.factory->spawnerPid(), SIGKILL);
  QVERIFY(bench.until([&] { return seen.died; }));
  QVERIFY(bench.until([&] { return processesWith(mark) == 0; }));
  Recorder next;  // another spawner is started for the next instance
  auto second = bench.start(next, kPython, "def main_handler(event, context):\n    return 2\n");
  QVERIFY2(next.ready, next.text.constData());
  QVERIFY(bench.run(*second, next));
}

void TestInstanceEnd::engineKilled_data() { endKillsTree_data(); }

void TestInstanceEnd::engineKilled() {
  QFETCH(QString, isolation);
  const QByteArray mark = newMark();
  QTemporaryDir folder;
  Bench::write(folder.path() + QStringLiteral("/index.py"), daemonCode(mark));
  QProcess engine;
  engine.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--engine"), folder.path(), isolation});
  QByteArray told;
  QTRY_VERIFY_WITH_TIMEOUT((told += engine.readAllStandardOutput()).contains("reply \"left one\""), 20000);
  QTRY_COMPARE_WITH_TIMEOUT(processesWith(mark), 1, 10000);
  kill(pid_t(engine.processId()), SIGKILL);
  QVERIFY(engine.waitForFinished());
  QTRY_COMPARE_WITH_TIMEOUT(processesWith(mark), 0, 10000);
  QTRY_COMPARE_WITH_TIMEOUT(processesWith(folder.path().toUtf8()), 0, 10000);
}

void TestInstanceEnd::unprivileged_data() { endKillsTree_data(); }

void TestInstanceEnd::unprivileged() {
  QFETCH(QString, isolation);
  if (getuid() != 0) QSKIP("all other tests of this file run unprivileged then");
  // A place that another user can read: programs, bootstraps and code are copied there.
  QTemporaryDir folder(QStringLiteral("/tmp/scfdesk-unprivileged-XXXXXX"));
  const QString base = folder.path();
  const QString copy = QStringLiteral("mkdir -p %1/build/app %1/source/resources %1/code %1/tmp && cp %2 %1/engine && cp %3/app/scfdesk-spawner %1/build/app/ && "
                                      "cp -r %4/resources/runtimes %1/source/resources/ && chmod -R a+rX %1 && chmod a+rx %1/engine && chmod 777 %1/tmp")
                           .arg(base, QCoreApplication::applicationFilePath(), qEnvironmentVariable("SCFDESK_BINARY_DIR"),
                                qEnvironmentVariable("SCFDESK_SOURCE_DIR"));
  QCOMPARE(QProcess::execute(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), copy}), 0);
  const QByteArray mark = newMark();
  Bench::write(base + QStringLiteral("/code/index.py"), daemonCode(mark));
  QProcess engine;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("SCFDESK_BINARY_DIR"), base + QStringLiteral("/build"));
  environment.insert(QStringLiteral("SCFDESK_SOURCE_DIR"), base + QStringLiteral("/source"));
  environment.insert(QStringLiteral("TMPDIR"), base + QStringLiteral("/tmp"));
  engine.setProcessEnvironment(environment);
  engine.start(QStringLiteral("setpriv"), {QStringLiteral("--reuid=65534"), QStringLiteral("--regid=65534"), QStringLiteral("--clear-groups"),
                                           base + QStringLiteral("/engine"), QStringLiteral("--engine"), base + QStringLiteral("/code"), isolation});
  QByteArray told;
  QTRY_VERIFY2_WITH_TIMEOUT((told += engine.readAll() + engine.readAllStandardError()).contains("reply \"left one\""), told.constData(), 20000);
  QVERIFY2(told.contains(isolation == u"process" ? "isolation process group: " : "isolation namespaces"), told.constData());
  QTRY_COMPARE_WITH_TIMEOUT(processesWith(mark), 1, 10000);
  kill(pid_t(engine.processId()), SIGKILL);
  QVERIFY(engine.waitForFinished());
  QTRY_COMPARE_WITH_TIMEOUT(processesWith(mark), 0, 10000);
}

void TestInstanceEnd::destroyedInsideCalls() {
  const QByteArray code = "print('line')\ndef main_handler(event, context):\n    print('run')\n    return 1\n";
  for (const QByteArray& when : {QByteArray("ready"), QByteArray("line"), QByteArray("reply")}) {
    Bench bench;
    Recorder seen;
    auto instance = bench.factory->create(bench.spec(kPython, bench.code(QStringLiteral("index.py"), code)), seen);
    const auto destroy = [&] { instance.reset(); };
    if (when == "ready") seen.onReady = destroy;
    else seen.onReady = [&] { instance->run(1, kContext, kRequestId, "{}"); };
    if (when == "line") seen.onLine = destroy;
    if (when == "reply") seen.onReply = destroy;
    QVERIFY(bench.until([&] { return instance == nullptr; }));
    const size_t replies = seen.replies.size();
    const int64_t lines = seen.lines;
    bench.until([] { return false; }, 50);
    QCOMPARE(seen.replies.size(), replies);
    QCOMPARE(seen.lines, lines);
    QVERIFY(!seen.died && !seen.failed);
  }
}

void TestInstanceEnd::endBeforeBirth() {
  Bench bench;
  Recorder seen;
  auto instance = bench.factory->create(bench.spec(kPython, bench.code(QStringLiteral("index.py"), "def main_handler(e, c): pass\n")), seen);
  bool gone = false;
  instance->end([&] { gone = true; });
  instance.reset();
  QVERIFY(bench.until([&] { return gone; }));
  QVERIFY(seen.order.isEmpty());
}

void TestInstanceEnd::frozenTreeEnds() {
  Bench bench;
  Recorder seen;
  const QByteArray mark = newMark();
  auto instance = bench.start(seen, kPython, daemonCode(mark));
  QVERIFY(bench.run(*instance, seen));
  QVERIFY(bench.until([&] { return processesWith(mark) == 1; }));
  instance->freeze();
  const auto stopped = [&] {
    for (const QString& name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
      QFile line(QStringLiteral("/proc/%1/cmdline").arg(name));
      QFile status(QStringLiteral("/proc/%1/status").arg(name));
      if (name[0].isDigit() && line.open(QIODevice::ReadOnly) && line.readAll().contains(mark) && status.open(QIODevice::ReadOnly))
        return status.readAll().contains("T (stopped)");
    }
    return false;
  };
  QVERIFY(bench.until(stopped));
  bool gone = false;
  instance->end([&] { gone = true; });
  QVERIFY(bench.until([&] { return gone; }));
  QCOMPARE(processesWith(mark), 0);
}

void TestInstanceEnd::cannotStart_data() {
  QTest::addColumn<QString>("interpreter");
  QTest::addColumn<QString>("codeDir");
  QTest::addColumn<QByteArray>("text");
  QTest::newRow("no interpreter") << QStringLiteral("/usr/bin/python3.nowhere") << QString() << QByteArray("/usr/bin/python3.nowhere (No such file or directory)");
  QTest::newRow("no code folder") << QString() << QStringLiteral("/nowhere/code") << QByteArray("code folder (No such file or directory)");
}

void TestInstanceEnd::cannotStart() {
  QFETCH(QString, interpreter);
  QFETCH(QString, codeDir);
  QFETCH(QByteArray, text);
  Bench bench;
  Recorder seen;
  InstanceSpec spec = bench.spec(kPython, bench.code(QStringLiteral("index.py"), "def main_handler(e, c): pass\n"));
  if (!interpreter.isEmpty()) spec.interpreter = interpreter;
  if (!codeDir.isEmpty()) spec.codeDir = codeDir;
  auto instance = bench.factory->create(spec, seen);
  QVERIFY(bench.until([&] { return seen.failed; }));
  QCOMPARE(seen.code, 500);
  QCOMPARE(seen.text, QByteArray("The instance could not be set up: " + text));
}

void TestInstanceEnd::shutdownWaits() {
  Bench bench;
  Recorder seen;
  const QByteArray mark = newMark();
  auto instance = bench.start(seen, kPython, daemonCode(mark));
  QVERIFY(bench.run(*instance, seen));
  QVERIFY(bench.until([&] { return processesWith(mark) == 1; }));
  const int spawner = bench.factory->spawnerPid();
  bench.factory->shutdown(5000);
  QCOMPARE(processesWith(mark), 0);
  QCOMPARE(kill(spawner, 0), -1);
  QVERIFY(!seen.died);
}

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  if (app.arguments().value(1) == u"--engine") return runEngine(app.arguments());
  TestInstanceEnd test;
  return QTest::qExec(&test, argc, argv);
}
#include "tst_instanceend.moc"

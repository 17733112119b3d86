// SPDX-License-Identifier: GPL-3.0-or-later
// Prepared starts: when spares are made, to whom they are given, how they end, and that functions can't tell the difference.
#include "app/engine/instance/processtree.h"
#include "tests/unit/instance/instancebench.h"
#include <QSet>
#include <csignal>

using namespace scfdesk;

namespace {
const QString kPython = QStringLiteral("python3");
const QString kNode = QStringLiteral("nodejs");
const QByteArray kPythonCode = "import os\nn = 0\nprint('module')\ndef main_handler(event, context):\n    global n\n    n += 1\n    return [n, os.environ.get('MINE'), os.getcwd(), os.environ.get('LEFT')]\n";
const QByteArray kNodeCode = "let n = 0;\nprocess.stdout.write('module\\n');\nexports.main_handler = async () => [++n, process.env.MINE || null, process.cwd(), process.env.LEFT || null];";
bool alive(int pid) { return kill(pid, 0) == 0; }
}  // namespace

class TestSparePool : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void lifeOfASpare_data();
  void lifeOfASpare();
  void failures_data();
  void failures();
  void notForEverybody();
  void oneKindEach();
  void oneBootsAtATime();
  void bootsGiveWay();
  void burstIsForked();
  void forksAreTheirOwn();
  void zygoteEndsAlone();
  void endsWithItsTime();
  void endsWithSpawner();
  void endsWithFactory();
  void deadSpareIsReplaced();
  void brokenInterpreterIsGivenUp();
};

void TestSparePool::lifeOfASpare_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QString>("file");
  QTest::addColumn<QByteArray>("code");
  QTest::newRow("python3") << kPython << QStringLiteral("index.py") << kPythonCode;
  QTest::newRow("nodejs") << kNode << QStringLiteral("index.js") << kNodeCode;
}

void TestSparePool::lifeOfASpare() {
  QFETCH(QString, family);
  QFETCH(QString, file);
  QFETCH(QByteArray, code);
  Bench bench(QStringLiteral("auto"), true);
  InstanceSpec spec = bench.spec(family, bench.code(file, code));
  spec.preparedAllowed = true;
  spec.environment += "MINE=yes";
  bench.until([] { return false; }, 50);
  QVERIFY(bench.factory->spares().pids().empty());  // never before the first invocation
  for (int round = 0; round < 3; ++round) {
    Recorder seen;
    spec.id = InstanceId(100 + round);
    const std::vector<int> spares = bench.factory->spares().pids();
    auto instance = bench.factory->create(spec, seen);
    QVERIFY(bench.until([&] { return seen.ready || seen.failed; }));
    QVERIFY2(seen.ready, seen.text.constData());
    QCOMPARE(seen.way, round == 0 ? BirthWay::Spawn : BirthWay::Prepared);
    if (round > 0) QVERIFY(std::find(spares.begin(), spares.end(), instance->pid()) != spares.end());
    QCOMPARE(seen.order, (QByteArrayList{"started", "ready"}));
    QVERIFY(bench.run(*instance, seen));
    QVERIFY(bench.run(*instance, seen));
    QCOMPARE(QByteArray(seen.replies[1].json).replace(" ", ""), QByteArray("[2,\"yes\",\"/var/user\",null]"));
    QCOMPARE(seen.out, QByteArrayList{"module"});
    QVERIFY(bench.until([&] { return bench.factory->spares().booted() > 0; }));
  }
}

void TestSparePool::failures_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QByteArray>("code");
  QTest::addColumn<int>("status");
  QTest::addColumn<QByteArray>("text");
  QTest::newRow("python 443") << kPython << QByteArray("x = 1\nraise ValueError('v')\n") << 443
                              << QByteArray("Traceback (most recent call last):\n  File \"/var/user/index.py\", line 2, in <module>\n    raise ValueError('v')\nValueError: v");
  QTest::newRow("python 437") << kPython << QByteArray("x = 1\n") << 437 << QByteArray("no function \"main_handler\" in \"index.py\" for handler \"index.main_handler\"");
  QTest::newRow("python 430") << kPython << QByteArray("def main_handler(event, context):\n    raise KeyError('k')\n") << 430
                              << QByteArray("Traceback (most recent call last):\n  File \"/var/user/index.py\", line 2, in main_handler\n    raise KeyError('k')\nKeyError: 'k'");
  QTest::newRow("python 439") << kPython << QByteArray("import sys\ndef main_handler(event, context):\n    sys.exit(3)\n") << 439 << QByteArray("User process exit when running: exit status 3");
  QTest::newRow("python 434") << kPython << QByteArray("import time\ndef main_handler(event, context):\n    a = b'x' * (300 << 20)\n    time.sleep(100)\n") << 434 << QByteArray("Task memory exceeded 256 MB");
  QTest::newRow("node 443") << kNode << QByteArray("throw new Error('v');") << 443 << QByteArray("Error: v\n    at Object.<anonymous> (/var/user/index.js:1:7)");
  QTest::newRow("node 437") << kNode << QByteArray("exports.x = 1;") << 437 << QByteArray("no function \"main_handler\" in \"index.js\" for handler \"index.main_handler\"");
  QTest::newRow("node 430") << kNode << QByteArray("exports.main_handler = async () => { throw 'text'; };") << 430 << QByteArray("text");
  QTest::newRow("node 439") << kNode << QByteArray("exports.main_handler = async () => process.exit(3);") << 439 << QByteArray("User process exit when running: exit status 3");
}

void TestSparePool::failures() {
  QFETCH(QString, family);
  QFETCH(QByteArray, code);
  QFETCH(int, status);
  QFETCH(QByteArray, text);
  Bench bench(QStringLiteral("auto"), true);
  Recorder seen;
  auto instance = bench.start(seen, family, code, 256, true);
  QVERIFY(seen.ready || seen.failed);
  QCOMPARE(seen.way, BirthWay::Prepared);
  if (seen.ready) bench.run(*instance, seen);
  const bool replied = !seen.replies.empty();
  QCOMPARE(replied ? seen.replies[0].statusCode : seen.code, status);
  QCOMPARE(replied ? seen.replies[0].json : seen.text, text);
}

void TestSparePool::notForEverybody() {
  Bench bench(QStringLiteral("auto"), true);
  InstanceSpec spec = bench.spec(kPython, bench.code(QStringLiteral("index.py"), kPythonCode));
  QVERIFY(bench.haveSpare(spec));
  const auto wayOf = [&](const InstanceSpec& s) {
    Recorder seen;
    auto instance = bench.factory->create(s, seen);
    return bench.until([&] { return seen.ready; }) ? seen.way : BirthWay::None;
  };
  spec.preparedAllowed = false;
  QCOMPARE(wayOf(spec), BirthWay::Spawn);
  spec.preparedAllowed = true;
  InstanceSpec other = spec;
  other.environment += "LD_LIBRARY_PATH=/var/user/lib";  // read while an interpreter starts
  QCOMPARE(wayOf(other), BirthWay::Spawn);
  other = spec;
  other.environment += "MINE=1";
  other.memoryMb = 512;
  QCOMPARE(wayOf(other), BirthWay::Prepared);

  Bench off(QStringLiteral("auto"), false);
  InstanceSpec offSpec = off.spec(kPython, spec.codeDir);
  offSpec.preparedAllowed = true;
  Recorder seen;
  auto instance = off.factory->create(offSpec, seen);
  QVERIFY(off.until([&] { return seen.ready; }));
  off.until([] { return false; }, 60);
  QVERIFY(off.factory->spares().pids().empty());

  Bench groups(QStringLiteral("process"), true);
  InstanceSpec groupSpec = groups.spec(kPython, spec.codeDir);
  groupSpec.preparedAllowed = true;
  Recorder grouped;
  auto third = groups.factory->create(groupSpec, grouped);
  QVERIFY(groups.until([&] { return grouped.ready; }));
  groups.until([] { return false; }, 60);
  QVERIFY(groups.factory->spares().pids().empty());
}

void TestSparePool::oneKindEach() {
  Bench bench(QStringLiteral("auto"), true);
  InstanceSpec spec = bench.spec(kNode, bench.code(QStringLiteral("index.js"), kNodeCode));
  spec.preparedAllowed = true;
  std::vector<std::unique_ptr<Instance>> kept;
  std::vector<std::unique_ptr<Recorder>> recorders;
  for (const int memory : {128, 192, 256, 256}) {
    recorders.push_back(std::make_unique<Recorder>());
    spec.memoryMb = memory;
    kept.push_back(bench.factory->create(spec, *recorders.back()));
  }
  for (const auto& seen : recorders) QVERIFY(bench.until([&] { return seen->ready; }));
  QVERIFY(bench.until([&] { return bench.factory->spares().booted() == 3; }));
  bench.until([] { return false; }, 60);
  QCOMPARE(int(bench.factory->spares().pids().size()), 3);  // of the heap limits used last: as many as were asked for at once
}

// Kinds that boot beside each other would take all processors from what runs.
void TestSparePool::oneBootsAtATime() {
  Bench bench(QStringLiteral("auto"), true);
  InstanceSpec node = bench.spec(kNode, bench.code(QStringLiteral("index.js"), kNodeCode));
  node.preparedAllowed = true;
  std::vector<std::unique_ptr<Recorder>> seen;
  std::vector<std::unique_ptr<Instance>> instances;
  for (int i = 0; i < 2; ++i) {  // two kinds: of heap limits of their own
    node.id = InstanceId(200 + i);
    node.memoryMb = 256 << i;
    seen.push_back(std::make_unique<Recorder>());
    instances.push_back(bench.factory->create(node, *seen.back()));
  }
  size_t mostBooting = 0;
  QVERIFY(bench.until([&] {
    mostBooting = std::max(mostBooting, bench.factory->spares().pids().size() - size_t(bench.factory->spares().booted()));
    return bench.factory->spares().booted() == 2;
  }));
  QCOMPARE(mostBooting, size_t(1));
  // What has booted has its share of the processors again.
  for (const int init : bench.factory->spares().pids())
    for (const pid_t pid : descendantsOf(init)) {
      QFile group(QStringLiteral("/proc/%1/autogroup").arg(pid));
      if (group.open(QIODevice::ReadOnly)) QVERIFY2(group.readAll().trimmed().endsWith("nice 0"), "a spare still stands aside");
    }
}

// What is made for later stands still while an instance starts for an event, for a while and not for ever.
void TestSparePool::bootsGiveWay() {
  Bench bench(QStringLiteral("auto"), true);
  SparePool& pool = bench.factory->spares();
  InstanceSpec node = bench.spec(kNode, bench.code(QStringLiteral("index.js"), kNodeCode));
  node.preparedAllowed = true;
  Recorder seen;
  const auto instance = bench.factory->create(node, seen);
  QVERIFY(pool.givesWay());
  QVERIFY(bench.until([&] { return seen.ready && !pool.givesWay(); }));
  QVERIFY(bench.until([&] { return !pool.pids().empty() && !descendantsOf(pool.pids()[0]).empty(); }));
  QCOMPARE(pool.booted(), 0);
  Recorder other;
  const auto python = bench.factory->create(bench.spec(kPython, bench.code(QStringLiteral("index.py"), kPythonCode)), other);
  const auto stands = [&] {
    for (const pid_t pid : descendantsOf(pool.pids()[0])) {
      QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
      if (!stat.open(QIODevice::ReadOnly) || !stat.readAll().contains(") T ")) return false;
    }
    return true;
  };
  QTRY_VERIFY(stands());
  QVERIFY(bench.until([&] { return pool.booted() == 1; }));
  QVERIFY(other.ready || bench.until([&] { return other.ready; }));
  // A row of starts without an end: it goes on all the same.
  pool.giveWay();
  QVERIFY(pool.givesWay());
  QVERIFY(bench.until([&] {
    pool.giveWay();
    return !pool.givesWay();
  }));
}

void TestSparePool::burstIsForked() {
  // From nothing: the first is started, the others wait for the zygote that the second has called for.
  Bench bench(QStringLiteral("auto"), true);
  QVERIFY(!bench.factory->isolation().isEmpty());  // waits for the spawner, as the engine does
  InstanceSpec spec = bench.spec(kPython, bench.code(QStringLiteral("index.py"), kPythonCode));
  spec.preparedAllowed = true;
  std::vector<std::unique_ptr<Recorder>> seen;
  std::vector<std::unique_ptr<Instance>> instances;
  for (int i = 0; i < 12; ++i) {
    seen.push_back(std::make_unique<Recorder>());
    spec.id = InstanceId(200 + i);
    instances.push_back(bench.factory->create(spec, *seen.back()));
  }
  for (int i = 0; i < 12; ++i) {
    QVERIFY(bench.until([&] { return seen[i]->ready || seen[i]->failed; }));
    QVERIFY2(seen[i]->ready, seen[i]->text.constData());
    QCOMPARE(seen[i]->way, i == 0 ? BirthWay::Spawn : BirthWay::Prepared);
    QVERIFY(bench.run(*instances[i], *seen[i]));
    QCOMPARE(seen[i]->replies[0].json, QByteArray("[1, null, \"/var/user\", null]"));  // each its own module level
  }
  QCOMPARE(int(bench.factory->spares().zygotePids().size()), 1);
}

void TestSparePool::forksAreTheirOwn() {
  Bench bench(QStringLiteral("auto"), true);
  const QByteArray code = "import os, random, uuid, secrets, threading, signal, socket\n"
                          "def main_handler(event, context):\n    gate = threading.Barrier(8)\n    threads = [threading.Thread(target=gate.wait) for _ in range(7)]\n"
                          "    [t.start() for t in threads]\n    gate.wait()\n    [t.join() for t in threads]\n    child = os.fork()\n    if child == 0: os._exit(7)\n"
                          "    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])\n"
                          "    return [random.random(), str(uuid.uuid4()), secrets.token_hex(8), socket.gethostname(), os.getpid(), os.getppid(), ended,\n"
                          "            sorted(os.listdir('/proc/self/fd')), signal.getsignal(signal.SIGTERM) == signal.SIG_DFL, 'LD_PRELOAD' in os.environ, 'SCFDESK' in str(os.environ)]\n";
  InstanceSpec spec = bench.spec(kPython, bench.code(QStringLiteral("index.py"), code));
  QVERIFY(bench.haveSpare(spec));
  spec.preparedAllowed = true;
  QByteArrayList answers;
  std::vector<std::unique_ptr<Recorder>> seen;
  std::vector<std::unique_ptr<Instance>> kept;
  for (int i = 0; i < 4; ++i) {
    seen.push_back(std::make_unique<Recorder>());
    spec.id = InstanceId(300 + i);
    kept.push_back(bench.factory->create(spec, *seen.back()));
    QVERIFY(bench.until([&] { return seen.back()->ready || seen.back()->failed; }));
    QCOMPARE(seen.back()->way, BirthWay::Prepared);
    QVERIFY(bench.run(*kept.back(), *seen.back()));
    const QByteArray json = seen.back()->replies[0].json;
    const QByteArray fixed = "\"" + instanceName(spec.id).toUtf8() + "\", 2, 1, 7, [\"0\", \"1\", \"2\", \"3\", \"4\", \"5\"], true, false, false]";
    QVERIFY2(json.endsWith(fixed), json.constData());
    for (const QByteArray& part : json.left(json.size() - fixed.size()).split(',')) answers += part.trimmed();
  }
  answers.removeAll(QByteArray());
  QCOMPARE(QSet<QByteArray>(answers.begin(), answers.end()).size(), qsizetype(12));  // no number twice
}

void TestSparePool::zygoteEndsAlone() {
  Bench bench(QStringLiteral("auto"), true);
  InstanceSpec spec = bench.spec(kPython, bench.code(QStringLiteral("index.py"), kPythonCode));
  QVERIFY(bench.haveSpare(spec));
  spec.preparedAllowed = true;
  Recorder seen;
  auto instance = bench.factory->create(spec, seen);
  QVERIFY(bench.until([&] { return seen.ready; }));
  QCOMPARE(seen.way, BirthWay::Prepared);
  kill(bench.factory->spares().zygotePids().at(0), SIGKILL);
  QVERIFY(bench.until([&] { return bench.factory->spares().zygotePids().empty(); }));
  QVERIFY(bench.run(*instance, seen));  // what it has borne lives on
  QVERIFY(bench.haveSpare(spec));       // and another takes its place
  QCOMPARE(int(bench.factory->spares().zygotePids().size()), 1);
}

void TestSparePool::endsWithItsTime() {
  Bench bench(QStringLiteral("auto"), true);
  QVERIFY(bench.haveSpare(bench.spec(kPython, bench.code(QStringLiteral("index.py"), kPythonCode))));
  std::vector<int> pids = bench.factory->spares().pids();
  pids.push_back(bench.factory->spares().zygotePids().at(0));
  QVERIFY(alive(pids.at(0)) && alive(pids.at(1)));
  bench.scaleClock(3600);  // ten minutes are a sixth of a second
  QVERIFY(bench.until([&] { return bench.factory->spares().pids().empty() && bench.factory->spares().zygotePids().empty(); }));
  QVERIFY(bench.until([&] { return !alive(pids.at(0)) && !alive(pids.at(1)); }));
}

void TestSparePool::endsWithSpawner() {
  Bench bench(QStringLiteral("auto"), true);
  const InstanceSpec spec = bench.spec(kPython, bench.code(QStringLiteral("index.py"), kPythonCode));
  QVERIFY(bench.haveSpare(spec));
  const std::vector<int> pids = bench.factory->spares().pids();
  kill(bench.factory->spawnerPid(), SIGKILL);
  QVERIFY(bench.until([&] { return bench.factory->spares().pids().empty() && !alive(pids.at(0)); }));
  QVERIFY(bench.haveSpare(spec));
}

void TestSparePool::endsWithFactory() {
  Bench bench(QStringLiteral("auto"), true);
  QVERIFY(bench.haveSpare(bench.spec(kNode, bench.code(QStringLiteral("index.js"), kNodeCode))));
  const std::vector<int> pids = bench.factory->spares().pids();
  bench.factory->shutdown(3000);
  QVERIFY(bench.until([&] { return !alive(pids.at(0)); }));  // the system reaps what its parent left
}

void TestSparePool::deadSpareIsReplaced() {
  Bench bench(QStringLiteral("auto"), true);
  const InstanceSpec spec = bench.spec(kPython, bench.code(QStringLiteral("index.py"), kPythonCode));
  QVERIFY(bench.haveSpare(spec));
  kill(bench.factory->spares().pids().at(0), SIGKILL);
  QVERIFY(bench.until([&] { return bench.factory->spares().booted() == 0; }));
  QVERIFY(bench.haveSpare(spec));
}

void TestSparePool::brokenInterpreterIsGivenUp() {
  // One that runs functions but refuses to wait for code.
  Bench bench(QStringLiteral("auto"), true);
  const QString bin = bench.folder() + QStringLiteral("/my/bin");
  QVERIFY(QDir().mkpath(bin));
  Bench::write(bin + QStringLiteral("/python3"), "#!/bin/sh\nfor last; do :; done\n[ \"$last\" = prepared ] && exit 1\n[ \"$last\" = zygote ] && exit 1\nexec /usr/bin/python3 \"$@\"\n");
  QFile::setPermissions(bin + QStringLiteral("/python3"), QFile::Permissions(0x7755));
  InstanceSpec spec = bench.spec(kPython, bench.code(QStringLiteral("index.py"), kPythonCode));
  spec.interpreter = bin + QStringLiteral("/python3");
  spec.preparedAllowed = true;
  for (int i = 1; i <= 7; ++i) {
    Recorder seen;
    auto instance = bench.factory->create(spec, seen);
    QVERIFY(bench.until([&] { return seen.ready || seen.failed; }));
    QVERIFY2(seen.ready, seen.text.constData());
    QCOMPARE(seen.way, BirthWay::Spawn);
    const int expected = i <= 2 ? i : std::clamp(i - 2, 2, 3);  // twice a zygote, then three times a spare, and no more
    QVERIFY(bench.until([&] { return bench.factory->spares().failures() == expected; }));
    bench.until([] { return false; }, 60);
    QCOMPARE(bench.factory->spares().failures(), expected);
    QVERIFY(bench.factory->spares().zygotePids().empty());
    QVERIFY(bench.until([&] { return bench.factory->spares().pids().empty(); }));
  }
}

QTEST_GUILESS_MAIN(TestSparePool)
#include "tst_sparepool.moc"

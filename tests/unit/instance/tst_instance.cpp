// SPDX-License-Identifier: GPL-3.0-or-later
// What an instance tells about its runs: real interpreters, the real spawner.
#include "tests/unit/instance/instancebench.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace scfdesk;

namespace {
const QString kPython = QStringLiteral("python3");
const QString kNode = QStringLiteral("nodejs");
}  // namespace

class TestInstance : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void echo_data();
  void echo();
  void outcome_data();
  void outcome();
  void initFailure_data();
  void initFailure();
  void liveLine_data();
  void liveLine();
  void consoleLines();
  void pythonLogging();
  void responseLimit_data();
  void responseLimit();
  void flood();
  void longLineAndBadBytes();
  void twoRunsOneModule_data();
  void twoRunsOneModule();
  void nodeModules_data();
  void nodeModules();
  void timesAndPeak_data();
  void timesAndPeak();
  void compiledBootstrap();
  void brokenFrames_data();
  void brokenFrames();
};

void TestInstance::echo_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QByteArray>("code");
  QTest::newRow("python3") << kPython
                           << QByteArray("print('up')\ndef main_handler(event, context):\n    print('hello', context['request_id'])\n    return event\n");
  QTest::newRow("nodejs") << kNode
                          << QByteArray("process.stdout.write('up\\n');exports.main_handler = async (event, context) => { process.stdout.write('hello ' + context.request_id); return event; };\n");
}

void TestInstance::echo() {
  QFETCH(QString, family);
  QFETCH(QByteArray, code);
  Bench bench;
  Recorder seen;
  auto instance = bench.start(seen, family, code);
  QVERIFY2(seen.ready, QByteArray(seen.text + seen.err.join('\n')).constData());
  QVERIFY(bench.factory->isolation().startsWith(u"namespaces; in force: system call filter, "));
  QCOMPARE(seen.way, BirthWay::Spawn);
  QVERIFY(instance->pid() > 0);
  QCOMPARE(seen.order, (QByteArrayList{"started", "ready"}));
  QCOMPARE(seen.out, QByteArrayList{"up"});
  QVERIFY(bench.run(*instance, seen, R"( {"a": [1, "é", null, 1.5e300, true]} )"));
  QCOMPARE(seen.replies[0].request, uint64_t(1));
  QCOMPARE(seen.replies[0].statusCode, 200);
  QCOMPARE(seen.replies[0].json, family == kNode ? QByteArray(R"({"a":[1,"é",null,1.5e+300,true]})")
                                                 : QByteArray(R"({"a": [1, "é", null, 1.5e+300, true]})"));
  QCOMPARE(seen.out, (QByteArrayList{"up", "hello 11111111-2222-3333-4444-555555555555"}));
  bool gone = false;
  instance->end([&] { gone = true; });
  QVERIFY(bench.until([&] { return gone; }));
  QVERIFY(!seen.died);
}

void TestInstance::outcome_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QByteArray>("code");
  QTest::addColumn<int>("status");
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<bool>("dies");
  const auto py = [](const char* name, const QByteArray& body, int status, const QByteArray& text, bool dies = false) {
    QTest::newRow(name) << kPython << QByteArray("import os, sys\n\ndef main_handler(event, context):\n" + body + "\n") << status << text << dies;
  };
  const auto js = [](const char* name, const QByteArray& code, int status, const QByteArray& text, bool dies = false) {
    QTest::newRow(name) << kNode << code << status << text << dies;
  };
  py("python exception", "    raise Exception(\"err msg\")", 430,
     "Traceback (most recent call last):\n  File \"/var/user/index.py\", line 4, in main_handler\n    raise Exception(\"err msg\")\nException: err msg");
  py("python part of a line", "    return 1 + 1 / 0", 430,
     "Traceback (most recent call last):\n  File \"/var/user/index.py\", line 4, in main_handler\n    return 1 + 1 / 0\nZeroDivisionError: division by zero");
  py("python not serialisable", "    return {1, 2}", 430, "TypeError: Object of type set is not JSON serializable");
  py("python serialisable after a failure", "    return {'n': float('nan'), 'i': [float('inf')]}", 200, "{\"n\": NaN, \"i\": [Infinity]}");
  py("python decimal", "    import decimal\n    return decimal.Decimal('1.50')", 200, "\"1.50\"");
  py("python none", "    pass", 200, "null");
  py("python sys.exit", "    sys.exit(3)", 439, "User process exit when running: exit status 3", true);
  py("python sys.exit 0", "    sys.exit()", 439, "User process exit when running: exit status 0", true);
  py("python os._exit", "    os._exit(7)", 439, "User process exit when running: exit status 7", true);
  py("python kills itself", "    os.kill(os.getpid(), 9)", 439, "User process exit when running: signal 9 (SIGKILL)", true);
  py("python lone surrogate", "    return '\\ud800'", 430, "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 1: surrogates not allowed");
  js("node exception", "exports.main_handler = async () => {\n  throw new Error('err msg');\n};", 430,
     "Error: err msg\n    at exports.main_handler (/var/user/index.js:2:9)");
  js("node sync exception", "exports.main_handler = () => {\n  null.x;\n};", 430,
     "TypeError: Cannot read properties of null (reading 'x')\n    at exports.main_handler (/var/user/index.js:2:8)");
  js("node callback", "exports.main_handler = (e, c, callback) => { setTimeout(() => callback(null, {ok: 1}), 5); };", 200, "{\"ok\":1}");
  js("node callback error", "exports.main_handler = (e, c, callback) => callback('no');", 430, "no");
  js("node context.succeed", "exports.main_handler = (e, c) => c.succeed([c.callbackWaitsForEmptyEventLoop, c.getContext().function_name]);", 200, "[true,\"f\"]");
  js("node context.fail", "exports.main_handler = (e, c) => c.fail('why');", 430, "why");
  js("node context.done", "exports.main_handler = (e, c) => { c.callbackWaitsForEmptyEventLoop = false; c.done(null, c.callbackWaitsForEmptyEventLoop); };", 200, "false");
  js("node nothing", "exports.main_handler = (e, c) => {};", 200, "null");
  js("node nothing after a timer", "exports.main_handler = (e, c) => { setTimeout(() => {}, 20); };", 200, "null");
  js("node undefined", "exports.main_handler = async () => undefined;", 200, "null");
  js("node uncaught", "exports.main_handler = () => new Promise(() => { setTimeout(() => { throw new Error('late'); }, 1); });", 430, "Error: late\n    at Timeout._onTimeout (/var/user/index.js:1:75)");
  js("node unhandled", "exports.main_handler = () => new Promise(() => { Promise.reject('r'); setTimeout(() => {}, 1000); });", 430, "r");
  js("node circular", "exports.main_handler = async () => { const a = {}; a.a = a; return a; };", 430, "TypeError: Converting circular structure to JSON");
  js("node process.exit", "exports.main_handler = async () => process.exit(4);", 439, "User process exit when running: exit status 4", true);
}

void TestInstance::outcome() {
  QFETCH(QString, family);
  QFETCH(QByteArray, code);
  QFETCH(int, status);
  QFETCH(QByteArray, text);
  QFETCH(bool, dies);
  Bench bench;
  Recorder seen;
  auto instance = bench.start(seen, family, code);
  QVERIFY2(seen.ready, seen.text.constData());
  QCOMPARE(bench.run(*instance, seen), !dies);
  if (dies) {
    QCOMPARE(seen.code, status);
    QCOMPARE(seen.text, text);
    return;
  }
  QCOMPARE(seen.replies[0].statusCode, status);
  if (status == 200 || text.startsWith("Traceback") || !text.contains(' '))
    QCOMPARE(seen.replies[0].json, text);
  else
    QVERIFY2(seen.replies[0].json.contains(text), seen.replies[0].json.constData());
  QVERIFY(!seen.replies[0].json.contains("bootstrap"));
  QVERIFY(bench.run(*instance, seen));  // a failed run leaves the instance as it was
}

void TestInstance::initFailure_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QString>("file");
  QTest::addColumn<QByteArray>("code");
  QTest::addColumn<QString>("handler");
  QTest::addColumn<int>("status");
  QTest::addColumn<QByteArray>("text");
  const QString h = QStringLiteral("index.main_handler");
  const QString py = QStringLiteral("index.py");
  const QString js = QStringLiteral("index.js");
  QTest::newRow("python no file") << kPython << QStringLiteral("other.py") << QByteArray("x=1\n") << h << 437 << QByteArray("no file \"index.py\" for handler \"index.main_handler\"");
  QTest::newRow("python no function") << kPython << py << QByteArray("x=1\n") << h << 437 << QByteArray("no function \"main_handler\" in \"index.py\" for handler \"index.main_handler\"");
  QTest::newRow("python no dot") << kPython << py << QByteArray("x=1\n") << QStringLiteral("index") << 437 << QByteArray("handler \"index\" must be written as file.function");
  QTest::newRow("python raises") << kPython << py << QByteArray("x=1\nraise ValueError('v')\n") << h << 443
                                 << QByteArray("Traceback (most recent call last):\n  File \"/var/user/index.py\", line 2, in <module>\n    raise ValueError('v')\nValueError: v");
  QTest::newRow("python syntax") << kPython << py << QByteArray("def f(:\n") << h << 443 << QByteArray("  File \"/var/user/index.py\", line 1\n    def f(:\n          ^\nSyntaxError: invalid syntax");
  QTest::newRow("python exits") << kPython << py << QByteArray("import sys\nsys.exit(5)\n") << h << 439 << QByteArray("User process exit when running: exit status 5");
  QTest::newRow("node no file") << kNode << QStringLiteral("other.js") << QByteArray("") << h << 437 << QByteArray("no file \"index.js\" for handler \"index.main_handler\"");
  QTest::newRow("node no function") << kNode << js << QByteArray("exports.x = 1;") << h << 437 << QByteArray("no function \"main_handler\" in \"index.js\" for handler \"index.main_handler\"");
  QTest::newRow("node raises") << kNode << js << QByteArray("throw new Error('v');") << h << 443 << QByteArray("Error: v\n    at Object.<anonymous> (/var/user/index.js:1:7)");
  QTest::newRow("node exits") << kNode << js << QByteArray("process.exit(5);") << h << 439 << QByteArray("User process exit when running: exit status 5");
}

void TestInstance::initFailure() {
  QFETCH(QString, family);
  QFETCH(QString, file);
  QFETCH(QByteArray, code);
  QFETCH(QString, handler);
  QFETCH(int, status);
  QFETCH(QByteArray, text);
  Bench bench;
  Recorder seen;
  auto instance = bench.factory->create(bench.spec(family, bench.code(file, code), handler), seen);
  QVERIFY(bench.until([&] { return seen.ready || seen.failed; }));
  QVERIFY(seen.failed);
  QCOMPARE(seen.code, status);
  QCOMPARE(seen.text, text);
  QCOMPARE(seen.order.last(), QByteArray("failed"));
}

void TestInstance::liveLine_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QByteArray>("code");
  QTest::newRow("python3") << kPython << QByteArray("import os, time\ndef main_handler(event, context):\n    print('begun')\n    while not os.path.exists('/var/user/go'): time.sleep(0.005)\n    return 'went'\n");
  QTest::newRow("nodejs") << kNode << QByteArray("const fs = require('fs');\nexports.main_handler = async () => { console.log('begun'); while (!fs.existsSync('/var/user/go')) await new Promise((r) => setTimeout(r, 5)); return 'went'; };");
}

void TestInstance::liveLine() {
  QFETCH(QString, family);
  QFETCH(QByteArray, code);
  Bench bench;
  Recorder seen;
  const QString dir = bench.code(family == kNode ? QStringLiteral("index.js") : QStringLiteral("index.py"), code);
  auto instance = bench.factory->create(bench.spec(family, dir), seen);
  QVERIFY(bench.until([&] { return seen.ready; }));
  instance->run(1, kContext, kRequestId, "{}");
  QVERIFY(bench.until([&] { return !seen.out.isEmpty(); }));
  QVERIFY(seen.out[0].endsWith("begun"));
  QVERIFY(seen.replies.empty());
  Bench::write(dir + QStringLiteral("/go"), "");  // the folder is live, so the function sees it and ends
  QVERIFY(bench.until([&] { return !seen.replies.empty(); }));
  QCOMPARE(seen.replies[0].json, QByteArray("\"went\""));
}

void TestInstance::consoleLines() {
  Bench bench;
  Recorder seen;
  auto instance = bench.start(seen, kNode, "exports.main_handler = async () => { console.log('a', {b: 1}); console.error('bad'); process.stdout.write('raw'); };");
  QVERIFY(bench.run(*instance, seen));
  QCOMPARE(seen.out.size(), 2);
  static const QRegularExpression line(QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\\t11111111-2222-3333-4444-555555555555\\t(.*)$"));
  QCOMPARE(line.match(QString::fromUtf8(seen.out[0])).captured(1), QStringLiteral("a { b: 1 }"));
  QCOMPARE(seen.out[1], QByteArray("raw"));
  QCOMPARE(seen.err.size(), 1);
  QCOMPARE(line.match(QString::fromUtf8(seen.err[0])).captured(1), QStringLiteral("bad"));
}

void TestInstance::pythonLogging() {
  Bench bench;
  Recorder seen;
  auto instance = bench.start(seen, kPython, "import logging, sys\nlog = logging.getLogger('x')\nlog.debug('at load')\ndef main_handler(event, context):\n    logging.info('info %d', 1)\n    print('to stderr', file=sys.stderr)\n");
  QVERIFY2(seen.ready, seen.text.constData());
  QVERIFY(bench.run(*instance, seen));
  QCOMPARE(seen.out, (QByteArrayList{"at load", "info 1"}));
  QCOMPARE(seen.err, QByteArrayList{"to stderr"});
}

void TestInstance::responseLimit_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QByteArray>("code");
  QTest::newRow("python3") << kPython << QByteArray("def main_handler(event, context):\n    return 'x' * event\n");
  QTest::newRow("python3 wide") << kPython << QByteArray("def main_handler(event, context):\n    return 'é' * (event // 2)\n");
  QTest::newRow("nodejs") << kNode << QByteArray("exports.main_handler = async (event) => 'x'.repeat(event);");
  QTest::newRow("nodejs wide") << kNode << QByteArray("exports.main_handler = async (event) => 'é'.repeat(event / 2);");
}

void TestInstance::responseLimit() {
  QFETCH(QString, family);
  QFETCH(QByteArray, code);
  Bench bench;
  Recorder seen;
  auto instance = bench.start(seen, family, code, 512);
  QVERIFY(bench.run(*instance, seen, QByteArray::number(limits::kResponseBytes - 2)));
  QCOMPARE(seen.replies[0].statusCode, 200);
  QCOMPARE(seen.replies[0].json.size(), limits::kResponseBytes);
  QVERIFY(bench.run(*instance, seen, QByteArray::number(limits::kResponseBytes)));
  QCOMPARE(seen.replies[1].statusCode, 407);
  QCOMPARE(seen.replies[1].json, QByteArray("The size of response exceeds the upper limit (6MB)"));
}

void TestInstance::flood() {
  Bench bench;
  Recorder seen;
  seen.keepLines = false;
  auto instance = bench.start(seen, kPython, "def main_handler(event, context):\n    for i in range(200000): print('line', i)\n    print('last', end='')\n    return event\n");
  QVERIFY(seen.ready);
  const QByteArray event = '"' + QByteArray(4 * 1024 * 1024, 'e') + '"';
  int64_t atReply = 0;
  seen.onReply = [&] { atReply = seen.lines; };
  QVERIFY(bench.run(*instance, seen, event));
  QCOMPARE(atReply, 200001);
  QCOMPARE(seen.replies[0].json, event);
}

void TestInstance::longLineAndBadBytes() {
  Bench bench;
  Recorder seen;
  auto instance = bench.start(seen, kPython, "import os\ndef main_handler(event, context):\n    os.write(1, b'\\xff\\xfeok\\n')\n    print('x' * 1000000)\n    os.write(2, b'caf\\xc3')\n");
  QVERIFY(bench.run(*instance, seen));
  QCOMPARE(seen.out[0], QByteArray("\xef\xbf\xbd\xef\xbf\xbdok"));
  QCOMPARE(seen.out[1].size(), limits::kLogLineBytes);
  QVERIFY(seen.out[1].endsWith("[line cut]"));
  QCOMPARE(seen.err, QByteArrayList{"caf\xef\xbf\xbd"});
}

void TestInstance::twoRunsOneModule_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QByteArray>("code");
  QTest::newRow("python3") << kPython << QByteArray("import os\nn = 0\ndef main_handler(event, context):\n    global n\n    n += 1\n    return [n, os.environ['SCF_NAMESPACE'], event]\n");
  QTest::newRow("nodejs") << kNode << QByteArray("let n = 0;\nexports.main_handler = async (event) => [++n, process.env.SCF_NAMESPACE, event];");
}

void TestInstance::twoRunsOneModule() {
  QFETCH(QString, family);
  QFETCH(QByteArray, code);
  Bench bench;
  Recorder seen;
  auto instance = bench.start(seen, family, code);
  for (int i = 1; i <= 3; ++i) {
    QVERIFY(bench.run(*instance, seen, QByteArray::number(i)));
    const QJsonArray a = QJsonDocument::fromJson(seen.replies.back().json).array();
    QCOMPARE(a[0].toInt(), i);
    QCOMPARE(a[1].toString(), QStringLiteral("default"));
    QCOMPARE(a[2].toInt(), i);
    instance->freeze();  // and a run thaws it
  }
  QVERIFY(bench.until([&] { return instance->residentBytes() > 1000000; }));
}

void TestInstance::nodeModules_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<QByteArray>("code");
  QTest::addColumn<QByteArray>("package");
  const QByteArray esm = "import fs from 'fs';\nexport const main_handler = async () => typeof fs.readFileSync;";
  QTest::newRow("mjs") << QStringLiteral("index.mjs") << esm << QByteArray();
  QTest::newRow("type module") << QStringLiteral("index.js") << esm << QByteArray("{\"type\":\"module\"}");
  QTest::newRow("default export") << QStringLiteral("index.mjs") << QByteArray("export default {main_handler: async () => 'function'};") << QByteArray();
  QTest::newRow("relative require") << QStringLiteral("index.js") << QByteArray("const p = require('./package.json');\nexports.main_handler = async () => p.x;") << QByteArray("{\"x\":\"function\"}");
}

void TestInstance::nodeModules() {
  QFETCH(QString, file);
  QFETCH(QByteArray, code);
  QFETCH(QByteArray, package);
  Bench bench;
  Recorder seen;
  const QString dir = bench.code(file, code);
  if (!package.isEmpty()) Bench::write(dir + QStringLiteral("/package.json"), package);
  auto instance = bench.factory->create(bench.spec(kNode, dir), seen);
  QVERIFY(bench.until([&] { return seen.ready || seen.failed; }));
  QVERIFY2(seen.ready, seen.text.constData());
  QVERIFY(bench.run(*instance, seen));
  QCOMPARE(seen.replies[0].json, QByteArray("\"function\""));
}

void TestInstance::timesAndPeak_data() {
  QTest::addColumn<QString>("family");
  QTest::addColumn<QByteArray>("code");
  QTest::newRow("python3") << kPython << QByteArray("import time\ndef main_handler(event, context):\n    if event: b = b'x' * (80 << 20)\n    time.sleep(0.05)\n");
  QTest::newRow("nodejs") << kNode << QByteArray("exports.main_handler = async (event) => { if (event) Buffer.alloc(80 << 20, 1); await new Promise((r) => setTimeout(r, 50)); };");
}

void TestInstance::timesAndPeak() {
  QFETCH(QString, family);
  QFETCH(QByteArray, code);
  Bench bench;
  Recorder seen;
  auto instance = bench.start(seen, family, code, 512);
  const TimeUs before = bench.reactor().clock().nowUs();
  QVERIFY(bench.run(*instance, seen, "1"));
  const TimeUs after = bench.reactor().clock().nowUs();
  const InstanceReply& first = seen.replies[0];
  QVERIFY(before <= first.entered && first.entered + 49000 <= first.left && first.left <= after);
  QVERIFY(first.peakBytes > 80 << 20);
  if (family == kNode) return;  // the collector decides when the buffer goes
  QVERIFY(bench.run(*instance, seen, "0"));
  QVERIFY(seen.replies[1].peakBytes < 60 << 20);  // a peak is that of its own run
}

void TestInstance::compiledBootstrap() {
  Bench bench;
  Recorder first;
  auto one = bench.start(first, kPython, "def main_handler(event, context):\n    raise ValueError('v')\n");
  QVERIFY(bench.run(*one, first));
  const QDir folder(bench.folder() + QStringLiteral("/state/runtimes/python3"));
  QVERIFY(bench.until([&] { return !folder.entryList({QStringLiteral("*.pyc")}).isEmpty(); }));
  Recorder second;
  auto two = bench.start(second, kPython, "import sys\ndef main_handler(event, context):\n    if event: return sys.modules['__main__'].__file__\n    raise ValueError('v')\n");
  QVERIFY2(second.ready, second.text.constData());
  QVERIFY(bench.run(*two, second, "1"));
  QVERIFY2(second.replies[0].json.endsWith(".pyc\""), second.replies[0].json.constData());
  QVERIFY(bench.run(*two, second, "0"));
  QCOMPARE(second.replies[1].json.replace("line 4", "line 2"), first.replies[0].json);
  QCOMPARE(int(folder.entryList(QDir::Files).size()), 2);  // the source and what it became
}

void TestInstance::brokenFrames_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::newRow("past the limit") << QByteArray("struct.pack('<IB', 7 * 1024 * 1024 + 1, 19)");
  QTest::newRow("unknown type") << QByteArray("struct.pack('<IB', 0, 99)");
  QTest::newRow("wrong direction") << QByteArray("struct.pack('<IB', 0, 1)");
}

void TestInstance::brokenFrames() {
  QFETCH(QByteArray, bytes);
  Bench bench;
  Recorder seen;
  auto instance = bench.start(seen, kPython, "import os, struct, time\ndef main_handler(event, context):\n    os.write(3, " + bytes + ")\n    time.sleep(60)\n");
  QVERIFY(!bench.run(*instance, seen));
  QVERIFY(seen.died);
  QCOMPARE(seen.code, 439);
  QVERIFY2(seen.text.contains("frame"), seen.text.constData());
}

QTEST_GUILESS_MAIN(TestInstance)
#include "tst_instance.moc"

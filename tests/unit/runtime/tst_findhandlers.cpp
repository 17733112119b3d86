// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/runtime/handlerscan.h"
#include "app/engine/runtime/runtimes.h"
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace scfdesk;
using namespace Qt::Literals::StringLiterals;

class TestFindHandlers : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void finds_data();
  void finds();
  void indexComesFirst();
  void emptyAndMissing();
  void classFiles();
  void damagedClassFiles();
  void programs();
};

void TestFindHandlers::finds_data() {
  QTest::addColumn<QString>("file");
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QStringList>("handlers");
  QTest::newRow("python main_handler") << u"index.py"_s << QByteArray("import os\ndef main_handler(event, context):\n  return 1\n") << QStringList{u"index.main_handler"_s};
  QTest::newRow("python any name") << u"app.py"_s << QByteArray("def run(event, context):\n  pass\ndef helper(x):\n  pass\ndef two(a, b): pass\n")
                                   << QStringList{u"app.run"_s};
  QTest::newRow("python annotated, CRLF") << u"app.py"_s << QByteArray("async def go(event: dict,\r\n  context):\r\n  pass\r\n") << QStringList{u"app.go"_s};
  QTest::newRow("python methods are none") << u"a.py"_s << QByteArray("class A:\n  def run(event, context):\n    pass\n# def main_handler(event, context)\n")
                                           << QStringList{};
  QTest::newRow("node exports") << u"index.js"_s << QByteArray("'use strict';\nexports.main_handler = async (event) => event;\nif (exports.x == 1) {}\n")
                                << QStringList{u"index.main_handler"_s};
  QTest::newRow("node module.exports.x") << u"a.js"_s << QByteArray("module.exports.run = function (e, c, cb) {}\n") << QStringList{u"a.run"_s};
  QTest::newRow("node object") << u"a.js"_s << QByteArray("module.exports = {\n  main_handler,\n  other: async (e, c) => ({ x: 1, y: 2 }),\n  async third(e) { return { z }; }\n};\n")
                               << QStringList{u"a.main_handler"_s, u"a.other"_s, u"a.third"_s};
  QTest::newRow("node esm") << u"index.mjs"_s << QByteArray("export const handler = async () => 1;\nexport async function other(e) {}\n")
                            << QStringList{u"index.other"_s, u"index.handler"_s};
  QTest::newRow("php") << u"index.php"_s << QByteArray("<?php\nfunction main_handler($event, $context) { return 1; }\nfunction helper($x) {}\n  function inner($event, $c) {}\n")
                       << QStringList{u"index.main_handler"_s};
  QTest::newRow("php in one line") << u"index.php"_s << QByteArray("<?php function main_handler($event, $context) { return 1; }\n") << QStringList{u"index.main_handler"_s};
  QTest::newRow("php any name") << u"app.php"_s << QByteArray("<?php\nfunction run(object $event, $context)\n{\n}\nclass A { public function main_handler($event, $context) {} }\n")
                                << QStringList{u"app.run"_s};
  QTest::newRow("java source") << u"Hello.java"_s
                               << QByteArray("package example;\nimport com.qcloud.scf.runtime.Context;\npublic class Hello {\n  public String mainHandler(Map<String, List<Integer>> event, Context context) {\n  }\n"
                                             "  public int other(int n) { return n; }\n  public void two(int a, int b) {}\n  private int hidden(int n) { return n; }\n  public void setName(String n) {}\n"
                                             "  public static void main(String[] args) {}\n}\n")
                               << QStringList{u"example.Hello::mainHandler"_s, u"example.Hello::other"_s};
  QTest::newRow("node comments") << u"a.js"_s << QByteArray("// exports.no = 1\nexports.yes = 1\n") << QStringList{u"a.yes"_s};
}

void TestFindHandlers::finds() {
  QFETCH(QString, file);
  QFETCH(QByteArray, text);
  QFETCH(QStringList, handlers);
  QTemporaryDir folder;
  QFile code(folder.filePath(file));
  QVERIFY(code.open(QIODevice::WriteOnly) && code.write(text) == text.size());
  code.close();
  const QString ending = file.section(u'.', -1);
  QStringList found = findHandlers(folder.path(), ending == u"py" ? u"python3"_s : ending == u"php" ? u"php"_s : ending == u"java" ? u"java"_s : u"nodejs"_s);
  found.sort();
  handlers.sort();
  QCOMPARE(found, handlers);
}

namespace {
/// Hello with its handlers, as javac makes it; empty without a javac.
QByteArray compiledHello(const QTemporaryDir& folder) {
  const QString javac = QStandardPaths::findExecutable(u"javac"_s);
  if (javac.isEmpty()) return {};
  QFile source(folder.filePath(u"Hello.java"_s));
  if (!source.open(QIODevice::WriteOnly)) return {};
  source.write("package example;\npublic class Hello {\n  long big = 5000000000L; double d = 1.5;\n  public String mainHandler(java.util.Map<String, Object> event) { return \"x\" + big + d; }\n"
               "  public int[] other(int[] n) { Runnable r = () -> {}; return n; }\n  public void none() {}\n  public void two(int a, int b) {}\n  int hidden(int n) { return n; }\n"
               "  public void setName(String n) {}\n  public static void main(String[] args) {}\n}\nclass Other { public int no(int n) { return n; } }\n");
  source.close();
  QProcess process;
  process.setWorkingDirectory(folder.path());
  process.start(javac, {u"-d"_s, u"."_s, u"Hello.java"_s});
  if (!process.waitForFinished(60'000) || process.exitCode() != 0) return {};
  QFile made(folder.filePath(u"example/Hello.class"_s));
  return made.open(QIODevice::ReadOnly) ? made.readAll() : QByteArray();
}
}  // namespace

void TestFindHandlers::classFiles() {
  QTemporaryDir folder;
  const QByteArray bytes = compiledHello(folder);
  if (bytes.isEmpty()) QSKIP("no javac");
  const QStringList wanted{u"example.Hello::mainHandler"_s, u"example.Hello::other"_s};
  QCOMPARE(handlersOfClass(bytes), wanted);
  QCOMPARE(findHandlers(folder.path(), u"java"_s), wanted);  // the classes, not the source beside them
}

void TestFindHandlers::damagedClassFiles() {
  QTemporaryDir folder;
  const QByteArray bytes = compiledHello(folder);
  if (bytes.isEmpty()) QSKIP("no javac");
  for (qsizetype cut = 0; cut < bytes.size(); ++cut) QVERIFY(handlersOfClass(bytes.first(cut)).size() <= 2);
  quint32 seed = 11;
  for (int i = 0; i < 5000; ++i) {
    QByteArray changed = bytes;
    for (int k = 0; k < 3; ++k) {
      seed = seed * 1664525 + 1013904223;
      changed[qsizetype(seed >> 8) % changed.size()] = char(seed >> 3);
    }
    QVERIFY(handlersOfClass(changed).size() <= 64);
  }
}

void TestFindHandlers::programs() {
  QTemporaryDir folder;
  QVERIFY(QFile::copy(u"/bin/true"_s, folder.filePath(u"main"_s)));
  QVERIFY(QFile::copy(u"/bin/true"_s, folder.filePath(u"bootstrap"_s)));
  QFile text(folder.filePath(u"notes"_s));
  QVERIFY(text.open(QIODevice::WriteOnly) && text.write("ELF") == 3);
  QCOMPARE(findHandlers(folder.path(), u"go"_s), QStringList{u"main"_s});
}

void TestFindHandlers::indexComesFirst() {
  QTemporaryDir folder;
  for (const auto& name : {u"a"_s, u"index"_s, u"z"_s}) {
    QFile code(folder.filePath(name + u".py"_s));
    QVERIFY(code.open(QIODevice::WriteOnly));
    code.write("def other(event, context): pass\ndef main_handler(event, context): pass\n");
  }
  QCOMPARE(findHandlers(folder.path(), u"python3"_s),
           (QStringList{u"index.main_handler"_s, u"a.main_handler"_s, u"z.main_handler"_s, u"index.other"_s, u"a.other"_s, u"z.other"_s}));
}

void TestFindHandlers::emptyAndMissing() {
  QTemporaryDir folder;
  QVERIFY(findHandlers(folder.path(), u"python3"_s).isEmpty());
  QVERIFY(findHandlers(folder.path() + u"/none"_s, u"nodejs"_s).isEmpty());
  QVERIFY(findHandlers(folder.path(), u"php"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestFindHandlers)
#include "tst_findhandlers.moc"

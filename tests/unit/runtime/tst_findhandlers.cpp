// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/runtime/runtimes.h"
#include <QFile>
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
  QStringList found = findHandlers(folder.path(), file.endsWith(u".py"_s) ? u"python3"_s : u"nodejs"_s);
  found.sort();
  handlers.sort();
  QCOMPARE(found, handlers);
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

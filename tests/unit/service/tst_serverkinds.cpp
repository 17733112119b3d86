// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/resp.h"
#include "app/engine/service/serverclient.h"
#include "app/engine/service/serverkind.h"
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace scfdesk;

class TestServerKinds : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void wordsOfALine_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArrayList>("words");
    QTest::newRow("plain") << QByteArray("SET a b") << QByteArrayList{"SET", "a", "b"};
    QTest::newRow("spaces") << QByteArray("  GET \t a\n") << QByteArrayList{"GET", "a"};
    QTest::newRow("quoted") << QByteArray("SET 'a b' \"c\\n\\\"\\x41\"") << QByteArrayList{"SET", "a b", "c\n\"A"};
    QTest::newRow("empty word") << QByteArray("SET a ''") << QByteArrayList{"SET", "a", ""};
    QTest::newRow("nothing") << QByteArray("  ") << QByteArrayList{};
  }
  void wordsOfALine() {
    QFETCH(QByteArray, line);
    QFETCH(QByteArrayList, words);
    const auto got = resp::words(line);
    QVERIFY(got);
    QCOMPARE(*got, words);
  }
  void anOpenQuoteIsRefused() {
    QVERIFY(!resp::words("SET 'a"));
    const auto kind = redisKind();
    QCOMPARE(kind->question("SET \"a", {}, {}).error().code, u"InvalidParameterValue"_s);
    QCOMPARE(kind->question("subscribe x", {}, {}).error().code, u"UnsupportedOperation"_s);
  }

  void repliesAreCutIntoValues() {
    QCOMPARE(resp::command({"GET", "a"}), QByteArray("*2\r\n$3\r\nGET\r\n$1\r\na\r\n"));
    const auto values = resp::parse("+OK\r\n:7\r\n$3\r\na\r\n\r\n*3\r\n$1\r\nx\r\n$-1\r\n*1\r\n:1\r\n$5\r\nhal");
    QVERIFY(values);
    QCOMPARE(values->size(), 4);  // the last is not there as a whole
    QCOMPARE((*values)[2].text, QByteArray("a\r\n"));
    QCOMPARE(resp::shown((*values)[3]), QByteArray("[x, (nil), [1]]"));
    QVERIFY(!resp::parse("HTTP/1.1 200 OK\r\n"));
    QVERIFY(!resp::parse("$-2\r\n"));
    QVERIFY(!resp::parse("*" + QByteArray::number(resp::kItems + 1) + "\r\n"));
    QVERIFY(resp::parse("*" + QByteArray::number(resp::kItems) + "\r\n"));  // only not whole yet
    const QByteArray deepest = QByteArray("*1\r\n").repeated(resp::kDepth) + ":1\r\n";
    QCOMPARE(resp::parse(deepest)->size(), 1);
    QVERIFY(!resp::parse("*1\r\n" + deepest));
  }

  void aReplyEndsWhereItEndsHoweverItComes() {
    using resp::Scan;
    const QByteArray reply("*3\r\n*2\r\n$5\r\n*1\r\nx\r\n*0\r\n$-1\r\n:7\r\n");
    for (qsizetype step = 1; step <= reply.size(); ++step) {
      Scan scan;
      qsizetype had = 0;
      while (had < reply.size()) {
        had = std::min(had + step, reply.size());
        QCOMPARE(scan.look(QByteArrayView(reply).first(had)), had < reply.size() ? Scan::Found::More : Scan::Found::Whole);
      }
      QCOMPARE(scan.end(), reply.size());
    }
    Scan two;
    QCOMPARE(two.look("+OK\r\n+PONG\r\n"), Scan::Found::Whole);
    QCOMPARE(two.end(), 5);
    for (const char* wrong : {"HTTP/1.1 200 OK\r\n", "$-2\r\n", "$x\r\n", "*1000001\r\n"}) QCOMPARE(Scan().look(wrong), Scan::Found::Wrong);
    QCOMPARE(Scan().look("*1000000\r\n"), Scan::Found::More);
    const QByteArray deepest = QByteArray("*1\r\n").repeated(resp::kDepth) + ":1\r\n";
    QCOMPARE(Scan().look(deepest), Scan::Found::Whole);
    QCOMPARE(Scan().look(QByteArray("*1\r\n" + deepest)), Scan::Found::Wrong);
    QCOMPARE(Scan().look(QByteArray(64 * 1024, '+')), Scan::Found::More);
    QCOMPARE(Scan().look(QByteArray(64 * 1024 + 1, '+')), Scan::Found::Wrong);
  }

  void redisAnswersBecomeTables() {
    const auto kind = redisKind();
    QCOMPARE(kind->read("+OK\r\n$1\r\nv\r\n", false)->rows, QList<QByteArrayList>{{"v"}});
    QCOMPARE(kind->read("+OK\r\n-ERR no\r\n", false).error().message, u"ERR no"_s);
    const QByteArray told("# Server\r\nredis_version:7.0\r\nused_memory:1000\r\nconnected_clients:3\r\ndb0:keys=4,expires=0\r\ndb1:keys=5,expires=0\r\n");
    const auto info = kind->read("+OK\r\n$" + QByteArray::number(told.size()) + "\r\n" + told + "\r\n", false);
    QVERIFY(info.ok());
    const ServerFigures figures = kind->figures(*info);
    QCOMPARE(figures.version, QByteArray("7.0"));
    QCOMPARE(*figures.memoryBytes, 1000);
    QCOMPARE(*figures.connections, 2);
    QCOMPARE(*figures.keys, 9);
    QVERIFY(!figures.hits);
  }

  void memcachedValuesMayHoldLineEnds() {
    const auto kind = memcachedKind();
    const auto question = kind->question("get k", {}, {});
    QVERIFY(question.ok());
    const QByteArray answer("VALUE k 0 8\r\na\r\nEND\r\n\r\nEND\r\n");
    for (qsizetype n = 1; n < answer.size(); ++n) QVERIFY(!question->whole(answer.left(n)));
    QVERIFY(question->whole(answer));
    QCOMPARE(kind->read(answer, false)->rows, (QList<QByteArrayList>{{"k", "a\r\nEND\r\n"}}));
    QCOMPARE(kind->question("set k 'a b'", {}, {})->bytes, QByteArray("set k 0 0 3\r\na b\r\n"));
    QCOMPARE(kind->question("get 'a b'", {}, {}).error().code, u"InvalidParameterValue"_s);
    QVERIFY(!kind->read("ERROR\r\n", false).ok());
    QCOMPARE(kind->read("END\r\n", false)->note, QByteArray("nothing there"));
  }

  void sqlAnswersBecomeTables() {
    const auto mysql = mysqlKind();
    const auto rows = mysql->read("a\tb\n1\tx\\ty\\nz\n2\tNULL\n", false);
    QCOMPARE(rows->columns, (QByteArrayList{"a", "b"}));
    QCOMPARE(rows->rows, (QList<QByteArrayList>{{"1", "x\ty\nz"}, {"2", "NULL"}}));
    QCOMPARE(mysql->read("", false)->note, QByteArray("OK"));
    QCOMPARE(mysql->read("ERROR 1064 (42000)\n", true).error().code, u"Local.ServerRefused"_s);
    const auto postgresql = postgresqlKind();
    const auto csv = postgresql->read("a,b\n1,\"x,\"\"y\nz\"\n2,\n", false);
    QCOMPARE(csv->columns, (QByteArrayList{"a", "b"}));
    QCOMPARE(csv->rows, (QList<QByteArrayList>{{"1", "x,\"y\nz"}, {"2", ""}}));
    QCOMPARE(postgresql->read("INSERT 0 1\n", false)->note, QByteArray("INSERT 0 1"));
  }

  void aServerThatStartsHasNotGreeted() {
    QVERIFY(redisKind()->greeted("+OK\r\n+PONG\r\n"));
    QVERIFY(!redisKind()->greeted("-LOADING Redis is loading\r\n"));
    QVERIFY(mysqlKind()->greeted(QByteArray("\x4a\x00\x00\x00\x0a" "5.5", 8)));
    QVERIFY(!mysqlKind()->greeted(QByteArray("\x4a\x00\x00\x00\xff" "no!", 8)));
    QVERIFY(postgresqlKind()->greeted("R"));
    QVERIFY(!postgresqlKind()->greeted("E"));
  }

  void passwordsAreInNoCommandLine() {
    ServerAddress address;
    address.port = 1;
    address.user = "u";
    address.password = "pass-word";
    for (const char* name : {"redis", "memcached", "mysql", "postgresql"}) {
      const auto kind = serverKind(QLatin1String(name));
      QVERIFY(kind);
      QByteArrayList words = kind->command(address, "/in") + kind->environment("/in");
      for (const QByteArrayList& step : kind->setup("/in")) words += step;
      if (const auto question = kind->question("SELECT 1", address, "/in"); question) words += question->command;
      for (const QByteArray& word : words) QVERIFY2(!word.contains("pass-word"), word.constData());
    }
    QVERIFY(!serverKind(u"oracle"_s));
  }

  void tablesAreBounded() {
    ServerTable table{{"a"}, {}, {}};
    for (int i = 0; i < 10'001; ++i) table.rows.append({QByteArray("\xff\"")});
    const QByteArray text = tableText(table);
    QCOMPARE(text.count("\xc3\xbf\\\""), 10'000);
    QVERIFY(text.endsWith("\"more\":1}"));
  }
};

QTEST_GUILESS_MAIN(TestServerKinds)
#include "tst_serverkinds.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as the official SDKs for Python 3.1.162, Go 1.3.166 and Java 3.2.11 send them, recorded byte by byte from the SDKs' own public
// sources (recorded/): TC3 by POST and GET, unsigned payload, token, the older signatures, without a region.
#include "tests/unit/api/apibench.h"
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <nlohmann/json.hpp>

using namespace scfdesk;

class TestSdkRequests final : public QObject {
  Q_OBJECT
  static QString folder() { return QString::fromLocal8Bit(qgetenv("SCFDESK_SOURCE_DIR")) + QStringLiteral("/tests/unit/api/recorded/"); }

  static QByteArray read(const QString& name) {
    QFile file(folder() + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  /// The bench's clock stands at the time of the recording.
  static void setClock(ApiBench& bench, const QByteArray& request) {
    static const QRegularExpression stamp(QStringLiteral("(?:X-Tc-Timestamp: |Timestamp=)(\\d+)"), QRegularExpression::CaseInsensitiveOption);
    bench.clock.epoch = stamp.match(QString::fromLatin1(request)).captured(1).toLongLong() * 1'000'000 - bench.clock.now / 1000;
  }

 private Q_SLOTS:
  void areAccepted_data() {
    QTest::addColumn<QString>("name");
    const QStringList names = QDir(folder()).entryList({QStringLiteral("*.http")}, QDir::Files);
    QCOMPARE(names.size(), 26);
    for (const QString& name : names) QTest::newRow(qPrintable(name)) << name;
  }
  void areAccepted() {
    QFETCH(QString, name);
    const QByteArray request = read(name);
    ApiBench bench;
    setClock(bench, request);
    bench.engine.add(QStringLiteral("hello"));
    bench.engine.add(QStringLiteral("he llo+字~*"));
    bench.engine.add(QStringLiteral("he llo+字~*2")).config.runtime = QStringLiteral("Nodejs18.15");
    const auto answer = bench.response(bench.client.ask(request));
    QVERIFY2(!answer.contains("Error") && !answer.contains("Broken"), answer.dump().c_str());
    if (request.contains("Action=ListFunctions") || request.toLower().contains("x-tc-action: listfunctions")) {
      // Twelve runtimes are asked for, of which Python3.10 is the eleventh, in whatever order they came.
      QCOMPARE(answer["TotalCount"].get<int>(), 1);
      QCOMPARE(QString::fromStdString(answer["Functions"][0]["FunctionName"].get<std::string>()), QStringLiteral("he llo+字~*"));
    } else if (name.endsWith(QLatin1String("boolean.http"))) {
      QVERIFY(bench.engine.copied);
      QCOMPARE(bench.engine.copied->override, true);
      QCOMPARE(bench.engine.copied->withConfiguration, false);
    } else {
      QCOMPARE(bench.engine.invocations.size(), size_t(1));
      QCOMPARE(bench.engine.invocations[0].request.payload, QByteArray("{\"a\": \"b c&d=é+<>\"}"));
    }
  }

  void changedOnTheWayAreRefused_data() { areAccepted_data(); }
  void changedOnTheWayAreRefused() {
    QFETCH(QString, name);
    QByteArray request = read(name);
    if (name.contains(QLatin1String("unsigned"))) QSKIP("its body is not signed");
    ApiBench bench;
    setClock(bench, request);
    const bool list = request.contains("Limit=20");
    request.replace(list ? "Limit=20" : request.contains("twin") ? "twin" : "hello", list ? "Limit=21" : request.contains("twin") ? "twix" : "hellp");
    const auto answer = bench.response(bench.client.ask(request));
    QVERIFY2(answer.contains("Error"), answer.dump().c_str());
    QCOMPARE(QByteArray::fromStdString(answer["Error"]["Code"].get<std::string>()), QByteArray("AuthFailure.SignatureFailure"));
  }

  void anArrayWithAHoleIsRefused() {
    for (const char* query : {"Filters.0.Name=Runtime&Filters.0.Values.1=x", "Filters.1.Name=Runtime", "Filters.0.Name=Runtime&Filters.0.Values.0=x&Filters.0.Values.y=x",
                              "Filters.0=x&Filters.0.Name=y", "Filters.0.Name=a&Filters.0.Name=b", "Filters.00.Name=a", "Filters.9999.Name=a"}) {
      const auto params = ApiParams::fromQuery(query);
      if (params) QVERIFY2(!params->objects("Filters").size(), query);  // then the rules refuse it
      else QCOMPARE(params.error().code, QStringLiteral("InvalidParameter"));
    }
    const auto good = ApiParams::fromQuery("Filters.1.Name=b&Filters.0.Name=a&Filters.0.Values.1=y&Filters.0.Values.0=x");
    QVERIFY(good);
    QCOMPARE(good->objects("Filters").size(), 2);
    QCOMPARE(good->objects("Filters")[0].texts("Values"), QStringList({QStringLiteral("x"), QStringLiteral("y")}));
  }
};

QTEST_GUILESS_MAIN(TestSdkRequests)
#include "tst_sdkrequests.moc"

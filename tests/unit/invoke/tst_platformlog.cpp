// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/platformlog.h"
#include "app/engine/invoke/requestid.h"
#include "models/data/limits.h"
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace scfdesk;

class TestPlatformLog final : public QObject {
  Q_OBJECT
  Invocation cold() const {
    Invocation v;
    v.requestId = "id";
    v.memoryMb = 128;
    v.at = {.accepted = 1000, .dispatched = 2'000, .started = 72'000, .ready = 238'000, .entered = 238'000, .left = 240'000, .replied = 241'000};
    v.billedMs = 2;
    v.peakMemoryBytes = 31178752;
    return v;
  }
 private Q_SLOTS:
  void linesAreScfs() {
    QCOMPARE(platformlog::start("id"), "START RequestId:id");
    QCOMPARE(platformlog::initReport(cold(), 158'000, 60670000),
             "Init Report RequestId: id Coldstart: 236ms (PullCode: 70ms InitRuntime: 8ms InitFunction: 158ms) Memory: 128MB MemUsage: 57.86MB");
    QCOMPARE(platformlog::response("id", "\"Hello World\""), "Response RequestId:id RetMsg:\"Hello World\"");
    QCOMPARE(platformlog::end("id"), "END RequestId:id");
    QCOMPARE(platformlog::report(cold()), "Report RequestId:id Duration:2ms Memory:128MB MemUsage:29.734375MB");
  }
  void longResponseIsCutBetweenCharacters() {
    const QByteArray whole(limits::kLogMessageBytes, 'x');
    QCOMPARE(platformlog::response("i", whole).size(), QByteArray("Response RequestId:i RetMsg:").size() + limits::kLogMessageBytes);
    const QByteArray past = QByteArray(limits::kLogMessageBytes - 1, 'x') + QByteArray("\xe4\xbd\xa0");
    QCOMPARE(platformlog::response("i", past).size(), QByteArray("Response RequestId:i RetMsg:").size() + limits::kLogMessageBytes - 1);
  }
  void errorObjects_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("trace");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("timeout") << 433 << QByteArray()
                             << QByteArray("{\"errorCode\":-1,\"errorMessage\":\"Invoking task timed out after 3 seconds\",\"requestId\":\"id\",\"statusCode\":433}");
    QTest::newRow("memory") << 434 << QByteArray() << QByteArray("{\"errorCode\":-1,\"errorMessage\":\"Task memory exceeded 128 MB\",\"requestId\":\"id\",\"statusCode\":434}");
    QTest::newRow("exception") << 430 << QByteArray("Traceback\nException: \"x\"")
                               << QByteArray("{\"errorCode\":-1,\"errorMessage\":\"user code exception caught\",\"requestId\":\"id\",\"stackTrace\":\"Traceback\\nException: \\\"x\\\"\",\"statusCode\":430}");
    QTest::newRow("not UTF-8") << 430 << QByteArray("\xff")
                               << QByteArray("{\"errorCode\":-1,\"errorMessage\":\"user code exception caught\",\"requestId\":\"id\",\"stackTrace\":\"\xef\xbf\xbd\",\"statusCode\":430}");
    QTest::newRow("response") << 407 << QByteArray()
                              << QByteArray("{\"errorCode\":-1,\"errorMessage\":\"The size of response exceeds the upper limit (6MB)\",\"requestId\":\"id\",\"statusCode\":407}");
  }
  void errorObjects() {
    QFETCH(int, code);
    QFETCH(QByteArray, trace);
    QFETCH(QByteArray, json);
    QCOMPARE(errorObject(code, errorMessage(code, FunctionConfig{}), "id", trace), json);
  }
  void requestIdsAreUuids() {
    const QRegularExpression uuid(QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
    QSet<QByteArray> seen;
    for (int i = 0; i < 1000; ++i) {
      const QByteArray id = newRequestId();
      QVERIFY2(uuid.match(QString::fromLatin1(id)).hasMatch(), id.constData());
      seen.insert(id);
    }
    QCOMPARE(seen.size(), 1000);
  }
};
QTEST_GUILESS_MAIN(TestPlatformLog)
#include "tst_platformlog.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloudpolicy.h"
#include "app/cloud/connectionfile.h"
#include "app/signature/tc3signature.h"
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace scfdesk;
using namespace scfdesk::cloudpolicy;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(scfdesk::ConnectionProfile)

class TestCloudPolicy final : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  // facts/scf.md 1.3, V3: what a client of SCF signs.
  void signsAsPublished() {
    const Tc3Signature signer("localSecretEXAMPLE");
    const QByteArray body = "{\"FunctionName\":\"hello\",\"InvocationType\":\"RequestResponse\",\"ClientContext\":\"{\\\"key1\\\":\\\"v1\\\"}\",\"Namespace\":\"default\"}";
    const std::pair<QByteArrayView, QByteArrayView> headers[] = {{"content-type", "application/json"}, {"host", "scf.tencentcloudapi.com"}};
    const QByteArray hash = signer.canonicalHash({"POST", "", signer.sha256Hex(body), headers});
    QCOMPARE(Tc3Signature::dateOf(1704067200), QByteArray("2024-01-01"));
    QCOMPARE(hash, QByteArray("829c53d46c03eafcb88c98d016504bb4e92f64d63e63b4426287166270c31b80"));
    QCOMPARE(signer.signature("1704067200", "2024-01-01", "scf", hash), QByteArray("ebb6d96dc849aa9068683531c2a527bed72d47c729e74cc955de116691af51f1"));
  }

  void effects() {
    for (const char* action : {"GetFunction", "ListFunctions", "DescribeTopics", "SearchLog"}) QCOMPARE(effectOf(action), Effect::Read);
    for (const char* action : {"Invoke", "InvokeFunction"}) QCOMPARE(effectOf(action), Effect::Invoke);
    for (const char* action : {"CreateFunction", "UpdateAlias", "DeleteTrigger", "PublishVersion", "PutReservedConcurrencyConfig"}) QCOMPARE(effectOf(action), Effect::Write);
    QVERIFY(isDestructive("DeleteFunction"));
    QVERIFY(isDestructive("TerminateAsyncEvent"));
    QVERIFY(!isDestructive("UpdateFunctionCode"));
  }

  void retries_data() {
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("effect");
    QTest::addColumn<bool>("again");
    const auto row = [](const char* code, Effect effect, bool again) { QTest::addRow("%s %d", code, int(effect)) << QString::fromLatin1(code) << int(effect) << again; };
    for (const Effect effect : {Effect::Read, Effect::Write, Effect::Invoke}) {
      const bool read = effect == Effect::Read;
      row("RequestLimitExceeded", effect, true);
      row("RequestLimitExceeded.UinLimitExceeded", effect, true);
      row("Local.Unreached", effect, true);
      row("InternalError", effect, read);
      row("InternalError.System", effect, read);
      row("Local.ServerTrouble", effect, read);
      row("Local.Timeout", effect, read);
      row("Local.ConnectionLost", effect, read);
      row("Local.BadAnswer", effect, read);
      row("ResourceNotFound.Function", effect, false);
      row("AuthFailure.SignatureFailure", effect, false);
      row("Local.NoKeys", effect, false);
    }
  }
  void retries() {
    QFETCH(QString, code);
    QFETCH(int, effect);
    const auto delay = retryDelayMs(callFailure(code), Effect(effect), 1, 0);
    QTEST(delay.has_value(), "again");
  }

  void backsOff() {
    QCOMPARE(*retryDelayMs(CallFailure::Throttled, Effect::Read, 1, 0), kFirstDelayMs / 2);
    QCOMPARE(*retryDelayMs(CallFailure::Throttled, Effect::Read, 3, 0), kFirstDelayMs * 2);
    QVERIFY(*retryDelayMs(CallFailure::Throttled, Effect::Read, 1, 0.999) < kFirstDelayMs);
    QVERIFY(*retryDelayMs(CallFailure::Throttled, Effect::Read, 1, 0.999) > kFirstDelayMs * 9 / 10);
    QVERIFY(retryDelayMs(CallFailure::Throttled, Effect::Read, kAttempts - 1, 0));
    QVERIFY(!retryDelayMs(CallFailure::Throttled, Effect::Read, kAttempts, 0));
  }

  void limitsItsRate() {
    RateLimit limit(10, 2);
    QCOMPARE(limit.take(1000), int64_t(0));
    QCOMPARE(limit.take(1000), int64_t(0));
    QCOMPARE(limit.take(1000), int64_t(100));
    QCOMPARE(limit.take(1000), int64_t(200));
    QCOMPARE(limit.take(1300), int64_t(0));   // two came back for those two, a third for this one
    QCOMPARE(limit.take(99000), int64_t(0));  // never more than the burst
    QCOMPARE(limit.take(99000), int64_t(0));
    QCOMPARE(limit.take(99000), int64_t(100));
  }

  void namesTheSkew() {
    const Error behind = skewError(u"scf.tencentcloudapi.com"_s, 1000, 1412);
    QVERIFY2(behind.message.contains(u"412 s behind"_s), qUtf8Printable(behind.message));
    QVERIFY(behind.next.contains(u"timedatectl"_s));
    QVERIFY(skewError(u"h"_s, 1412, 1000).message.contains(u"412 s ahead of"_s));
    QVERIFY(skewError(u"h"_s, 1412, std::nullopt).message.contains(u"five minutes"_s));
  }

  void masksIds() {
    QCOMPARE(maskedId("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE"), u"AKID****MPLE"_s);
    QCOMPARE(maskedId("short"), u"s****"_s);
    QCOMPARE(maskedId(""), u"****"_s);
  }

  void checksProfiles_data() {
    QTest::addColumn<ConnectionProfile>("profile");
    QTest::addColumn<bool>("good");
    const ConnectionProfile cloud{u"1"_s, u"Guangzhou"_s, ConnectionKind::Cloud, u"https://scf.tencentcloudapi.com"_s, u"ap-guangzhou"_s, u"default"_s};
    const auto row = [&](const char* name, bool good, const std::function<void(ConnectionProfile&)>& change) {
      ConnectionProfile profile = cloud;
      change(profile);
      QTest::newRow(name) << profile << good;
    };
    row("Tencent Cloud", true, [](auto&) {});
    row("an engine, plain", true, [](auto& p) { p.kind = ConnectionKind::Engine; p.endpoint = u"http://10.0.0.5:9700"_s; p.region.clear(); });
    row("the cloud, plain", false, [](auto& p) { p.endpoint = u"http://scf.tencentcloudapi.com"_s; });
    row("the cloud, plain on this machine", true, [](auto& p) { p.endpoint = u"http://127.0.0.1:9700"_s; });
    row("a path", false, [](auto& p) { p.endpoint += u"/scf"_s; });
    row("keys in it", false, [](auto& p) { p.endpoint = u"https://id:key@scf.tencentcloudapi.com"_s; });
    row("no scheme", false, [](auto& p) { p.endpoint = u"scf.tencentcloudapi.com"_s; });
    row("no region", false, [](auto& p) { p.region.clear(); });
    row("a region with a line break", false, [](auto& p) { p.region = u"ap\r\nX: y"_s; });
    row("longest name", true, [](auto& p) { p.name = QString(kConnectionNameChars, u'n'); });
    row("longer name", false, [](auto& p) { p.name = QString(kConnectionNameChars + 1, u'n'); });
    row("no namespace", false, [](auto& p) { p.ns.clear(); });
    row("the embedded engine's name", false, [](auto& p) { p.name = u"Embedded engine"_s; });
  }
  void checksProfiles() {
    QFETCH(ConnectionProfile, profile);
    const Status status = checkConnection(profile);
    QTEST(status.ok(), "good");
    if (!status) QVERIFY(!status.error().message.isEmpty() && !status.error().next.isEmpty());
  }

  void keepsProfiles() {
    QTemporaryDir dir;
    const ConnectionFile file(dir.path());
    QVERIFY(file.read()->isEmpty());
    QList<ConnectionProfile> profiles;
    for (int i = 0; i <= kConnectionsMost; ++i)
      profiles << ConnectionProfile{QString::number(i), u"c%1"_s.arg(i), i % 2 ? ConnectionKind::Engine : ConnectionKind::Cloud, u"https://h%1.example"_s.arg(i), u"ap-beijing"_s, u"ns-1"_s};
    QVERIFY(file.write(profiles).ok());
    QCOMPARE(*file.read(), profiles.mid(0, kConnectionsMost));
    QFile raw(dir.filePath(u"connections.json"_s));
    QCOMPARE(raw.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
    QVERIFY(raw.open(QIODevice::WriteOnly | QIODevice::Truncate));
    raw.write("{\"connections\":");
    raw.close();
    QCOMPARE(file.read().error().code, u"Local.BadConnections"_s);
    for (const char* entry : {"5", "{}", "{\"id\":\"a\",\"name\":5}", "{\"id\":\"a\",\"name\":\"x\",\"kind\":\"engine\",\"endpoint\":\"nonsense\"}"}) {
      QVERIFY(raw.open(QIODevice::WriteOnly | QIODevice::Truncate));
      raw.write(QByteArray("{\"connections\":[") + entry + "]}");
      raw.close();
      QVERIFY2(!file.read() && file.read().error().message.contains(u"Entry 1"_s), entry);
    }
  }
};

QTEST_GUILESS_MAIN(TestCloudPolicy)
#include "tst_cloudpolicy.moc"

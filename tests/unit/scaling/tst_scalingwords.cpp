// SPDX-License-Identifier: GPL-3.0-or-later
// Each rule in words, with units, and the setting that would change it.
#include "app/engine/scaling/types.h"
#include <QtTest>

using namespace scfdesk::scaling;

class TestScalingWords : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void words_data();
  void words();
  void everyRule();
};

void TestScalingWords::words_data() {
  QTest::addColumn<int>("rule");
  QTest::addColumn<qlonglong>("a");
  QTest::addColumn<qlonglong>("b");
  QTest::addColumn<qlonglong>("limit");
  QTest::addColumn<bool>("reserved");
  QTest::addColumn<QString>("text");
  const auto row = [](Rule rule, qlonglong a, qlonglong b, qlonglong limit, const char* text, bool reserved = false) {
    QTest::newRow(text) << int(rule) << a << b << limit << reserved << QString::fromLatin1(text);
  };
  const qlonglong s = kSecond;
  row(Rule::NoIdleInstance, 1024, 128, 128000, "no idle instance|executing 1,024 MB + 128 MB of 128,000 MB|accountMemoryMb");
  row(Rule::NoIdleInstance, 0, 128, 512, "no idle instance|executing 0 MB + 128 MB of 512 MB|reservedMb", true);
  row(Rule::AccountQuota, 128000, 3072, 128000, "account quota|executing 128,000 MB + 3,072 MB of 128,000 MB|accountMemoryMb");
  row(Rule::ReservedQuota, 256, 128, 256, "reserved quota|executing 256 MB + 128 MB of 256 MB|reservedMb");
  row(Rule::KeepAlive, 15 * s, 0, 15 * s, "keep-alive|idle for 15 s, keep-alive is 15 s|keepAliveSeconds");
  row(Rule::KeepAlive, 600 * s, 0, 600 * s, "keep-alive|idle for 10 min, keep-alive is 10 min|keepAliveSeconds");
  row(Rule::IdleInstance, s + s / 4, 0, 0, "idle instance|idle for 1.25 s|reuse");
  row(Rule::IdleInstance, 0, s / 50, 0, "idle instance|just free, the event waited 20 ms|reuse");
  row(Rule::StartingInstance, s / 4, 0, 65 * s, "starting instance|started 250 ms ago|initTimeoutSeconds");
  row(Rule::MaxInstances, 2, 1500, 2, "instance limit|2 of 2 instances in use, 1,500 events ahead|maxInstances");
  row(Rule::StartOrWait, s / 1000, s / 12, 0, "start or wait|an instance is expected free in 1 ms, a start takes 83 ms|startPolicy");
  row(Rule::StandingQueue, s / 20, s / 25, 7, "standing queue|7 events wait, without a break for 50 ms; one more instance after 40 ms|startPolicy");
  row(Rule::Burst, 500, 12 * s, 500, "burst limit|500 of 500 starts made, next window in 12 s|burstPerMinute");
  row(Rule::HostMemory, 5632, 128, 5700, "memory of this machine|instances 5,632 MB + 128 MB of 5,700 MB|hostMemoryMb");
  row(Rule::RunTimeout, 3 * s, 0, 3 * s, "timeout|running for 3 s, timeout is 3 s|timeoutSeconds");
  row(Rule::InitTimeout, 65 * s, 0, 65 * s, "initialisation timeout|starting for 65 s, initialisation timeout is 65 s|initTimeoutSeconds");
  row(Rule::ExecutionError, 430, 1, 2, "execution error|status 430, retry 1 of 2|retries");
  row(Rule::ExecutionError, 430, 0, 0, "execution error|status 430|retries");
  row(Rule::RetriesUsed, 3, 0, 2, "retries used up|3 attempts, 2 retries allowed|retries");
  row(Rule::MaxAge, 21660 * s, 0, 21600 * s, "too old|age at the next attempt 6 h 1 min, at most 6 h|maxAgeSeconds");
  row(Rule::ConfigChanged, 128, 256, 0, "new configuration|memory was 128 MB, now 256 MB|memoryMb");
  row(Rule::Success, 2'500'000, 0, 0, "success|ran 2.5 ms|");
}

void TestScalingWords::words() {
  QFETCH(int, rule);
  QFETCH(qlonglong, a);
  QFETCH(qlonglong, b);
  QFETCH(qlonglong, limit);
  QFETCH(bool, reserved);
  QFETCH(QString, text);
  const ReasonText words = describe(Reason{Rule(rule), a, b, limit, reserved});
  QCOMPARE(QString::fromStdString(words.rule + "|" + words.inputs + "|" + words.limit), text);
}

void TestScalingWords::everyRule() {
  QSet<QString> names;
  for (int i = int(Rule::None) + 1; i <= int(kLastRule); ++i) {
    const ReasonText words = describe(Reason{Rule(i), 1, 1, 1});
    QVERIFY2(!words.rule.empty() && !words.inputs.empty(), qPrintable(QString::number(i)));
    names += QString::fromStdString(words.rule);
  }
  QCOMPARE(names.size(), int(kLastRule));
  QVERIFY(describe(Reason{}).rule.empty());
}

QTEST_APPLESS_MAIN(TestScalingWords)
#include "tst_scalingwords.moc"

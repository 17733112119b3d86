// SPDX-License-Identifier: GPL-3.0-or-later
// One row per rule: a history, and the decisions it must give, in order.
#include "tests/unit/scaling/rulerows.h"
#include "tests/unit/scaling/script.h"
#include <QtTest>

class TestScalingRules : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void decisions_data();
  void decisions();
};

void row(const char* name, const char* script, const char* expected) {
  QTest::newRow(name) << QString::fromUtf8(script) << QString::fromUtf8(expected);
}

static QStringList lines(const QString& text) {
  QStringList result;
  for (const QString& line : text.split(QLatin1Char('\n')))
    if (!line.trimmed().isEmpty()) result += line.trimmed();
  return result;
}

void TestScalingRules::decisions_data() {
  QTest::addColumn<QString>("script");
  QTest::addColumn<QString>("expected");
  startsAndReuse();
  keepAlive();
  quotas();
  startOrWait();
  waiting();
  failures();
  retries();
  changes();
  severalAtATime();
  pulls();
  provisionedOnes();
  schedules();
  policies();
  groups();
}

void TestScalingRules::decisions() {
  QFETCH(QString, script);
  QFETCH(QString, expected);
  const QStringList is = playScript(script);
  if (is != lines(expected)) qWarning("%s", qPrintable(is.join(QLatin1Char('\n'))));  // whole: a comparison cuts long texts
  QCOMPARE(is.join(QLatin1Char('\n')), lines(expected).join(QLatin1Char('\n')));
}

QTEST_APPLESS_MAIN(TestScalingRules)
#include "tst_scalingrules.moc"

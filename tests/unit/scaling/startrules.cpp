// SPDX-License-Identifier: GPL-3.0-or-later
// Which instance runs an event, and how long an idle one stays.
#include "tests/unit/scaling/rulerows.h"
#include <QtTest>

void startsAndReuse() {
  row("cold then warm", R"(
    0 config keep=15
    0 sync 1
    0.2 ready A
    0.5 done A 1
    1 sync 2
    1.5 done A 2)",
      R"(
    0 start A for 1 (no idle instance)
    0.2 run A 1 cold (starting instance)
    0.5 finish 1 200 (success)
    1 run A 2 (idle instance)
    1.5 finish 2 200 (success))");
  row("one event, one instance", R"(
    0 config
    0 sync 1
    0 sync 2
    0.2 ready B
    0.3 ready A)",
      R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0.2 run B 2 cold (starting instance)
    0.3 run A 1 cold (starting instance))");
  const char* two = R"(
    0 config %1
    0 sync 1
    0 sync 2
    0.1 ready A
    0.1 ready B
    0.3 done B 2
    0.4 done A 1
    1 sync 3)";
  const char* before = R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0.1 run A 1 cold (starting instance)
    0.1 run B 2 cold (starting instance)
    0.3 finish 2 200 (success)
    0.4 finish 1 200 (success)
    1 run )";
  QTest::newRow("most recently used") << QString::fromUtf8(two).arg(QStringLiteral("keep=9"))
                                      << QString(QString::fromUtf8(before) + QStringLiteral("A 3 (idle instance)"));
  QTest::newRow("least recently used") << QString::fromUtf8(two).arg(QStringLiteral("reuse=lru"))
                                       << QString(QString::fromUtf8(before) + QStringLiteral("B 3 (idle instance)"));
  row("an unknown function", "0 sync 1", "0 reject 1 435 (function removed)");
  row("the same request twice", "0 config\n0 sync 1\n0 sync 1", "0 start A for 1 (no idle instance)\n0 late");
}

void keepAlive() {
  row("gone exactly at its keep-alive", R"(
    0 config keep=15
    0 sync 1
    0 ready A
    1 done A 1
    16 sync 2)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    16 stop A (keep-alive)
    16 start B for 2 (no idle instance))");
  row("alive just before it", R"(
    0 config keep=15
    0 sync 1
    0 ready A
    1 done A 1
    15.9 sync 2
    17 done A 2
    40 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    15.9 run A 2 (idle instance)
    17 finish 2 200 (success)
    32 stop A (keep-alive))");
  row("a shorter keep-alive counts for idle ones", R"(
    0 config keep=600
    0 sync 1
    0 ready A
    1 done A 1
    5 config keep=15
    40 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    16 stop A (keep-alive))");
  row("a longer one too", R"(
    0 config keep=15
    0 sync 1
    0 ready A
    1 done A 1
    5 config keep=30
    40 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    31 stop A (keep-alive))");
  row("keep-alive 0", R"(
    0 config keep=0
    0 sync 1
    0 ready A
    1 done A 1
    1 sync 2)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    1 stop A (keep-alive)
    1 start B for 2 (no idle instance))");
}

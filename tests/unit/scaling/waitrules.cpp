// SPDX-License-Identifier: GPL-3.0-or-later
// Start or wait: what an event does that finds no idle instance.
#include "tests/unit/scaling/rulerows.h"
#include <QtTest>

namespace {

struct Past {
  QString script, decisions;
};

/// A function whose start takes a second and of which eight warm runs of `run` seconds are known, before 100 s.
Past known(double run, const char* config) {
  Past past{QStringLiteral("0 config start=wait timeout=60 %1\n0 sync 80\n1 ready A\n2 done A 80\n").arg(QLatin1String(config)),
            QStringLiteral("0 start A for 80 (no idle instance)\n1 run A 80 cold (starting instance)\n2 finish 80 200 (success)\n")};
  for (int i = 0; i < 8; ++i) {
    const double at = 10 + 10 * i;
    past.script += QStringLiteral("%1 sync %2\n%3 done A %2\n").arg(at).arg(81 + i).arg(at + run);
    past.decisions += QStringLiteral("%1 run A %2 (idle instance)\n%3 finish %2 200 (success)\n").arg(at).arg(81 + i).arg(at + run);
  }
  return past;
}

void after(const Past& past, const char* name, const char* script, const char* decisions) {
  QTest::newRow(name) << past.script + QString::fromUtf8(script) << past.decisions + QString::fromUtf8(decisions);
}

}  // namespace

void startOrWait() {
  after(known(0.2, ""), "start or wait: a run ends sooner than a start", R"(
    100 sync 2
    100.1 sync 3
    100.2 done A 2)",
        R"(
    100 run A 2 (idle instance)
    100.1 wait 3 (start or wait)
    100.2 finish 2 200 (success)
    100.2 run A 3 (idle instance))");
  after(known(5, ""), "start or wait: a start is sooner", R"(
    100 sync 2
    100.1 sync 3)",
        R"(
    100 run A 2 (idle instance)
    100.1 start B for 3 (no idle instance))");
  after(known(0.2, ""), "start or wait: waiting was wrong", R"(
    100 sync 2
    100.1 sync 3
    109 tick)",
        R"(
    100 run A 2 (idle instance)
    100.1 wait 3 (start or wait)
    101.6 start B for 3 (no idle instance))");
  after(known(0.1, "keep=11"), "start or wait: a burst behind a known start", R"(
    100 sync 2
    100 sync 3
    100 sync 4
    100 sync 5)",
        R"(
    91.1 stop A (keep-alive)
    100 start B for 2 (no idle instance)
    100 wait 3 (start or wait)
    100 wait 4 (start or wait)
    100 start C for 5 (no idle instance))");
  after(known(0.2, "max=2"), "start or wait never passes maxInstances", R"(
    100 sync 2
    100.1 sync 3
    100.1 sync 4
    100.1 sync 5
    100.1 sync 6
    100.1 sync 7
    100.1 sync 8
    109 tick
    109 done A 2)",
        R"(
    100 run A 2 (idle instance)
    100.1 wait 3 (start or wait)
    100.1 wait 4 (start or wait)
    100.1 wait 5 (start or wait)
    100.1 wait 6 (start or wait)
    100.1 wait 7 (start or wait)
    100.1 start B for 8 (no idle instance)
    109 finish 2 200 (success)
    109 run A 3 (idle instance))");
  // A pause of the machine is no news of what is usual: one run of 8 s makes 0.2 s 0.275 s.
  after(known(0.2, ""), "start or wait: one long run changes little", R"(
    100 sync 2
    108 done A 2
    110 sync 3
    110 sync 4
    110 sync 5
    110 sync 6)",
        R"(
    100 run A 2 (idle instance)
    108 finish 2 200 (success)
    110 run A 3 (idle instance)
    110 wait 4 (start or wait)
    110 wait 5 (start or wait)
    110 wait 6 (start or wait))");
  row("start or wait: while nothing is known, events wait for the one start", R"(
    0 config start=wait timeout=60
    0 sync 1
    0 sync 2
    0 sync 3
    1 ready A
    1.2 done A 1
    1.4 done A 2)",
      R"(
    0 start A for 1 (no idle instance)
    0 wait 2 (starting instance)
    0 wait 3 (starting instance)
    1 run A 1 cold (starting instance)
    1.2 finish 1 200 (success)
    1.2 run A 2 (idle instance)
    1.4 finish 2 200 (success)
    1.4 run A 3 (idle instance))");
  row("start or wait: the first run is long, so each gets its own, one after the other", R"(
    0 config start=wait timeout=60
    0 sync 1
    0 sync 2
    0 sync 3
    1 ready A
    9 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 wait 2 (starting instance)
    0 wait 3 (starting instance)
    1 run A 1 cold (starting instance)
    1.5 start B for 2 (no idle instance)
    3 start C for 3 (no idle instance))");
  row("start or wait: a start of unknown length is waited for a second", R"(
    0 config start=wait timeout=60
    0 sync 1
    0 sync 2
    9 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 wait 2 (starting instance)
    1 start B for 2 (no idle instance))");
  // One run after the other for longer than a start takes.
  Past standing = known(0.5, "");
  standing.script += QStringLiteral("100 sync 2\n100 sync 3\n");
  standing.decisions += QStringLiteral("100 run A 2 (idle instance)\n100 wait 3 (start or wait)\n");
  for (int i = 0; i < 2; ++i) {
    const double at = 100.1 + 0.5 * i, end = 100.5 + 0.5 * i;
    standing.script += QStringLiteral("%1 sync %2\n%3 done A %4\n").arg(at).arg(4 + i).arg(end).arg(2 + i);
    standing.decisions += QStringLiteral("%1 wait %2 (start or wait)\n%3 finish %4 200 (success)\n%3 run A %5 (idle instance)\n")
                              .arg(at).arg(4 + i).arg(end).arg(2 + i).arg(3 + i);
  }
  after(standing, "start or wait: a queue that stands gets one more", "101.1 sync 6", "101.1 start B for 6 (standing queue)");
  // Two callers at one instance: the queue is empty for the moment that one of them takes to call again.
  Past turns = known(0.5, "");
  turns.script += QStringLiteral("100 sync 2\n100.2 sync 3\n");
  turns.decisions += QStringLiteral("100 run A 2 (idle instance)\n100.2 wait 3 (start or wait)\n");
  for (int i = 0; i < 2; ++i) {
    const double end = 100.5 + 0.5 * i;
    turns.script += QStringLiteral("%1 done A %2\n").arg(end).arg(2 + i);
    turns.decisions += QStringLiteral("%1 finish %2 200 (success)\n%1 run A %3 (idle instance)\n").arg(end).arg(2 + i).arg(3 + i);
    if (i == 1) break;
    turns.script += QStringLiteral("%1 sync %2\n").arg(end + 0.2).arg(4 + i);
    turns.decisions += QStringLiteral("%1 wait %2 (start or wait)\n").arg(end + 0.2).arg(4 + i);
  }
  after(turns, "start or wait: a queue that is empty for a moment stands", "101.3 sync 5", "101.3 start B for 5 (standing queue)");
  after(turns, "start or wait: one that was empty for longer does not", "101.5 done A 4\n103 sync 5\n103.1 sync 6",
        "101.5 finish 4 200 (success)\n103 run A 5 (idle instance)\n103.1 wait 6 (start or wait)");
}

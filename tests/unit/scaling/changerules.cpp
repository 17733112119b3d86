// SPDX-License-Identifier: GPL-3.0-or-later
// What changes of code and configuration, removals and cancellations do to what runs and waits.
#include "tests/unit/scaling/rulerows.h"
#include <QtTest>

void changes() {
  row("deploy while busy", R"(
    0 config max=2
    0 sync 1
    0 sync 2
    0 ready A
    0 ready B
    1 done B 2
    2 deploy
    2 sync 3
    2 sync 4
    2.5 ready C
    3 done A 1
    3.5 ready D)",
      R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0 run A 1 cold (starting instance)
    0 run B 2 cold (starting instance)
    1 finish 2 200 (success)
    2 stop B (new code)
    2 start C for 3 (no idle instance)
    2 wait 4 (instance limit)
    2.5 run C 3 cold (starting instance)
    3 finish 1 200 (success)
    3 stop A (new code)
    3 start D for 4 (no idle instance)
    3.5 run D 4 cold (starting instance))");
  row("deploy while starting", R"(
    0 config
    0 sync 1
    0.1 deploy
    0.2 ready A
    1 done A 1)",
      R"(
    0 start A for 1 (no idle instance)
    0.2 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    1 stop A (new code))");
  row("new memory replaces, nothing else does", R"(
    0 config mem=128
    0 sync 1
    0 ready A
    1 done A 1
    2 config timeout=9
    3 config mem=256)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    3 stop A (new configuration))");
  row("remove", R"(
    0 config max=2
    0 sync 1
    0 sync 2
    0 sync 3
    0 ready A
    0 ready B
    1 async 4
    1 done B 2 430
    2 remove
    2 sync 5
    3 done A 1 430
    3 remove)",
      R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0 wait 3 (instance limit)
    0 run A 1 cold (starting instance)
    0 run B 2 cold (starting instance)
    1 wait 4 (instance limit)
    1 finish 2 430 (execution error)
    1 run B 3 (idle instance)
    2 finish 4 435 (function removed)
    2 reject 5 435 (function removed)
    3 finish 1 430 (execution error)
    3 stop A (function removed)
    3 late)");
  row("terminate while running", R"(
    0 config
    0 sync 1
    0 ready A
    1 terminate 1
    1 terminate 1)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 499 (canceled)
    1 stop A (canceled)
    1 late)");
  row("terminate while starting: idle when ready", R"(
    0 config
    0 sync 1
    0.1 terminate 1
    0.2 ready A
    1 sync 2)",
      R"(
    0 start A for 1 (no idle instance)
    0.1 finish 1 499 (canceled)
    1 run A 2 cold (idle instance))");
  row("terminate while starting: the next one takes it", R"(
    0 config
    0 sync 1
    0.1 terminate 1
    0.2 sync 2
    0.3 ready A)",
      R"(
    0 start A for 1 (no idle instance)
    0.1 finish 1 499 (canceled)
    0.2 wait 2 (starting instance)
    0.3 run A 2 cold (starting instance))");
  row("terminate while waiting and retrying", R"(
    0 config max=1
    0 sync 1
    0 sync 2
    0.1 terminate 2
    0.2 ready A
    0.3 terminate 1
    1 limits burst=0
    1 async 3
    2 terminate 3
    100 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 wait 2 (instance limit)
    0.1 finish 2 499 (canceled)
    0.2 run A 1 cold (starting instance)
    0.3 finish 1 499 (canceled)
    0.3 stop A (canceled)
    1 retry 3 429 in 60 s (burst limit)
    2 finish 3 499 (canceled))");
  row("messages that come too late", "0 config\n0 ready A\n0 died A 439\n0 done A 1\n0 stopped A\n0 terminate 9\n0 deploy fn=7\n0 remove fn=7",
      "0 late\n0 late\n0 late\n0 late\n0 late\n0 late\n0 late");
}

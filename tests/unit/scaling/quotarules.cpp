// SPDX-License-Identifier: GPL-3.0-or-later
// What is refused, and what waits for what.
#include "tests/unit/scaling/rulerows.h"
#include <QtTest>

void quotas() {
  row("account quota, at it and past it", R"(
    0 limits account=256
    0 config mem=128
    0 sync 1
    0 sync 2
    0 sync 3
    0 ready A
    1 done A 1
    1 sync 4)",
      R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0 reject 3 432 (account quota)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    1 run A 4 (idle instance))");
  row("idle instances don't count, running them does", R"(
    0 limits account=256
    0 config mem=128
    0 config fn=2 mem=256
    0 sync 1
    0 ready A
    1 done A 1
    2 sync 2 fn=2
    2 sync 3)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    2 start B for 2 (no idle instance)
    2 reject 3 432 (account quota))");
  row("reserved quota is a limit", R"(
    0 config mem=128 reserved=128
    0 sync 1
    0 sync 2)",
      R"(
    0 start A for 1 (no idle instance)
    0 reject 2 432 (reserved quota))");
  row("and exclusive", R"(
    0 limits account=256
    0 config mem=128 reserved=128
    0 config fn=2 mem=128
    0 sync 1 fn=2
    0 sync 2 fn=2
    0 sync 3)",
      R"(
    0 start A for 1 (no idle instance)
    0 reject 2 432 (account quota)
    0 start B for 3 (no idle instance))");
  row("reserved 0 is off", R"(
    0 config reserved=0
    0 sync 1
    0 config reserved=-1
    0 sync 2)",
      R"(
    0 reject 1 432 (function is off)
    0 start A for 2 (no idle instance))");
  row("a lowered quota drains", R"(
    0 config mem=128
    0 sync 1
    0 sync 2
    0 ready A
    0 ready B
    1 limits account=128
    2 done A 1
    2 sync 3
    3 done B 2
    3 sync 4)",
      R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0 run A 1 cold (starting instance)
    0 run B 2 cold (starting instance)
    2 finish 1 200 (success)
    2 reject 3 432 (account quota)
    3 finish 2 200 (success)
    3 run B 4 (idle instance))");
  row("burst in fixed windows", R"(
    0 limits burst=2
    0 config
    58 sync 1
    59 sync 2
    59.9 sync 3
    60 sync 4
    61 sync 5
    61 sync 6)",
      R"(
    58 start A for 1 (no idle instance)
    59 start B for 2 (no idle instance)
    59.9 reject 3 429 (burst limit)
    60 start C for 4 (no idle instance)
    61 start D for 5 (no idle instance)
    61 reject 6 429 (burst limit))");
  row("host memory evicts the least recently used", R"(
    0 limits host=384
    0 config mem=128
    0 config fn=2 mem=256
    0 sync 1
    0 sync 2
    0 ready A
    0 ready B
    1 done B 2
    2 done A 1
    3 sync 3 fn=2
    3 sync 4 fn=2)",
      R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0 run A 1 cold (starting instance)
    0 run B 2 cold (starting instance)
    1 finish 2 200 (success)
    2 finish 1 200 (success)
    3 stop B (memory of this machine)
    3 start C for 3 (no idle instance)
    3 reject 4 432 (memory of this machine))");
  row("a lowered host memory stops idle ones", R"(
    0 config mem=128
    0 sync 1
    0 ready A
    1 done A 1
    2 limits host=127)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    2 stop A (memory of this machine))");
  row("memory that is limited while instances are idle: the least recently used goes, of any function", R"(
    0 config mem=128
    0 config fn=2 mem=128
    0 sync 1
    0 sync 2
    0 sync 3 fn=2
    0 ready A
    0 ready B
    0 ready C
    1 done B 2
    2 done C 3
    3 done A 1
    4 limits host=256
    5 limits host=0
    6 limits host=128)",
      R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0 start C for 3 (no idle instance)
    0 run A 1 cold (starting instance)
    0 run B 2 cold (starting instance)
    0 run C 3 cold (starting instance)
    1 finish 2 200 (success)
    2 finish 3 200 (success)
    3 finish 1 200 (success)
    4 stop B (memory of this machine)
    6 stop C (memory of this machine))");
  row("and busy ones when they end", R"(
    0 config mem=128
    0 sync 1
    0 ready A
    1 limits host=127
    2 done A 1)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    2 finish 1 200 (success)
    2 stop A (memory of this machine))");
}

void waiting() {
  row("maxInstances waits in order, never rejects", R"(
    0 limits account=128
    0 config mem=128 max=1
    0 sync 1
    0 sync 2
    0 async 3
    0.1 ready A
    1 done A 1
    2 done A 2
    3 done A 3)",
      R"(
    0 start A for 1 (no idle instance)
    0 wait 2 (instance limit)
    0 wait 3 (instance limit)
    0.1 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    1 run A 2 (idle instance)
    2 finish 2 200 (success)
    2 run A 3 (idle instance)
    3 finish 3 200 (success))");
  row("a raised maxInstances starts what waits", R"(
    0 config max=1
    0 sync 1
    0 sync 2
    0 sync 3
    1 config max=2)",
      R"(
    0 start A for 1 (no idle instance)
    0 wait 2 (instance limit)
    0 wait 3 (instance limit)
    1 start B for 2 (no idle instance))");
  row("what waits goes on after a death", R"(
    0 config max=1
    0 sync 1
    0 sync 2
    0.1 ready A
    0.2 died A 439)",
      R"(
    0 start A for 1 (no idle instance)
    0 wait 2 (instance limit)
    0.1 run A 1 cold (starting instance)
    0.2 finish 1 439 (instance died)
    0.2 start B for 2 (no idle instance))");
  row("pause holds arrivals, runs go on", R"(
    0 config
    0 sync 1
    0.1 pause
    0.2 ready A
    0.3 sync 2
    0.4 async 3
    1 done A 1
    2 resume)",
      R"(
    0 start A for 1 (no idle instance)
    0.2 run A 1 cold (starting instance)
    0.3 wait 2 (paused)
    0.4 wait 3 (paused)
    1 finish 1 200 (success)
    2 run A 2 (idle instance)
    2 start B for 3 (no idle instance))");
}

// SPDX-License-Identifier: GPL-3.0-or-later
// The policies beside the default, the sliding window, the memory of this machine.
#include "tests/unit/scaling/rulerows.h"
#include <QtTest>

void policies() {
  row("histogram: unloaded, back ahead of the event", R"(
    0 limits policy=histogram
    0 config
    0 sync 1
    0 ready A
    0 done A 1
    600 sync 2
    600 done A 2
    1200 tick
    1200 ready B
    1210 sync 3)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    0 finish 1 200 (success)
    600 run A 2 (idle instance)
    600 finish 2 200 (success)
    600 stop A (unloaded)
    1140 start B ahead (ahead of the next event)
    1210 run B 3 cold (idle instance))");
  row("histogram: gone when the event is no longer likely", R"(
    0 limits policy=histogram
    0 config
    0 sync 1
    0 ready A
    0 done A 1
    600 sync 2
    600 done A 2
    1150 ready B
    9999 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    0 finish 1 200 (success)
    600 run A 2 (idle instance)
    600 finish 2 200 (success)
    600 stop A (unloaded)
    1140 start B ahead (ahead of the next event)
    1336 stop B (keep-alive))");
  row("histogram: an event before its time starts one, and none comes ahead", R"(
    0 limits policy=histogram
    0 config timeout=900
    0 sync 1
    0 ready A
    0 done A 1
    600 sync 2
    600 done A 2
    900 sync 3
    901 ready B
    1140 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    0 finish 1 200 (success)
    600 run A 2 (idle instance)
    600 finish 2 200 (success)
    600 stop A (unloaded)
    900 start B for 3 (no idle instance)
    901 run B 3 cold (starting instance))");
  row("histogram: without a pattern four hours", R"(
    0 limits policy=histogram
    0 config keep=15
    0 sync 1
    0 ready A
    0 done A 1
    20000 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    0 finish 1 200 (success)
    14400 stop A (keep-alive))");
  row("greedy-dual: no keep-alive; the cheapest to lose goes", R"(
    0 limits policy=greedy host=384
    0 config mem=128 keep=1
    0 config fn=2 mem=128 keep=1
    0 config fn=3 mem=256 keep=1
    0 sync 1
    10 ready A
    10 done A 1
    20 sync 2 fn=2
    21 ready B
    21 done B 2
    5000 sync 3 fn=3
    5000 sync 4 fn=2)",
      R"(
    0 start A for 1 (no idle instance)
    10 run A 1 cold (starting instance)
    10 finish 1 200 (success)
    20 start B for 2 (no idle instance)
    21 run B 2 cold (starting instance)
    21 finish 2 200 (success)
    5000 stop B (least worth keeping)
    5000 start C for 3 (no idle instance)
    5000 stop A (least worth keeping)
    5000 start D for 4 (no idle instance))");
  row("greedy-dual: calls make an instance worth more", R"(
    0 limits policy=greedy host=256
    0 config mem=128
    0 config fn=2 mem=128
    0 config fn=3 mem=128
    0 sync 1
    1 ready A
    1 done A 1
    2 sync 2
    2 done A 2
    3 sync 3
    3 done A 3
    4 sync 4 fn=2
    6 ready B
    6 done B 4
    9 sync 5 fn=3)",
      R"(
    0 start A for 1 (no idle instance)
    1 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    2 run A 2 (idle instance)
    2 finish 2 200 (success)
    3 run A 3 (idle instance)
    3 finish 3 200 (success)
    4 start B for 4 (no idle instance)
    6 run B 4 cold (starting instance)
    6 finish 4 200 (success)
    9 stop B (least worth keeping)
    9 start C for 5 (no idle instance))");
  row("back to the fixed keep-alive", R"(
    0 limits policy=greedy
    0 config keep=15
    0 sync 1
    0 ready A
    0 done A 1
    1000 limits policy=fixed
    1001 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    0 finish 1 200 (success)
    1000 stop A (keep-alive))");
  row("start and wait: whichever is there first", R"(
    0 config start=both timeout=60 keep=30
    0 sync 1
    1 ready A
    2 sync 2
    2.5 done A 1
    3 ready B
    4 done A 2
    40 tick)",
      R"(
    0 start A for 1 (no idle instance)
    1 run A 1 cold (starting instance)
    2 start B for 2 (no idle instance)
    2.5 finish 1 200 (success)
    2.5 run A 2 (free slot)
    4 finish 2 200 (success)
    33 stop B (keep-alive)
    34 stop A (keep-alive))");
  row("a sliding window: no more starts in any minute", R"(
    0 limits burst=2 window=sliding
    0 config
    58 sync 1
    59 sync 2
    60 sync 3
    118 sync 4
    119 sync 5
    119 sync 6
    120 sync 7)",
      R"(
    58 start A for 1 (no idle instance)
    59 start B for 2 (no idle instance)
    60 reject 3 429 (burst limit)
    118 reject 4 429 (burst limit)
    119 start C for 5 (no idle instance)
    119 reject 6 429 (burst limit)
    120 start D for 7 (no idle instance))");
  row("what instances are measured to take counts for the machine", R"(
    0 limits host=100
    0 config mem=128 footprint=30
    0 sync 1
    0 sync 2
    0 sync 3
    0 sync 4
    1 ready A
    1 measured A 20
    2 sync 5
    3 measured A 60
    3 done A 1)",
      R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0 start C for 3 (no idle instance)
    0 reject 4 432 (memory of this machine)
    1 run A 1 cold (starting instance)
    2 start D for 5 (no idle instance)
    3 finish 1 200 (success)
    3 stop A (memory of this machine))");
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Instances that run several requests at a time, batches in the order of their partition, versions that share a quota.
#include "tests/unit/scaling/rulerows.h"
#include <QtTest>

void severalAtATime() {
  row("the most loaded instance with a free slot", R"(
    0 config conc=3 timeout=60
    0 sync 1
    1 ready A
    2 sync 2
    2 sync 3
    2 sync 4
    3 ready B
    3 sync 5
    4 done A 1
    5 sync 6
    5 sync 7
    5 sync 8)",
      R"(
    0 start A for 1 (no idle instance)
    1 run A 1 cold (starting instance)
    2 run A 2 (free slot)
    2 run A 3 (free slot)
    2 start B for 4 (no idle instance)
    3 run B 4 cold (starting instance)
    3 run B 5 (free slot)
    4 finish 1 200 (success)
    5 run B 6 (free slot)
    5 run A 7 (free slot)
    5 start C for 8 (no idle instance))");
  row("at its limit and one past it", R"(
    0 limits account=128
    0 config conc=2 timeout=60
    0 sync 1
    1 ready A
    2 sync 2
    2 sync 3)",
      R"(
    0 start A for 1 (no idle instance)
    1 run A 1 cold (starting instance)
    2 run A 2 (free slot)
    2 reject 3 432 (account quota))");
  row("a cold burst starts several, the first ready takes the others' events", R"(
    0 config conc=3 timeout=60 keep=10
    0 sync 1
    0 sync 2
    0 sync 3
    0 sync 4
    1 ready B
    2 ready A
    3 done B 2
    4 ready C
    5 ready D
    15 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0 start C for 3 (no idle instance)
    0 start D for 4 (no idle instance)
    1 run B 2 cold (starting instance)
    1 run B 1 (free slot)
    1 run B 3 (free slot)
    2 run A 4 cold (free slot)
    3 finish 2 200 (success)
    14 stop C (keep-alive)
    15 stop D (keep-alive))");
  row("a timeout ends that request alone", R"(
    0 config conc=2 timeout=3
    0 sync 1
    0 ready A
    1 sync 2
    3.5 done A 2)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 run A 2 (free slot)
    3 cancel A 1 433 (timeout)
    3 finish 1 433 (timeout)
    3.5 finish 2 200 (success))");
  row("memory and exit abort them all", R"(
    0 config conc=3 timeout=60 retries=2 interval=60
    0 sync 1
    0 ready A
    1 async 2
    1 sync 3
    2 died A 434
    3 sync 4
    3 ready B
    3 sync 5
    4 done B 4 439)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 run A 2 (free slot)
    1 run A 3 (free slot)
    2 finish 1 434 (instance died)
    2 retry 2 434 in 60 s attempt 1 (instance died)
    2 finish 3 434 (instance died)
    3 start B for 4 (no idle instance)
    3 run B 4 cold (starting instance)
    3 run B 5 (free slot)
    4 finish 4 439 (execution error)
    4 finish 5 439 (instance died)
    4 stop B (execution error))");
  row("a deploy drains them", R"(
    0 config conc=2 timeout=60
    0 sync 1
    0 ready A
    0 sync 2
    1 deploy
    2 sync 3
    3 done A 1
    4 sync 4
    5 done A 2)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    0 run A 2 (free slot)
    2 start B for 3 (no idle instance)
    3 finish 1 200 (success)
    4 start C for 4 (no idle instance)
    5 finish 2 200 (success)
    5 stop A (new code))");
  row("the memory of an instance counts once", R"(
    0 limits account=256
    0 config conc=2 timeout=60 mem=128
    0 config fn=2 mem=128
    0 sync 1
    0 ready A
    0 sync 2
    1 sync 3 fn=2
    2 done A 1
    2 sync 4 fn=2
    3 done A 2
    3 sync 5 fn=2)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    0 run A 2 (free slot)
    1 start B for 3 (no idle instance)
    2 finish 1 200 (success)
    2 reject 4 432 (account quota)
    3 finish 2 200 (success)
    3 start C for 5 (no idle instance))");
  row("one that is cancelled leaves the others", R"(
    0 config conc=2 timeout=60
    0 sync 1
    0 ready A
    0 sync 2
    1 terminate 1
    2 sync 3)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    0 run A 2 (free slot)
    1 finish 1 499 (canceled)
    2 run A 3 (free slot))");
}

void pulls() {
  row("one batch of a partition in flight, in order", R"(
    0 config timeout=60
    0 pull 1 part=1 off=10
    0 pull 2 part=1 off=20
    0 pull 3 part=2 off=5
    0 pull 4 part=1 off=30
    1 ready A
    1 ready B
    2 done A 1
    3 done A 2
    4 done A 4
    5 done B 3)",
      R"(
    0 start A for 1 (no idle instance)
    0 wait 2 (order of the partition)
    0 start B for 3 (no idle instance)
    0 wait 4 (order of the partition)
    1 run A 1 cold (starting instance)
    1 run B 3 cold (starting instance)
    2 finish 1 200 (success)
    2 ack 1:10 (success)
    2 run A 2 (idle instance)
    3 finish 2 200 (success)
    3 ack 1:20 (success)
    3 run A 4 (idle instance)
    4 finish 4 200 (success)
    4 ack 1:30 (success)
    5 finish 3 200 (success)
    5 ack 2:5 (success))");
  row("an error blocks the partition until the retries are used up", R"(
    0 config pullretries=1
    0 pull 1 part=1 off=10
    0 pull 2 part=1 off=20
    0 ready A
    1 done A 1 430
    3 done A 1 430
    4 done A 2)",
      R"(
    0 start A for 1 (no idle instance)
    0 wait 2 (order of the partition)
    0 run A 1 cold (starting instance)
    1 retry 1 430 in 1 s attempt 1 (execution error)
    2 run A 1 attempt 1 (idle instance)
    3 dead letter 1 430 (retries used up)
    3 nack 1:10 (retries used up)
    3 run A 2 (idle instance)
    4 finish 2 200 (success)
    4 ack 1:20 (success))");
  row("over the quota: longer and longer, never given up", R"(
    0 limits account=64
    0 config age=1
    0 pull 1 part=1 off=10
    30 limits account=128
    40 ready A
    41 done A 1)",
      R"(
    0 retry 1 432 in 1 s (account quota)
    1 retry 1 432 in 2 s (account quota)
    3 retry 1 432 in 4 s (account quota)
    7 retry 1 432 in 8 s (account quota)
    15 retry 1 432 in 16 s (account quota)
    31 start A for 1 (no idle instance)
    40 run A 1 cold (starting instance)
    41 finish 1 200 (success)
    41 ack 1:10 (success))");
  row("a batch that is cancelled, and one behind it", R"(
    0 config
    0 pull 1 part=1 off=10
    0 pull 2 part=1 off=20
    0 pull 3 part=1 off=30
    0 ready A
    1 terminate 2
    2 terminate 1
    2 ready B)",
      R"(
    0 start A for 1 (no idle instance)
    0 wait 2 (order of the partition)
    0 wait 3 (order of the partition)
    0 run A 1 cold (starting instance)
    1 finish 2 499 (canceled)
    2 finish 1 499 (canceled)
    2 nack 1:10 (canceled)
    2 stop A (canceled)
    2 start B for 3 (no idle instance)
    2 run B 3 cold (starting instance))");
  row("removed with batches behind each other", R"(
    0 config
    0 pull 1 part=1 off=10
    0 pull 2 part=1 off=20
    0 ready A
    1 remove
    2 done A 1)",
      R"(
    0 start A for 1 (no idle instance)
    0 wait 2 (order of the partition)
    0 run A 1 cold (starting instance)
    1 finish 2 435 (function removed)
    2 finish 1 200 (success)
    2 ack 1:10 (success)
    2 stop A (function removed))");
  row("a partition belongs to one function", R"(
    0 config
    0 config fn=2
    0 pull 1 part=1
    0 pull 2 part=1 fn=2)",
      R"(
    0 start A for 1 (no idle instance)
    0 late)");
}

void groups() {
  row("versions share the reserved quota", R"(
    0 config mem=128 reserved=256 group=1
    0 config fn=2 mem=128 reserved=256 group=1
    0 sync 1
    0 sync 2 fn=2
    0 sync 3
    0 sync 4 fn=2
    0 ready A
    1 done A 1
    1 sync 5 fn=2)",
      R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0 reject 3 432 (reserved quota)
    0 reject 4 432 (reserved quota)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    1 start C for 5 (no idle instance))");
  row("and it counts once against the account", R"(
    0 limits account=512
    0 config mem=128 reserved=256 group=1
    0 config fn=2 mem=128 reserved=256 group=1
    0 config fn=3 mem=128
    0 sync 1 fn=3
    0 sync 2 fn=3
    0 sync 3 fn=3
    1 remove fn=2
    1 sync 4 fn=3
    2 remove
    2 sync 5 fn=3)",
      R"(
    0 start A for 1 (no idle instance)
    0 start B for 2 (no idle instance)
    0 reject 3 432 (account quota)
    1 reject 4 432 (account quota)
    2 start C for 5 (no idle instance))");
  row("off is off for all versions", R"(
    0 config reserved=0 group=1
    0 config fn=2 reserved=0 group=1
    0 sync 1
    0 sync 2 fn=2)",
      R"(
    0 reject 1 432 (function is off)
    0 reject 2 432 (function is off))");
}

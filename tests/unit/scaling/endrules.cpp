// SPDX-License-Identifier: GPL-3.0-or-later
// How runs end, and what is tried again.
#include "tests/unit/scaling/rulerows.h"
#include <QtTest>

void failures() {
  row("run timeout", R"(
    0 config timeout=3
    0 sync 1
    0.5 ready A
    4 done A 1)",
      R"(
    0 start A for 1 (no idle instance)
    0.5 run A 1 cold (starting instance)
    3.5 cancel A 1 433 (timeout)
    3.5 finish 1 433 (timeout)
    3.5 stop A (timeout)
    4 late)");
  row("done at the very moment of the timeout", R"(
    0 config timeout=3
    0 sync 1
    0 ready A
    3 done A 1)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    3 finish 1 200 (success))");
  row("a second run has its own timeout", R"(
    0 config timeout=3
    0 sync 1
    0 ready A
    2 done A 1
    2 sync 2
    10 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    2 finish 1 200 (success)
    2 run A 2 (idle instance)
    5 cancel A 2 433 (timeout)
    5 finish 2 433 (timeout)
    5 stop A (timeout))");
  row("init timeout", R"(
    0 config init=65
    0 sync 1
    70 tick)",
      R"(
    0 start A for 1 (no idle instance)
    65 cancel A 1 450 (initialisation timeout)
    65 finish 1 450 (initialisation timeout)
    65 stop A (initialisation timeout))");
  row("init failed", R"(
    0 config
    0 sync 1
    1 initfailed A 437
    1 sync 2
    2 died B 439)",
      R"(
    0 start A for 1 (no idle instance)
    1 finish 1 437 (execution error)
    1 stop A (execution error)
    1 start B for 2 (no idle instance)
    2 finish 2 439 (instance died))");
  row("a user's error keeps the instance, memory doesn't", R"(
    0 config
    0 sync 1
    0 ready A
    1 done A 1 430
    1 sync 2
    2 done A 2 434)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 430 (execution error)
    1 run A 2 (idle instance)
    2 finish 2 434 (execution error)
    2 stop A (execution error))");
  row("an idle instance dies", R"(
    0 config
    0 sync 1
    0 ready A
    1 done A 1
    2 died A 439
    3 sync 2)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    3 start B for 2 (no idle instance))");
  row("a stop keeps its slot until stopped", R"(
    0 keep
    0 config keep=1
    0 sync 1
    0 ready A
    1 done A 1
    3 done A 1
    4 stopped A
    4 stopped A)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 finish 1 200 (success)
    2 stop A (keep-alive)
    3 late
    4 late)");
}

void retries() {
  row("async errors: twice more, then a dead letter", R"(
    0 config retries=2 interval=60
    0 async 1
    0 ready A
    1 done A 1 430
    61 done A 1 430
    62 tick
    63 done A 1 430
    200 tick)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 retry 1 430 in 60 s attempt 1 (execution error)
    61 late
    61 run A 1 attempt 1 (idle instance)
    63 retry 1 430 in 60 s attempt 2 (execution error)
    123 run A 1 attempt 2 (idle instance)
    126 cancel A 1 433 (timeout)
    126 dead letter 1 433 (retries used up)
    126 stop A (timeout))");
  row("no retries", R"(
    0 config retries=0
    0 async 1
    0 ready A
    1 done A 1 430)",
      R"(
    0 start A for 1 (no idle instance)
    0 run A 1 cold (starting instance)
    1 dead letter 1 430 (retries used up))");
  row("async over the quota: until it is too old", R"(
    0 limits account=127
    0 config interval=60 age=120 mem=128
    0 async 1
    500 tick)",
      R"(
    0 retry 1 432 in 60 s (account quota)
    60 retry 1 432 in 60 s (account quota)
    120 dead letter 1 432 (too old))");
  row("a refusal uses up no retry", R"(
    0 limits burst=0
    0 config retries=0 interval=60
    0 async 1
    30 limits burst=1
    60 tick
    60 ready A
    61 done A 1)",
      R"(
    0 retry 1 429 in 60 s (burst limit)
    60 start A for 1 (no idle instance)
    60 run A 1 cold (starting instance)
    61 finish 1 200 (success))");
  row("a platform error uses up no retry, its interval doubles", R"(
    0 config retries=0 interval=60 age=60
    0 async 1
    0 initfailed A 500
    1 tick
    2 died B 500
    4 tick
    8 died C 500)",
      R"(
    0 start A for 1 (no idle instance)
    0 retry 1 500 in 1 s (system error)
    0 stop A (execution error)
    1 start B for 1 (no idle instance)
    2 retry 1 500 in 2 s (system error)
    4 start C for 1 (no idle instance)
    8 retry 1 500 in 4 s (system error))");
  row("a system error's interval ends at 5 minutes, its age at the limit", R"(
    0 config age=1000
    0 async 1
    0 died A 500
    1 tick
    1 died B 500
    3 tick
    3 died C 500
    7 tick
    7 died D 500
    15 tick
    15 died E 500
    31 tick
    31 died F 500
    63 tick
    63 died G 500
    127 tick
    127 died H 500
    255 tick
    255 died I 500
    511 tick
    511 died J 500
    811 tick
    811 died K 500)",
      R"(
    0 start A for 1 (no idle instance)
    0 retry 1 500 in 1 s (system error)
    1 start B for 1 (no idle instance)
    1 retry 1 500 in 2 s (system error)
    3 start C for 1 (no idle instance)
    3 retry 1 500 in 4 s (system error)
    7 start D for 1 (no idle instance)
    7 retry 1 500 in 8 s (system error)
    15 start E for 1 (no idle instance)
    15 retry 1 500 in 16 s (system error)
    31 start F for 1 (no idle instance)
    31 retry 1 500 in 32 s (system error)
    63 start G for 1 (no idle instance)
    63 retry 1 500 in 64 s (system error)
    127 start H for 1 (no idle instance)
    127 retry 1 500 in 128 s (system error)
    255 start I for 1 (no idle instance)
    255 retry 1 500 in 256 s (system error)
    511 start J for 1 (no idle instance)
    511 retry 1 500 in 300 s (system error)
    811 start K for 1 (no idle instance)
    811 dead letter 1 500 (too old))");
  row("a stored event comes back after a restart", R"(
    100 config retries=2 age=90
    100 async 1 attempt=2 first=20
    100 ready A
    101 done A 1 430
    110 async 2 first=20
    110.5 async 3 first=20)",
      R"(
    100 start A for 1 (no idle instance)
    100 run A 1 cold attempt 2 (starting instance)
    101 dead letter 1 430 (retries used up)
    110 run A 2 (idle instance)
    110.5 dead letter 3 432 (too old))");
}

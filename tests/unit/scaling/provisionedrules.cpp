// SPDX-License-Identifier: GPL-3.0-or-later
// Provisioned concurrency: the ramp, what it is for, what replaces it, and what changes it by itself.
#include "tests/unit/scaling/rulerows.h"
#include <QtTest>

void provisionedOnes() {
  row("started ahead, used first, never reclaimed", R"(
    0 config keep=15
    0 provision 1
    1 ready A
    2 sync 1
    2 sync 2
    3 ready B
    4 done B 2
    5 done A 1
    6 sync 3
    7 done A 3
    100 tick)",
      R"(
    0 target 1 (provisioned)
    0 start A provisioned (provisioned)
    2 run A 1 cold (idle instance)
    2 start B for 2 (no idle instance)
    3 run B 2 cold (starting instance)
    4 finish 2 200 (success)
    5 finish 1 200 (success)
    6 run A 3 (idle instance)
    7 finish 3 200 (success)
    19 stop B (keep-alive))");
  row("its own ramp, apart from burst", R"(
    0 limits burst=1 ramp=2
    0 config
    10 provision 3
    11 sync 1
    11 sync 2
    60 tick)",
      R"(
    10 target 3 (provisioned)
    10 start A provisioned (provisioned)
    10 start B provisioned (provisioned)
    10 wait 0 (provisioned ramp)
    11 start C for 1 (no idle instance)
    11 reject 2 429 (burst limit)
    60 start D provisioned (provisioned))");
  row("a broken one is replaced", R"(
    0 config timeout=3
    0 provision 1
    1 ready A
    2 died A 439
    3 ready B
    4 sync 1
    8 tick)",
      R"(
    0 target 1 (provisioned)
    0 start A provisioned (provisioned)
    2 start B provisioned (provisioned)
    4 run B 1 cold (idle instance)
    7 cancel B 1 433 (timeout)
    7 finish 1 433 (timeout)
    7 stop B (timeout)
    7 start C provisioned (provisioned))");
  row("one that can't start is tried again more and more slowly", R"(
    0 config
    0 provision 1
    1 initfailed A 443
    11.5 initfailed B 443
    32 ready C)",
      R"(
    0 target 1 (provisioned)
    0 start A provisioned (provisioned)
    1 stop A (execution error)
    1 wait 0 (execution error)
    11 start B provisioned (provisioned)
    11.5 stop B (execution error)
    11.5 wait 0 (execution error)
    31.5 start C provisioned (provisioned))");
  row("more than the function's quota, not more than the account's", R"(
    0 limits account=384
    0 config mem=128 reserved=128
    0 provision 5
    1 ready A
    1 ready B
    2 sync 1
    2 sync 2
    3 limits account=512)",
      R"(
    0 target 5 (provisioned)
    0 start A provisioned (provisioned)
    0 start B provisioned (provisioned)
    0 start C provisioned (provisioned)
    0 wait 0 (account quota)
    2 run B 1 cold (idle instance)
    2 reject 2 432 (reserved quota)
    3 start D provisioned (provisioned)
    3 wait 0 (account quota))");
  row("fewer: starting ones first, then idle ones, busy ones go on", R"(
    0 config keep=15 timeout=60
    0 provision 3
    1 ready A
    1 ready B
    2 sync 1
    3 provision 0
    4 done B 1
    40 tick)",
      R"(
    0 target 3 (provisioned)
    0 start A provisioned (provisioned)
    0 start B provisioned (provisioned)
    0 start C provisioned (provisioned)
    2 run B 1 cold (idle instance)
    3 target 0 (provisioned)
    3 stop C (fewer provisioned)
    3 stop A (fewer provisioned)
    4 finish 1 200 (success)
    19 stop B (keep-alive))");
  row("new code replaces them", R"(
    0 config
    0 provision 1
    1 ready A
    2 sync 1
    3 deploy
    4 done A 1)",
      R"(
    0 target 1 (provisioned)
    0 start A provisioned (provisioned)
    2 run A 1 cold (idle instance)
    3 start B provisioned (provisioned)
    4 finish 1 200 (success)
    4 stop A (new code))");
  row("gone with the function", R"(
    0 config
    0 provision 1
    0 schedule 4 cron=0_*_*_*_*_*_*
    1 ready A
    2 remove
    200 tick)",
      R"(
    0 target 1 (provisioned)
    0 start A provisioned (provisioned)
    2 target 0 (function removed)
    2 stop A (fewer provisioned))");
  row("the account's memory holds them back until another version gives some up", R"(
    0 limits account=256
    0 config mem=128
    0 config fn=2 mem=128
    0 provision 2
    0 provision 1 fn=2
    1 ready A
    1 ready B
    2 provision 1)",
      R"(
    0 target 2 (provisioned)
    0 start A provisioned (provisioned)
    0 start B provisioned (provisioned)
    0 target 1 (provisioned)
    0 wait 0 (account quota)
    2 target 1 (provisioned)
    2 stop A (fewer provisioned)
    2 start C provisioned (provisioned))");
  row("memory of this machine holds them back", R"(
    0 limits host=128
    0 config mem=128
    0 provision 2
    10 limits host=256
    10 tick)",
      R"(
    0 target 2 (provisioned)
    0 start A provisioned (provisioned)
    0 wait 0 (memory of this machine)
    10 start B provisioned (provisioned))");
}

void schedules() {
  // The driver's clock shows 0 at 2024-01-01 00:00:00 UTC, 08:00 in the zone.
  row("a task counts until the next, in the zone's time", R"(
    0 limits unix=1704067200
    0 config
    0 schedule 2 cron=10_0_8_*_*_*_*
    0 schedule 1 cron=30_0_8_*_*_*_*
    11 ready A
    40 tick)",
      R"(
    0 target 0 (schedule)
    10 target 2 (schedule)
    10 start A provisioned (provisioned)
    10 start B provisioned (provisioned)
    30 target 1 (schedule)
    30 stop B (fewer provisioned))");
  row("of two at the same time the later one", R"(
    0 limits unix=1704067200
    0 config
    0 schedule 2 cron=10_0_8_*_*_*_*
    0 schedule 1 cron=10_0_8_1_1_*_2024
    20 tick)",
      R"(
    0 target 0 (schedule)
    10 target 1 (schedule)
    10 start A provisioned (provisioned))");
  row("ten tasks and no more", R"(
    0 config
    0 schedule 1 cron=0_0_8_*_*_*_*
    0 schedule 1 cron=0_0_8_*_*_*_*
    0 schedule 1 cron=0_0_8_*_*_*_*
    0 schedule 1 cron=0_0_8_*_*_*_*
    0 schedule 1 cron=0_0_8_*_*_*_*
    0 schedule 1 cron=0_0_8_*_*_*_*
    0 schedule 1 cron=0_0_8_*_*_*_*
    0 schedule 1 cron=0_0_8_*_*_*_*
    0 schedule 1 cron=0_0_8_*_*_*_*
    0 schedule 1 cron=0_0_8_*_*_*_*
    0 schedule 1 cron=0_0_8_*_*_*_*)",
      R"(
    0 target 0 (schedule)
    0 late)");
  row("no tasks any more: what is in force stays", R"(
    0 limits unix=1704067200
    0 config
    0 schedule 1 cron=10_0_8_*_*_*_*
    20 unschedule
    21 ready A
    100000 tick)",
      R"(
    0 target 0 (schedule)
    10 target 1 (schedule)
    10 start A provisioned (provisioned))");
  row("tracking: up at once, down ten minutes after the last change", R"(
    0 config timeout=900
    0 provision 1 util=50 least=1 most=3
    1 ready A
    2 sync 1
    10.5 ready B
    11 sync 2
    20.5 ready C
    30 done A 1
    30 done B 2
    630 tick)",
      R"(
    0 target 1 (provisioned)
    0 start A provisioned (provisioned)
    2 run A 1 cold (idle instance)
    10 target 2 (target tracking)
    10 start B provisioned (provisioned)
    11 run B 2 cold (idle instance)
    20 target 3 (target tracking)
    20 start C provisioned (provisioned)
    30 finish 1 200 (success)
    30 finish 2 200 (success)
    620 target 1 (target tracking)
    620 stop C (fewer provisioned)
    620 stop A (fewer provisioned))");
}

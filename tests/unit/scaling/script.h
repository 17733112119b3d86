// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStringList>

/// Plays a history to a core, the way the simulator drives it, and gives the decisions back, one line each with its time.
/// A line is "SECONDS VERB ARGUMENTS"; instances are letters in the order of their start, requests are numbers:
///   config mem=128 keep=15 [fn=2] ...     limits account=256 burst=2 host=512
///   sync 1 [fn=2] | async 1 | ready A | done A 1 [code] | died A code | initfailed A code | stopped A | terminate 1
///   deploy | remove | pause | resume | tick | measured A MB | pull 1 part=1 off=10
///   provision N [util=70 least=1 most=9] | schedule N cron=0_0_9_*_*_*_* (spaces as _) | unschedule
/// Stopped follows every stop by itself unless the script says "keep" first. A broken invariant is a line that says so.
QStringList playScript(const QString& script);

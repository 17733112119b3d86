// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A row of the table: a history (script.h) and the decisions it must give, in order. Only during decisions_data().
void row(const char* name, const char* script, const char* expected);

// The rows, by what they are about.
void startsAndReuse();
void keepAlive();
void quotas();
void waiting();
void startOrWait();
void failures();
void retries();
void changes();
void severalAtATime();
void pulls();
void provisionedOnes();
void schedules();
void policies();
void groups();

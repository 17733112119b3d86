// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStringList>

namespace scfdesk {

/// scfdesk simulate SPEC.json [--json]: needs no engine. Blocking; exit status 0 done, 1 the file can't be read or the spec is
/// wrong (said on stderr with its place), 2 wrong words. `words` without "simulate".
int runSimulate(const QStringList& words);
/// scfdesk replay FILE [--json]: replays the recording of a session file through the scaling core. Needs no engine. Exit status 0
/// when it decides as the live engine did, 3 when not (the first differing decision is said), 1 the file can't be read, 2 wrong words.
int runReplay(const QStringList& words);

}  // namespace scfdesk

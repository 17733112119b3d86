// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QStringList>

namespace scfdesk {

/// scfdesk simulate SPEC.json [--json]: needs no engine. Blocking; exit status 0 done, 1 the file can't be read or the spec is
/// wrong (said on stderr with its place), 2 wrong words. `words` without "simulate".
int runSimulate(const QStringList& words);

}  // namespace scfdesk

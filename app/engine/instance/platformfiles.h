// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/runtime/runtimes.h"

namespace scfdesk {

/// What programs that are no runtime of ours expect of SCF's system image, in the folder that instances see as /var/runtime.
namespace platformfiles {

/// Interpreters where SCF has them (facts/scf.md 2.1): /var/lang/node18/bin/node and so on, each the one that stands for it here.
/// /var/lang is `folder`/lang. Blocking, briefly.
void writeLanguages(const QString& folder, const QList<Interpreter>& found, const QHash<QString, QString>& chosen);
/// Where the locale of instances (en_US.UTF8) is found when the system has none of that name: shells complain otherwise. As an
/// environment entry, empty when there is nothing to do.
[[nodiscard]] QByteArray writeLocale(const QString& folder);

}  // namespace platformfiles

}  // namespace scfdesk

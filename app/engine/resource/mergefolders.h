// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <QStringList>

namespace scfdesk {

/// Makes `target` of the folders, one over the other: what a later one has replaces what earlier ones had of that name, folders are
/// joined. Files are linked, not copied, where the file system can. `mark` is what target.boot then holds. Blocking; a worker.
/// Errors: InvalidParameterValue.Layers when all is more than `mostBytes`, else diskError's.
Status mergeFolders(const QStringList& folders, const QString& target, int64_t mostBytes, const QByteArray& mark);

/// Whether two folders hold at most `mostBytes` together: code and its layers (facts/scf.md section 8). Blocking; a worker.
/// Error InvalidParameterValue.Layers with both sizes.
Status fitTogether(const QString& code, const QString& layers, int64_t mostBytes);

}  // namespace scfdesk

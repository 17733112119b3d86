// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"

namespace scfdesk {

/// A function's row: everything but id and key, as JSON. Pure; any thread. Unknown members are left alone when read,
/// missing ones keep their default, so that rows of older builds stay readable.
QByteArray functionToRow(const FunctionInfo& function);
/// `id` and `key` come from the row's own columns.
FunctionInfo functionFromRow(FunctionId id, const FunctionKey& key, const QByteArray& row);

/// All of a trigger but its key (namespace, function, type, name).
QByteArray triggerToRow(const TriggerInfo& trigger);
TriggerInfo triggerFromRow(const FunctionKey& function, const QString& type, const QString& name, const QByteArray& row);

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/trace.h"
#include "models/data/result.h"
#include <QByteArray>

namespace scfdesk::simulate {

/// A spec from its JSON text (contract.md). Mistakes are named with their place ("functions[0].service.mean: ..."); those of
/// the JSON itself with line and column. `folder`: where files of traces are looked for; "" = the working directory.
Result<Spec> specFromJson(const QByteArray& text, const std::string& folder = {});
/// The same; traces are read for as long as the context wants it.
Result<Spec> specFromJson(const QByteArray& text, const ReadContext& context);

}  // namespace scfdesk::simulate

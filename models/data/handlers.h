// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"

namespace scfdesk {

/// Whether a handler fits what is to run it: file.function for the languages; web functions and container images are started by
/// their own program, so theirs is free, as those of Go and custom runtimes are (facts/scf.md 1.7). `extras`: FunctionInfo::apiExtras.
/// Pure.
[[nodiscard]] Status checkHandler(const QString& handler, const QString& runtime, const QHash<QString, QString>& extras);
/// checkConfig() with that rule.
[[nodiscard]] Status checkConfig(const FunctionConfig& config, const QHash<QString, QString>& extras);

}  // namespace scfdesk

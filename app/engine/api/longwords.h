// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace scfdesk {

/// A refusal names what it refuses, and a name may be as long as the request: words of more than kLongWord characters are cut to the
/// first kShownOfWord and say so. Pure.
inline constexpr qsizetype kLongWord = 300, kShownOfWord = 100;
[[nodiscard]] QString withoutLongWords(const QString& text);

}  // namespace scfdesk

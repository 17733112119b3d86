// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace scfdesk::cli {

/// What a function has written, as a terminal may be shown it: line feeds and tabs stay, every other control character becomes its
/// picture ("\x1b" is shown as U+241B), C1 ones their number, and so do characters that turn the direction of the text. Nothing
/// it wrote can then move the cursor, set a title, or fill the clipboard. Pure.
[[nodiscard]] QString terminalText(const QString& text);

}  // namespace scfdesk::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace scfdesk {

/// As long as nobody listens, a CodeView is to assistive tools no more than a text field with a name. What QScintilla would make
/// counts all characters before the caret at every letter and every paint, which takes tens of milliseconds in 6 MB; it takes the
/// place of ours once a tool listens. Call it after an editor is made, since QScintilla installs its own then. GUI thread.
void installCodeAccessible();
/// Does a tool listen, as far as has been told since installCodeAccessible()? GUI thread.
[[nodiscard]] bool codeIsHeard();

}  // namespace scfdesk

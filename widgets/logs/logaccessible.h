// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace scfdesk {

/// Makes LogTable known to assistive tools as a table whose description counts the lines and reads the current one. The rows
/// are not objects of their own: there are a million. Safe to call more than once. GUI thread.
void installLogAccessible();

}  // namespace scfdesk

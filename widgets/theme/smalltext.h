// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace scfdesk {

/// Chinese below 13 px is never bold (design.md section 3): with `plain` the theme's UI fonts below that size are regular.
/// Set before the widgets are made; installTranslator does. GUI thread.
void setSmallTextPlain(bool plain);

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

namespace scfdesk {

/// GET /-/services as the design's picture of Services has it: some run, one starts, one is stopped, one is not installed.
[[nodiscard]] QByteArray fakeServices();

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

namespace scfdesk {

/// A random UUID (version 4) as text, 36 bytes. Any thread. Seeded once per thread from the system.
QByteArray newRequestId();

}  // namespace scfdesk

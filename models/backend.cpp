// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/backend.h"

namespace scfdesk {

Backend::Backend(QObject* parent) : QObject(parent) {}
Backend::~Backend() = default;

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections.h"
#include "models/modelhub.h"
#include <QVariant>

namespace scfdesk {
namespace {
constexpr const char* kProperty = "scfdesk_connections";
}

Connections* Connections::of(const ModelHub& hub) { return qobject_cast<Connections*>(hub.property(kProperty).value<QObject*>()); }
void Connections::attach(ModelHub& hub) { hub.setProperty(kProperty, QVariant::fromValue<QObject*>(this)); }

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/backend.h"

namespace scfdesk {

Backend::Backend(QObject* parent) : QObject(parent) {}
Backend::~Backend() = default;

void Backend::querySeconds(TimeUs, TimeUs, QObject* context, Reply<std::vector<SecondSample>> reply) {
  guarded<std::vector<SecondSample>>(context, std::move(reply))(std::vector<SecondSample>());
}

}  // namespace scfdesk

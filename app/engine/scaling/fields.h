// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/types.h"

/// The members of the core's values, for archives. A member that is added here changes both formats: raise their versions.
namespace scfdesk::scaling {

template <typename Archive>
void fields(Archive& archive, FnConfig& c) {
  archive(c.memMb, c.conc, c.timeout, c.initTimeout, c.keepAlive, c.reservedMb, c.group, c.maxInstances, c.footprintMb, c.startPolicy,
          c.reuse, c.retries, c.pullRetries, c.retryInterval, c.maxAge);
}
template <typename Archive>
void fields(Archive& archive, Limits& l) {
  archive(l.accountMb, l.unreservableMb, l.hostMb, l.burst, l.burstWindow, l.burstSliding, l.provisionedRamp, l.policy, l.unixTime,
          l.zoneSeconds);
}
template <typename Archive>
void fields(Archive& archive, Provision& p) {
  archive(p.count, p.tracking, p.utilizationPpm, p.least, p.most);
}
template <typename Archive>
void fields(Archive& archive, Cron& c) {
  archive(c.seconds, c.minutes, c.hours, c.days, c.months, c.weekdays, c.dayGiven, c.weekGiven, c.years);
}
template <typename Archive>
void fields(Archive& archive, ScheduledProvision& s) {
  archive(s.cron, s.provision);
}

}  // namespace scfdesk::scaling

namespace scfdesk {
/// Found by the name's namespace: Cron is not of the scaling core.
using scaling::fields;
}  // namespace scfdesk

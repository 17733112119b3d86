// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/instance.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

QString instanceStateName(InstanceState state) {
  switch (state) {
    case InstanceState::Starting: return u"starting"_s;
    case InstanceState::Init: return u"init"_s;
    case InstanceState::Busy: return u"busy"_s;
    case InstanceState::Idle: return u"idle"_s;
    case InstanceState::Frozen: return u"frozen"_s;
    case InstanceState::Gone: return u"reclaimed"_s;
  }
  return {};
}

QString instanceName(InstanceId id) {
  // Four hex digits that look different from one instance to the next: a multiplicative hash that visits every value once
  // before it repeats; past 65,536 instances the number grows by a digit.
  const uint32_t low = (id * 40503U) & 0xffffU;
  const uint32_t high = id >> 16;
  return u"i-"_s + (high ? QString::number(high, 16) : QString()) + QString::number(low, 16).rightJustified(4, u'0');
}

}  // namespace scfdesk

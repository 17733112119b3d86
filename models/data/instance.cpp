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

InstanceId instanceOf(const QString& name) {
  constexpr uint32_t kInverse = 30599;  // of instanceName's factor, modulo 65,536
  constexpr qsizetype kLowDigits = 4, kMostDigits = 8;
  const QString digits = name.startsWith(u"i-"_s, Qt::CaseInsensitive) ? name.mid(2) : QString();
  if (digits.size() < kLowDigits || digits.size() > kMostDigits) return 0;
  bool lowGood = false, highGood = digits.size() == kLowDigits;
  const uint32_t low = digits.right(kLowDigits).toUInt(&lowGood, 16);
  const uint32_t high = highGood ? 0 : digits.chopped(kLowDigits).toUInt(&highGood, 16);
  return lowGood && highGood ? (high << 16 | ((low * kInverse) & 0xffffU)) : 0;
}

}  // namespace scfdesk

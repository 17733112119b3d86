// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/triggertypes.h"
#include "app/engine/api/apijson.h"
#include "app/engine/trigger/ckafkatrigger.h"
#include "app/engine/trigger/clstrigger.h"
#include "app/engine/trigger/costrigger.h"
#include "app/engine/trigger/gatewaytrigger.h"
#include "app/engine/trigger/handtrigger.h"
#include "app/engine/trigger/queuetrigger.h"
#include "app/engine/trigger/redistrigger.h"
#include "app/engine/trigger/timertrigger.h"
#include "app/engine/trigger/topictrigger.h"
#include "app/engine/trigger/urltrigger.h"
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

Status plainName(const QString& name) { return checkTriggerName(name, kTriggerNameChars, {}); }

constexpr TriggerType kTypes[] = {
    {.name = "http", .source = Source::Url, .model = TriggerModel::Push, .mode = InvokeMode::Sync, .updatable = true, .switchable = true,
     .onePerQualifier = true, .keep = apijson::urlTriggerDesc, .checkName = plainName, .make = makeTrigger<UrlTrigger>, .conflict = nullptr},
    {.name = "timer", .source = Source::Timer, .model = TriggerModel::Push, .mode = InvokeMode::Async, .updatable = true, .switchable = true,
     .onePerQualifier = false, .keep = TimerTrigger::keep, .checkName = plainName, .make = makeTrigger<TimerTrigger>, .conflict = nullptr},
    {.name = "ckafka", .source = Source::Ckafka, .model = TriggerModel::Pull, .mode = InvokeMode::Sync, .updatable = true, .switchable = true,
     .onePerQualifier = false, .keep = CkafkaConfig::keep, .checkName = CkafkaConfig::checkName, .make = makeTrigger<CkafkaTrigger>, .conflict = nullptr},
    {.name = "cos", .source = Source::Cos, .model = TriggerModel::Push, .mode = InvokeMode::Async, .updatable = false, .switchable = true,
     .onePerQualifier = false, .keep = CosTrigger::keep, .checkName = CosTrigger::checkName, .make = makeTrigger<CosTrigger>, .conflict = CosTrigger::conflict},
    {.name = "apigw", .source = Source::Apigw, .model = TriggerModel::Push, .mode = InvokeMode::Sync, .updatable = false, .switchable = false,
     .onePerQualifier = false, .keep = GatewayTrigger::keep, .checkName = GatewayTrigger::checkName, .make = makeTrigger<GatewayTrigger>, .conflict = nullptr},
    {.name = "clb", .source = Source::Clb, .model = TriggerModel::Push, .mode = InvokeMode::Sync, .updatable = false, .switchable = false,
     .onePerQualifier = false, .keep = BalancerTrigger::keep, .checkName = plainName, .make = makeTrigger<BalancerTrigger>, .conflict = nullptr},
    {.name = "cmq", .source = Source::Cmq, .model = TriggerModel::Push, .mode = InvokeMode::Async, .updatable = false, .switchable = false,
     .onePerQualifier = false, .keep = TopicTrigger::keep, .checkName = TopicTrigger::checkName, .make = makeTrigger<TopicTrigger>, .conflict = nullptr},
    {.name = "cmqqueue", .source = Source::Cmq, .model = TriggerModel::Pull, .mode = InvokeMode::Sync, .updatable = true, .switchable = true,
     .onePerQualifier = false, .keep = QueueTrigger::keep, .checkName = TopicTrigger::checkName, .make = makeTrigger<QueueTrigger>, .conflict = QueueTrigger::conflict},
    {.name = "redisstream", .source = Source::Cmq, .model = TriggerModel::Pull, .mode = InvokeMode::Sync, .updatable = true, .switchable = true,
     .onePerQualifier = false, .keep = RedisConfig::keep, .checkName = TopicTrigger::checkName, .make = makeTrigger<RedisTrigger>, .conflict = RedisTrigger::conflict},
    {.name = "cls", .source = Source::Cls, .model = TriggerModel::Push, .mode = InvokeMode::Async, .updatable = false, .switchable = false,
     .onePerQualifier = false, .keep = ClsTrigger::keep, .checkName = ClsTrigger::checkName, .make = makeTrigger<ClsTrigger>, .conflict = nullptr},
    {.name = "mps", .source = Source::Mps, .model = TriggerModel::Push, .mode = InvokeMode::Async, .updatable = false, .switchable = false,
     .onePerQualifier = false, .keep = HandTrigger::keepMps, .checkName = plainName, .make = makeTrigger<HandTrigger>, .conflict = HandTrigger::conflictMps},
    {.name = "eb", .source = Source::Eb, .model = TriggerModel::Push, .mode = InvokeMode::Async, .updatable = false, .switchable = false,
     .onePerQualifier = false, .keep = HandTrigger::keepEb, .checkName = plainName, .make = makeTrigger<HandTrigger>, .conflict = nullptr},
};

}  // namespace

std::span<const TriggerType> triggerTypes() { return kTypes; }

const TriggerType* triggerType(const QString& name) {
  const auto it = std::find_if(std::begin(kTypes), std::end(kTypes), [&](const TriggerType& t) { return name == QLatin1String(t.name); });
  return it == std::end(kTypes) ? nullptr : &*it;
}

Status triggerFits(const TriggerInfo& wanted, const QList<TriggerInfo>& others) {
  const TriggerType* type = triggerType(wanted.type);
  if (!type) return Error{u"InvalidParameterValue.Type"_s, u"There is no trigger type `%1`."_s.arg(wanted.type), {}};
  int ofType = 0;
  for (const TriggerInfo& other : others) {
    if (other.urlId == wanted.urlId) continue;
    if (type->conflict && other.type == wanted.type)
      if (const Status apart = type->conflict(wanted, other); !apart) return apart;
    if (!(other.function == wanted.function)) continue;
    if (other.type == wanted.type) ++ofType;
    if (other.name == wanted.name && !(type->conflict && other.type == wanted.type))
      return Error{u"ResourceInUse.TriggerName"_s, u"The function has a trigger `%1` already."_s.arg(wanted.name), u"Take another name, or delete it first."_s};
    if (type->onePerQualifier && other.type == wanted.type && other.qualifier == wanted.qualifier)
      return Error{u"ResourceInUse.Trigger"_s, u"%1 of the function has a trigger of type %2 already: `%3`."_s.arg(wanted.qualifier, wanted.type, other.name), {}};
  }
  if (ofType < kTriggersPerFunctionType) return Done{};
  return Error{u"LimitExceeded.Trigger"_s, u"%1 has %2 triggers of type %3, as many as it may."_s.arg(wanted.function.name).arg(kTriggersPerFunctionType).arg(wanted.type), u"Delete one first."_s};
}

Status checkTriggerName(const QString& name, int most, QLatin1StringView more) {
  const auto letter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); };
  const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
  const bool first = !name.isEmpty() && (letter(name.front()) || (!more.isEmpty() && digit(name.front())));
  const bool good = first && name.size() <= most && std::all_of(name.begin(), name.end(), [&](QChar c) { return letter(c) || digit(c) || c == u'-' || c == u'_' || more.contains(c); });
  if (good) return Done{};
  return Error{u"InvalidParameterValue.TriggerName"_s,
               more.isEmpty() ? u"TriggerName must begin with a letter and have 1 to %1 letters, digits, - and _."_s.arg(most)
                              : u"TriggerName must begin with a letter or digit and have 1 to %1 letters, digits, -, _ and %2."_s.arg(most).arg(more), {}};
}

Error badTriggerDesc(const QString& message, const QString& example) {
  return {u"InvalidParameterValue.TriggerDesc"_s, message, example.isEmpty() ? QString() : QString(u"Example: "_s + example)};
}

Status checkCustomArgument(const QString& text) {
  if (text.toUtf8().size() <= kCustomArgumentBytes) return Done{};
  return Error{u"InvalidParameterValue.CustomArgument"_s, u"CustomArgument has %1 bytes; it may have %2."_s.arg(text.toUtf8().size()).arg(kCustomArgumentBytes), {}};
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/whywords.h"
#include "widgets/controls/enginewords.h"
#include <array>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {

struct Rule {
  const char* kind;  ///< empty = of any decision
  const char* rule;  ///< as the engine names it (scaling/describe.cpp)
  const char* sentence;
};

// The first that fits.
constexpr std::array kRules{
    Rule{"", "idle instance", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "An instance was idle, so it got the event: no start was needed.")},
    Rule{"", "free slot", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "An instance had room for another request, so it got the event.")},
    Rule{"", "no idle instance", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "No instance was idle and the quota had room, so one was started for the event.")},
    Rule{"", "starting instance", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "An instance was starting already, so the event waits for it.")},
    Rule{"", "standing queue", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Events have waited one behind the other for so long that one more instance is worth its start.")},
    Rule{"", "instance limit", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The function has as many instances as it may have, so the event waits for one.")},
    Rule{"", "start or wait", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "A busy instance will be free before a new one could be ready, so the event waits for it.")},
    Rule{"reject", "account quota", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Another instance would exceed the account's quota, so the event was refused with 432.")},
    Rule{"", "account quota", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Another instance would exceed the account's quota, so the event waits and is tried again.")},
    Rule{"reject", "reserved quota", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Another instance would exceed the function's reserved quota, so the event was refused with 432.")},
    Rule{"", "reserved quota", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Another instance would exceed the function's reserved quota, so the event waits and is tried again.")},
    Rule{"", "function is off", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The function is switched off: its reserved quota is 0.")},
    Rule{"reject", "burst limit", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "As many instances as a minute allows were started already, so the event was refused with 429.")},
    Rule{"", "burst limit", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "As many instances as a minute allows were started already, so the event waits for the next window.")},
    Rule{"stop", "memory of this machine", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "This machine has no memory left for idle instances, so one of them was stopped.")},
    Rule{"", "memory of this machine", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "This machine has no memory left for another instance.")},
    Rule{"", "least worth keeping", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Memory was needed, and this idle instance was the one least worth keeping.")},
    Rule{"", "keep-alive", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "It was idle for as long as idle instances are kept, so it was stopped.")},
    Rule{"", "timeout", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The event ran longer than the function's timeout, so its instance was stopped.")},
    Rule{"", "initialisation timeout", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The code took longer to load than its init timeout, so the instance was stopped.")},
    Rule{"retry", "execution error", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The attempt failed, so the event is tried again later.")},
    Rule{"stop", "execution error", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The run ended in a way that the instance cannot go on from, so it was replaced.")},
    Rule{"retry", "instance died", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The instance died while it ran the event, so the event is tried again later.")},
    Rule{"", "instance died", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The instance's process ended by itself.")},
    Rule{"", "system error", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The engine could not run the event, so it is tried again, at growing intervals.")},
    Rule{"", "new code", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The function has new code, so instances with the old code are stopped.")},
    Rule{"", "new configuration", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The function's configuration changed, so instances with the old one are stopped.")},
    Rule{"", "function removed", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The function was deleted, so its instances were stopped.")},
    Rule{"", "retry is due", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The event was refused before, and its next attempt was due.")},
    Rule{"nack", "retries used up", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The batch failed as often as it may be tried, so its partition goes on behind it.")},
    Rule{"", "retries used up", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The event failed as often as it may be tried, so it became a dead letter.")},
    Rule{"", "too old", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The event would be older than events may become, so it became a dead letter.")},
    Rule{"", "queue full", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The queue of async events is full, so the event became a dead letter.")},
    Rule{"", "paused", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Arrivals are paused, so the event waits until they are resumed.")},
    Rule{"", "canceled", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The caller gave the event up.")},
    Rule{"", "order of the partition", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Batches of a partition run one after the other, so this one waits.")},
    Rule{"start", "provisioned", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The function wants more provisioned instances than there are, so one was started.")},
    Rule{"", "provisioned ramp", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Provisioned instances start at a limited rate.")},
    Rule{"", "fewer provisioned", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Fewer provisioned instances are wanted than there were, so one was stopped.")},
    Rule{"", "target tracking", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The number of provisioned instances follows how much they are used.")},
    Rule{"", "schedule", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "A scheduled task set the number of provisioned instances.")},
    Rule{"", "unloaded", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "No event is expected soon, so the instance was stopped until one is.")},
    Rule{"", "ahead of the next event", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "The next event is expected soon, so an instance was started ahead of it.")},
};

struct Setting {
  const char* limit;  ///< as the engine names it
  const char* name;   ///< as the window names it
  const char* advice;
  WhyWords::Place place;
};

constexpr std::array kSettings{
    Setting{"accountMemoryMb", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Account quota"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "A higher account quota, or less memory a function, lets more run at once."), WhyWords::Place::Settings},
    Setting{"burstPerMinute", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Burst limit"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "A higher burst limit lets more instances start in a minute."), WhyWords::Place::Settings},
    Setting{"hostMemoryMb", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Memory of this machine"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "More memory for instances keeps more of them."), WhyWords::Place::Settings},
    Setting{"retryIntervalSeconds", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Retry interval"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "A shorter interval tries sooner."), WhyWords::Place::Settings},
    Setting{"reuse", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Reuse"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "It decides which of several idle instances gets the event."), WhyWords::Place::Settings},
    Setting{"keepAliveSeconds", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Keep-alive"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "A longer keep-alive saves cold starts; a shorter one frees memory sooner."), WhyWords::Place::Settings},
    Setting{"startPolicy", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Start policy"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "As SCF starts an instance for every event that finds none idle."), WhyWords::Place::Settings},
    Setting{"maxInstances", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Max instances"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "A higher limit, or none, lets more events run at once."), WhyWords::Place::Configuration},
    Setting{"timeoutSeconds", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Timeout"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "A longer timeout lets the event end."), WhyWords::Place::Configuration},
    Setting{"initTimeoutSeconds", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Init timeout"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "A longer init timeout lets slow code load."), WhyWords::Place::Configuration},
    Setting{"memoryMb", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Memory"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Memory decides how many instances the quota allows."), WhyWords::Place::Configuration},
    Setting{"reservedMb", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Reserved quota"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Set it with PutReservedConcurrencyConfig of the Cloud API."), WhyWords::Place::Api},
    Setting{"provisionedConcurrency", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Provisioned concurrency"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Set it with PutProvisionedConcurrencyConfig of the Cloud API."), WhyWords::Place::Api},
    Setting{"retries", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Retries of async events"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Set it with UpdateFunctionEventInvokeConfig of the Cloud API."), WhyWords::Place::Api},
    Setting{"maxAgeSeconds", QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Age limit of async events"), QT_TRANSLATE_NOOP("scfdesk::WhyWords", "Set it with UpdateFunctionEventInvokeConfig of the Cloud API."), WhyWords::Place::Api},
};

}  // namespace

QString WhyWords::titleOf(const Decision& d) {
  const QString instance = d.instance ? instanceName(d.instance) : QString();
  if (d.kind == "start"_L1) return tr("%1 started").arg(instance);
  if (d.kind == "stop"_L1) return tr("%1 stopped").arg(instance);
  if (d.kind == "wait"_L1) return tr("Event waited");
  if (d.kind == "reject"_L1) return tr("Event refused");
  if (d.kind == "retry"_L1) return tr("Event is tried again");
  if (d.kind == "run"_L1) return tr("Event given to %1").arg(instance);
  if (d.kind == "deadletter"_L1) return tr("Event became a dead letter");
  if (d.kind == "cancel"_L1) return tr("Event canceled");
  if (d.kind == "ack"_L1) return tr("Batch done");
  if (d.kind == "nack"_L1) return tr("Batch given up");
  return d.kind;
}

QString WhyWords::ruleOf(const Decision& d) {
  for (const Rule& one : kRules)
    if (d.rule == QLatin1StringView(one.rule) && (!*one.kind || d.kind == QLatin1StringView(one.kind))) return tr(one.sentence);
  return EngineWords::text(d.rule);
}

void WhyWords::settingOf(const Decision& d, const FunctionInfo* fn, Words& words) {
  for (const Setting& one : kSettings) {
    if (d.limit != QLatin1StringView(one.limit)) continue;
    words.setting = tr(one.name);
    words.advice = tr(one.advice);
    words.field = d.limit;
    words.place = one.place;
  }
  // What the function has of its own decides, not the engine's.
  const bool own = fn && ((d.limit == "keepAliveSeconds"_L1 && fn->overrides.keepAliveSeconds) || (d.limit == "startPolicy"_L1 && fn->overrides.startPolicy));
  if (own) words.place = Place::Configuration;
  if (words.place == Place::Configuration && !fn) words.place = Place::None;
}

WhyWords::Words WhyWords::of(const Decision& d, const FunctionInfo* fn) {
  Words words;
  words.title = titleOf(d);
  words.rule = ruleOf(d);
  words.inputs = EngineWords::text(d.inputs);
  if (!words.inputs.isEmpty()) words.inputs[0] = words.inputs[0].toUpper();
  settingOf(d, fn, words);
  return words;
}

}  // namespace scfdesk

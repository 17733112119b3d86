// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/types.h"

namespace scfdesk::scaling {

namespace {

std::string count(int64_t value) {
  std::string digits = std::to_string(value);
  const size_t first = value < 0 ? 1 : 0;
  for (size_t i = digits.size(); i > first + 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string megabytes(int64_t value) { return count(value) + " MB"; }

/// value / unit with at most `places` decimals, cut, without zeros at the end. Integers only: the text is the same everywhere.
std::string decimal(int64_t value, int64_t unit, int places) {
  std::string text = count(value / unit);
  std::string fraction;
  int64_t rest = value % unit;
  for (int i = 0; i < places; ++i) {
    unit /= 10;
    fraction += static_cast<char>('0' + rest / unit);
    rest %= unit;
  }
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? text : text + "." + fraction;
}

std::string duration(Ns ns) {
  constexpr Ns kMs = kSecond / 1000;
  if (ns < 0) ns = 0;
  if (ns < kSecond) return decimal(ns, kMs, ns < 10 * kMs ? 2 : 0) + " ms";
  if (ns < 120 * kSecond) return decimal(ns, kSecond, ns < 10 * kSecond ? 2 : 1) + " s";
  const int64_t minutes = ns / (60 * kSecond);
  const int64_t seconds = ns / kSecond % 60;
  if (minutes < 120) return std::to_string(minutes) + " min" + (seconds ? " " + std::to_string(seconds) + " s" : "");
  return std::to_string(minutes / 60) + " h" + (minutes % 60 ? " " + std::to_string(minutes % 60) + " min" : "");
}

std::string quotaText(const Reason& r) {
  return "executing " + megabytes(r.a) + " + " + megabytes(r.b) + " of " + megabytes(r.limit);
}

std::string statusText(const Reason& r) {
  std::string text = "status " + std::to_string(r.a);
  if (r.b > 0) text += ", retry " + std::to_string(r.b) + " of " + std::to_string(r.limit);
  return text;
}

std::string timeoutText(const char* doing, const char* limit, const Reason& r) {
  return std::string(doing) + " for " + duration(r.a) + ", " + limit + " is " + duration(r.limit);
}

}  // namespace

ReasonText describe(const Reason& r) {
  const char* quotaName = r.reserved ? "reservedMb" : "accountMemoryMb";
  switch (r.rule) {
    case Rule::None: return {};
    case Rule::IdleInstance:
      if (r.a == 0 && r.b > 0) return {"idle instance", "just free, the event waited " + duration(r.b), "reuse"};
      return {"idle instance", "idle for " + duration(r.a), "reuse"};
    case Rule::NoIdleInstance: return {"no idle instance", quotaText(r), quotaName};
    case Rule::StartingInstance: return {"starting instance", "started " + duration(r.a) + " ago", "initTimeoutSeconds"};
    case Rule::MaxInstances:
      return {"instance limit", count(r.a) + " of " + count(r.limit) + " instances in use, " + count(r.b) + " events ahead", "maxInstances"};
    case Rule::StartOrWait:
      return {"start or wait", "an instance is expected free in " + duration(r.a) + ", a start takes " + duration(r.b), "startPolicy"};
    case Rule::StandingQueue:
      return {"standing queue", count(r.limit) + " events wait, without a break for " + duration(r.a) + "; one more instance after " + duration(r.b), "startPolicy"};
    case Rule::AccountQuota: return {"account quota", quotaText(r), "accountMemoryMb"};
    case Rule::ReservedQuota: return {"reserved quota", quotaText(r), "reservedMb"};
    case Rule::FunctionOff: return {"function is off", "reserved quota is 0 MB", "reservedMb"};
    case Rule::Burst:
      return {"burst limit", count(r.a) + " of " + count(r.limit) + " starts made, next window in " + duration(r.b), "burstPerMinute"};
    case Rule::HostMemory:
      return {"memory of this machine",
              "instances " + megabytes(r.a) + (r.b ? " + " + megabytes(r.b) : std::string()) + " of " + megabytes(r.limit), "hostMemoryMb"};
    case Rule::KeepAlive: return {"keep-alive", timeoutText(r.b ? "never used, idle" : "idle", "keep-alive", r), "keepAliveSeconds"};
    case Rule::RunTimeout: return {"timeout", timeoutText("running", "timeout", r), "timeoutSeconds"};
    case Rule::InitTimeout: return {"initialisation timeout", timeoutText("starting", "initialisation timeout", r), "initTimeoutSeconds"};
    case Rule::ExecutionError: return {"execution error", statusText(r), "retries"};
    case Rule::InstanceDied: return {"instance died", statusText(r), "retries"};
    case Rule::NewCode: return {"new code", "the function has new code", {}};
    case Rule::ConfigChanged: return {"new configuration", "memory was " + megabytes(r.a) + ", now " + megabytes(r.b), "memoryMb"};
    case Rule::Removed: return {"function removed", "the function is gone", {}};
    case Rule::RetryDue: return {"retry is due", "refused " + duration(r.a) + " ago", "retryIntervalSeconds"};
    case Rule::RetriesUsed: return {"retries used up", count(r.a) + " attempts, " + count(r.limit) + " retries allowed", "retries"};
    case Rule::MaxAge: return {"too old", "age at the next attempt " + duration(r.a) + ", at most " + duration(r.limit), "maxAgeSeconds"};
    case Rule::QueueFull: return {"queue full", count(r.a) + " events queued, at most " + count(r.limit), "asyncQueue"};
    case Rule::Paused: return {"paused", "arrivals are held, " + count(r.a) + " events ahead", {}};
    case Rule::Canceled: return {"canceled", "the caller gave it up", {}};
    case Rule::Success: return {"success", "ran " + duration(r.a), {}};
    case Rule::FreeSlot:
      if (r.b > 0) return {"free slot", "just free, the event waited " + duration(r.b) + " for a start of its own", "startPolicy"};
      return {"free slot", count(r.a) + " of " + count(r.limit) + " requests in the instance", "maxConcurrency"};
    case Rule::PartitionOrder:
      return {"order of the partition", count(r.a) + " batches behind the one at offset " + count(r.b), {}};
    case Rule::SystemError: return {"system error", "status " + std::to_string(r.a) + ", try " + count(r.b) + ", intervals double up to 5 min", "maxAgeSeconds"};
    case Rule::Provisioned: return {"provisioned", count(r.a) + " of " + count(r.limit) + " provisioned instances exist", "provisionedConcurrency"};
    case Rule::ProvisionedRamp:
      return {"provisioned ramp", count(r.a) + " of " + count(r.limit) + " provisioned starts made, goes on in " + duration(r.b), "provisionedPerMinute"};
    case Rule::ProvisionedShrink:
      return {"fewer provisioned", count(r.a) + " provisioned instances, " + count(r.limit) + " wanted", "provisionedConcurrency"};
    case Rule::Tracking:
      return {"target tracking", count(r.a) + " executing at a wanted use of " + decimal(r.b, 10'000, 2) + " %: " + count(r.limit) + " instances",
              "trackingTarget"};
    case Rule::Schedule: return {"schedule", "task " + count(r.a) + ": " + count(r.limit) + " instances", "triggerActions"};
    case Rule::Unloaded:
      return {"unloaded", "the next event is expected in " + duration(r.a) + " at the earliest, in " + duration(r.b) + " at the latest", "policy"};
    case Rule::Prewarm: return {"ahead of the next event", "idle for " + duration(r.a) + ", the next event is expected within " + duration(r.b), "policy"};
    case Rule::GreedyDual:
      return {"least worth keeping", count(r.a) + " calls, a start takes " + duration(r.b) + ", memory is at " + megabytes(r.limit), "hostMemoryMb"};
  }
  return {};
}

}  // namespace scfdesk::scaling

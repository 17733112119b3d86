// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: provisioned concurrency of published versions (facts/scf.md 1.5, 1.6 and 7).
#include "app/engine/api/apijson.h"
#include "app/engine/api/cloudapi.h"
#include <algorithm>
#include <cmath>

namespace scfdesk {
namespace {
constexpr double kPpm = 1'000'000;

Error error(const char* code, const QString& message, const QString& next = {}) { return Error{QString::fromLatin1(code), message, next}; }

Status takeTracking(const ApiParams& params, ProvisionedConfig& config) {
  config.tracking = params.text("ProvisionedType").compare(QLatin1String("ConcurrencyUtilizationTracking"), Qt::CaseInsensitive) == 0;
  for (const char* name : {"TrackingTarget", "MinCapacity", "MaxCapacity"}) {
    if (config.tracking && !params.has(name)) return error("MissingParameter", QStringLiteral("Tracking is missing a required parameter `%1`.").arg(QLatin1String(name)));
    if (!config.tracking && params.has(name))
      return error("InvalidParameterValue", QStringLiteral("%1 has no meaning without the ProvisionedType ConcurrencyUtilizationTracking.").arg(QLatin1String(name)));
  }
  if (!config.tracking) return Done{};
  const double target = params.real("TrackingTarget", 0);
  if (!(target > 0 && target < 1)) return error("InvalidParameterValue", QStringLiteral("TrackingTarget must be above 0 and below 1, not %1.").arg(target));
  config.utilizationPpm = std::max(1, int(std::lround(target * kPpm)));
  config.least = int(params.number("MinCapacity", 0));
  config.most = int(params.number("MaxCapacity", 0));
  if (config.least > config.most) return error("InvalidParameterValue", QStringLiteral("MinCapacity %1 is above MaxCapacity %2.").arg(config.least).arg(config.most));
  if (config.count != 0) return error("InvalidParameterValue", QStringLiteral("VersionProvisionedConcurrencyNum must be 0 with tracking: it follows from the use."));
  return Done{};
}

Status takeTasks(const ApiParams& params, ProvisionedConfig& config) {
  for (const ApiParams& action : params.objects("TriggerActions")) {
    const ProvisionedConfig::Task task{action.text("TriggerName"), int(action.number("TriggerProvisionedConcurrencyNum", 0)), action.text("TriggerCronConfig")};
    if (std::any_of(config.tasks.begin(), config.tasks.end(), [&](const auto& t) { return t.name == task.name; }))
      return error("InvalidParameterValue.TriggerName", QStringLiteral("Two TriggerActions are called `%1`.").arg(task.name));
    CronError wrong;
    const bool seven = task.cron.simplified().count(QLatin1Char(' ')) == 6;
    if (!seven || !parseCron(task.cron.toStdString(), &wrong))
      return error("InvalidParameterValue", QStringLiteral("TriggerCronConfig of `%1`: %2.").arg(task.name, seven ? QString::fromStdString(wrong.message) : QStringLiteral("it must have seven fields: second minute hour day month week year")));
    config.tasks.append(task);
  }
  return Done{};
}
}  // namespace

Result<const FunctionInfo*> CloudApi::publishedVersion(const ApiParams& params) const {
  const auto function = find(params);
  if (!function) return function.error();
  const QString qualifier = params.text("Qualifier");
  const auto number = versionFromName(qualifier);
  if (!number || *number == 0)
    return error("InvalidParameterValue.Qualifier", QStringLiteral("Only a published version can have provisioned concurrency, not `%1`.").arg(qualifier.left(80)), QStringLiteral("PublishVersion makes one; give its number."));
  return versionOf(**function, qualifier);
}

int64_t CloudApi::provisionedMb(const FunctionInfo& function, bool peak, FunctionId but) const {
  int64_t sum = 0;
  for (const VersionInfo& v : function.versions) {
    const FunctionInfo* version = v.unit == but ? nullptr : m_engine.version(function, v.number);
    if (!version) continue;
    if (const auto state = m_engine.provisioned(*version)) sum += int64_t{peak ? state->config.peak() : state->target} * version->config.memoryMb;
  }
  return sum;
}

int64_t CloudApi::provisionedMbOfAll(bool peak, FunctionId but) const {
  int64_t sum = 0;
  for (const NamespaceInfo& ns : m_engine.namespaces())
    for (const FunctionInfo& f : m_engine.functions(ns.name)) sum += provisionedMb(f, peak, but);
  return sum;
}

void CloudApi::putProvisionedConcurrencyConfig(const ApiParams& params, Call&& call) {
  const auto found = publishedVersion(params);
  if (!found) return call.fail(found.error());
  const FunctionInfo& version = **found;
  if (version.status != FunctionStatus::Active)
    return call.fail(error("FailedOperation.FunctionVersionStatusNotActive", QStringLiteral("Version %1 of `%2` is %3.").arg(version.version).arg(version.key.name, statusName(version.status)), QStringLiteral("Wait until it is Active.")));
  ProvisionedConfig config;
  config.count = int(params.number("VersionProvisionedConcurrencyNum", 0));
  config.since = m_engine.nowUs() / 1'000'000;
  if (const Status status = takeTracking(params, config); !status) return call.fail(status.error());
  if (const Status status = takeTasks(params, config); !status) return call.fail(status.error());
  const FunctionInfo& function = **find(params);
  const int64_t wanted = int64_t{config.peak()} * version.config.memoryMb;
  const auto refuse = [&](const char* code, int64_t others, int64_t quota, const QString& whose) {
    call.fail(error(code, QStringLiteral("%1 instances of %2 MB and the %3 MB that are provisioned already are more than the %4 MB of %5.").arg(config.peak()).arg(version.config.memoryMb).arg(others).arg(quota).arg(whose)));
  };
  if (const auto quota = function.reservedMemoryMb) {
    const int64_t others = provisionedMb(function, true, version.id);
    if (wanted + others > *quota) return refuse("LimitExceeded.FunctionProvisionedConcurrencyMemory", others, *quota, QStringLiteral("the function's reserved quota"));
  }
  const int64_t others = provisionedMbOfAll(true, version.id), account = m_engine.settings().accountMemoryMb;
  if (wanted + others > account) return refuse("LimitExceeded.FunctionTotalProvisionedConcurrencyMemory", others, account, QStringLiteral("the account"));
  m_engine.setProvisioned(function.key, version.version, config, [call = std::move(call)](const Result<Done>& set) { set ? call.succeed() : call.fail(set.error()); });
}

void CloudApi::getProvisionedConcurrencyConfig(const ApiParams& params, Call&& call) {
  const auto found = find(params);
  if (!found) return call.fail(found.error());
  const FunctionInfo& function = **found;
  FunctionId only = 0;
  if (!params.text("Qualifier").isEmpty()) {
    const auto version = publishedVersion(params);
    if (!version) return call.fail(version.error());
    only = (*version)->id;
  }
  QByteArray list;
  for (const VersionInfo& v : function.versions) {
    const FunctionInfo* version = only == 0 || only == v.unit ? m_engine.version(function, v.number) : nullptr;
    const auto state = version ? m_engine.provisioned(*version) : std::nullopt;
    if (!state) continue;
    if (!list.isEmpty()) list += ',';
    list += apijson::provisionedText(v.number, *state);
  }
  const int64_t quota = function.reservedMemoryMb ? *function.reservedMemoryMb - provisionedMb(function, false)
                                                  : m_engine.settings().accountMemoryMb - provisionedMbOfAll(false);
  const int64_t left = std::max<int64_t>(quota, 0) / std::max(function.config.memoryMb, 1);
  call.succeed(QByteArray("\"UnallocatedConcurrencyNum\":" + QByteArray::number(qlonglong(left)) + ",\"Allocated\":[" + list + ']'));
}

void CloudApi::deleteProvisionedConcurrencyConfig(const ApiParams& params, Call&& call) {
  const auto version = publishedVersion(params);
  if (!version) return call.fail(version.error());
  m_engine.setProvisioned((*version)->key, (*version)->version, std::nullopt, [call = std::move(call)](const Result<Done>& set) { set ? call.succeed() : call.fail(set.error()); });
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/actiontable.h"
#include "app/engine/api/actionrules.h"
#include <algorithm>
#include <array>
#include <iterator>

namespace scfdesk {
namespace {
enum Group { Calls, Functions, Versions, Layers, TriggerGroup, Concurrency, Async, History, Namespaces, Domains };
constexpr ActionGroup kGroups[] = {
    {"done"},
    {"done; code comes as a zip. VpcConfig, PublicNetConfig, CfsConfig and container images are kept: a function of an image runs in the cloud only"},
    {"done"},
    {"done: up to five a function, merged read-only at `/opt`, the last one wins"},
    {"done for the types that are built in; another type is refused by name"},
    {"done"},
    {"done"},
    {"done, from the local history"},
    {"done; ResourceEnv is ignored"},
    {"kept: nothing answers under the name"},
};

#define SCFDESK_ERR_FIND "ResourceNotFound.Function|ResourceNotFound.Namespace"
#define SCFDESK_ERR_VERSION SCFDESK_ERR_FIND "|ResourceNotFound.Qualifier|ResourceNotFound.FunctionVersion"
#define SCFDESK_ERR_CODE \
  "InvalidParameterValue.Code|InvalidParameterValue.ZipFile|InvalidParameterValue.ZipFileBase64BinasciiError|MissingParameter.Code|UnsupportedOperation|UnsupportedOperation.Cos"
#define SCFDESK_ERR_CONFIG \
  "InvalidParameterValue.MemorySize|InvalidParameterValue.Handler|InvalidParameterValue.Environment|InvalidParameterValue.EnvironmentExceededLimit|InvalidParameterValue.EnvironmentSystemProtect|" \
  "InvalidParameterValue.Runtime|InvalidParameterValue.Layers|InvalidParameterValue.Type|InvalidParameterValue|LimitExceeded.Timeout|LimitExceeded.InitTimeout|LimitExceeded.Layers|ResourceNotFound.LayerVersion"
#define SCFDESK_ERR_ALIAS SCFDESK_ERR_FIND \
  "|InvalidParameterValue.Qualifier|InvalidParameterValue.Name|InvalidParameterValue.AdditionalVersionWeights|InvalidParameterValue.RoutingConfig|InvalidParameter.RoutingConfig|ResourceNotFound.FunctionVersion"
#define SCFDESK_ERR_TRIGGER SCFDESK_ERR_VERSION \
  "|InvalidParameterValue.TriggerName|InvalidParameterValue.TriggerDesc|InvalidParameterValue.Type|InvalidParameterValue.CustomArgument|InvalidParameterValue.Cmq|UnsupportedOperation.Trigger"
#define SCFDESK_ERR_INVOKE SCFDESK_ERR_VERSION \
  "|InvalidParameter.Payload|InvalidParameterValue|InvalidParameterValue.Param|FailedOperation.FunctionStatusError|FailedOperation.InvokeFunction|RequestLimitExceeded|ResourceLimitReached|ResourceLimit"

constexpr ActionInfo kActions[] = {
    {"Invoke", Calls, rules::kInvoke, SCFDESK_ERR_INVOKE "|InvalidParameterValue.InvokeType"},
    {"InvokeFunction", Calls, rules::kInvokeFunction, SCFDESK_ERR_INVOKE},
    {"CreateFunction", Functions, rules::kCreateFunction,
     SCFDESK_ERR_CODE "|" SCFDESK_ERR_CONFIG "|InvalidParameter.FunctionName|InvalidParameterValue.FunctionName|MissingParameter.Runtime|ResourceInUse.FunctionName|ResourceNotFound.Namespace|LimitExceeded.Function"},
    {"UpdateFunctionCode", Functions, rules::kUpdateFunctionCode,
     SCFDESK_ERR_FIND "|" SCFDESK_ERR_CODE "|InvalidParameterValue.Handler|FailedOperation.UpdateFunctionCode|FailedOperation.PublishVersion|LimitExceeded.FunctionVersion"},
    {"UpdateFunctionConfiguration", Functions, rules::kUpdateFunctionConfiguration,
     SCFDESK_ERR_FIND "|" SCFDESK_ERR_CONFIG "|FailedOperation.UpdateFunctionConfiguration|FailedOperation.PublishVersion|LimitExceeded.FunctionVersion"},
    {"GetFunction", Functions, rules::kGetFunction, SCFDESK_ERR_VERSION},
    {"ListFunctions", Functions, rules::kListFunctions, "ResourceNotFound.Namespace"},
    {"CopyFunction", Functions, rules::kCopyFunction,
     SCFDESK_ERR_FIND "|InvalidParameter.FunctionName|InvalidParameterValue.FunctionName|ResourceInUse.FunctionName|UnsupportedOperation.Region|LimitExceeded.Function|FailedOperation.FunctionStatusError"},
    {"DeleteFunction", Functions, rules::kDeleteFunction, SCFDESK_ERR_VERSION "|FailedOperation.DeleteFunction|InvalidParameterValue.Qualifier|UnsupportedOperation.AliasBind"},
    {"GetFunctionAddress", Functions, rules::kGetFunctionAddress, SCFDESK_ERR_VERSION},
    {"PublishVersion", Versions, rules::kPublishVersion, SCFDESK_ERR_FIND "|FailedOperation.PublishVersion|FailedOperation.FunctionStatusError|LimitExceeded.FunctionVersion"},
    {"ListVersionByFunction", Versions, rules::kListVersionByFunction, SCFDESK_ERR_FIND},
    {"DeleteFunctionVersion", Versions, rules::kDeleteFunctionVersion, SCFDESK_ERR_VERSION "|InvalidParameterValue.Qualifier|UnsupportedOperation.AliasBind"},
    {"CreateAlias", Versions, rules::kCreateAlias, SCFDESK_ERR_ALIAS "|ResourceInUse.Alias|LimitExceeded.Alias"},
    {"UpdateAlias", Versions, rules::kUpdateAlias, SCFDESK_ERR_ALIAS "|ResourceNotFound.Alias"},
    {"GetAlias", Versions, rules::kGetAlias, SCFDESK_ERR_FIND "|ResourceNotFound.Alias"},
    {"ListAliases", Versions, rules::kListAliases, SCFDESK_ERR_FIND "|InvalidParameterValue.Offset|InvalidParameterValue.Limit|InvalidParameterValue.Qualifier"},
    {"DeleteAlias", Versions, rules::kDeleteAlias, SCFDESK_ERR_FIND "|ResourceNotFound.Alias|FailedOperation.DeleteAlias"},
    {"PublishLayerVersion", Layers, rules::kPublishLayerVersion,
     SCFDESK_ERR_CODE "|InvalidParameterValue.LayerName|InvalidParameterValue.Content|InvalidParameterValue.CompatibleRuntimes|LimitExceeded.LayerVersions"},
    {"GetLayerVersion", Layers, rules::kLayerVersion, "ResourceNotFound.Layer|ResourceNotFound.LayerVersion"},
    {"ListLayers", Layers, rules::kListLayers, ""},
    {"ListLayerVersions", Layers, rules::kListLayerVersions, "ResourceNotFound.Layer"},
    {"DeleteLayerVersion", Layers, rules::kLayerVersion, "ResourceNotFound.Layer|ResourceNotFound.LayerVersion|ResourceInUse.LayerVersion"},
    {"CreateTrigger", TriggerGroup, rules::kCreateTrigger, SCFDESK_ERR_TRIGGER "|ResourceInUse.Trigger|ResourceInUse.TriggerName|LimitExceeded.Trigger|ResourceInUse.Cos"},
    {"UpdateTrigger", TriggerGroup, rules::kUpdateTrigger, SCFDESK_ERR_TRIGGER "|ResourceNotFound.Trigger|ResourceInUse.Cos"},
    {"UpdateTriggerStatus", TriggerGroup, rules::kUpdateTriggerStatus, SCFDESK_ERR_TRIGGER "|ResourceNotFound.Trigger|ResourceInUse.Cos"},
    {"ListTriggers", TriggerGroup, rules::kListTriggers, SCFDESK_ERR_FIND},
    {"DeleteTrigger", TriggerGroup, rules::kDeleteTrigger, SCFDESK_ERR_FIND "|InvalidParameterValue.Type|ResourceNotFound.Trigger"},
    {"PutReservedConcurrencyConfig", Concurrency, rules::kPutReservedConcurrencyConfig, SCFDESK_ERR_FIND "|LimitExceeded.FunctionReservedConcurrencyMemory"},
    {"GetReservedConcurrencyConfig", Concurrency, rules::kReservedConcurrencyConfig, SCFDESK_ERR_FIND},
    {"DeleteReservedConcurrencyConfig", Concurrency, rules::kReservedConcurrencyConfig, SCFDESK_ERR_FIND},
    {"PutProvisionedConcurrencyConfig", Concurrency, rules::kPutProvisionedConcurrencyConfig,
     SCFDESK_ERR_VERSION "|InvalidParameterValue.Qualifier|InvalidParameterValue|InvalidParameterValue.TriggerName|FailedOperation.FunctionVersionStatusNotActive|"
     "LimitExceeded.FunctionProvisionedConcurrencyMemory|LimitExceeded.FunctionTotalProvisionedConcurrencyMemory"},
    {"GetProvisionedConcurrencyConfig", Concurrency, rules::kGetProvisionedConcurrencyConfig, SCFDESK_ERR_VERSION "|InvalidParameterValue.Qualifier"},
    {"DeleteProvisionedConcurrencyConfig", Concurrency, rules::kDeleteProvisionedConcurrencyConfig, SCFDESK_ERR_VERSION "|InvalidParameterValue.Qualifier"},
    {"PutTotalConcurrencyConfig", Concurrency, rules::kPutTotalConcurrencyConfig, "ResourceNotFound.Namespace"},
    {"UpdateFunctionEventInvokeConfig", Async, rules::kUpdateFunctionEventInvokeConfig, SCFDESK_ERR_FIND "|LimitExceeded.RetryNum|LimitExceeded.MsgTTL"},
    {"GetFunctionEventInvokeConfig", Async, rules::kGetFunctionEventInvokeConfig, SCFDESK_ERR_FIND},
    {"GetAsyncEventStatus", Async, rules::kGetAsyncEventStatus, "ResourceNotFound.AsyncEvent"},
    {"ListAsyncEvents", Async, rules::kListAsyncEvents, SCFDESK_ERR_FIND "|InvalidParameterValue.Status|InvalidParameterValue.StartTimeOrEndTime"},
    {"TerminateAsyncEvent", Async, rules::kTerminateAsyncEvent, SCFDESK_ERR_FIND "|ResourceNotFound.AsyncEvent"},
    {"GetRequestStatus", History, rules::kGetRequestStatus, SCFDESK_ERR_FIND "|InvalidParameterValue.StartTimeOrEndTime"},
    {"GetFunctionLogs", History, rules::kGetFunctionLogs, SCFDESK_ERR_FIND "|InvalidParameterValue.StartTimeOrEndTime"},
    {"CreateNamespace", Namespaces, rules::kCreateNamespace, "InvalidParameterValue.Namespace|InvalidParameterValue.NamespaceInvalid|ResourceInUse.Namespace|LimitExceeded.Namespace"},
    {"UpdateNamespace", Namespaces, rules::kUpdateNamespace, "ResourceNotFound.Namespace|InvalidParameterValue.Description"},
    {"DeleteNamespace", Namespaces, rules::kDeleteNamespace, "ResourceNotFound.Namespace|FailedOperation.DeleteNamespace"},
    {"ListNamespaces", Namespaces, rules::kListNamespaces, "InvalidParameterValue.SearchKey"},
    {"GetAccount", Namespaces, {}, ""},
    {"CreateCustomDomain", Domains, rules::kCreateCustomDomain, SCFDESK_ERR_VERSION "|InvalidParameterValue|LimitExceeded|ResourceInUse"},
    {"UpdateCustomDomain", Domains, rules::kUpdateCustomDomain, SCFDESK_ERR_VERSION "|InvalidParameterValue|ResourceNotFound"},
    {"GetCustomDomain", Domains, rules::kCustomDomain, "ResourceNotFound"},
    {"ListCustomDomains", Domains, rules::kListCustomDomains, ""},
    {"DeleteCustomDomain", Domains, rules::kCustomDomain, "ResourceNotFound"},
};
#undef SCFDESK_ERR_FIND
#undef SCFDESK_ERR_VERSION
#undef SCFDESK_ERR_CODE
#undef SCFDESK_ERR_CONFIG
#undef SCFDESK_ERR_ALIAS
#undef SCFDESK_ERR_TRIGGER
#undef SCFDESK_ERR_INVOKE

constexpr std::array kCommon = {"AuthFailure.SecretIdNotFound", "AuthFailure.SignatureExpire", "AuthFailure.SignatureFailure", "InternalError", "InternalError.System", "InvalidParameter",
                                "MissingParameter", "NoSuchVersion", "UnknownParameter", "UnsupportedProtocol"};

void addCodes(std::span<const ParamRule> rules, QStringList& codes) {
  for (const ParamRule& rule : rules) {
    if (rule.words || rule.most >= rule.least) codes << QString::fromLatin1(rule.code);
    if (QLatin1String(rule.name) == QLatin1String("Filters")) codes << QStringLiteral("InvalidParameterValue.Filters");
    addCodes(rule.inside, codes);
  }
}
}  // namespace

std::span<const ActionInfo> actionTable() { return kActions; }
std::span<const ActionGroup> actionGroups() { return kGroups; }

const ActionInfo* actionInfo(QByteArrayView name) {
  const auto it = std::find_if(std::begin(kActions), std::end(kActions), [&](const ActionInfo& a) { return name == QByteArrayView(a.name); });
  return it == std::end(kActions) ? nullptr : &*it;
}

QStringList errorsOf(const ActionInfo& action) {
  QStringList codes = QString::fromLatin1(action.errors).split(QLatin1Char('|'), Qt::SkipEmptyParts);
  for (const char* code : kCommon) codes << QString::fromLatin1(code);
  addCodes(action.rules, codes);
  codes.sort();
  codes.removeDuplicates();
  return codes;
}

}  // namespace scfdesk

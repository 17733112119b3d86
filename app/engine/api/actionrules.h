// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/api/apiparams.h"
#include "app/engine/scaling/config.h"
#include "models/data/limits.h"

/// The parameters of each action that is built, from SCF's table (facts/scf.md 1.5 and 1.6), with their limits and the error that
/// breaking one gives: the one source for validation and its texts. Whatever is not here is an UnknownParameter.
namespace scfdesk::rules {

using P = ParamType;

constexpr ParamRule need(const char* name) { return {name, P::String, true}; }
constexpr ParamRule flag(const char* name) { return {name, P::Flag}; }
constexpr ParamRule whole(const char* name, bool required = false) { return {name, P::Integer, required}; }
constexpr ParamRule object(const char* name, std::span<const ParamRule> inside = {}, bool required = false) { return {name, P::Object, required, inside}; }
constexpr ParamRule list(const char* name, std::span<const ParamRule> inside = {}, bool required = false) { return {name, P::Array, required, inside}; }

inline constexpr int kMostListed = 100;
inline constexpr int kFilters = 10;
inline constexpr ParamRule kFunctionName = need("FunctionName"), kNamespace{"Namespace"}, kQualifier{"Qualifier"};
inline constexpr ParamRule kDescription = ParamRule{"Description"}.within(0, limits::kDescriptionChars, "InvalidParameterValue.Description");
inline constexpr ParamRule kOffset = whole("Offset").within(0, INT32_MAX, "InvalidParameterValue.Offset");
inline constexpr ParamRule kLimit = whole("Limit").within(0, kMostListed, "InvalidParameterValue.Limit");
inline constexpr ParamRule kOrder = ParamRule{"Order"}.of("ASC|DESC", "InvalidParameterValue.Order");
inline constexpr ParamRule kRoutingKey = ParamRule{"RoutingKey"};
inline constexpr ParamRule kLogType = ParamRule{"LogType"}.of("None|Tail", "InvalidParameterValue");

// Structures
inline constexpr ParamRule kImageConfig[] = {
    need("ImageType").of("personal|enterprise|public", "InvalidParameterValue.Code"), need("ImageUri"), {"RegistryId"}, {"EntryPoint"}, {"Command"}, {"Args"},
    {"ContainerImageAccelerate", P::Boolean}, whole("ImagePort").about(-1, 65535)};
inline constexpr ParamRule kLayerVersionSimple[] = {need("LayerName"), whole("LayerVersion", true).about(1, INT32_MAX)};
inline constexpr ParamRule kTag[] = {need("Key"), need("Value")};
inline constexpr ParamRule kPathRewrite[] = {need("Path"), need("Type"), need("Rewrite")};
inline constexpr ParamRule kEndpoint[] = {need("Namespace"), need("FunctionName"), need("Qualifier"), need("PathMatch"), list("PathRewrite", kPathRewrite)};
inline constexpr ParamRule kCertificate[] = {{"CertificateId"}};
inline constexpr ParamRule kWaf[] = {{"WafOpen"}, {"WafInstanceId"}};
inline constexpr ParamRule kCode[] = {
    {"CosBucketName"}, {"CosObjectName"}, {"ZipFile"}, {"CosBucketRegion"}, {"DemoId"}, {"TempCosObjectName"}, {"GitUrl"}, {"GitUserName"},
    {"GitPassword"}, {"GitPasswordSecret"}, {"GitBranch"}, {"GitDirectory"}, {"GitCommitId"}, {"GitUserNameSecret"}, object("ImageConfig", kImageConfig)};
inline constexpr ParamRule kVariable[] = {need("Key"), need("Value")};
inline constexpr ParamRule kEnvironment[] = {list("Variables", kVariable)};
inline constexpr ParamRule kFilter[] = {need("Name"), list("Values", {}, true)};
inline constexpr ParamRule kSearchKey[] = {need("Key"), need("Value")};
inline constexpr ParamRule kVersionWeight[] = {need("Version"), {"Weight", P::Number, true}};
inline constexpr ParamRule kVersionMatch[] = {need("Version"), need("Key"), need("Method").of("exact|range", "InvalidParameterValue.RoutingConfig"), need("Expression")};
inline constexpr ParamRule kRoutingConfig[] = {list("AdditionalVersionWeights", kVersionWeight), list("AddtionVersionMatchs", kVersionMatch)};
inline constexpr ParamRule kRetryConfig[] = {whole("RetryNum", true).about(0, limits::kAsyncRetries)};
inline constexpr ParamRule kAsyncTriggerConfig[] = {
    list("RetryConfig", kRetryConfig, true).within(1, 2, "InvalidParameterValue.AsyncTriggerConfig"), whole("MsgTTL", true).about(limits::kAsyncMinAgeSeconds, limits::kAsyncMaxAgeSeconds)};
inline constexpr ParamRule kTimeInterval[] = {need("Start"), need("End")};
inline constexpr ParamRule kLogFilter[] = {
    ParamRule{"RetCode"}.of("not0|is0|TimeLimitExceeded|ResourceLimitExceeded|UserCodeException", "InvalidParameterValue.Filters")};
inline constexpr ParamRule kLogSearchContext[] = {need("Offset"), whole("Limit", true).about(1, 10000), {"Keyword"}, {"Type"}};

inline constexpr ParamRule kVpc[] = {{"VpcId"}, {"SubnetId"}};
inline constexpr ParamRule kDeadLetter[] = {need("Type"), need("Name"), {"FilterType"}};
inline constexpr ParamRule kEip[] = {need("EipStatus")};
inline constexpr ParamRule kPublicNet[] = {need("PublicNetStatus"), object("EipConfig", kEip)};
inline constexpr ParamRule kCfsInstance[] = {
    need("UserId"), need("UserGroupId"), need("CfsId"), need("MountInsId"), need("LocalMountDir"), need("RemoteMountDir"), {"IpAddress"}, {"MountVpcId"}, {"MountSubnetId"}};
inline constexpr ParamRule kCfs[] = {list("CfsInsList", kCfsInstance, true)};
inline constexpr ParamRule kWebSocket[] = {whole("IdleTimeOut")};
inline constexpr ParamRule kProtocol[] = {object("WSParams", kWebSocket)};
inline constexpr ParamRule kMixNode[] = {{"NodeSpec"}, whole("Num")};
inline constexpr ParamRule kSession[] = {
    {"SessionSource"}, {"SessionName"}, whole("MaximumConcurrencySessionPerInstance"), whole("MaximumTTLInSeconds"), whole("MaximumIdleTimeInSeconds"), {"SessionPath"}, {"IdleTimeoutStrategy"}};
inline constexpr ParamRule kInstanceConcurrency[] = {
    {"DynamicEnabled"}, whole("MaxConcurrency"), {"InstanceIsolationEnabled"}, {"Type"}, list("MixNodeConfig", kMixNode), object("SessionConfig", kSession)};
inline constexpr ParamRule kIntranet[] = {need("IpFixed")};
inline constexpr ParamRule kNodeLabel[] = {need("Key"), need("Value")};
inline constexpr ParamRule kToleration[] = {{"Key"}, {"Operator"}, {"Effect"}, {"Value"}, whole("TolerationSeconds")};
inline constexpr ParamRule kTke[] = {
    need("ClusterID"), need("SubnetID"), need("Namespace"), {"DataPath"}, list("NodeSelector", kNodeLabel), list("Tolerations", kToleration), whole("Port"), {"PodTemplatePatch"}};
inline constexpr ParamRule kResourceEnv[] = {object("TKE", kTke), {"OFFLINE", P::Boolean}};

// Functions
inline constexpr ParamRule kCreateFunction[] = {
    kFunctionName, object("Code", kCode, true), {"Handler"}, kDescription, whole("MemorySize").about(64, limits::kMemoryMaxMb, "InvalidParameterValue.MemorySize"), whole("Timeout").about(1, limits::kTimeoutMaxSeconds), object("Environment", kEnvironment),
    {"Runtime"}, object("VpcConfig", kVpc), kNamespace, {"Role"}, flag("InstallDependency"), {"ClsLogsetId"}, {"ClsTopicId"},
    ParamRule{"Type"}.of("Event|HTTP", "InvalidParameterValue.Type"), {"CodeSource"}, list("Layers", kLayerVersionSimple), object("DeadLetterConfig", kDeadLetter),
    object("PublicNetConfig", kPublicNet), object("CfsConfig", kCfs), whole("InitTimeout").about(3, limits::kInitTimeoutMaxSeconds), list("Tags", kTag), flag("AsyncRunEnable"), flag("TraceEnable"),
    flag("AutoDeployClsTopicIndex"), flag("AutoCreateClsTopic"), {"ProtocolType"}, object("ProtocolParams", kProtocol), object("InstanceConcurrencyConfig", kInstanceConcurrency),
    flag("DnsCache"), object("IntranetConfig", kIntranet)};
inline constexpr ParamRule kUpdateFunctionCode[] = {
    kFunctionName, {"Handler"}, {"CosBucketName"}, {"CosObjectName"}, {"ZipFile"}, kNamespace, {"CosBucketRegion"}, flag("InstallDependency"),
    {"EnvId"}, flag("Publish"), object("Code", kCode), {"CodeSource"}};
inline constexpr ParamRule kUpdateFunctionConfiguration[] = {
    kFunctionName, kDescription, whole("MemorySize").about(64, limits::kMemoryMaxMb, "InvalidParameterValue.MemorySize"), whole("Timeout").about(1, limits::kTimeoutMaxSeconds), {"Runtime"}, object("Environment", kEnvironment), kNamespace,
    object("VpcConfig", kVpc), {"Role"}, flag("InstallDependency"), {"ClsLogsetId"}, {"ClsTopicId"}, flag("Publish"), flag("L5Enable"), list("Layers", kLayerVersionSimple),
    object("DeadLetterConfig", kDeadLetter), object("PublicNetConfig", kPublicNet), object("CfsConfig", kCfs), whole("InitTimeout").about(3, limits::kInitTimeoutMaxSeconds), object("ProtocolParams", kProtocol),
    object("InstanceConcurrencyConfig", kInstanceConcurrency), flag("DnsCache"), object("IntranetConfig", kIntranet), {"IgnoreSysLog", P::Boolean}};
inline constexpr ParamRule kDeleteFunction[] = {kFunctionName, kNamespace, kQualifier};
inline constexpr ParamRule kGetFunction[] = {kFunctionName, kQualifier, kNamespace, flag("ShowCode")};
inline constexpr ParamRule kGetFunctionAddress[] = {kFunctionName, kQualifier, kNamespace};
inline constexpr ParamRule kCopyFunction[] = {kFunctionName, need("NewFunctionName"), kNamespace, {"TargetNamespace"}, kDescription,
                                              {"TargetRegion"}, {"Override", P::Boolean}, {"CopyConfiguration", P::Boolean}};
inline constexpr ParamRule kListFunctions[] = {
    kOrder, ParamRule{"Orderby"}.of("AddTime|ModTime|FunctionName", "InvalidParameterValue.Orderby"), kOffset, kLimit, {"SearchKey"}, kNamespace,
    {"Description"}, list("Filters", kFilter).within(0, kFilters, "InvalidParameterValue.Filters")};
inline constexpr ParamRule kGetFunctionLogs[] = {
    kFunctionName, whole("Offset").within(0, INT32_MAX, "LimitExceeded.Offset"), whole("Limit").within(0, 10000, "InvalidParameterValue.Limit"), kOrder,
    ParamRule{"OrderBy"}.of("function_name|duration|mem_usage|start_time", "InvalidParameterValue.OrderBy"), object("Filter", kLogFilter), kNamespace,
    kQualifier, {"FunctionRequestId"}, {"StartTime"}, {"EndTime"}, object("SearchContext", kLogSearchContext)};
inline constexpr ParamRule kGetRequestStatus[] = {kFunctionName, need("FunctionRequestId"), kNamespace, {"StartTime"}, {"EndTime"}};

// Versions and aliases
inline constexpr ParamRule kPublishVersion[] = {kFunctionName, kDescription, kNamespace};
inline constexpr ParamRule kListVersionByFunction[] = {
    kFunctionName, kNamespace, kOffset, kLimit, kOrder, ParamRule{"OrderBy"}.of("AddTime|ModTime|Version", "InvalidParameterValue.OrderBy")};
inline constexpr ParamRule kDeleteFunctionVersion[] = {kFunctionName, need("Qualifier"), kNamespace, flag("ForceDelete")};
inline constexpr ParamRule kCreateAlias[] = {need("Name"), kFunctionName, need("FunctionVersion"), kNamespace, object("RoutingConfig", kRoutingConfig), kDescription};
inline constexpr ParamRule kUpdateAlias[] = {kFunctionName, need("Name"), need("FunctionVersion"), kNamespace, object("RoutingConfig", kRoutingConfig), kDescription};
inline constexpr ParamRule kGetAlias[] = {kFunctionName, need("Name"), kNamespace};
inline constexpr ParamRule kDeleteAlias[] = {kFunctionName, need("Name"), kNamespace};
inline constexpr ParamRule kListAliases[] = {kFunctionName, kNamespace, {"FunctionVersion"}, {"Offset"}, {"Limit"}};

// Namespaces and quotas
inline constexpr ParamRule kCreateNamespace[] = {need("Namespace"), kDescription, object("ResourceEnv", kResourceEnv)};
inline constexpr ParamRule kUpdateNamespace[] = {need("Namespace"), {"Description", P::String, true}};
inline constexpr ParamRule kDeleteNamespace[] = {need("Namespace")};
inline constexpr ParamRule kListNamespaces[] = {
    kLimit, kOffset, ParamRule{"Orderby"}.of("Name|AddTime|ModTime", "InvalidParameterValue.Orderby"), kOrder, list("SearchKey", kSearchKey)};
inline constexpr ParamRule kPutTotalConcurrencyConfig[] = {
    whole("TotalConcurrencyMem", true).within(64, 10'000'000, "LimitExceeded.TotalConcurrencyMemory"), kNamespace};
inline constexpr ParamRule kPutReservedConcurrencyConfig[] = {
    kFunctionName, whole("ReservedConcurrencyMem", true).within(0, 10'000'000, "LimitExceeded.FunctionReservedConcurrencyMemory"), kNamespace};
inline constexpr ParamRule kReservedConcurrencyConfig[] = {kFunctionName, kNamespace};

inline constexpr const char* kProvisionedTypes = "Default|ConcurrencyUtilizationTracking";
inline constexpr int kMostProvisioned = 100'000;
inline constexpr ParamRule kTriggerAction[] = {
    need("TriggerName").within(1, 60, "InvalidParameterValue.TriggerName"),
    whole("TriggerProvisionedConcurrencyNum", true).within(0, kMostProvisioned, "LimitExceeded.FunctionTotalProvisionedConcurrencyNum"),
    need("TriggerCronConfig"), ParamRule{"ProvisionedType"}.of("Default", "InvalidParameterValue")};
inline constexpr ParamRule kPutProvisionedConcurrencyConfig[] = {
    kFunctionName, need("Qualifier"),
    whole("VersionProvisionedConcurrencyNum", true).within(0, kMostProvisioned, "LimitExceeded.FunctionTotalProvisionedConcurrencyNum"), kNamespace,
    list("TriggerActions", kTriggerAction).within(0, scaling::kScheduledTasks, "LimitExceeded.Trigger"),
    ParamRule{"ProvisionedType"}.of(kProvisionedTypes, "InvalidParameterValue"), {"TrackingTarget", P::Number},
    whole("MinCapacity").within(1, kMostProvisioned, "InvalidParameterValue"),
    whole("MaxCapacity").within(1, kMostProvisioned, "LimitExceeded.FunctionTotalProvisionedConcurrencyNum")};
inline constexpr ParamRule kGetProvisionedConcurrencyConfig[] = {kFunctionName, kNamespace, kQualifier};
inline constexpr ParamRule kDeleteProvisionedConcurrencyConfig[] = {kFunctionName, need("Qualifier"), kNamespace};

// Calls
inline constexpr ParamRule kInvoke[] = {kFunctionName, {"InvocationType"}, kQualifier, {"ClientContext"}, kLogType, kNamespace, kRoutingKey};
inline constexpr ParamRule kInvokeFunction[] = {kFunctionName, kQualifier, {"Event"}, kLogType, kNamespace, kRoutingKey};
inline constexpr ParamRule kGetFunctionEventInvokeConfig[] = {kFunctionName, kNamespace, kQualifier};
inline constexpr ParamRule kUpdateFunctionEventInvokeConfig[] = {object("AsyncTriggerConfig", kAsyncTriggerConfig, true), kFunctionName, kNamespace};
inline constexpr ParamRule kGetAsyncEventStatus[] = {need("InvokeRequestId")};
inline constexpr ParamRule kListAsyncEvents[] = {
    kFunctionName, kNamespace, kQualifier, list("InvokeType"), list("Status"), object("StartTimeInterval", kTimeInterval),
    object("EndTimeInterval", kTimeInterval), kOrder, ParamRule{"Orderby"}.of("StartTime|EndTime", "InvalidParameterValue.Orderby"), kOffset, kLimit,
    {"InvokeRequestId"}};
inline constexpr ParamRule kTerminateAsyncEvent[] = {kFunctionName, need("InvokeRequestId"), kNamespace, {"GraceShutdown", P::Boolean}};

// Triggers
inline constexpr ParamRule kCreateTrigger[] = {
    kFunctionName, need("TriggerName"), need("Type"), {"TriggerDesc"}, kNamespace, kQualifier, ParamRule{"Enable"}.of("OPEN|CLOSE", "InvalidParameterValue.Enable"),
    {"CustomArgument"}, kDescription};
inline constexpr ParamRule kUpdateTrigger[] = {
    kFunctionName, need("TriggerName"), need("Type"), ParamRule{"Enable"}.of("OPEN|CLOSE", "InvalidParameterValue.Enable"), kQualifier, kNamespace,
    {"TriggerDesc"}, kDescription, {"CustomArgument"}};
inline constexpr ParamRule kUpdateTriggerStatus[] = {
    need("Enable").of("OPEN|CLOSE", "InvalidParameterValue.Enable"), kFunctionName, need("TriggerName"), need("Type"), kQualifier, kNamespace, {"TriggerDesc"}};
inline constexpr ParamRule kListTriggers[] = {
    kFunctionName, kNamespace, kOffset, kLimit, {"OrderBy"}, kOrder, list("Filters", kFilter).within(0, kFilters, "InvalidParameterValue.Filters")};
inline constexpr ParamRule kDeleteTrigger[] = {kFunctionName, need("TriggerName"), need("Type"), kNamespace, {"TriggerDesc"}, kQualifier};

// Layers
inline constexpr ParamRule kPublishLayerVersion[] = {
    need("LayerName").within(1, 64, "InvalidParameterValue.LayerName"), list("CompatibleRuntimes", {}, true), object("Content", kCode, true), kDescription, {"LicenseInfo"}, list("Tags", kTag)};
inline constexpr ParamRule kLayerVersion[] = {need("LayerName"), whole("LayerVersion", true).about(1, INT32_MAX)};
inline constexpr ParamRule kListLayers[] = {{"CompatibleRuntime"}, kOffset, kLimit, {"SearchKey"}};
inline constexpr ParamRule kListLayerVersions[] = {need("LayerName"), list("CompatibleRuntime")};

// Custom domains
inline constexpr const char* kProtocols = "HTTP|HTTPS|HTTP&HTTPS";
inline constexpr ParamRule kCreateCustomDomain[] = {
    need("Domain"), need("Protocol").of(kProtocols, "InvalidParameterValue"), list("EndpointsConfig", kEndpoint, true), object("CertConfig", kCertificate), object("WafConfig", kWaf), list("Tags", kTag)};
inline constexpr ParamRule kUpdateCustomDomain[] = {
    need("Domain"), ParamRule{"Protocol"}.of(kProtocols, "InvalidParameterValue"), object("CertConfig", kCertificate), object("WafConfig", kWaf), list("EndpointsConfig", kEndpoint)};
inline constexpr ParamRule kCustomDomain[] = {need("Domain")};
inline constexpr ParamRule kListCustomDomains[] = {
    kOffset, kLimit, {"OrderBy"}, kOrder, list("Filters", kFilter).within(0, kFilters, "InvalidParameterValue.Filters")};

}  // namespace scfdesk::rules

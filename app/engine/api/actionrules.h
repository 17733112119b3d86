// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/api/apiparams.h"
#include <array>

/// The parameters of each action that is built, from SCF's table (facts/scf.md 1.5). Whatever is not here is an UnknownParameter.
namespace scfdesk::rules {

using P = ParamType;

inline constexpr std::array<ParamRule, 31> kCreateFunction{{
    {"FunctionName", P::String, true}, {"Code", P::Object, true}, {"Handler"}, {"Description"}, {"MemorySize", P::Integer}, {"Timeout", P::Integer},
    {"Environment", P::Object}, {"Runtime"}, {"VpcConfig", P::Object}, {"Namespace"}, {"Role"}, {"InstallDependency", P::Flag}, {"ClsLogsetId"},
    {"ClsTopicId"}, {"Type"}, {"CodeSource"}, {"Layers", P::Array}, {"DeadLetterConfig", P::Object}, {"PublicNetConfig", P::Object},
    {"CfsConfig", P::Object}, {"InitTimeout", P::Integer}, {"Tags", P::Array}, {"AsyncRunEnable", P::Flag}, {"TraceEnable", P::Flag},
    {"AutoDeployClsTopicIndex", P::Flag}, {"AutoCreateClsTopic", P::Flag}, {"ProtocolType"}, {"ProtocolParams", P::Object},
    {"InstanceConcurrencyConfig", P::Object}, {"DnsCache", P::Flag}, {"IntranetConfig", P::Object}}};
inline constexpr std::array<ParamRule, 12> kUpdateFunctionCode{{
    {"FunctionName", P::String, true}, {"Handler"}, {"CosBucketName"}, {"CosObjectName"}, {"ZipFile"}, {"Namespace"}, {"CosBucketRegion"},
    {"InstallDependency", P::Flag}, {"EnvId"}, {"Publish", P::Flag}, {"Code", P::Object}, {"CodeSource"}}};
inline constexpr std::array<ParamRule, 24> kUpdateFunctionConfiguration{{
    {"FunctionName", P::String, true}, {"Description"}, {"MemorySize", P::Integer}, {"Timeout", P::Integer}, {"Runtime"}, {"Environment", P::Object},
    {"Namespace"}, {"VpcConfig", P::Object}, {"Role"}, {"InstallDependency", P::Flag}, {"ClsLogsetId"}, {"ClsTopicId"}, {"Publish", P::Flag},
    {"L5Enable", P::Flag}, {"Layers", P::Array}, {"DeadLetterConfig", P::Object}, {"PublicNetConfig", P::Object}, {"CfsConfig", P::Object},
    {"InitTimeout", P::Integer}, {"ProtocolParams", P::Object}, {"InstanceConcurrencyConfig", P::Object}, {"DnsCache", P::Flag},
    {"IntranetConfig", P::Object}, {"IgnoreSysLog", P::Boolean}}};
inline constexpr std::array<ParamRule, 3> kDeleteFunction{{{"FunctionName", P::String, true}, {"Namespace"}, {"Qualifier"}}};
inline constexpr std::array<ParamRule, 4> kGetFunction{{{"FunctionName", P::String, true}, {"Qualifier"}, {"Namespace"}, {"ShowCode", P::Flag}}};
inline constexpr std::array<ParamRule, 8> kListFunctions{{
    {"Order"}, {"Orderby"}, {"Offset", P::Integer}, {"Limit", P::Integer}, {"SearchKey"}, {"Namespace"}, {"Description"}, {"Filters", P::Array}}};
inline constexpr std::array<ParamRule, 5> kListNamespaces{{{"Limit", P::Integer}, {"Offset", P::Integer}, {"Orderby"}, {"Order"}, {"SearchKey", P::Array}}};
inline constexpr std::array<ParamRule, 7> kInvoke{{
    {"FunctionName", P::String, true}, {"InvocationType"}, {"Qualifier"}, {"ClientContext"}, {"LogType"}, {"Namespace"}, {"RoutingKey"}}};
inline constexpr std::array<ParamRule, 6> kInvokeFunction{{{"FunctionName", P::String, true}, {"Qualifier"}, {"Event"}, {"LogType"}, {"Namespace"}, {"RoutingKey"}}};
inline constexpr std::array<ParamRule, 9> kCreateTrigger{{
    {"FunctionName", P::String, true}, {"TriggerName", P::String, true}, {"Type", P::String, true}, {"TriggerDesc"}, {"Namespace"}, {"Qualifier"},
    {"Enable"}, {"CustomArgument"}, {"Description"}}};
inline constexpr std::array<ParamRule, 7> kListTriggers{{
    {"FunctionName", P::String, true}, {"Namespace"}, {"Offset", P::Integer}, {"Limit", P::Integer}, {"OrderBy"}, {"Order"}, {"Filters", P::Array}}};
inline constexpr std::array<ParamRule, 6> kDeleteTrigger{{
    {"FunctionName", P::String, true}, {"TriggerName", P::String, true}, {"Type", P::String, true}, {"Namespace"}, {"TriggerDesc"}, {"Qualifier"}}};

inline constexpr std::array<ParamRule, 15> kCode{{
    {"CosBucketName"}, {"CosObjectName"}, {"ZipFile"}, {"CosBucketRegion"}, {"DemoId"}, {"TempCosObjectName"}, {"GitUrl"}, {"GitUserName"},
    {"GitPassword"}, {"GitPasswordSecret"}, {"GitBranch"}, {"GitDirectory"}, {"GitCommitId"}, {"GitUserNameSecret"}, {"ImageConfig", P::Object}}};
inline constexpr std::array<ParamRule, 1> kEnvironment{{{"Variables", P::Array}}};
inline constexpr std::array<ParamRule, 2> kVariable{{{"Key", P::String, true}, {"Value", P::String, true}}};
inline constexpr std::array<ParamRule, 2> kFilter{{{"Name", P::String, true}, {"Values", P::Array, true}}};
inline constexpr std::array<ParamRule, 2> kSearchKey{{{"Key", P::String, true}, {"Value", P::String, true}}};

}  // namespace scfdesk::rules

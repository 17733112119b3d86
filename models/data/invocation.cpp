// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/invocation.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

QString statusCodeName(int code) {
  switch (code) {
    case status::kSuccess: return u"Success"_s;
    case status::kRunning: return u"Running"_s;
    case status::kInvalidEvent: return u"InvalidParameterValue"_s;
    case status::kContainerExited: return u"ContainerStateExited"_s;
    case status::kRequestTooLarge: return u"RequestTooLarge"_s;
    case status::kResponseTooLarge: return u"ResponseTooLarge"_s;
    case status::kWebResponseTooLarge: return u"ResponseTooLarge"_s;
    case status::kResourceLimit: return u"ResourceLimit"_s;
    case status::kUserException: return u"User code exception"_s;
    case status::kResourceLimitReached: return u"ResourceLimitReached"_s;
    case status::kTimeLimit: return u"TimeLimitReached"_s;
    case status::kMemoryLimit: return u"MemoryLimitReached"_s;
    case status::kFunctionNotFound: return u"FunctionNotFound"_s;
    case status::kHandlerNotFound: return u"HandlerNotFound"_s;
    case status::kFunctionStatus: return u"FunctionStatusError"_s;
    case status::kProcessExit: return u"User process exit"_s;
    case status::kUserCodeError: return u"UserCodeError"_s;
    case status::kPortBinding: return u"PortBindingFailed"_s;
    case 455: return u"WebSocketIdleTimeout"_s;
    case 456: return u"WebSocketClientClosed"_s;
    case status::kInitTimeout: return u"InitContainerTimeout"_s;
    case status::kCanceled: return u"RequestCanceled"_s;
    case status::kInternal: return u"InternalError"_s;
    default: return u"Code %1"_s.arg(code);
  }
}

int refusalStatus(const QString& errorCode) {
  if (errorCode == "InvalidParameterValue.Param"_L1) return status::kInvalidEvent;
  if (errorCode == "InvalidParameter.Payload"_L1) return status::kRequestTooLarge;
  if (errorCode == "ResourceLimit"_L1) return status::kResourceLimit;
  if (errorCode == "ResourceLimitReached"_L1) return status::kResourceLimitReached;
  if (errorCode.startsWith("ResourceNotFound.Function"_L1)) return status::kFunctionNotFound;
  if (errorCode == "FailedOperation.FunctionStatusError"_L1) return status::kFunctionStatus;
  if (errorCode == "RequestCanceled"_L1) return status::kCanceled;
  return status::kInternal;
}

QString sourceName(Source source) {
  switch (source) {
    case Source::Api: return u"api"_s;
    case Source::Console: return u"console"_s;
    case Source::Load: return u"load"_s;
    case Source::Url: return u"http"_s;
    case Source::Timer: return u"timer"_s;
    case Source::Apigw: return u"apigw"_s;
    case Source::Cos: return u"cos"_s;
    case Source::Ckafka: return u"ckafka"_s;
    case Source::Cmq: return u"cmq"_s;
    case Source::Cls: return u"cls"_s;
    case Source::Clb: return u"clb"_s;
    case Source::Mps: return u"mps"_s;
    case Source::Eb: return u"eb"_s;
  }
  return {};
}

QString birthWayName(BirthWay way) {
  switch (way) {
    case BirthWay::None: return {};
    case BirthWay::Spawn: return u"spawn"_s;
    case BirthWay::Prepared: return u"prepared"_s;
  }
  return {};
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/platformlog.h"
#include "models/data/limits.h"
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {

QByteArray ms(int64_t us) { return QByteArray::number(qlonglong((std::max<int64_t>(us, 0) + 500) / 1000)) + "ms"; }
QByteArray megabytes(int64_t bytes) { return QByteArray::number(double(bytes) / (1024 * 1024), 'f', 2) + "MB"; }
QByteArray dumped(const nlohmann::ordered_json& value) {
  return QByteArray::fromStdString(value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

}  // namespace

namespace platformlog {

QByteArray start(const QByteArray& requestId) { return "START RequestId:" + requestId; }

QByteArray initReport(const Invocation& v, int64_t moduleLoadUs, int64_t memoryBytes) {
  const int64_t pull = v.at.started - v.at.dispatched;
  const int64_t runtime = std::max<int64_t>(v.at.ready - v.at.started - moduleLoadUs, 0);
  return "Init Report RequestId: " + v.requestId + " Coldstart: " + ms(v.at.ready - v.at.dispatched) + " (PullCode: " + ms(pull) +
         " InitRuntime: " + ms(runtime) + " InitFunction: " + ms(moduleLoadUs) + ") Memory: " + QByteArray::number(v.memoryMb) +
         "MB MemUsage: " + megabytes(memoryBytes);
}

QByteArray runtime(const QByteArray& requestId, const QString& shown, const QString& interpreter) {
  return "Runtime RequestId:" + requestId + ' ' + shown.toUtf8() + ' ' + interpreter.toUtf8();
}

QByteArray error(const QByteArray& requestId, const QByteArray& reason) { return "ERROR RequestId:" + requestId + " Result:" + reason; }

QByteArray response(const QByteArray& requestId, const QByteArray& json) {
  QByteArray line = "Response RequestId:" + requestId + " RetMsg:";
  if (json.size() <= limits::kLogMessageBytes) return line + json;
  qsizetype cut = limits::kLogMessageBytes;
  while (cut > 0 && (static_cast<unsigned char>(json[cut]) & 0xc0) == 0x80) --cut;  // never inside a character
  return line + json.left(cut);
}

QByteArray end(const QByteArray& requestId) { return "END RequestId:" + requestId; }

QByteArray report(const Invocation& v) {
  return "Report RequestId:" + v.requestId + " Duration:" + QByteArray::number(qlonglong(v.billedMs)) + "ms Memory:" +
         QByteArray::number(v.memoryMb) + "MB MemUsage:" + QByteArray::number(double(v.peakMemoryBytes) / (1024 * 1024), 'f', 6) + "MB";
}

}  // namespace platformlog

QByteArray errorObject(int statusCode, const QByteArray& message, const QByteArray& requestId, const QByteArray& stackTrace) {
  nlohmann::ordered_json object{{"errorCode", -1}, {"errorMessage", message.toStdString()}, {"requestId", requestId.toStdString()}};
  if (!stackTrace.isEmpty()) object["stackTrace"] = stackTrace.toStdString();
  object["statusCode"] = statusCode;
  return dumped(object);
}

QByteArray errorMessage(int statusCode, const FunctionConfig& config) {
  switch (statusCode) {
    case status::kContainerExited: return "ContainerStateExitedByUser";
    case status::kWebResponseTooLarge:
    case status::kResponseTooLarge: return "The size of response exceeds the upper limit (6MB)";
    case status::kRequestTooLarge: return "RequestTooLarge";
    case status::kUserException: return "user code exception caught";
    case status::kTimeLimit: return "Invoking task timed out after " + QByteArray::number(config.timeoutSeconds) + " seconds";
    case status::kMemoryLimit: return "Task memory exceeded " + QByteArray::number(config.memoryMb) + " MB";
    case status::kFunctionNotFound: return "FunctionNotFound";
    case status::kHandlerNotFound: return "HandlerNotFound";
    case status::kFunctionStatus: return "FunctionStatusError";
    case status::kProcessExit: return "User process exit when running";
    case status::kUserCodeError: return "UserCodeError";
    case status::kPortBinding: return "context deadline exceeded";
    case 455: return "WebSocketIdleTimeout";
    case 456: return "WebSocketClientClosed";
    case status::kInitTimeout: return "InitContainerTimeout: initialisation took longer than " + QByteArray::number(config.initTimeoutSeconds) + " seconds";
    case status::kCanceled: return "RequestCanceled";
    default: return "InternalError";
  }
}

}  // namespace scfdesk

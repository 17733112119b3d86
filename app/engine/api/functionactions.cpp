// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: actions that change functions.
#include "app/engine/api/cloudapi.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/runtime/websettings.h"
#include "models/data/handlers.h"
#include "models/data/limits.h"
#include <climits>

namespace scfdesk {
namespace {
// Given back by GetFunction as they came; without effect in this engine.
constexpr const char* kExtras[] = {"VpcConfig", "InstallDependency", "ClsLogsetId", "ClsTopicId", "Type", "DeadLetterConfig", "PublicNetConfig",
                                   "CfsConfig", "Tags", "Layers", "AutoDeployClsTopicIndex", "AutoCreateClsTopic",
                                   "InstanceConcurrencyConfig", "ProtocolType", "ProtocolParams", "DnsCache", "IntranetConfig", "L5Enable", "IgnoreSysLog"};

Error error(const char* code, const QString& message, const QString& next = {}) { return Error{QString::fromLatin1(code), message, next}; }

QHash<QString, QString> extrasOf(const ApiParams& params) {
  QHash<QString, QString> extras;
  for (const char* name : kExtras)
    if (params.has(name)) extras.insert(QString::fromLatin1(name), params.jsonText(name));
  return extras;
}

int clamped(int64_t value) { return int(std::clamp<int64_t>(value, INT_MIN, INT_MAX)); }

QList<std::pair<QString, QString>> environmentOf(const ApiParams& params) {
  QList<std::pair<QString, QString>> list;
  for (const ApiParams& variable : params.object("Environment").objects("Variables")) list.append({variable.text("Key"), variable.text("Value")});
  return list;
}

Status checkIdle(const FunctionInfo& function, const char* code) {
  if (function.status != FunctionStatus::Creating && function.status != FunctionStatus::Publishing && function.status != FunctionStatus::Updating && function.status != FunctionStatus::Deleting) return Done{};
  return error(code, QStringLiteral("The function `%1` is %2; wait until it is Active.").arg(function.key.name, statusName(function.status)));
}
}  // namespace

Status checkCodeSource(const ApiParams& code, bool images) {
  if (code.has("DemoId")) return error("UnsupportedOperation", QStringLiteral("Code from a DemoId lies in Tencent's cloud and can't be had here."), QStringLiteral("Send the code in Code.ZipFile."));
  if (code.has("CosBucketName") || code.has("CosObjectName") || code.has("TempCosObjectName")) return error("UnsupportedOperation.Cos", QStringLiteral("Code from COS is not built into this local engine yet."), QStringLiteral("Send the code in Code.ZipFile."));
  if (code.has("GitUrl")) return error("UnsupportedOperation", QStringLiteral("Code from a Git repository is not offered any more, by SCF neither."), QStringLiteral("Send the code in Code.ZipFile."));
  if (!images && code.has("ImageConfig")) return error("InvalidParameterValue.Content", QStringLiteral("A layer is no container image."), QStringLiteral("Send it in Content.ZipFile."));
  if (code.has("ImageConfig") && code.has("ZipFile")) return error("InvalidParameterValue.Code", QStringLiteral("Code is either a ZipFile or an ImageConfig."));
  return Done{};
}

Result<QByteArray> decodeZip(QByteArrayView base64, int64_t maxBytes) {
  if (base64.isEmpty()) return error("InvalidParameterValue.ZipFile", QStringLiteral("The ZipFile is empty; a package of up to %1 MB is wanted.").arg(maxBytes / 1024 / 1024));
  if (base64.size() / 4 * 3 > maxBytes + 3) {
    return error("InvalidParameterValue.Code", QStringLiteral("The package is larger than %1 MB (%2 bytes), the most it may have.").arg(maxBytes / 1024 / 1024).arg(maxBytes));
  }
  const QByteArray raw = QByteArray::fromRawData(base64.data(), base64.size());
  auto decoded = QByteArray::fromBase64Encoding(raw, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
  if (!decoded || base64.size() % 4 != 0) return error("InvalidParameterValue.ZipFileBase64BinasciiError", QStringLiteral("The ZipFile is not valid base64: Incorrect padding."));
  if (decoded.decoded.size() > maxBytes) {
    return error("InvalidParameterValue.Code", QStringLiteral("The package has %1 bytes, more than %2 MB.").arg(decoded.decoded.size()).arg(maxBytes / 1024 / 1024));
  }
  if (!decoded.decoded.startsWith("PK\x03\x04") && !decoded.decoded.startsWith("PK\x05\x06")) return error("InvalidParameterValue.ZipFile", QStringLiteral("The ZipFile is not a zip archive."));
  return std::move(decoded.decoded);
}

bool cutZip(QByteArray& body, QByteArray& zip) {
  QByteArrayView found;
  const auto look = [&found](QByteArrayView object) {
    jsontext::ObjectScanner scan(object);
    QByteArrayView code;
    while (scan.next()) {
      if (scan.key() == QByteArrayView("ZipFile") && scan.isString() && found.isNull()) found = scan.value();
      if ((scan.key() == QByteArrayView("Code") || scan.key() == QByteArrayView("Content")) && scan.value().startsWith('{')) code = scan.value();
    }
    return scan.good() ? code : QByteArrayView();
  };
  const QByteArrayView code = look(body);
  if (!code.isEmpty() && found.isNull()) look(code);
  if (found.size() < 2) return false;
  auto text = jsontext::unescaped(found.sliced(1, found.size() - 2));
  if (!text) return false;
  zip = std::move(*text);
  body.remove(found.data() - body.constData() + 1, found.size() - 2);
  return true;
}

void CloudApi::createFunction(const ApiParams& params, Call&& call) {
  CreateFunction request;
  request.key = keyOf(params);
  if (const Status status = checkNamespace(request.key.ns); !status) return call.fail(status.error());
  if (const Status status = checkFunctionName(request.key.name); !status) return call.fail(status.error());
  FunctionConfig& config = request.config;
  const ApiParams code = params.object("Code");
  const bool image = code.has("ImageConfig");
  config.runtime = image ? QStringLiteral("CustomImage") : params.text("Runtime");
  if (config.runtime.isEmpty()) return call.fail(error("MissingParameter.Runtime", QStringLiteral("The request is missing the parameter `Runtime`."), QStringLiteral("Name one, for example Python3.10 or Nodejs18.15.")));
  config.handler = params.text("Handler", QStringLiteral("index.main_handler"));
  config.description = params.text("Description");
  config.memoryMb = clamped(params.number("MemorySize", limits::kMemoryDefaultMb));
  config.timeoutSeconds = clamped(params.number("Timeout", limits::kTimeoutDefaultSeconds));
  config.initTimeoutSeconds = clamped(params.number("InitTimeout", limits::kInitTimeoutDefaultSeconds));
  config.environment = environmentOf(params);
  config.asyncRun = params.flag("AsyncRunEnable", false);
  config.traceEnabled = params.flag("TraceEnable", false);
  request.apiExtras = extrasOf(params);
  if (const Status status = checkConfig(config, request.apiExtras); !status) return call.fail(status.error());
  if (const Status status = checkCodeSource(code, true); !status) return call.fail(status.error());
  request.role = params.text("Role");
  if (const Status status = checkWebSettings(request.apiExtras); !status) return call.fail(status.error());
  if (image) {
    request.apiExtras.insert(QStringLiteral("ImageConfig"), code.jsonText("ImageConfig"));
    return m_engine.createFunction(request, [call = std::move(call)](const Result<FunctionInfo>& result) { result ? call.succeed() : call.fail(result.error()); });
  }
  if (!code.has("ZipFile")) return call.fail(error("MissingParameter.Code", QStringLiteral("The request is missing the parameter `Code.ZipFile`."), QStringLiteral("Send the package as base64 of a zip.")));
  auto zip = decodeZip(m_hasZip ? m_zip : code.bytes("ZipFile"), limits::kZipBytes);
  if (!zip) return call.fail(zip.error());
  request.code.zip = std::move(zip).value();
  m_engine.createFunction(request, [call = std::move(call)](const Result<FunctionInfo>& result) { result ? call.succeed() : call.fail(result.error()); });
}

void CloudApi::updateFunctionCode(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  if (const Status status = checkIdle(**function, "FailedOperation.UpdateFunctionCode"); !status) return call.fail(status.error());
  const ApiParams code = params.object("Code");
  if (const Status status = checkCodeSource(code, true); !status) return call.fail(status.error());
  if (const Status status = checkCodeSource(params, true); !status) return call.fail(status.error());
  const bool wasImage = (*function)->config.runtime == QLatin1String("CustomImage");
  if (wasImage != code.has("ImageConfig"))
    return call.fail(error("InvalidParameterValue.Code", wasImage ? QStringLiteral("The function `%1` is made of a container image.").arg((*function)->key.name)
                                                                  : QStringLiteral("The function `%1` is made of a package, not of a container image.").arg((*function)->key.name)));
  if (wasImage) {
    UpdateConfig change;
    change.key = (*function)->key;
    change.apiExtras.insert(QStringLiteral("ImageConfig"), code.jsonText("ImageConfig"));
    return m_engine.updateConfig(change, [call = std::move(call)](const Result<FunctionInfo>& result) { result ? call.succeed() : call.fail(result.error()); });
  }
  const bool inCode = code.has("ZipFile");
  if (!inCode && !params.has("ZipFile")) return call.fail(error("MissingParameter.Code", QStringLiteral("The request is missing the parameter `Code.ZipFile`."), QStringLiteral("Send the package as base64 of a zip.")));
  UpdateCode request;
  request.key = (*function)->key;
  if (params.has("Handler")) {
    request.handler = params.text("Handler");
    if (const Status status = checkHandler(*request.handler, (*function)->config.runtime, (*function)->apiExtras); !status) return call.fail(status.error());
  }
  auto zip = decodeZip(m_hasZip ? m_zip : inCode ? code.bytes("ZipFile") : params.bytes("ZipFile"), inCode ? limits::kZipBytes : limits::kLegacyZipBytes);
  if (!zip) return call.fail(zip.error());
  request.code.zip = std::move(zip).value();
  m_engine.updateCode(request, [this, publish = params.flag("Publish", false), call = std::move(call)](const Result<FunctionInfo>& result) mutable {
    if (!result) return call.fail(result.error());
    publish ? publishAfter(result->key, std::move(call)) : call.succeed();
  });
}

void CloudApi::updateFunctionConfiguration(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const FunctionInfo& old = **function;
  if (const Status status = checkIdle(old, "FailedOperation.UpdateFunctionConfiguration"); !status) return call.fail(status.error());
  if (params.has("Runtime") && params.text("Runtime") != old.config.runtime) {
    return call.fail(error("InvalidParameterValue.Runtime", QStringLiteral("The runtime of a function can't be changed; `%1` has %2.").arg(old.key.name, old.config.runtime), QStringLiteral("Create a new function.")));
  }
  UpdateConfig request;
  request.key = old.key;
  FunctionConfig merged = old.config;
  if (params.has("Description")) merged.description = *(request.description = params.text("Description"));
  if (params.has("Role")) request.role = params.text("Role");
  if (params.has("MemorySize")) merged.memoryMb = *(request.memoryMb = clamped(params.number("MemorySize", 0)));
  if (params.has("Timeout")) merged.timeoutSeconds = *(request.timeoutSeconds = clamped(params.number("Timeout", 0)));
  if (params.has("InitTimeout")) merged.initTimeoutSeconds = *(request.initTimeoutSeconds = clamped(params.number("InitTimeout", 0)));
  if (params.has("Environment")) {
    merged.environment = *(request.environment = environmentOf(params));
  }
  if (const Status status = checkConfig(merged, old.apiExtras); !status) return call.fail(status.error());
  request.apiExtras = extrasOf(params);
  if (const QString type = old.apiExtras.value(QStringLiteral("Type"), QStringLiteral("\"Event\"")); request.apiExtras.value(QStringLiteral("Type"), type) != type)
    return call.fail(error("InvalidParameterValue.Type", QStringLiteral("The type of a function can't be changed; `%1` has %2.").arg(old.key.name, type), QStringLiteral("Create a new function.")));
  QHash<QString, QString> after = old.apiExtras;
  after.insert(request.apiExtras);
  if (const Status status = checkWebSettings(after); !status) return call.fail(status.error());
  m_engine.updateConfig(request, [this, publish = params.flag("Publish", false), call = std::move(call)](const Result<FunctionInfo>& result) mutable {
    if (!result) return call.fail(result.error());
    publish ? publishAfter(result->key, std::move(call)) : call.succeed();
  });
}

void CloudApi::deleteFunction(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  if (params.has("Qualifier")) return deleteVersion(**function, params.text("Qualifier"), false, std::move(call));
  if (const Status status = checkIdle(**function, "FailedOperation.DeleteFunction"); !status) return call.fail(status.error());
  m_engine.deleteFunction((*function)->key, [call = std::move(call)](const Result<Done>& result) { result ? call.succeed() : call.fail(result.error()); });
}

}  // namespace scfdesk

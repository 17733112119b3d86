// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/api/apiparams.h"
#include "app/engine/api/tc3.h"
#include "app/engine/enginecontrol.h"
#include "app/engine/http/httpserver.h"

namespace scfdesk {

struct LayerVersion;

/// Cloud API 3.0 of service scf, version 2018-04-16: signature, envelope, actions. HTTP status is always 200; errors are in the
/// envelope. Engine thread; owned by Endpoint.
///
/// A failed invocation (facts/scf.md leaves the split open): InvokeResult is -1, RetMsg holds SCF's error object as JSON text and
/// ErrMsg its errorMessage. A refusal before execution is an API error.
class CloudApi final {
 public:
  CloudApi(EngineControl& engine, const Clock& clock, const QByteArray& secretId, const QByteArray& secretKey);

  void handle(HttpRequest& request, HttpReply reply);
  /// As handle(), for a request whose sender is known: this process.
  void perform(HttpRequest& request, HttpReply reply);
  /// Answers and returns true when the head alone shows that the request isn't authorised.
  bool refuseHead(const HttpRequest& head, const HttpReply& reply);
  /// The package behind an address that GetFunctionAddress gave.
  void download(const HttpRequest& request, HttpReply reply);
  /// "http://127.0.0.1:9700", for the addresses of function URLs.
  void setBaseUrl(QByteArray url) { m_baseUrl = std::move(url); }
  [[nodiscard]] QByteArray bearerKey() const { return m_secretKey; }

 private:
  /// One call on its way; answers once.
  struct Call {
    HttpReply reply;
    QByteArray requestId;
    void succeed(QByteArrayView fields = {}) const;  ///< "\"A\":1", without braces
    void fail(const Error& error) const;
  };
  using Action = void (CloudApi::*)(const ApiParams&, Call&&);
  struct Entry {
    const char* name;  ///< of actiontable.h, which says what it takes
    Action action;
  };
  [[nodiscard]] static const Entry* entryOf(QByteArrayView name);
  void perform(HttpRequest& request, Call&& call);
  void handleV1(const HttpRequest& request, Call&& call);

  // functionactions.cpp, functionqueries.cpp
  void createFunction(const ApiParams& params, Call&& call);
  void updateFunctionCode(const ApiParams& params, Call&& call);
  void updateFunctionConfiguration(const ApiParams& params, Call&& call);
  void deleteFunction(const ApiParams& params, Call&& call);
  void getFunction(const ApiParams& params, Call&& call);
  void listFunctions(const ApiParams& params, Call&& call);
  void listNamespaces(const ApiParams& params, Call&& call);
  void getFunctionLogs(const ApiParams& params, Call&& call);
  // versionactions.cpp
  void publishVersion(const ApiParams& params, Call&& call);
  void listVersionByFunction(const ApiParams& params, Call&& call);
  void deleteFunctionVersion(const ApiParams& params, Call&& call);
  void createAlias(const ApiParams& params, Call&& call);
  void updateAlias(const ApiParams& params, Call&& call);
  void getAlias(const ApiParams& params, Call&& call);
  void listAliases(const ApiParams& params, Call&& call);
  void deleteAlias(const ApiParams& params, Call&& call);
  void saveAlias(const ApiParams& params, bool create, Call&& call);
  void deleteVersion(const FunctionInfo& function, const QString& qualifier, bool force, Call&& call);
  void publishAfter(const FunctionKey& key, Call&& call);  ///< Publish=TRUE of an update
  // layeractions.cpp
  void publishLayerVersion(const ApiParams& params, Call&& call);
  void getLayerVersion(const ApiParams& params, Call&& call);
  void listLayers(const ApiParams& params, Call&& call);
  void listLayerVersions(const ApiParams& params, Call&& call);
  void deleteLayerVersion(const ApiParams& params, Call&& call);
  [[nodiscard]] QByteArray layersText(const FunctionInfo& function) const;  ///< Layers of GetFunction
  [[nodiscard]] QByteArray layerToken(const LayerVersion& layer, int64_t expires) const;
  bool downloadLayer(QByteArrayView path, const HttpReply& reply);  ///< false = not an address of a layer
  // domainactions.cpp
  void createCustomDomain(const ApiParams& params, Call&& call);
  void updateCustomDomain(const ApiParams& params, Call&& call);
  void deleteCustomDomain(const ApiParams& params, Call&& call);
  void getCustomDomain(const ApiParams& params, Call&& call);
  void listCustomDomains(const ApiParams& params, Call&& call);
  [[nodiscard]] Status checkDomain(const ApiParams& params) const;
  // quotaactions.cpp
  void createNamespace(const ApiParams& params, Call&& call);
  void updateNamespace(const ApiParams& params, Call&& call);
  void deleteNamespace(const ApiParams& params, Call&& call);
  void copyFunction(const ApiParams& params, Call&& call);
  void getFunctionAddress(const ApiParams& params, Call&& call);
  void getAccount(const ApiParams& params, Call&& call);
  void putTotalConcurrencyConfig(const ApiParams& params, Call&& call);
  void putReservedConcurrencyConfig(const ApiParams& params, Call&& call);
  void getReservedConcurrencyConfig(const ApiParams& params, Call&& call);
  void deleteReservedConcurrencyConfig(const ApiParams& params, Call&& call);
  [[nodiscard]] int reservedMb(FunctionId but) const;  ///< of all functions but this one
  [[nodiscard]] QByteArray codeToken(FunctionId unit, int64_t expires) const;
  // provisionedactions.cpp
  void putProvisionedConcurrencyConfig(const ApiParams& params, Call&& call);
  void getProvisionedConcurrencyConfig(const ApiParams& params, Call&& call);
  void deleteProvisionedConcurrencyConfig(const ApiParams& params, Call&& call);
  /// The published version that FunctionName and Qualifier name; an alias or $LATEST is refused.
  [[nodiscard]] Result<const FunctionInfo*> publishedVersion(const ApiParams& params) const;
  /// MB of all versions' provisioned concurrency: as in force now, or as much as they may ever ask for. One version may be left out.
  [[nodiscard]] int64_t provisionedMb(const FunctionInfo& function, bool peak, FunctionId but = 0) const;
  [[nodiscard]] int64_t provisionedMbOfAll(bool peak, FunctionId but = 0) const;
  // asyncactions.cpp
  void getFunctionEventInvokeConfig(const ApiParams& params, Call&& call);
  void updateFunctionEventInvokeConfig(const ApiParams& params, Call&& call);
  void getAsyncEventStatus(const ApiParams& params, Call&& call);
  void listAsyncEvents(const ApiParams& params, Call&& call);
  void terminateAsyncEvent(const ApiParams& params, Call&& call);
  void getRequestStatus(const ApiParams& params, Call&& call);
  // triggeractions.cpp
  void updateTrigger(const ApiParams& params, Call&& call);
  void updateTriggerStatus(const ApiParams& params, Call&& call);
  void changeTrigger(const ApiParams& params, Call&& call);
  void createTrigger(const ApiParams& params, Call&& call);
  void listTriggers(const ApiParams& params, Call&& call);
  void deleteTrigger(const ApiParams& params, Call&& call);
  [[nodiscard]] Result<TriggerInfo> findTrigger(const ApiParams& params, const FunctionInfo& function) const;
  // invokeactions.cpp
  void invoke(const ApiParams& params, Call&& call);
  void invokeFunction(const ApiParams& params, Call&& call);
  struct InvokeFields;
  bool invokeFast(bool isInvoke, const HttpRequest& request, Call& call);
  void startInvoke(InvokeFields&& fields, Call&& call);

  /// The function that FunctionName and Namespace name, or why there is none.
  Result<const FunctionInfo*> find(const ApiParams& params) const;
  Result<const FunctionInfo*> find(const FunctionKey& key) const;
  /// What a qualifier names: $LATEST, a version, or the main version of an alias.
  Result<const FunctionInfo*> versionOf(const FunctionInfo& function, const QString& qualifier) const;
  Status checkNamespace(const QString& ns) const;
  static FunctionKey keyOf(const ApiParams& params);

  EngineControl& m_engine;
  const Clock& m_clock;
  const QByteArray m_secretKey;
  Tc3Verifier m_verifier;
  QByteArray m_baseUrl;
  QByteArray m_zip;     ///< cut out of the body of the present call, still base64
  bool m_hasZip = false;
};

/// Where else code may come from in SCF, and can't here. A function may be of an image; a layer not.
Status checkCodeSource(const ApiParams& code, bool images);
/// Base64 of a zip. Errors: InvalidParameterValue.ZipFileBase64BinasciiError, .ZipFile, .Code (too large).
Result<QByteArray> decodeZip(QByteArrayView base64, int64_t maxBytes);
/// Takes the value of a "ZipFile" member (top level, or in "Code" or "Content") out of a request body and leaves "" in its place, so that no
/// tree is built over megabytes of base64. False (and nothing changed) when there is none or the text is not plain.
bool cutZip(QByteArray& body, QByteArray& zip);

}  // namespace scfdesk

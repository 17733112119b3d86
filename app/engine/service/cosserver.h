// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/http/httpserver.h"
#include "app/engine/service/coschange.h"
#include "app/engine/service/cossignature.h"
#include "app/engine/service/cosstore.h"
#include "app/engine/service/cossyncer.h"

class QXmlStreamWriter;

namespace scfdesk {

/// The COS XML API over a CosStore, for the official SDKs and for S3-like clients that sign as COS does. A bucket is named by the
/// host (bucket.localhost, bucket.cos.<region>.myqcloud.com through the SDK's proxy mode) or by the first part of the path.
/// On the COS thread (CosThread): it blocks on the disk.
class CosServer final : private HttpHandler {
 public:
  struct Options {
    QByteArray secretId, secretKey;
    QByteArray region = "ap-guangzhou", uin = "100000000001";
    CosChanged changed = {};  ///< `kept` comes back on the COS thread
  };
  CosServer(Reactor& reactor, CosStore& store, Options options);
  ~CosServer() override;
  Result<int> listen(const QString& host, int port) { return m_http.listen(host, port); }
  /// As a PUT of this process itself; the bucket is made when it is missing.
  Status put(const QByteArray& bucket, const QByteArray& key, const QByteArray& content, const QByteArray& type);

  static constexpr int kListMost = 1000;                    ///< keys of a page, or of one multi-delete
  static constexpr int64_t kXmlBytes = 2LL * 1024 * 1024;   ///< of a request's XML

 private:
  /// One request, addressed: what every action gets. `request` is there until the action returns, and no longer.
  struct Call {
    const HttpRequest& request;
    HttpReply reply;
    CosQuery query;
    QByteArray bucket, key;
    QByteArray path, otherPath;  ///< what may have been signed
    QByteArray requestId;
    QByteArray host, authorization;  ///< of the request, the second without its signature and only where something may change
    bool crossOrigin = false;
    std::unique_ptr<HttpBodySink> sink;  ///< has the body of a PUT
    std::vector<CosChange> changes = {};  ///< that it has made: told before the answer
    [[nodiscard]] bool asks(QByteArrayView name) const { return !cosQueryValue(query, name).isNull(); }
    [[nodiscard]] QByteArray value(QByteArrayView name) const { return cosQueryValue(query, name); }
    [[nodiscard]] bool is(const char* method) const { return request.method() == QByteArrayView(method); }
  };

  /// An object on its way to the disk.
  struct Put {
    Call call;
    std::unique_ptr<CosUpload> upload;
    CosObject about;
    QByteArray digest;  ///< that was wanted, or empty
    bool mayReplace = true;
    Status outcome = Done{};
    OwnedFd replaced = OwnedFd();
  };
  void onRequest(HttpRequest& request, HttpReply reply) override;
  [[nodiscard]] int64_t bodyLimit(const HttpRequest& request) const override;
  std::unique_ptr<HttpBodySink> bodySink(HttpRequest& head) override;
  bool refuseHead(const HttpRequest& head, HttpReply& reply) override;
  [[nodiscard]] Status mayAsk(const Call& call) const;

  [[nodiscard]] Call address(const HttpRequest& request, HttpReply&& reply) const;
  void route(Call& call);
  // cosserver.cpp
  void answer(Call& call, int status, const QByteArray& xml = {}, const QByteArray& headers = {});
  void refuse(Call& call, const Error& error);
  [[nodiscard]] QByteArray commonHeaders(const Call& call) const;
  void preflight(Call& call);
  // cosbucketactions.cpp
  void listBuckets(Call& call);
  void onBucket(Call& call);
  void listObjects(Call& call);
  void listMultiparts(Call& call);
  void deleteObjects(Call& call);
  // cosobjectactions.cpp
  void onObject(Call& call);
  void putObject(Call& call);
  void onPutSynced(std::shared_ptr<Put> put);
  void copyObject(Call& call, bool part);
  void getObject(Call& call);
  void deleteObject(Call& call);
  // cosmultipartactions.cpp
  void beginMultipart(Call& call);
  void putPart(Call& call);
  void listParts(Call& call);
  void completeMultipart(Call& call);

  [[nodiscard]] CosObject aboutOf(const Call& call) const;
  void tell(Call& call, const char* event, const CosObject& object) const;
  void tellRemoved(Call& call, const QByteArray& key) const;

  CosStore& m_store;
  const Options m_options;
  CosSignature m_signature;
  Reactor& m_reactor;
  HttpServer m_http;
  CosSyncer m_syncer;  ///< last: it answers to what is above
};

/// XML as COS writes it: one root element that `write` fills.
QByteArray cosXml(const char* root, const std::function<void(QXmlStreamWriter&)>& write);
void cosElement(QXmlStreamWriter& xml, const char* name, const QByteArray& text);
/// 2026-11-23T09:00:00.000Z
QByteArray cosTime(TimeUs time);
/// Mon, 23 Nov 2026 09:00:00 GMT, and back; 0 when it is none.
QByteArray httpTime(TimeUs time);
TimeUs httpTimeOf(QByteArrayView text);

}  // namespace scfdesk

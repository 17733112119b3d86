// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/cloudpolicy.h"
#include "app/signature/tc3signature.h"
#include "models/data/connection.h"
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>
#include <deque>
#include <functional>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace scfdesk {

using CloudKeys = ConnectionKeys;
/// TENCENTCLOUD_SECRET_ID, _SECRET_KEY, _SESSION_TOKEN or _TOKEN; invalid when they are not set.
CloudKeys keysFromEnvironment();

/// Where requests go and who signs them.
struct CloudTarget {
  QUrl endpoint;   ///< of SCF; other services of Tencent Cloud are found beside it
  QString region;
  CloudKeys keys;
  bool engine = false;  ///< an engine of ours: one endpoint for everything, and /-/
};
CloudTarget cloudTarget(const ConnectionProfile& profile, const CloudKeys& keys);

/// One request to Cloud API 3.0. `params` is a JSON object.
struct CloudCall {
  QByteArray action;
  QByteArray params = "{}";
  QByteArray service = "scf";
  QByteArray version = "2018-04-16";
  int timeoutMs = 0;  ///< without a byte; 0 = by the action: Invoke as long as a function may take, everything else 30 s
};

/// The client side of Cloud API 3.0: signs with TC3-HMAC-SHA256 (facts/scf.md 1.3), sends over HTTPS (plain HTTP to an engine of
/// ours), limits its own rate, and asks again by cloudpolicy::retryDelayMs. A request that is not repeated by that rule reaches
/// the wire at most once. Lives on the thread that made it, which needs an event loop; replies come there, unless `context` has
/// died. Errors: those of the API with "Request <id>" in `next`, and Local.Unreached, Local.Timeout, Local.ConnectionLost,
/// Local.BadAnswer, Local.ServerTrouble, Local.NoKeys.
class CloudClient final : public QObject {
  Q_OBJECT
 public:
  using Reply = std::function<void(Result<QByteArray>)>;
  explicit CloudClient(CloudTarget target, QObject* parent = nullptr);
  ~CloudClient() override;

  /// Replies with the "Response" object as JSON text.
  void call(const CloudCall& call, QObject* context, Reply reply);
  /// Turns an event loop until the reply is there; for programs without one of their own.
  Result<QByteArray> callBlocking(const CloudCall& call);
  /// A local addition of an engine ("/-/services"), with its key. Replies with the body.
  void local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply reply);
  Result<QByteArray> localBlocking(const QByteArray& method, const QByteArray& target, const QByteArray& body = {});
  /// What lies at an address that an answer gave (GetFunctionAddress), without a signature; at most `limit` bytes.
  void download(const QUrl& url, int64_t limit, QObject* context, Reply reply);

  [[nodiscard]] const CloudTarget& target() const { return m_target; }
  /// Calls that wait, or are under way.
  [[nodiscard]] int pending() const { return m_pending; }
  /// Requests put on the wire so far.
  [[nodiscard]] uint64_t sent() const { return m_sent; }

  /// For tests: the time that signatures carry (s), the wait between attempts as a share of the rule's, the time-out.
  void setClock(std::function<int64_t()> seconds) { m_clock = std::move(seconds); }
  void setDelayScale(double scale) { m_delayScale = scale; }
  void setTimeoutMs(int ms) { m_timeoutMs = ms; }

 private:
  struct Request;
  using Shared = std::shared_ptr<Request>;
  void submit(const Shared& request);
  void send(const Shared& request);
  void onFinished(const Shared& request, QNetworkReply* reply);
  [[nodiscard]] Result<QByteArray> answerOf(const Request& request, QNetworkReply& reply) const;
  void finish(const Shared& request, Result<QByteArray> result);
  [[nodiscard]] QUrl urlOf(const QByteArray& service) const;
  CloudTarget m_target;
  Tc3Signature m_signature;
  QNetworkAccessManager* m_network;
  cloudpolicy::RateLimit m_rate;
  std::function<int64_t()> m_clock;
  double m_delayScale = 1;
  int m_timeoutMs = 0;
  int m_pending = 0;
  uint64_t m_sent = 0;
};

}  // namespace scfdesk

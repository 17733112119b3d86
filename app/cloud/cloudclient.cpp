// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloudclient.h"
#include "models/data/answers.h"
#include "models/data/limits.h"
#include <QDateTime>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRandomGenerator>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
using cloudpolicy::Effect;

namespace {
constexpr int kTimeoutMs = 30'000;
constexpr int kInvokeSlackMs = 30'000;   // beyond the longest time-out of a function
constexpr int kUploadBytesPerMs = 64;    // a package gets the time that a slow line needs
constexpr int64_t kAnswerBytes = 64LL * 1024 * 1024;

/// A body that can be read once: Qt sends a request again by itself when the connection closes before an answer, and what is sent
/// here may run a function. Without a way back to its beginning Qt gives up instead, and the rule decides. No QBuffer: Qt would
/// reach for the bytes in it.
class OnceBody final : public QIODevice {
 public:
  OnceBody(QByteArray bytes, QObject* parent) : QIODevice(parent), m_bytes(std::move(bytes)) { open(QIODevice::ReadOnly | QIODevice::Unbuffered); }
  [[nodiscard]] bool isSequential() const override { return true; }
  [[nodiscard]] bool seek(qint64) override { return false; }
  bool reset() override { return false; }
  [[nodiscard]] bool atEnd() const override { return m_at == m_bytes.size(); }
  [[nodiscard]] qint64 bytesAvailable() const override { return m_bytes.size() - m_at + QIODevice::bytesAvailable(); }
  [[nodiscard]] qint64 size() const override { return m_bytes.size(); }

 protected:
  qint64 readData(char* data, qint64 most) override {
    if (atEnd()) return -1;
    const qint64 count = std::min<qint64>(most, m_bytes.size() - m_at);
    std::copy_n(m_bytes.constData() + m_at, count, data);
    m_at += count;
    return count;
  }
  qint64 writeData(const char*, qint64) override { return -1; }

 private:
  const QByteArray m_bytes;
  qint64 m_at = 0;
};

QString hostOf(const QUrl& url) { return url.port() > 0 ? QString(url.host() + u':' + QString::number(url.port())) : url.host(); }
int64_t steadyMs() {
  static QElapsedTimer timer = [] { QElapsedTimer t; t.start(); return t; }();
  return timer.elapsed();
}
std::optional<int64_t> dateOf(const QNetworkReply& reply) {
  const QDateTime date = QDateTime::fromString(QString::fromLatin1(reply.rawHeader("Date")), Qt::RFC2822Date);
  if (!date.isValid()) return std::nullopt;
  return date.toSecsSinceEpoch();
}
QString requestIdOf(const QByteArray& body) {
  const auto whole = nlohmann::json::parse(body.begin(), body.end(), nullptr, false);
  if (!whole.is_object() || !whole.contains("Response") || !whole["Response"].is_object()) return {};
  const auto it = whole["Response"].find("RequestId");
  return it != whole["Response"].end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}
}  // namespace

CloudKeys keysFromEnvironment() {
  CloudKeys keys{qgetenv("TENCENTCLOUD_SECRET_ID"), qgetenv("TENCENTCLOUD_SECRET_KEY"), qgetenv("TENCENTCLOUD_SESSION_TOKEN")};
  if (keys.secretId.isEmpty()) keys.secretId = qgetenv("TENCENTCLOUD_SECRETID");
  if (keys.secretKey.isEmpty()) keys.secretKey = qgetenv("TENCENTCLOUD_SECRETKEY");
  if (keys.token.isEmpty()) keys.token = qgetenv("TENCENTCLOUD_TOKEN");
  return keys;
}

CloudTarget cloudTarget(const ConnectionProfile& profile, const CloudKeys& keys) {
  return {QUrl(profile.endpoint), profile.region, keys, profile.kind != ConnectionKind::Cloud};
}

struct CloudClient::Request {
  enum class Way : uint8_t { Api, Local, Download } way = Way::Api;
  CloudCall call;
  QByteArray method;
  QUrl url;
  int64_t limit = kAnswerBytes;
  Effect effect = Effect::Read;
  int attempts = 0;
  int64_t signedAt = 0;
  QPointer<QObject> context;
  bool guarded = false;
  bool tooLarge = false;
  Reply reply;
};

CloudClient::CloudClient(CloudTarget target, QObject* parent)
    : QObject(parent), m_target(std::move(target)), m_signature(m_target.keys.secretKey), m_network(new QNetworkAccessManager(this)),
      m_clock([] { return QDateTime::currentSecsSinceEpoch(); }) {
  m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
  m_network->setAutoDeleteReplies(false);
  const QString host = m_target.endpoint.host();
  if (!host.startsWith("127."_L1) && host != "localhost"_L1)
    m_network->setProxy(QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(m_target.endpoint)).value(0));
}
CloudClient::~CloudClient() = default;

// https://scf.tencentcloudapi.com -> https://cls.tencentcloudapi.com; an engine of ours has one endpoint.
QUrl CloudClient::urlOf(const QByteArray& service) const {
  QUrl url = m_target.endpoint;
  url.setPath(u"/"_s);
  if (service != "scf" && url.host().startsWith("scf."_L1)) url.setHost(QString(QString::fromLatin1(service) + url.host().mid(3)));
  return url;
}

void CloudClient::call(const CloudCall& call, QObject* context, Reply reply) {
  auto request = std::make_shared<Request>();
  request->call = call;
  request->method = "POST";
  request->url = urlOf(call.service);
  request->effect = cloudpolicy::effectOf(call.action);
  if (!request->call.timeoutMs)
    request->call.timeoutMs = request->effect == Effect::Invoke ? limits::kTimeoutMaxSeconds * 1000 + kInvokeSlackMs : kTimeoutMs + int(call.params.size() / kUploadBytesPerMs);
  request->context = context;
  request->guarded = context != nullptr;
  request->reply = std::move(reply);
  submit(request);
}

void CloudClient::local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply reply) {
  auto request = std::make_shared<Request>();
  request->way = Request::Way::Local;
  request->call.action = target;
  request->call.params = body;
  request->call.timeoutMs = kTimeoutMs;
  request->method = method;
  request->url = m_target.endpoint.resolved(QUrl(QString::fromUtf8(target)));
  request->effect = method == "GET" ? Effect::Read : Effect::Write;
  request->context = context;
  request->guarded = context != nullptr;
  request->reply = std::move(reply);
  submit(request);
}

void CloudClient::download(const QUrl& url, int64_t limit, QObject* context, Reply reply) {
  auto request = std::make_shared<Request>();
  request->way = Request::Way::Download;
  request->call.timeoutMs = kTimeoutMs;
  request->method = "GET";
  request->url = url;
  request->limit = limit;
  request->context = context;
  request->guarded = context != nullptr;
  request->reply = std::move(reply);
  submit(request);
}

Result<QByteArray> CloudClient::callBlocking(const CloudCall& request) {
  std::optional<Result<QByteArray>> got;
  QEventLoop loop;
  call(request, this, [&](Result<QByteArray> result) {
    got = std::move(result);
    loop.quit();
  });
  if (!got) loop.exec();
  return *got;
}
Result<QByteArray> CloudClient::localBlocking(const QByteArray& method, const QByteArray& target, const QByteArray& body) {
  std::optional<Result<QByteArray>> got;
  QEventLoop loop;
  local(method, target, body, this, [&](Result<QByteArray> result) {
    got = std::move(result);
    loop.quit();
  });
  if (!got) loop.exec();
  return *got;
}

void CloudClient::submit(const Shared& request) {
  ++m_pending;
  if (request->way != Request::Way::Download && !m_target.keys.valid()) {
    QTimer::singleShot(0, this, [this, request] {
      finish(request, Error{u"Local.NoKeys"_s, u"There are no keys for %1."_s.arg(m_target.endpoint.host()),
                            u"Give them in Connections, or set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY."_s});
    });
    return;
  }
  // What the user waits for goes at once; the limit is for what this program asks by itself. An engine of ours has none.
  const int64_t wait = m_target.engine || request->effect == Effect::Invoke || request->way != Request::Way::Api ? 0 : m_rate.take(steadyMs());
  QTimer::singleShot(int(wait), this, [this, request] { send(request); });
}

void CloudClient::send(const Shared& request) {
  if (request->guarded && !request->context) return finish(request, Error{});  // nobody waits any more
  ++request->attempts;
  ++m_sent;
  QNetworkRequest http(request->url);
  const int timeout = m_timeoutMs ? m_timeoutMs : request->call.timeoutMs;
  http.setTransferTimeout(timeout);
  http.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
  http.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
  http.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
  http.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
  http.setRawHeader("User-Agent", "scfdesk/" SCFDESK_VERSION);
  const QByteArray& body = request->call.params;
  if (request->way == Request::Way::Local) {
    http.setRawHeader("Authorization", QByteArray("Bearer " + m_target.keys.secretKey));
    if (!body.isEmpty()) http.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
  } else if (request->way == Request::Way::Api) {
    const int64_t now = m_clock();
    request->signedAt = now;
    const QByteArray stamp = QByteArray::number(qlonglong(now)), date = Tc3Signature::dateOf(now), host = hostOf(request->url).toLatin1();
    const QByteArray payload = m_signature.sha256Hex(body);
    const std::pair<QByteArrayView, QByteArrayView> headers[] = {{"content-type", "application/json"}, {"host", host}};
    const QByteArray hash = m_signature.canonicalHash({"POST", "", payload, headers});
    const QByteArray signature = m_signature.signature(stamp, date, request->call.service, hash);
    http.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    http.setRawHeader("X-TC-Action", request->call.action);
    http.setRawHeader("X-TC-Version", request->call.version);
    http.setRawHeader("X-TC-Timestamp", stamp);
    if (!m_target.region.isEmpty()) http.setRawHeader("X-TC-Region", m_target.region.toLatin1());
    if (!m_target.keys.token.isEmpty()) http.setRawHeader("X-TC-Token", m_target.keys.token);
    http.setRawHeader("X-TC-Language", "en-US");
    http.setRawHeader("Authorization", QByteArray("TC3-HMAC-SHA256 Credential=" + m_target.keys.secretId + "/" + date + "/" + request->call.service +
                                                  "/tc3_request, SignedHeaders=content-type;host, Signature=" + signature));
  }
  QNetworkReply* reply = nullptr;
  if (request->method == "GET") {
    reply = m_network->get(http);
  } else {
    auto* once = new OnceBody(body, nullptr);
    http.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    http.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    reply = m_network->sendCustomRequest(http, request->method, once);
    once->setParent(reply);
  }
  connect(reply, &QNetworkReply::downloadProgress, reply, [reply, request](qint64 got, qint64) {
    if (got <= request->limit || std::exchange(request->tooLarge, true)) return;
    reply->abort();
  });
  connect(reply, &QNetworkReply::finished, this, [this, request, reply] { onFinished(request, reply); });
}

Result<QByteArray> CloudClient::answerOf(const Request& request, QNetworkReply& reply) const {
  const QString host = hostOf(request.url);
  const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
  const QByteArray body = reply.isOpen() ? reply.readAll() : QByteArray();
  const auto error = reply.error();
  if (request.tooLarge || body.size() > request.limit)
    return Error{u"Local.TooLarge"_s, u"The answer of %1 is larger than %2 bytes."_s.arg(host).arg(request.limit), {}};
  if (error == QNetworkReply::OperationCanceledError || error == QNetworkReply::TimeoutError)
    return Error{u"Local.Timeout"_s, u"%1 has not answered %2 in %3 s."_s.arg(host, QString::fromLatin1(request.call.action)).arg((m_timeoutMs ? m_timeoutMs : request.call.timeoutMs) / 1000.0, 0, 'g', 3),
                 u"Look whether it was done before you ask again."_s};
  if (status == 0) {
    const bool never = error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError || error == QNetworkReply::SslHandshakeFailedError ||
                       error == QNetworkReply::ProxyNotFoundError || error == QNetworkReply::ProxyConnectionRefusedError || error == QNetworkReply::ProxyAuthenticationRequiredError;
    if (error == QNetworkReply::SslHandshakeFailedError)
      return Error{u"Local.NotTrusted"_s, u"The certificate of %1 is not trusted: %2."_s.arg(host, reply.errorString()), u"Check the endpoint, and the certificates of this machine."_s};
    if (never) return Error{u"Local.Unreached"_s, u"%1 cannot be reached: %2."_s.arg(host, reply.errorString()), u"Check the network and the endpoint of the connection."_s};
    return Error{u"Local.ConnectionLost"_s, u"The connection to %1 was lost before it answered."_s.arg(host), u"Look whether it was done before you ask again."_s};
  }
  if (status >= 500 && request.way != Request::Way::Local)
    return Error{u"Local.ServerTrouble"_s, u"%1 answered HTTP %2."_s.arg(host).arg(status), u"It is in trouble itself; try again later."_s};
  if (error == QNetworkReply::RemoteHostClosedError || error == QNetworkReply::ContentReSendError)
    return Error{u"Local.ConnectionLost"_s, u"The connection to %1 was lost in the middle of its answer."_s.arg(host), u"Look whether it was done before you ask again."_s};
  if (request.way == Request::Way::Local) return localAnswerOf(status, body);
  if (status != 200) return Error{u"Local.BadAnswer"_s, u"%1 answered HTTP %2."_s.arg(host).arg(status), u"Check the endpoint of the connection."_s};
  if (request.way == Request::Way::Download) return body;
  Result<QByteArray> response = responseOf(body);
  if (response) return response;
  Error failed = response.error();
  if (failed.code == "Local.BadAnswer"_L1) failed.message = u"%1 answered %2 with something that is no envelope of Cloud API 3.0."_s.arg(host, QString::fromLatin1(request.call.action));
  if (failed.code == "AuthFailure.SignatureExpire"_L1) failed = cloudpolicy::skewError(host, request.signedAt, dateOf(reply));
  else if (failed.code == "AuthFailure.SignatureFailure"_L1) failed.next = u"Check the SecretKey of the connection."_s;
  else if (failed.code.startsWith("AuthFailure"_L1)) failed.next = u"Check the keys of the connection."_s;
  if (const QString id = requestIdOf(body); !id.isEmpty()) failed.next = failed.next.isEmpty() ? QString(u"Request "_s + id) : QString(failed.next + u" Request "_s + id);
  return failed;
}

void CloudClient::onFinished(const Shared& request, QNetworkReply* reply) {
  reply->deleteLater();
  Result<QByteArray> result = answerOf(*request, *reply);
  if (result) return finish(request, std::move(result));
  const auto failure = callFailure(result.error().code);
  const auto delay = cloudpolicy::retryDelayMs(failure, request->effect, request->attempts, QRandomGenerator::global()->generateDouble());
  if (!delay || (request->guarded && !request->context)) return finish(request, std::move(result));
  QTimer::singleShot(int(*delay * m_delayScale), this, [this, request] { send(request); });
}

void CloudClient::finish(const Shared& request, Result<QByteArray> result) {
  --m_pending;
  if (request->guarded && !request->context) return;
  if (request->reply) std::exchange(request->reply, nullptr)(std::move(result));
}

}  // namespace scfdesk

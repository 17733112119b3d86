// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/endpoint.h"
#include "app/engine/http/httpparser.h"
#include "models/data/limits.h"

namespace scfdesk {
namespace {
constexpr int kPortsTried = 100;
constexpr QByteArrayView kUrlPrefix("/url/");
constexpr QByteArrayView kLocalPrefix("/-/");
constexpr QByteArrayView kCodePrefix("/code/");
constexpr QByteArrayView kJson("application/json");
constexpr QByteArrayView kTopicPrefix("/-/topics/");
constexpr QByteArrayView kQueuePrefix("/-/queues/");
constexpr int64_t kQueueBodyBytes = 8LL * 1024 * 1024;  // sixteen of those
constexpr int64_t kTopicBodyBytes = 512LL * 1024;  // of a message whose every character is escaped
constexpr int64_t kProjectBodyBytes = 6 * 256LL * 1024;  // of a project file whose every character is escaped
constexpr int64_t kLocalBodyBytes = limits::kSettingsFileBytes;
}  // namespace

Endpoint::Endpoint(Reactor& reactor, EngineControl& engine, const Keys& keys)
    : m_reactor(reactor),
      m_cloud(engine, reactor.clock(), keys.secretId.toUtf8(), keys.secretKey.toUtf8()),
      m_url(engine, reactor.clock(), keys.secretId.toUtf8(), keys.secretKey.toUtf8()),
      m_http(engine),
      m_events(engine),
      m_local(engine, m_events, keys.secretKey.toUtf8()),
      m_bearer("Authorization: Bearer " + keys.secretKey.toUtf8()),
      m_server(reactor, *this) {}

Endpoint::~Endpoint() { close(); }

Result<int> Endpoint::listen(const QString& host, int port, bool exact) {
  const int tries = exact || port == 0 ? 1 : kPortsTried;
  Result<int> result = m_server.listen(host, port);
  for (int i = 1; i < tries && !result && result.error().code == QLatin1String("Local.PortTaken") && port + i <= 65535; ++i) {
    const Result<int> next = m_server.listen(host, port + i);
    if (next || next.error().code != QLatin1String("Local.PortTaken")) {
      result = next;
      break;
    }
  }
  if (!result) return result;
  m_port = *result;
  // Who listens everywhere is reached through loopback by programs on this machine.
  const QString shown = host == QLatin1String("0.0.0.0") || host == QLatin1String("localhost") ? QStringLiteral("127.0.0.1") : host == QLatin1String("::") ? QStringLiteral("::1") : host;
  m_address = (shown.contains(QLatin1Char(':')) ? QLatin1Char('[') + shown + QLatin1Char(']') : shown) + QLatin1Char(':') + QString::number(m_port);
  m_http.setPort(m_port);
  m_cloud.setBaseUrl("http://" + m_address.toLatin1());
  return result;
}

void Endpoint::close() {
  m_server.close();
  m_address.clear();
  m_port = 0;
}

QString Endpoint::urlOf(const TriggerInfo& trigger) const { return QStringLiteral("http://") + m_address + QStringLiteral("/url/") + trigger.urlId; }

bool Endpoint::refuseHead(const HttpRequest& head, HttpReply& reply) {
  const QByteArrayView path = head.path();
  if (path.startsWith(kUrlPrefix)) return m_url.refuseHead(head, reply);
  if (HttpTriggers::owns(path)) return m_http.refuseHead(head, reply);
  if (path == QByteArrayView("/")) return m_cloud.refuseHead(head, reply);
  return (path.startsWith(kLocalPrefix) || path == QByteArrayView("/metrics")) && m_local.refuse(head, reply);
}

bool Endpoint::streamsBody(const HttpRequest& head) { return head.path().startsWith(kUrlPrefix) && m_url.streamsBody(head); }

int64_t Endpoint::bodyLimit(const HttpRequest& request) const {
  const QByteArrayView path = request.path();
  if (path.startsWith(kUrlPrefix) || HttpTriggers::owns(path)) return limits::kUrlBodyBytes;
  if (path.startsWith(kTopicPrefix)) return kTopicBodyBytes;
  if (path.startsWith(kQueuePrefix)) return kQueueBodyBytes;
  if (SimulateApi::owns(path)) return simulate::Jobs::kMostBytes;
  if (path == QByteArrayView("/-/project")) return kProjectBodyBytes;
  return path == QByteArrayView("/") ? limits::kHttpBodyBytes : kLocalBodyBytes;
}

void Endpoint::onRequest(HttpRequest& request, HttpReply reply) {
  const QByteArrayView path = request.path();
  if (path.startsWith(kUrlPrefix)) return m_url.handle(request, std::move(reply));
  if (HttpTriggers::owns(path)) return m_http.handle(request, std::move(reply));
  if (path == QByteArrayView("/")) {
    if (request.method() == QByteArrayView("POST") || request.method() == QByteArrayView("GET")) return m_cloud.handle(request, std::move(reply));
    return reply.send(405, kJson, "{\"error\":{\"code\":\"Local.MethodNotAllowed\",\"message\":\"The Cloud API answers POST and GET.\"}}", "Allow: GET, POST\r\n");
  }
  if (path.startsWith(kCodePrefix) && request.method() == QByteArrayView("GET")) return m_cloud.download(request, std::move(reply));
  if (path.startsWith(kLocalPrefix) || path == QByteArrayView("/metrics")) return m_local.handle(request, std::move(reply));
  reply.send(404, kJson, "{\"error\":{\"code\":\"Local.NotFound\",\"message\":\"There is nothing here. The Cloud API is at /, function URLs are below /url/.\"}}");
}

void Endpoint::ask(const QByteArray& method, const QByteArray& target, const QByteArray& action, const QByteArray& body,
                   std::function<void(int, const QByteArray&)> done) {
  HttpReply reply(std::move(done));
  HttpParser parser;
  QByteArray text(method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n");
  text += action.isEmpty() ? m_bearer : QByteArray("X-TC-Version: 2018-04-16\r\nX-TC-Action: " + action);
  text += "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
  const size_t head = parser.feed(text.constData(), size_t(text.size()));
  if (parser.state() == HttpParser::State::HeadDone) parser.beginBody(bodyLimit(parser.request()));
  if (parser.state() == HttpParser::State::Body) parser.feed(body.constData(), size_t(body.size()));
  if (head != size_t(text.size()) || parser.state() != HttpParser::State::Complete) {
    const int status = parser.status() == 0 ? 400 : parser.status();
    return reply.send(status, kJson, QByteArray("{\"error\":{\"code\":\"InvalidParameterValue\",\"message\":\"") + parser.reason() + "\"}}");
  }
  if (!action.isEmpty()) return m_cloud.perform(parser.request(), std::move(reply));
  m_local.handle(parser.request(), std::move(reply));
}

}  // namespace scfdesk

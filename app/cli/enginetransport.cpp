// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/enginetransport.h"
#include <QDateTime>
#include <QFile>
#include <QTcpSocket>
#include <QUrl>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;
using nlohmann::ordered_json;

namespace scfdesk::cli {
namespace {
constexpr qint64 kSmallFileBytes = 4096;
constexpr int kKnockMs = 2000;

ordered_json readSmall(const QString& name) {
  QFile file(name);
  if (!file.open(QIODevice::ReadOnly)) return {};
  const QByteArray text = file.read(kSmallFileBytes);
  return ordered_json::parse(text.begin(), text.end(), nullptr, false);
}

Status findKeys(EngineAddress& address, const QString& dataDir) {
  address.secretId = qgetenv("SCFDESK_SECRET_ID");
  address.secretKey = qgetenv("SCFDESK_SECRET_KEY");
  if (!address.secretId.isEmpty() && !address.secretKey.isEmpty()) return Done{};
  const QString name = dataDir + u"/keys"_s;
  const auto pair = readSmall(name);
  if (pair.is_object() && pair.contains("secretId") && pair["secretId"].is_string() && pair.contains("secretKey") && pair["secretKey"].is_string()) {
    address.secretId = QByteArray::fromStdString(pair["secretId"].get<std::string>());
    address.secretKey = QByteArray::fromStdString(pair["secretKey"].get<std::string>());
    return Done{};
  }
  return Error{u"Local.NoKeys"_s, u"The keys in %1 cannot be read."_s.arg(name), u"Give SCFDESK_SECRET_ID and SCFDESK_SECRET_KEY in the environment."_s};
}

// {"Response":{...}} without its envelope, or the Error in it.
Result<QByteArray> unwrapped(const QByteArray& body) {
  const auto object = ordered_json::parse(body.begin(), body.end(), nullptr, false);
  if (!object.is_object() || !object.contains("Response") || !object["Response"].is_object())
    return Error{u"Local.BadAnswer"_s, u"What answered there is not the Cloud API."_s, u"Look at --endpoint."_s};
  const auto& response = object["Response"];
  if (response.contains("Error") && response["Error"].is_object()) {
    const auto& error = response["Error"];
    return Error{QString::fromStdString(error.value("Code", std::string())), QString::fromStdString(error.value("Message", std::string())), {}};
  }
  return QByteArray::fromStdString(response.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
}

Result<QByteArray> localAnswer(const HttpPool::Answer& answer) {
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  const auto object = ordered_json::parse(answer.body.begin(), answer.body.end(), nullptr, false);
  if (!object.is_object() || !object.contains("error") || !object["error"].is_object())
    return Error{u"Local.BadAnswer"_s, u"The engine answered with HTTP status %1."_s.arg(answer.status), {}};
  const auto& error = object["error"];
  return Error{QString::fromStdString(error.value("code", std::string())), QString::fromStdString(error.value("message", std::string())),
               QString::fromStdString(error.value("next", std::string()))};
}
}  // namespace

Result<EngineAddress> engineOf(const QString& dataDir) {
  const auto owner = readSmall(dataDir + u"/engine.json"_s);
  if (!owner.is_object() || !owner.contains("port") || !owner["port"].is_number_integer())
    return Error{u"Local.NoEngine"_s, u"No engine runs on the data folder %1."_s.arg(dataDir), u"Start scfdesk or scfdesk --headless first, or name another with --data-dir or --endpoint."_s};
  EngineAddress address;
  address.host = u"127.0.0.1"_s;
  address.port = owner["port"].get<int>();
  if (const Status keys = findKeys(address, dataDir); !keys) return keys.error();
  return address;
}

Result<EngineAddress> engineAt(const QString& url, const QString& dataDir) {
  const QUrl parsed(url.contains(u"://"_s) ? url : u"http://"_s + url, QUrl::StrictMode);
  if (!parsed.isValid() || parsed.scheme() != u"http"_s || parsed.host().isEmpty() || parsed.port() <= 0)
    return Error{u"Local.Words"_s, u"--endpoint takes http://HOST:PORT, not \"%1\"."_s.arg(url), {}};
  EngineAddress address;
  address.host = parsed.host();
  address.port = parsed.port();
  if (const Status keys = findKeys(address, dataDir); !keys) {
    // Where nobody listens, keys would not help.
    QTcpSocket socket;
    socket.connectToHost(address.host, quint16(address.port));
    if (!socket.waitForConnected(kKnockMs)) return Error{u"Local.Unreached"_s, u"Nothing answers at %1:%2."_s.arg(address.host).arg(address.port), u"Start an engine there, or look at --endpoint."_s};
    return keys.error();
  }
  return address;
}

EngineTransport::EngineTransport(const EngineAddress& address)
    : m_pool(m_reactor, address.host, address.port), m_signer(address.secretId, address.secretKey), m_secretId(address.secretId),
      m_bearer("Authorization: Bearer " + address.secretKey + "\r\n") {
  m_reactor.attachToQt();
}

QString EngineTransport::target() const { return u"the engine at %1"_s.arg(QString::fromLatin1(m_pool.authority())); }

void EngineTransport::action(const QByteArray& name, const QByteArray& params, int limitMs, Reply reply) {
  const int64_t now = m_clock.wallUs() / 1'000'000;
  const QByteArray stamp = QByteArray::number(qlonglong(now)), date = QDateTime::fromSecsSinceEpoch(now, Qt::UTC).toString(u"yyyy-MM-dd"_s).toLatin1();
  const QByteArray payloadHash = m_signer.sha256Hex(params);
  const std::pair<QByteArrayView, QByteArrayView> headers[] = {{"content-type", "application/json"}, {"host", m_pool.authority()}};
  const QByteArray hash = m_signer.canonicalHash({"POST", "", payloadHash, headers});
  const QByteArray head = "POST / HTTP/1.1\r\nContent-Type: application/json\r\nX-TC-Action: " + name + "\r\nX-TC-Version: 2018-04-16\r\nX-TC-Region: ap-guangzhou\r\nX-TC-Timestamp: " +
                          stamp + "\r\nAuthorization: TC3-HMAC-SHA256 Credential=" + m_secretId + "/" + date + "/scf/tc3_request, SignedHeaders=content-type;host, Signature=" +
                          m_signer.signature(stamp, date, "scf", hash) + "\r\n";
  m_pool.send(head, params, limitMs, [reply = std::move(reply)](const Result<HttpPool::Answer>& answer) { reply(answer ? unwrapped(answer->body) : Result<QByteArray>(answer.error())); });
}

void EngineTransport::local(const QByteArray& method, const QByteArray& path, const QByteArray& body, int limitMs, Reply reply) {
  m_pool.send(method + ' ' + path + " HTTP/1.1\r\n" + m_bearer, body, limitMs,
              [reply = std::move(reply)](const Result<HttpPool::Answer>& answer) { reply(answer ? localAnswer(*answer) : Result<QByteArray>(answer.error())); });
}

}  // namespace scfdesk::cli

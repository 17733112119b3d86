// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakecos.h"
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
const QByteArray kBuckets[] = {"labels-1253970026", "media-1253970026", "settlement-files-1253970026"};
constexpr int kEventsAgoMs = 2100;

QByteArray trigger(const QByteArray& function, const QByteArray& bucket, const QByteArray& event, bool on, const QByteArray& key, qint64 atMs) {
  return "{\"type\":\"cos\",\"function\":\"" + function + "\",\"enabled\":" + (on ? "true" : "false") + ",\"desc\":{\"event\":\"" + event + "\"},\"counts\":{\"made\":3},\"about\":{\"bucket\":\"" + bucket +
         "\",\"last\":{\"event\":\"cos:ObjectCreated:Put\",\"key\":\"" + key + "\",\"atMs\":" + QByteArray::number(atMs) + "}}}";
}
QByteArray eventText(qint64 atMs, const QByteArray& what, const QByteArray& bucket, const QByteArray& key, qint64 bytes, const QByteArray& fired) {
  return "{\"atMs\":" + QByteArray::number(atMs) + ",\"event\":\"cos:" + what + "\",\"bucket\":\"" + bucket + "\",\"key\":\"" + key + "\",\"bytes\":" + QByteArray::number(bytes) + ",\"fired\":[" + fired + "]}";
}
QByteArray fired(const QByteArray& function, const QByteArray& request, int code) {
  return "{\"namespace\":\"default\",\"function\":\"" + function + "\",\"requestId\":\"" + request + "\",\"invocation\":7,\"statusCode\":" + QByteArray::number(code) + "}";
}
}  // namespace

FakeCos::FakeCos(QObject* parent) : QTcpServer(parent) {
  listen(QHostAddress::LocalHost);
  connect(this, &QTcpServer::newConnection, this, [this] {
    while (QTcpSocket* socket = nextPendingConnection()) {
      connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
      connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
        QByteArray& read = m_read[socket];
        read += socket->readAll();
        if (!read.contains("\r\n\r\n")) return;
        const QByteArrayList line = read.left(read.indexOf("\r\n")).split(' ');
        m_read.remove(socket);
        asked << QString::fromLatin1(line.value(0) + ' ' + line.value(1));
        const QByteArray body = page(line.value(1));
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
        socket->disconnectFromHost();
      });
    }
  });
}

QByteArray FakeCos::page(const QByteArray& target) const {
  const QUrl url = QUrl::fromEncoded(target);
  const QString path = url.path().mid(1);
  if (path.isEmpty()) {
    QByteArray list;
    for (const QByteArray& name : kBuckets) list += "<Bucket><Name>" + name + "</Name><CreationDate>2026-03-0" + QByteArray::number(3 + list.count("<Bucket>")) + "T09:12:44Z</CreationDate></Bucket>";
    return "<ListAllMyBucketsResult><Buckets>" + list + "</Buckets></ListAllMyBucketsResult>";
  }
  if (path.indexOf(u'/') >= 0 && path.indexOf(u'/') + 1 < path.size()) return "{\n  \"labels\": [\"harbour\", \"evening\"],\n  \"score\": 0.93\n}\n";
  if (!QUrlQuery(url).hasQueryItem(u"delimiter"_s)) {  // counted, not browsed
    const bool media = path.startsWith(u"media"_s);
    const int count = media ? 1000 : path.startsWith(u"labels"_s) ? 338 : 24;
    QByteArray list = "<ListBucketResult><IsTruncated>" + QByteArray(media ? "true" : "false") + "</IsTruncated>";
    for (int i = 0; i < count; ++i) list += "<Contents><Key>o" + QByteArray::number(i) + "</Key><Size>260096</Size></Contents>";
    return list + "</ListBucketResult>";
  }
  const QString prefix = QUrlQuery(url).queryItemValue(u"prefix"_s, QUrl::FullyDecoded);
  if (!prefix.isEmpty())
    return "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>" + prefix.toUtf8() + "hero-2304.jpg</Key><Size>1887436</Size><LastModified>2026-03-14T14:32:06Z</LastModified></Contents></ListBucketResult>";
  return "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>0417.json</Key><Size>12288</Size><LastModified>2026-03-14T14:31:57Z</LastModified></Contents>"
         "<CommonPrefixes><Prefix>upload/</Prefix></CommonPrefixes></ListBucketResult>";
}

std::optional<Result<QByteArray>> FakeCos::answer(const QByteArray& method, const QByteArray& target, const QByteArray& body) const {
  const qint64 now = 1'773'498'728'000;
  if (method == "GET" && target == "/-/triggers")
    return QByteArray("{\"timeMs\":" + QByteArray::number(now) + ",\"triggers\":[" + trigger("thumbnail", kBuckets[1], "cos:ObjectCreated:*", true, "upload/hero-2304.jpg", now - kEventsAgoMs) + ',' +
                      trigger("image-tag", kBuckets[0], "cos:ObjectCreated:Put", true, "0417.json", now - 11'000) + ',' + trigger("settle-orders", kBuckets[2], "cos:ObjectCreated:*", false, "in/2026-11-22.csv", now - 130'000) + "]}");
  if (target != "/-/services/cos") return std::nullopt;
  const QJsonObject asks = QJsonDocument::fromJson(body).object();
  const QString action = asks["action"_L1].toString();
  if (action == "bound"_L1) return QByteArray("{\"bound\":{},\"trouble\":\"\"}");
  if (action == "events"_L1)
    return QByteArray("{\"events\":[" + eventText(now - 2100, "ObjectCreated:Put", kBuckets[1], "upload/hero-2304.jpg", 1'887'436, fired("thumbnail", "3f9ac1d2-7b04-4e1c-9a55-d01b6c8e2f47", 200)) + ',' +
                      eventText(now - 4600, "ObjectCreated:Put", kBuckets[1], "upload/team-0417.png", 655'360, fired("thumbnail", "b20e77c4-1a1b-4c6d-8f10-0c2a7d1e9b55", 200)) + ',' +
                      eventText(now - 11'900, "ObjectCreated:Put", kBuckets[0], "0417.json", 12'288, fired("image-tag", "8e11d0a6-9f3f-4f0e-b0a3-61f2ce0d7a10", 430)) + ',' +
                      eventText(now - 16'900, "ObjectRemove:Delete", kBuckets[0], "0416.json", 0, {}) + ',' +
                      eventText(now - 129'400, "ObjectCreated:Put", kBuckets[2], "in/2026-11-22.csv", 290'816, "{\"namespace\":\"default\",\"function\":\"settle-orders\"}") + "]}");
  if (action != "sign"_L1) return QByteArray("{}");
  QUrl url;
  url.setScheme(u"http"_s);
  url.setHost(serverAddress().toString());
  url.setPort(serverPort());
  const QString bucket = asks["bucket"_L1].toString();
  url.setPath(bucket.isEmpty() ? u"/"_s : QString(u'/' + bucket + u'/' + asks["key"_L1].toString()));
  QUrlQuery query;
  const QJsonObject members = asks["query"_L1].toObject();
  for (auto it = members.begin(); it != members.end(); ++it) query.addQueryItem(it.key(), it.value().toString());
  url.setQuery(query);
  return QByteArray("{\"url\":\"" + url.toEncoded() + "\"}");
}

}  // namespace scfdesk

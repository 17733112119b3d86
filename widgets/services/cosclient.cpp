// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/services/cosclient.h"
#include "widgets/services/serviceinfo.h"
#include <QFile>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSaveFile>
#include <QXmlStreamReader>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr qint64 kListingBytes = 8 * 1024 * 1024;  // of 1,000 keys of 850 bytes, escaped

/// Elements `item` with the texts of their children.
QList<QMap<QString, QString>> itemsOf(const QByteArray& xml, const QString& item, QMap<QString, QString>& top) {
  QList<QMap<QString, QString>> list;
  QXmlStreamReader reader(xml);
  QMap<QString, QString>* now = &top;
  QString name;
  while (!reader.atEnd()) {
    reader.readNext();
    if (reader.isStartElement()) {
      name = reader.name().toString();
      if (name != item) continue;
      list.append(QMap<QString, QString>());
      now = &list.last();
    } else if (reader.isCharacters() && !name.isEmpty()) {
      (*now)[name] += reader.text();
    } else if (reader.isEndElement()) {
      if (reader.name() == item) now = &top;
      name.clear();  // what follows is the space between elements
    }
  }
  return list;
}
}  // namespace

CosClient::CosClient(Backend& backend, QObject* parent) : QObject(parent), m_backend(backend) { m_network.setProxy(QNetworkProxy::NoProxy); }

void CosClient::sign(const QString& method, const QString& bucket, const QString& key, const Query& query, QObject* context, Reply<QUrl> reply) {
  nlohmann::json body{{"action", "sign"}, {"method", method.toStdString()}, {"bucket", bucket.toStdString()}, {"key", key.toStdString()}, {"query", nlohmann::json::object()}};
  for (const auto& [name, value] : query) body["query"][name.toStdString()] = value.toStdString();
  m_backend.local("POST", "/-/services/cos", QByteArray::fromStdString(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)), context, [reply = std::move(reply)](const Result<QByteArray>& answer) {
    if (!answer) return reply(answer.error());
    reply(QUrl::fromEncoded(urlFromJson(*answer).toUtf8()));
  });
}

Error CosClient::errorOf(QNetworkReply* reply) {
  QMap<QString, QString> about;
  itemsOf(reply->readAll(), u"none"_s, about);
  if (about.contains(u"Code"_s)) return {about.value(u"Code"_s), about.value(u"Message"_s), {}};
  return {u"Local.NoAnswer"_s, reply->errorString(), {}};
}

void CosClient::send(const QByteArray& method, const QString& bucket, const QString& key, QObject* context, Reply<Done> reply) {
  sign(QString::fromLatin1(method), bucket, key, {}, context, [this, method, context = QPointer<QObject>(context), reply = std::move(reply)](const Result<QUrl>& url) {
    if (!url) return reply(url.error());
    QNetworkReply* answer = m_network.sendCustomRequest(QNetworkRequest(*url), method, QByteArray());
    connect(answer, &QNetworkReply::finished, this, [answer, context, reply] {
      answer->deleteLater();
      if (context) reply(answer->error() == QNetworkReply::NoError ? Result<Done>(Done{}) : Result<Done>(errorOf(answer)));
    });
  });
}

void CosClient::fetch(const QString& bucket, const QString& key, const Query& query, qint64 most, QObject* context, Reply<QByteArray> reply) {
  sign(u"GET"_s, bucket, key, query, context, [this, most, key, context = QPointer<QObject>(context), reply = std::move(reply)](const Result<QUrl>& url) {
    if (!url) return reply(url.error());
    QNetworkRequest request(*url);
    if (!key.isEmpty()) request.setRawHeader("Range", "bytes=0-" + QByteArray::number(most - 1));
    QNetworkReply* answer = m_network.get(request);
    connect(answer, &QNetworkReply::finished, this, [answer, context, reply] {
      answer->deleteLater();
      if (!context) return;
      const int status = answer->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
      if (status == 416) return reply(QByteArray());  // nothing of an empty object is in any range
      if (answer->error() != QNetworkReply::NoError) return reply(errorOf(answer));
      reply(answer->readAll());
    });
  });
}

void CosClient::read(const QString& bucket, const QString& key, qint64 most, QObject* context, Reply<QByteArray> reply) { fetch(bucket, key, {}, most, context, std::move(reply)); }

void CosClient::buckets(QObject* context, Reply<QList<CosEntry>> reply) {
  fetch({}, {}, {}, kListingBytes, context, [reply = std::move(reply)](const Result<QByteArray>& xml) {
    if (!xml) return reply(xml.error());
    QMap<QString, QString> top;
    QList<CosEntry> list;
    for (const auto& item : itemsOf(*xml, u"Bucket"_s, top)) list.append({item.value(u"Name"_s), true, 0, item.value(u"CreationDate"_s)});
    reply(list);
  });
}

void CosClient::list(const QString& bucket, const QString& prefix, const QString& marker, QObject* context, Reply<CosListingPage> reply) {
  const Query query{{u"delimiter"_s, u"/"_s}, {u"encoding-type"_s, u"url"_s}, {u"marker"_s, marker}, {u"prefix"_s, prefix}};
  fetch(bucket, {}, query, kListingBytes, context, [reply = std::move(reply)](const Result<QByteArray>& xml) {
    if (!xml) return reply(xml.error());
    const auto plain = [](const QString& text) { return QUrl::fromPercentEncoding(text.toUtf8()); };
    CosListingPage page;
    QMap<QString, QString> top;
    for (const auto& item : itemsOf(*xml, u"CommonPrefixes"_s, top)) page.entries.append({plain(item.value(u"Prefix"_s)), true, 0, {}});
    top.clear();
    for (const auto& item : itemsOf(*xml, u"Contents"_s, top)) page.entries.append({plain(item.value(u"Key"_s)), false, item.value(u"Size"_s).toLongLong(), item.value(u"LastModified"_s)});
    if (top.value(u"IsTruncated"_s) == u"true"_s) page.next = plain(top.value(u"NextMarker"_s));
    reply(page);
  });
}

void CosClient::amount(const QString& bucket, QObject* context, Reply<CosAmount> reply) {
  fetch(bucket, {}, {{u"encoding-type"_s, u"url"_s}}, kListingBytes, context, [reply = std::move(reply)](const Result<QByteArray>& xml) {
    if (!xml) return reply(xml.error());
    CosAmount amount;
    QMap<QString, QString> top;
    for (const auto& item : itemsOf(*xml, u"Contents"_s, top)) {
      ++amount.objects;
      amount.bytes += item.value(u"Size"_s).toLongLong();
    }
    amount.more = top.value(u"IsTruncated"_s) == u"true"_s;
    reply(amount);
  });
}

void CosClient::bind(const QString& bucket, const QString& folder, QObject* context, Reply<Done> reply) {
  const QByteArray body = folder.isEmpty() ? serviceAction(u"unbind"_s, {{u"bucket"_s, bucket}}) : serviceAction(u"bind"_s, {{u"bucket"_s, bucket}, {u"folder"_s, folder}});
  m_backend.local("POST", "/-/services/cos", body, context, [reply = std::move(reply)](const Result<QByteArray>& answer) { reply(answer ? Result<Done>(Done{}) : Result<Done>(answer.error())); });
}

void CosClient::upload(const QString& bucket, const QString& key, const QString& path, QObject* context, Reply<Done> reply) {
  auto* file = new QFile(path, this);
  if (!file->open(QIODevice::ReadOnly)) {
    const Error error{u"Local.FileUnreadable"_s, tr("%1 can't be read: %2.").arg(path, file->errorString()), {}};
    delete file;
    return reply(error);
  }
  sign(u"PUT"_s, bucket, key, {}, context, [this, file, context = QPointer<QObject>(context), reply = std::move(reply)](const Result<QUrl>& url) {
    if (!url) {
      file->deleteLater();
      return reply(url.error());
    }
    QNetworkReply* answer = m_network.put(QNetworkRequest(*url), file);
    connect(answer, &QNetworkReply::finished, this, [answer, file, context, reply] {
      file->deleteLater();
      answer->deleteLater();
      if (context) reply(answer->error() == QNetworkReply::NoError ? Result<Done>(Done{}) : Result<Done>(errorOf(answer)));
    });
  });
}

void CosClient::download(const QString& bucket, const QString& key, const QString& path, QObject* context, Reply<Done> reply) {
  sign(u"GET"_s, bucket, key, {}, context, [this, path, context = QPointer<QObject>(context), reply = std::move(reply)](const Result<QUrl>& url) {
    if (!url) return reply(url.error());
    auto file = std::make_shared<QSaveFile>(path);
    if (!file->open(QIODevice::WriteOnly)) return reply(Error{u"Local.FileUnwritable"_s, tr("%1 can't be written: %2.").arg(path, file->errorString()), {}});
    QNetworkReply* answer = m_network.get(QNetworkRequest(*url));
    answer->setReadBufferSize(1024 * 1024);
    connect(answer, &QNetworkReply::readyRead, this, [answer, file] {
      if (answer->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200) file->write(answer->readAll());
    });
    connect(answer, &QNetworkReply::finished, this, [answer, file, path, context, reply] {
      answer->deleteLater();
      const bool good = answer->error() == QNetworkReply::NoError;
      const Error wrong = good ? Error{} : errorOf(answer);
      if (good) file->write(answer->readAll());
      const bool kept = good && file->commit();
      if (!context) return;
      if (!good) return reply(wrong);
      reply(kept ? Result<Done>(Done{}) : Result<Done>(Error{u"Local.FileUnwritable"_s, tr("%1 can't be written: %2.").arg(path, file->errorString()), {}}));
    });
  });
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include <QNetworkAccessManager>
#include <QPointer>
#include <QUrl>

class QFile;
class QNetworkReply;

namespace scfdesk {

struct CosEntry {
  QString name;        ///< bucket, key, or prefix that ends in "/"
  bool folder = false;
  qint64 bytes = 0;
  QString modified;    ///< as COS writes it
};
struct CosAmount {
  qint64 objects = 0, bytes = 0;
  bool more = false;   ///< there are more than were counted
};
struct CosListingPage {
  QList<CosEntry> entries;
  QString next;        ///< marker of the next page; empty: this was the last
};

/// Talks to the local COS over HTTP with addresses that the engine has signed, so that bytes never pass through the command
/// interface. Asynchronous; answers are dropped when `context` has died. GUI thread.
class CosClient final : public QObject {
  Q_OBJECT
 public:
  template <typename T>
  using Reply = std::function<void(Result<T>)>;
  explicit CosClient(Backend& backend, QObject* parent = nullptr);

  void buckets(QObject* context, Reply<QList<CosEntry>> reply);
  void list(const QString& bucket, const QString& prefix, const QString& marker, QObject* context, Reply<CosListingPage> reply);
  /// The first thousand objects of a bucket, counted.
  void amount(const QString& bucket, QObject* context, Reply<CosAmount> reply);
  void createBucket(const QString& bucket, QObject* context, Reply<Done> reply) { send("PUT", bucket, {}, context, std::move(reply)); }
  void deleteBucket(const QString& bucket, QObject* context, Reply<Done> reply) { send("DELETE", bucket, {}, context, std::move(reply)); }
  /// Makes a bucket of a folder on the disk; an empty `folder` lets go of the one that it is.
  void bind(const QString& bucket, const QString& folder, QObject* context, Reply<Done> reply);
  void remove(const QString& bucket, const QString& key, QObject* context, Reply<Done> reply) { send("DELETE", bucket, key, context, std::move(reply)); }
  /// Streams a file; an Error names it when it can't be read.
  void upload(const QString& bucket, const QString& key, const QString& file, QObject* context, Reply<Done> reply);
  void download(const QString& bucket, const QString& key, const QString& file, QObject* context, Reply<Done> reply);
  /// The first `most` bytes.
  void read(const QString& bucket, const QString& key, qint64 most, QObject* context, Reply<QByteArray> reply);
  /// An address that anybody can open for an hour.
  void address(const QString& bucket, const QString& key, QObject* context, Reply<QUrl> reply) { sign(QStringLiteral("GET"), bucket, key, {}, context, std::move(reply)); }

 private:
  using Query = QList<std::pair<QString, QString>>;
  void sign(const QString& method, const QString& bucket, const QString& key, const Query& query, QObject* context, Reply<QUrl> reply);
  void send(const QByteArray& method, const QString& bucket, const QString& key, QObject* context, Reply<Done> reply);
  void fetch(const QString& bucket, const QString& key, const Query& query, qint64 most, QObject* context, Reply<QByteArray> reply);
  [[nodiscard]] static Error errorOf(QNetworkReply* reply);

  Backend& m_backend;
  QNetworkAccessManager m_network;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include <QHash>
#include <QObject>

namespace scfdesk {

/// What a bucket fires, what came last, and which buckets are folders elsewhere: from the engine's triggers and its COS. GUI thread.
class BucketSources final : public QObject {
  Q_OBJECT
 public:
  struct Fires {
    QString words;      ///< "thumbnail on ObjectCreated:*"
    bool enabled = false;
    QString lastWords;  ///< "Put upload/a.jpg"
    qint64 lastMs = 0;
    int64_t events = 0;
  };
  BucketSources(Backend& backend, QObject* parent);
  void ask();
  [[nodiscard]] QList<Fires> of(const QString& bucket) const { return m_fires.value(bucket); }
  /// "thumbnail on ObjectCreated:*; image-tag, trigger is off"
  [[nodiscard]] QString firesText(const QString& bucket) const;
  /// "Put upload/a.jpg, 2 s ago"; empty when nothing came.
  [[nodiscard]] QString lastText(const QString& bucket) const;
  /// The folder that is bound as this bucket; empty for one of COS's own.
  [[nodiscard]] QString folderOf(const QString& bucket) const { return m_bound.value(bucket); }

 Q_SIGNALS:
  void changed();

 private:
  void take(const QByteArray& triggers);
  Backend& m_backend;
  QHash<QString, QList<Fires>> m_fires;
  QHash<QString, QString> m_bound;
  qint64 m_nowMs = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <QObject>
#include <QUrl>
#include <functional>

namespace scfdesk {

/// One end of a deploy: an engine or the cloud, as far as reading and writing functions goes. One thread; every reply comes
/// there later, or at once, unless `context` has died. app/cloud implements it over a CloudClient and over a Backend.
class DeployTarget : public QObject {
  Q_OBJECT
 public:
  using Reply = std::function<void(Result<QByteArray>)>;
  using QObject::QObject;
  [[nodiscard]] virtual QString name() const = 0;       ///< "Guangzhou", for people
  [[nodiscard]] virtual QString ns() const = 0;
  /// Bytes of one request that it takes; 0 = no limit of its own.
  [[nodiscard]] virtual int64_t requestLimit() const = 0;
  virtual void action(const QByteArray& name, const QByteArray& params, QObject* context, Reply reply) = 0;
  virtual void download(const QUrl& url, QObject* context, Reply reply) = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QHash>
#include <QTcpServer>

namespace scfdesk {

/// A COS of three buckets that answers the window's requests over HTTP, and what the engine says of it (sign, bound, events,
/// triggers). Nothing is kept. GUI thread.
class FakeCos final : public QTcpServer {
  Q_OBJECT
 public:
  explicit FakeCos(QObject* parent = nullptr);
  /// The answer of the engine to a local addition; none when it is not about COS.
  [[nodiscard]] std::optional<Result<QByteArray>> answer(const QByteArray& method, const QByteArray& target, const QByteArray& body) const;
  QStringList asked;  ///< "GET /media-1253970026/?..."

 private:
  [[nodiscard]] QByteArray page(const QByteArray& target) const;
  QHash<QTcpSocket*, QByteArray> m_read;
};

}  // namespace scfdesk

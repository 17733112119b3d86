// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/connection.h"

namespace scfdesk {

/// connections.json of a data folder: the profiles, never a key. Any one thread at a time; blocking, a few kB.
class ConnectionFile final {
 public:
  explicit ConnectionFile(const QString& dataDir) : m_path(dataDir + QStringLiteral("/connections.json")) {}
  /// No file is no profile; a damaged one is an Error and is left as it is.
  [[nodiscard]] Result<QList<ConnectionProfile>> read() const;
  /// Written beside and renamed, readable by its owner alone.
  [[nodiscard]] Status write(const QList<ConnectionProfile>& profiles) const;

 private:
  static constexpr qint64 kMostBytes = 256 * 1024;
  QString m_path;
};

}  // namespace scfdesk

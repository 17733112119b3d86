// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/keptprocess.h"

namespace scfdesk {

/// The private folder of one server and who its processes are: the engine's own user, or, when that is root, the owner of the
/// folder, the package's system user or nobody. Blocking, small files only. Engine thread.
struct ServerPlace {
  QByteArray keeper;         ///< scfdesk-spawner
  QByteArray folder;         ///< <data-dir>/services/NAME, as the engine sees it
  QByteArray inside;         ///< as the server sees it: root's folders are closed to others, so it is bound elsewhere for it
  uid_t uid = 0;             ///< 0 = the engine's own
  gid_t gid = 0;

  /// Makes the folder, for its user alone.
  static Result<ServerPlace> make(const QString& folder, const QString& keeper, const char* systemUser);
  [[nodiscard]] QByteArray path(const char* name) const { return folder + '/' + name; }
  [[nodiscard]] bool has(const char* name) const;
  Status makeFolder(const char* name) const;
  /// A file for the server's user alone (0600), old or new as a whole.
  /// `synced`: it is on the disk then; else a power cut may take it.
  Status write(const QByteArray& name, const QByteArray& text, bool synced = true) const;
  [[nodiscard]] QByteArray read(const char* name, qint64 most = 64 * 1024) const;
  /// The last lines of the log, in one line.
  [[nodiscard]] QByteArray lastWords() const;
  /// The log of earlier runs goes aside when it has become long.
  void turnLog() const;
  [[nodiscard]] int64_t bytesBelow(const char* name) const;
  [[nodiscard]] KeptProcess::Plan plan(const QByteArrayList& command, const QByteArrayList& environment) const;

  static constexpr qint64 kLogBytes = 1024 * 1024;
};

}  // namespace scfdesk

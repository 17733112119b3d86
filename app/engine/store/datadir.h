// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <memory>

namespace scfdesk {

struct StoredKeys {
  QString secretId;   ///< "AKID" and 32 letters and digits
  QString secretKey;  ///< 32 letters and digits
  bool fresh = false; ///< made by this call, and not synced yet
};

/// The data folder and its lock: made when missing, held by one engine as long as this object lives.
/// Blocking, small files only; any one thread. Errors name the folder and the next step.
class DataDir final {
 public:
  /// Makes the folder (0700) with its parts and takes the lock. "Local.DataDirInUse" names the owner's pid and port.
  static Result<std::unique_ptr<DataDir>> take(const QString& path);
  ~DataDir();
  DataDir(const DataDir&) = delete;
  DataDir& operator=(const DataDir&) = delete;

  [[nodiscard]] const QString& path() const { return m_path; }
  [[nodiscard]] QString file(const QString& name) const { return m_path + u'/' + name; }

  /// The kept pair; made from the kernel's random numbers where the file `keys` (0600) is missing. "Local.KeysDamaged" when it
  /// is there and can't be read or understood: clients sign with what it held, so it is never replaced.
  [[nodiscard]] Result<StoredKeys> keys() const;
  /// engine.json (0600): who owns this folder. Goes when this object goes.
  [[nodiscard]] Status writeOwner(int port, const QString& keyId, TimeUs now);

 private:
  DataDir(QString path, int lockFd) : m_path(std::move(path)), m_lockFd(lockFd) {}
  QString m_path;
  int m_lockFd = -1;
  bool m_ownerWritten = false;
};

/// What went wrong with a file of the data folder, from errno: "Local.DiskFull" (ENOSPC, EDQUOT, EFBIG),
/// "Local.DataDirUnwritable" (anything that forbids writing), else "Local.StoreFailed". Pure but for strerror.
Error diskError(const QString& dataDir, const QString& file, int error);
/// A new file beside, then renamed over: readers see the old or the new. 0 or errno. `sync`: on disk when it returns.
int replaceFile(const QString& path, const QByteArray& bytes, unsigned mode, bool sync);

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

namespace scfdesk {

/// Code folders as root gives them to functions that are not root: as mounts, read-only, on which root's files are the
/// function's. Without that a function could not read a private folder of root's. Engine thread.
/// For an engine that is not root, and where the file system can't do it (then what all may read is read), there are none.
class CodeMounts final {
 public:
  ~CodeMounts() { setUsers(-1); }
  CodeMounts() = default;
  CodeMounts(const CodeMounts&) = delete;
  CodeMounts& operator=(const CodeMounts&) = delete;

  /// The user namespace that says who is who; taken over. -1 = none.
  void setUsers(int fd);
  /// A mount of the folder that is nowhere yet; the caller's. -1 when there is none to be had.
  [[nodiscard]] int open(const QByteArray& folder) const;

 private:
  int m_users = -1;
};

}  // namespace scfdesk

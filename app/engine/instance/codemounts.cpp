// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/codemounts.h"
#include <cstdint>
#include <fcntl.h>
#include <linux/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace scfdesk {

void CodeMounts::setUsers(int fd) {
  if (m_users >= 0) close(m_users);
  m_users = fd;
}

int CodeMounts::open(const QByteArray& folder) const {
  if (m_users < 0 || folder.isEmpty()) return -1;
  // One mount, not those below it: an unlike file system there would refuse the whole.
  const int fd = int(syscall(SYS_open_tree, AT_FDCWD, folder.constData(), OPEN_TREE_CLONE | O_CLOEXEC));
  if (fd < 0) return -1;
  mount_attr attr{};
  attr.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_IDMAP;
  attr.userns_fd = uint64_t(m_users);
  if (syscall(SYS_mount_setattr, fd, "", AT_EMPTY_PATH, &attr, sizeof attr) == 0) return fd;
  close(fd);
  return -1;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/spawner/rootfs.h"
#include "app/spawner/protocol.h"
#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <initializer_list>
#include <linux/capability.h>
#include <linux/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// glibc's <sys/mount.h> and <linux/mount.h> collide, so mount(2) and its old flags are named here.
extern "C" int mount(const char*, const char*, const char*, unsigned long, const void*) noexcept;
extern "C" int umount2(const char*, int) noexcept;

namespace scfdesk::spawner {
namespace {
constexpr int kMntDetach = 2;

bool fail(Failure& failure, const char* step) {
  failure.step = step;
  failure.error = errno;
  return false;
}

struct Path {
  char text[PATH_MAX];
  Path(const char* root, const char* inside) { snprintf(text, sizeof text, "%s%s", root, inside); }
};

bool makeFolders(const char* root, const char* inside) {
  Path path(root, inside);
  for (char* p = path.text + strlen(root) + 1; *p; ++p) {
    if (*p != '/') continue;
    *p = 0;
    mkdir(path.text, 0755);
    *p = '/';
  }
  return mkdir(path.text, 0755) == 0 || errno == EEXIST;
}

bool bindReadOnly(const char* root, const char* source, const char* inside) {
  const int fd = cloneReadOnly(source);
  if (fd < 0) return false;
  makeFolders(root, inside);
  const bool ok = attach(fd, Path(root, inside).text);
  close(fd);
  return ok;
}

bool bindFile(const char* root, const char* source, bool readOnly) {
  const Path target(root, source);
  const int made = open(target.text, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
  if (made < 0) return false;
  close(made);
  int fd = readOnly ? cloneReadOnly(source)
                    : int(syscall(SYS_open_tree, AT_FDCWD, source, OPEN_TREE_CLONE | O_CLOEXEC));
  if (fd < 0) return false;
  const bool ok = attach(fd, target.text);
  close(fd);
  return ok;
}

/// /bin, /lib, ... are links into /usr on a merged system and folders on others.
bool bindPrograms(const char* root) {
  for (const char* name : {"/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"}) {
    char link[PATH_MAX];
    const ssize_t n = readlink(name, link, sizeof link - 1);
    if (n > 0) {
      link[n] = 0;
      if (symlink(link, Path(root, name).text) != 0) return false;
    } else if (errno == EINVAL && !bindReadOnly(root, name, name)) {
      return false;
    }
  }
  return bindReadOnly(root, "/usr", "/usr") && bindReadOnly(root, "/etc", "/etc");
}

/// The resolver's file is often a link out of /etc; names must still be found.
void bindResolver(const char* root) {
  char real[PATH_MAX];
  if (!realpath("/etc/resolv.conf", real) || strncmp(real, "/etc/", 5) == 0) return;
  char folder[PATH_MAX];
  snprintf(folder, sizeof folder, "%s", real);
  *strrchr(folder, '/') = 0;
  if (!makeFolders(root, folder)) return;
  bindFile(root, real, true);
}

bool makeDevices(const char* root) {
  mkdir(Path(root, "/dev").text, 0755);
  for (const char* name : {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"})
    if (!bindFile(root, name, false)) return false;
  if (symlink("/proc/self/fd", Path(root, "/dev/fd").text) != 0) return false;
  if (symlink("/proc/self/fd/0", Path(root, "/dev/stdin").text) != 0) return false;
  if (symlink("/proc/self/fd/1", Path(root, "/dev/stdout").text) != 0) return false;
  if (symlink("/proc/self/fd/2", Path(root, "/dev/stderr").text) != 0) return false;
  mkdir(Path(root, "/dev/shm").text, 0755);
  return mount("tmpfs", Path(root, "/dev/shm").text, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "mode=1777,size=64m") == 0;
}

bool makeProc(const char* root, bool ofHost) {
  const Path proc(root, "/proc");
  mkdir(proc.text, 0555);
  if (ofHost) {
    const int fd = int(syscall(SYS_open_tree, AT_FDCWD, "/proc", OPEN_TREE_CLONE | AT_RECURSIVE | O_CLOEXEC));
    if (fd < 0) return false;
    const bool ok = attach(fd, proc.text);
    close(fd);
    return ok;
  }
  if (mount("proc", proc.text, "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr) != 0) return false;
  // The kernel lets the machine's root write here even without a capability.
  if (!bindReadOnly("", Path(root, "/proc/sys").text, Path(root, "/proc/sys").text)) return false;
  const Path trigger(root, "/proc/sysrq-trigger");
  const int fd = cloneReadOnly(trigger.text);
  if (fd < 0) return errno == ENOENT;
  const bool ok = attach(fd, trigger.text);
  close(fd);
  return ok;
}
}  // namespace

int cloneReadOnly(const char* path) {
  const int fd = int(syscall(SYS_open_tree, AT_FDCWD, path, OPEN_TREE_CLONE | AT_RECURSIVE | O_CLOEXEC));
  if (fd < 0) return -1;
  mount_attr attr{};
  attr.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID;
  if (syscall(SYS_mount_setattr, fd, "", AT_EMPTY_PATH | AT_RECURSIVE, &attr, sizeof attr) == 0) return fd;
  const int error = errno;
  close(fd);
  errno = error;
  return -1;
}

bool attach(int mountFd, const char* target) {
  return syscall(SYS_move_mount, mountFd, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH) == 0;
}

bool buildRoot(const RootPlan& plan, Failure& failure) {
  const char* root = plan.mountPoint;
  // Slave: what the host mounts later is seen as long as the host is in sight; nothing goes the other way.
  if (mount(nullptr, "/", nullptr, MS_REC | MS_SLAVE, nullptr) != 0) return fail(failure, "own mounts");
  // What lies below the mount point is out of sight once the new root covers it.
  const int code = plan.codeDir[0] && plan.codeMount < 0 ? cloneReadOnly(plan.codeDir) : plan.codeMount;
  if (plan.codeDir[0] && code < 0) return fail(failure, "code folder");
  const int bootstrap = plan.bootstrapDir[0] ? cloneReadOnly(plan.bootstrapDir) : -1;
  if (plan.bootstrapDir[0] && bootstrap < 0) return fail(failure, "bootstrap folder");
  const int layers = plan.layerDir[0] ? cloneReadOnly(plan.layerDir) : -1;
  if (plan.layerDir[0] && layers < 0) return fail(failure, "layer folder");
  const int prefix = plan.prefix[0] ? cloneReadOnly(plan.prefix) : -1;
  if (plan.prefix[0] && prefix < 0) return fail(failure, "interpreter folder");

  if (mount("tmpfs", root, "tmpfs", MS_NOSUID, "mode=755,size=1m") != 0) return fail(failure, "tmpfs");
  if (!bindPrograms(root)) return fail(failure, "programs");
  bindResolver(root);
  if (!makeProc(root, plan.hostProcesses)) return fail(failure, "proc");
  if (!makeDevices(root)) return fail(failure, "devices");
  for (const char* folder : {"/var/user", "/var/runtime", "/opt", "/tmp", "/home/qcloud"})
    if (!makeFolders(root, folder)) return fail(failure, folder);
  if (symlink("/var/runtime/lang", Path(root, "/var/lang").text) != 0) return fail(failure, "/var/lang");
  if (mount("tmpfs", Path(root, "/tmp").text, "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777,size=512m,nr_inodes=65536") != 0)
    return fail(failure, "tmp");
  if (code >= 0 && !attach(code, Path(root, "/var/user").text)) return fail(failure, "/var/user");
  if (bootstrap >= 0 && !attach(bootstrap, Path(root, "/var/runtime").text)) return fail(failure, "/var/runtime");
  if (layers >= 0 && !attach(layers, Path(root, "/opt").text)) return fail(failure, "/opt");
  if (prefix >= 0 && (!makeFolders(root, plan.prefix) || !attach(prefix, Path(root, plan.prefix).text)))
    return fail(failure, "interpreter");
  for (const int fd : {code, bootstrap, layers, prefix})
    if (fd >= 0) close(fd);
  return true;
}

bool enterRoot(const char* mountPoint, Failure& failure) {
  if (chdir(mountPoint) != 0 || syscall(SYS_pivot_root, ".", ".") != 0) return fail(failure, "pivot_root");
  if (umount2(".", kMntDetach) != 0 || chdir("/") != 0) return fail(failure, "detach host root");
  mount_attr attr{};
  attr.attr_set = MOUNT_ATTR_RDONLY;
  if (syscall(SYS_mount_setattr, AT_FDCWD, "/", 0, &attr, sizeof attr) != 0) return fail(failure, "read-only root");
  return true;
}

bool dropPrivileges(Failure& failure) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return fail(failure, "no_new_privs");
  for (int cap = 0; prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0; ++cap) {}
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct data[2]{};
  if (syscall(SYS_capset, &header, data) != 0) return fail(failure, "capset");
  return true;
}

bool becomeFunctionUser(Failure& failure) {
  for (int cap = 0; prctl(PR_CAPBSET_DROP, cap, 0, 0, 0) == 0; ++cap) {}
  if (setgroups(0, nullptr) != 0 || setresgid(kUserInside, kUserInside, kUserInside) != 0) return fail(failure, "group");
  if (setresuid(kUserInside, kUserInside, kUserInside) != 0) return fail(failure, "user");
  return dropPrivileges(failure);
}

}  // namespace scfdesk::spawner

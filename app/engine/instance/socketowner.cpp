// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/socketowner.h"
#include "app/engine/instance/processtree.h"
#include <csignal>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <sys/socket.h>
#include <unistd.h>

namespace scfdesk {
namespace {

/// The number by which /proc/PID/fd names the socket; 0 = unknown.
uint32_t inodeOf(const sockaddr_in& own, const sockaddr_in& peer) {
  const int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  if (fd < 0) return 0;
  struct {
    nlmsghdr head;
    inet_diag_req_v2 request;
  } ask{};
  ask.head.nlmsg_len = sizeof ask;
  ask.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  ask.head.nlmsg_flags = NLM_F_REQUEST;
  ask.request.sdiag_family = AF_INET;
  ask.request.sdiag_protocol = IPPROTO_TCP;
  ask.request.idiag_states = ~0U;
  ask.request.id.idiag_sport = own.sin_port;
  ask.request.id.idiag_dport = peer.sin_port;
  ask.request.id.idiag_src[0] = own.sin_addr.s_addr;
  ask.request.id.idiag_dst[0] = peer.sin_addr.s_addr;
  ask.request.id.idiag_cookie[0] = ask.request.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  alignas(nlmsghdr) char answer[4096];
  ssize_t n = send(fd, &ask, sizeof ask, 0);
  if (n == ssize_t(sizeof ask)) n = recv(fd, answer, sizeof answer, MSG_DONTWAIT);  // the kernel answers within send()
  close(fd);
  nlmsghdr head;
  inet_diag_msg message;
  if (n < ssize_t(NLMSG_HDRLEN + sizeof message)) return 0;
  std::memcpy(&head, answer, sizeof head);
  if (head.nlmsg_type != SOCK_DIAG_BY_FAMILY) return 0;
  std::memcpy(&message, answer + NLMSG_HDRLEN, sizeof message);
  return message.idiag_inode;
}

SocketOwner lookInto(pid_t process, const char* wanted) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/fd", process);
  DIR* folder = opendir(path);
  if (!folder) return kill(process, 0) == 0 ? SocketOwner::Unknown : SocketOwner::Other;
  SocketOwner found = SocketOwner::Other;
  while (const dirent* entry = readdir(folder)) {
    char target[64];
    const ssize_t n = readlinkat(dirfd(folder), entry->d_name, target, sizeof target - 1);
    if (n <= 0) continue;
    target[n] = 0;
    if (std::strcmp(target, wanted) != 0) continue;
    found = SocketOwner::Tree;
    break;
  }
  closedir(folder);
  return found;
}
}  // namespace

SocketOwner ownerOf(const sockaddr_in& own, const sockaddr_in& peer, pid_t init) {
  const uint32_t inode = inodeOf(own, peer);
  if (inode == 0) return SocketOwner::Unknown;
  char wanted[64];
  snprintf(wanted, sizeof wanted, "socket:[%u]", inode);
  SocketOwner answer = SocketOwner::Other;
  for (const pid_t process : descendantsOf(init)) {
    const SocketOwner here = lookInto(process, wanted);
    if (here == SocketOwner::Tree) return here;
    if (here == SocketOwner::Unknown) answer = here;
  }
  return answer;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/spawner/packets.h"
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/uio.h>

namespace scfdesk::spawner {

void answer(int socket, Kind kind, uint32_t instance, int32_t value, const char* text, const int* fds, int fdCount, int32_t extra) {
  const Header header{kind, instance, value, extra};
  iovec parts[2] = {{const_cast<Header*>(&header), sizeof header}, {const_cast<char*>(text), strlen(text)}};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * kFdCount)] = {};
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = 2;
  if (fdCount > 0) {
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * size_t(fdCount));
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int) * size_t(fdCount));
    memcpy(CMSG_DATA(head), fds, sizeof(int) * size_t(fdCount));
  }
  while (sendmsg(socket, &message, MSG_NOSIGNAL) < 0 && errno == EINTR) {}
}

ssize_t receive(int socket, char* packet, size_t size, int flags, int* descriptor) {
  *descriptor = -1;
  iovec part{packet, size};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  ssize_t n;
  do n = recvmsg(socket, &message, flags | MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  if (n < 0) return n;
  const cmsghdr* head = CMSG_FIRSTHDR(&message);
  if (head && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS && head->cmsg_len == CMSG_LEN(sizeof(int)))
    memcpy(descriptor, CMSG_DATA(head), sizeof(int));
  return n;
}

}  // namespace scfdesk::spawner

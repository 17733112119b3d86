// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/birthlink.h"
#include "app/spawner/protocol.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace scfdesk {

bool sendPacket(int socket, const QByteArray& packet, int descriptor) {
  // sendmsg only reads what iov_base points to
  iovec part{const_cast<char*>(packet.constData()), size_t(packet.size())};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  if (descriptor >= 0) {
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    cmsghdr* head = CMSG_FIRSTHDR(&message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
  }
  ssize_t n;
  do n = sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (n < 0 && errno == EINTR);
  return n >= 0;
}

ssize_t receivePacket(int socket, char* packet, size_t size, int* descriptor) {
  *descriptor = -1;
  iovec part{packet, size};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  const ssize_t n = recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (n < 0) return n;
  const cmsghdr* head = CMSG_FIRSTHDR(&message);
  if (head && head->cmsg_type == SCM_RIGHTS && head->cmsg_len == CMSG_LEN(sizeof(int)))
    std::memcpy(descriptor, CMSG_DATA(head), sizeof(int));
  return n;
}

BirthLink::BirthLink(Reactor& reactor, Receiver receiver) : m_reactor(reactor), m_receiver(std::move(receiver)) {}

BirthLink::~BirthLink() { close(); }

void BirthLink::open(int fd) {
  close();
  m_fd = fd;
  fcntl(fd, F_SETFL, O_NONBLOCK);
  m_token = m_reactor.watch(fd, EPOLLIN, this);
}

void BirthLink::close() {
  if (m_fd >= 0) {
    m_reactor.unwatch(m_token);
    ::close(std::exchange(m_fd, -1));
  }
  while (!m_queue.empty()) dropFirst();
  m_wantsOut = false;
}

void BirthLink::dropFirst() {
  if (m_queue.front().descriptor >= 0) ::close(m_queue.front().descriptor);
  m_queue.pop_front();
}

void BirthLink::send(QByteArray packet, int descriptor) {
  if (m_fd < 0) {
    if (descriptor >= 0) ::close(descriptor);
    return;
  }
  m_queue.push_back({std::move(packet), descriptor});
  if (!m_wantsOut) writeSome();
}

void BirthLink::writeSome() {
  while (!m_queue.empty()) {
    if (!sendPacket(m_fd, m_queue.front().bytes, m_queue.front().descriptor) && errno == EAGAIN) break;
    dropFirst();  // sent, or the other side is gone: then reading tells
  }
  if (m_wantsOut == !m_queue.empty()) return;
  m_wantsOut = !m_queue.empty();
  m_reactor.change(m_token, m_wantsOut ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

bool BirthLink::readPacket() {
  char data[1024];
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * spawner::kFdCount)];
  iovec part{data, sizeof data};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  const ssize_t n = recvmsg(m_fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  if (n < ssize_t(sizeof(spawner::Header))) {
    close();
    const auto lost = m_receiver.lost;  // may destroy this link
    lost();
    return false;
  }
  int fds[spawner::kFdCount];
  int count = 0;
  const cmsghdr* head = CMSG_FIRSTHDR(&message);
  if (head && head->cmsg_type == SCM_RIGHTS) {
    count = int((head->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    std::memcpy(fds, CMSG_DATA(head), sizeof(int) * size_t(count));
  }
  take(data, n, fds, count);
  return m_fd >= 0;
}

void BirthLink::take(const char* data, qsizetype size, const int* fds, int count) {
  spawner::Header header;
  std::memcpy(&header, data, sizeof header);
  const QByteArray text(data + sizeof header, size - qsizetype(sizeof header));
  if (header.kind == spawner::Kind::Hello) 
    return m_receiver.hello({header.value == 1, (header.extra & spawner::kOwnUser) != 0, (header.extra & spawner::kFilter) != 0,
                             count == 1 ? fds[0] : -1, text});
  if (header.kind == spawner::Kind::Born && count == spawner::kFdCount)
    return m_receiver.born(header.instance, {header.value, fds[spawner::kControl], fds[spawner::kPid], fds[spawner::kFrame],
                                             fds[spawner::kStdout], fds[spawner::kStderr]});
  for (int i = 0; i < count; ++i) ::close(fds[i]);
  m_receiver.notBorn(header.instance, header.kind == spawner::Kind::Born
                                          ? QByteArray("No descriptors left for another instance")
                                          : "The instance could not be started: " + text + " (" + std::strerror(header.value) + ")");
}

void BirthLink::onReady(uint32_t events) {
  if (events & EPOLLOUT) writeSome();
  while (m_fd >= 0 && readPacket()) {}
}

void BirthLink::waitForPacket(int timeoutMs) {
  pollfd fd{m_fd, POLLIN, 0};
  if (m_fd >= 0 && poll(&fd, 1, timeoutMs) > 0) readPacket();
}

}  // namespace scfdesk

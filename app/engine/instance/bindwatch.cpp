// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/bindwatch.h"
#include <QRandomGenerator>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr uint32_t kFirst = 0x7f400000;  // 127.64.0.0
constexpr uint32_t kMask = 0x003fffff;
constexpr int kTries = 16;
constexpr size_t kNoticeBytes = 256;  // a newer kernel's notice may be longer than ours

/// A descriptor of another process, as one of this process; -1 when it is not to be had.
int socketOf(pid_t thread, int fd) {
  char path[64];
  char text[1024];
  snprintf(path, sizeof path, "/proc/%d/status", thread);
  const int file = ::open(path, O_RDONLY | O_CLOEXEC);
  const ssize_t n = file < 0 ? -1 : ::read(file, text, sizeof text - 1);
  if (file >= 0) ::close(file);
  if (n <= 0) return -1;
  text[n] = 0;
  int process = thread;
  if (const char* line = strstr(text, "\nTgid:")) sscanf(line, "\nTgid:%d", &process);
  const int pidFd = int(syscall(SYS_pidfd_open, process, 0));
  if (pidFd < 0) return -1;
  const int got = int(syscall(SYS_pidfd_getfd, pidFd, fd, 0));
  ::close(pidFd);
  return got;
}

sockaddr_in anyOwn(uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  uint32_t number;
  do number = kFirst | (QRandomGenerator::system()->generate() & kMask);
  while ((number & 0xff) == 0 || (number & 0xff) == 0xff);
  address.sin_addr.s_addr = htonl(number);
  return address;
}
}  // namespace

/// One call as the kernel tells it.
struct BindWatch::Wanted {
  pid_t thread = 0;
  int fd = -1;
  uint64_t second = 0;
  uint64_t third = 0;
};

BindWatch::BindWatch(Reactor& reactor, uint16_t port, Calls calls) : m_reactor(reactor), m_port(port), m_calls(std::move(calls)) {}

BindWatch::~BindWatch() { close(); }

void BindWatch::open(int listener) {
  close();
  m_listener = listener;
  m_token = m_reactor.watch(listener, EPOLLIN, this);
}

void BindWatch::close() {
  if (m_listener < 0) return;
  m_reactor.unwatch(m_token);
  ::close(std::exchange(m_listener, -1));
}

int BindWatch::bindAt(int socket, bool six, const sockaddr_in& address) {
  if (!six) return ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ? 0 : errno;
  sockaddr_in6 mapped{};
  mapped.sin6_family = AF_INET6;
  mapped.sin6_port = address.sin_port;
  mapped.sin6_addr.s6_addr[10] = mapped.sin6_addr.s6_addr[11] = 0xff;
  memcpy(&mapped.sin6_addr.s6_addr[12], &address.sin_addr.s_addr, 4);
  return ::bind(socket, reinterpret_cast<const sockaddr*>(&mapped), sizeof mapped) == 0 ? 0 : errno;
}

std::optional<int> BindWatch::bindFor(const Wanted& wanted) {
  sockaddr_storage asked{};
  const size_t length = std::min<size_t>(size_t(wanted.third), sizeof asked);
  const iovec here{&asked, length};
  const iovec there{reinterpret_cast<void*>(uintptr_t(wanted.second)), length};
  if (process_vm_readv(wanted.thread, &here, 1, &there, 1, 0) != ssize_t(length)) return std::nullopt;
  const bool six = asked.ss_family == AF_INET6 && length >= sizeof(sockaddr_in6);
  if (!six && (asked.ss_family != AF_INET || length < sizeof(sockaddr_in))) return std::nullopt;
  const auto& v4 = reinterpret_cast<const sockaddr_in&>(asked);
  const auto& v6 = reinterpret_cast<const sockaddr_in6&>(asked);
  if (ntohs(six ? v6.sin6_port : v4.sin_port) != m_port) return std::nullopt;
  const int socket = socketOf(wanted.thread, wanted.fd);
  if (socket < 0) {
    m_problem = QByteArray("port ") + QByteArray::number(m_port) + " could not be bound for it: " + strerror(errno);
    return EACCES;
  }
  int kind = 0;
  int sixOnly = 0;
  socklen_t size = sizeof kind;
  getsockopt(socket, SOL_SOCKET, SO_TYPE, &kind, &size);
  if (six) getsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &sixOnly, &size);
  std::optional<int> result;
  if (kind != SOCK_STREAM) {
  } else if (sixOnly) {  // beside the one for IPv4: it gets a port where nobody calls
    sockaddr_in6 apart{};
    apart.sin6_family = AF_INET6;
    apart.sin6_addr = in6addr_loopback;
    result = ::bind(socket, reinterpret_cast<const sockaddr*>(&apart), sizeof apart) == 0 ? 0 : errno;
  } else {
    const bool mapped = six && IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr);
    const bool any = six ? IN6_IS_ADDR_UNSPECIFIED(&v6.sin6_addr) || (mapped && v6.sin6_addr.s6_addr[12] == 0) : v4.sin_addr.s_addr == htonl(INADDR_ANY);
    if (!any) m_problem = QByteArray("it listens at one address alone; a server must listen on 0.0.0.0:") + QByteArray::number(m_port);
    result = m_bound && any ? bindAt(socket, six, m_address) : EADDRINUSE;
    for (int i = 0; i < kTries && !(m_bound && any) && *result == EADDRINUSE; ++i) {
      const sockaddr_in address = anyOwn(m_port);
      result = bindAt(socket, six, address);
      if (*result == 0 && any) m_address = address, m_bound = true, m_problem.clear();
    }
  }
  ::close(socket);
  return result;
}

std::optional<int> BindWatch::listenFor(const Wanted& wanted, bool& isPort) {
  const int socket = socketOf(wanted.thread, wanted.fd);
  if (socket < 0) return std::nullopt;
  sockaddr_storage own{};
  socklen_t length = sizeof own;
  getsockname(socket, reinterpret_cast<sockaddr*>(&own), &length);
  const auto& v4 = reinterpret_cast<const sockaddr_in&>(own);
  const auto& v6 = reinterpret_cast<const sockaddr_in6&>(own);
  const bool six = own.ss_family == AF_INET6;
  isPort = m_bound && (six ? v6.sin6_port == m_address.sin_port && memcmp(&v6.sin6_addr.s6_addr[12], &m_address.sin_addr.s_addr, 4) == 0
                           : own.ss_family == AF_INET && v4.sin_port == m_address.sin_port && v4.sin_addr.s_addr == m_address.sin_addr.s_addr);
  std::optional<int> result;
  if (isPort) result = ::listen(socket, int(wanted.second)) == 0 ? 0 : errno;
  ::close(socket);
  return result;
}

void BindWatch::onReady(uint32_t events) {
  if (!(events & EPOLLIN)) return close();  // nobody is left who could call
  alignas(8) char notice[kNoticeBytes] = {};
  alignas(8) char answer[kNoticeBytes] = {};
  auto* request = reinterpret_cast<seccomp_notif*>(notice);
  auto* response = reinterpret_cast<seccomp_notif_resp*>(answer);
  if (ioctl(m_listener, SECCOMP_IOCTL_NOTIF_RECV, request) != 0) return;  // its caller has ended
  const Wanted wanted{pid_t(request->pid), int(request->data.args[0]), request->data.args[1], request->data.args[2]};
  bool isPort = false;
  const std::optional<int> result = request->data.nr == __NR_bind ? bindFor(wanted) : listenFor(wanted, isPort);
  response->id = request->id;
  if (result) response->error = -*result;
  else response->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  ioctl(m_listener, SECCOMP_IOCTL_NOTIF_SEND, response);
  if (isPort && result == 0) m_calls.listening(m_address);  // may destroy this
}

}  // namespace scfdesk

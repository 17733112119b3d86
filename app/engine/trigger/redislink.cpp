// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/redislink.h"
#include "app/engine/service/kafka/kafkaclient.h"
#include <QDeadlineTimer>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr qsizetype kPieceBytes = 256 * 1024;

/// Network, so real time.
bool ready(int fd, short events, const QDeadlineTimer& until) {
  for (;;) {
    pollfd one{fd, events, 0};
    const int n = ::poll(&one, 1, int(until.remainingTime()));
    if (n >= 0 || errno != EINTR) return n > 0;
  }
}

/// A connected socket, or -1 with errno.
int connected(const addrinfo& to, const QDeadlineTimer& until) {
  const int fd = ::socket(to.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  int error = ::connect(fd, to.ai_addr, to.ai_addrlen) == 0 ? 0 : errno;
  if (error == EINPROGRESS) {
    socklen_t size = sizeof error;
    if (!ready(fd, POLLOUT, until)) error = ETIMEDOUT;
    else if (::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0) error = errno;
  }
  if (error == 0) {
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    return fd;
  }
  ::close(fd);
  errno = error;
  return -1;
}
}  // namespace

Error RedisLink::away(const QString& why) {
  close();
  return {u"Local.RedisAway"_s, u"No Redis answers at %1: %2."_s.arg(m_address.text(), why), u"Start it; it is tried again and again."_s};
}

void RedisLink::close() {
  if (m_fd >= 0) ::close(m_fd);
  m_fd = -1;
  m_got.clear();
  m_got.squeeze();
  m_scan = {};
}

Status RedisLink::open(const Address& address) {
  close();
  m_address = address;
  QByteArray password = address.password;
  if (!address.passwordFile.isEmpty()) {
    const auto read = kafkaclient::passwordOf(address.passwordFile);
    if (!read) return read.error();
    password = *read;
  }
  addrinfo hints{}, *found = nullptr;
  hints.ai_socktype = SOCK_STREAM;
  QByteArray host = address.host;
  if (host.startsWith('[') && host.endsWith(']')) host = host.mid(1, host.size() - 2);
  if (const int code = ::getaddrinfo(host.constData(), QByteArray::number(address.port).constData(), &hints, &found); code != 0) return away(QString::fromLocal8Bit(::gai_strerror(code)));
  const QDeadlineTimer until(kWaitMs);
  for (const addrinfo* one = found; one && m_fd < 0; one = one->ai_next) m_fd = connected(*one, until);
  const int error = errno;
  ::freeaddrinfo(found);
  if (m_fd < 0) return away(QString::fromLocal8Bit(std::strerror(error)));
  if (password.isEmpty()) return Done{};
  const auto reply = ask(address.user.isEmpty() ? QByteArrayList{"AUTH", password} : QByteArrayList{"AUTH", address.user, password});
  if (!reply) return reply.error();
  if (reply->kind != '-') return Done{};
  close();
  return Error{u"Local.RedisRefused"_s, u"Redis at %1 refuses the user name or password."_s.arg(address.text()), {}};
}

Status RedisLink::send(const QByteArrayList& words) {
  if (m_fd < 0) return away(u"the connection has ended"_s);
  const QByteArray bytes = resp::command(words);
  const QDeadlineTimer until(kWaitMs);
  for (qsizetype at = 0; at < bytes.size();) {
    const ssize_t n = ::send(m_fd, bytes.constData() + at, size_t(bytes.size() - at), MSG_NOSIGNAL);
    if (n > 0) {
      at += n;
    } else if (errno != EINTR && (errno != EAGAIN || !ready(m_fd, POLLOUT, until))) {
      return away(errno == EAGAIN ? u"it takes nothing"_s : QString::fromLocal8Bit(std::strerror(errno)));
    }
  }
  return Done{};
}

Result<std::optional<resp::Value>> RedisLink::take() {
  if (m_fd < 0) return away(u"the connection has ended"_s);
  for (;;) {
    const qsizetype had = m_got.size();
    m_got.resize(had + kPieceBytes);
    const ssize_t n = ::recv(m_fd, m_got.data() + had, size_t(kPieceBytes), MSG_DONTWAIT);
    const int error = errno;
    m_got.resize(had + std::max<ssize_t>(n, 0));
    if (n == 0) return away(u"it has closed the connection"_s);
    if (n < 0 && error == EINTR) continue;
    if (n < 0 && error == EAGAIN) return std::optional<resp::Value>();
    if (n < 0) return away(QString::fromLocal8Bit(std::strerror(error)));
    switch (m_scan.look(m_got)) {
      case resp::Scan::Found::Whole: {
        const auto values = resp::parse(m_got.left(m_scan.end()));
        if (!values || values->size() != 1) return away(u"what it says is no Redis reply"_s);
        // One command at a time: nothing follows its reply.
        m_got.clear();
        m_scan = {};
        return std::optional<resp::Value>(values->first());
      }
      case resp::Scan::Found::Wrong: return away(u"what it says is no Redis reply"_s);
      case resp::Scan::Found::More: break;
    }
    if (m_got.size() <= kReplyBytes) continue;
    close();
    return Error{u"Local.ReplyTooLarge"_s, u"A reply of Redis at %1 has more than %2 MB."_s.arg(m_address.text()).arg(kReplyBytes >> 20), {}};
  }
}

Result<resp::Value> RedisLink::ask(const QByteArrayList& words) {
  if (const Status sent = send(words); !sent) return sent.error();
  const QDeadlineTimer until(kWaitMs);
  for (;;) {
    auto reply = take();
    if (!reply) return reply.error();
    if (reply.value()) return *reply.value();
    if (!ready(m_fd, POLLIN, until)) return away(u"it does not answer"_s);
  }
}

}  // namespace scfdesk

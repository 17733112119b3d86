// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/wireexchange.h"
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace scfdesk {
namespace {
int connectTo(const QString& host, int port) {
  const QByteArray name = host.toLatin1();
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  v4.sin_family = AF_INET;
  v6.sin6_family = AF_INET6;
  v4.sin_port = v6.sin6_port = htons(uint16_t(port));
  const bool is4 = inet_pton(AF_INET, name.constData(), &v4.sin_addr) == 1;
  if (!is4 && inet_pton(AF_INET6, name.constData(), &v6.sin6_addr) != 1) {
    errno = EADDRNOTAVAIL;
    return -1;
  }
  const int fd = socket(is4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  const int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  const auto* address = is4 ? reinterpret_cast<const sockaddr*>(&v4) : reinterpret_cast<const sockaddr*>(&v6);
  if (connect(fd, address, is4 ? sizeof v4 : sizeof v6) != 0 && errno != EINPROGRESS) {
    const int error = errno;
    close(fd);
    errno = error;
    return -1;
  }
  return fd;
}
}  // namespace

Reactor::TimerId callAfterRealMs(Reactor& reactor, int ms, std::function<void()> fn) {
  constexpr int64_t kSecond = 1'000'000'000;
  const Clock& clock = reactor.clock();
  const int64_t now = clock.nowNs();
  const int64_t real = std::max<int64_t>(1, clock.realNsUntil(now + kSecond));  // of one engine second
  return reactor.callAt(now + int64_t(double(ms) * 1e6 * (double(kSecond) / double(real))), std::move(fn));
}

WireExchange::WireExchange(Reactor& reactor, Question question, std::function<void(const Result<QByteArray>&)> done)
    : m_reactor(reactor), m_question(std::move(question)), m_done(std::move(done)) {
  m_fd = connectTo(m_question.host, m_question.port);
  if (m_fd < 0) {
    m_timer = callAfterRealMs(reactor, 0, [this, error = errno] {
      m_timer = 0;
      fail(QString::fromLocal8Bit(strerror(error)));
    });
    return;
  }
  m_token = m_reactor.watch(m_fd, EPOLLIN | (m_question.bytes.isEmpty() ? 0U : uint32_t(EPOLLOUT)), this);
  m_timer = callAfterRealMs(reactor, m_question.limitMs, [this] {
    m_timer = 0;
    fail(QStringLiteral("no answer within %1 s").arg(m_question.limitMs / 1000.0));
  });
}

WireExchange::~WireExchange() {
  if (m_timer) m_reactor.cancel(m_timer);
  if (m_fd < 0) return;
  m_reactor.unwatch(m_token);
  close(m_fd);
}

void WireExchange::send() {
  while (m_sent < m_question.bytes.size()) {
    const ssize_t n = ::send(m_fd, m_question.bytes.constData() + m_sent, size_t(m_question.bytes.size() - m_sent), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return;  // what is wrong shows when it is read
    m_sent += n;
  }
  m_reactor.change(m_token, EPOLLIN);
}

void WireExchange::onReady(uint32_t events) {
  if (events & EPOLLOUT) send();
  if (!(events & (EPOLLIN | EPOLLERR | EPOLLHUP))) return;
  char buffer[64 * 1024];
  for (;;) {
    const ssize_t n = recv(m_fd, buffer, sizeof buffer, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return;
    if (n < 0) return fail(QString::fromLocal8Bit(strerror(errno)));
    m_got.append(buffer, n);
    if (m_got.size() > kAnswerBytes) return fail(QStringLiteral("the answer has more than %1 MB; ask for less").arg(kAnswerBytes >> 20));
    if (m_question.whole(m_got)) return end(m_got);
    if (n == 0) return fail(QStringLiteral("the server has closed the connection"));
  }
}

void WireExchange::fail(const QString& why) {
  end(Error{QStringLiteral("Local.NoAnswer"), QStringLiteral("%1:%2: %3.").arg(m_question.host).arg(m_question.port).arg(why), {}});
}

void WireExchange::end(const Result<QByteArray>& result) {
  if (m_timer) m_reactor.cancel(std::exchange(m_timer, 0));
  if (m_fd >= 0) {
    m_reactor.unwatch(m_token);
    close(std::exchange(m_fd, -1));
  }
  const auto done = std::exchange(m_done, {});
  if (done) done(result);
}

}  // namespace scfdesk

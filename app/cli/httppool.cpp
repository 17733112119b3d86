// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/httppool.h"
#include <algorithm>
#include <cerrno>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cli {

/// One connection with at most one request on it.
class HttpPool::Link final : public FdHandler {
 public:
  explicit Link(HttpPool& pool) : m_pool(pool) {}
  ~Link() override { drop(); }

  void start(const QByteArray& bytes, int limitMs, Reply done) {
    m_out = bytes;
    m_at = 0;
    m_answer = {};
    m_done = std::move(done);
    m_parser.begin(false);
    m_limitMs = limitMs;
    m_fd < 0 ? connectFirst() : send();
  }
  /// Still there, and silent: fit for another request.
  [[nodiscard]] bool usable(int64_t nowNs) const {
    char byte;
    return m_fd >= 0 && nowNs - m_idleSince < kKeptMs * 1'000'000 && recv(m_fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  }
  [[nodiscard]] bool connected() const { return m_fd >= 0; }

  void onReady(uint32_t events) override {
    if (m_connecting) {
      int error = 0;
      socklen_t size = sizeof error;
      getsockopt(m_fd, SOL_SOCKET, SO_ERROR, &error, &size);
      if (error != 0) return fail(noEngine());
      m_connecting = false;
      return send();
    }
    if ((events & EPOLLOUT) != 0 && m_at < m_out.size()) return flush();
    receive();
  }

 private:
  [[nodiscard]] Error noEngine() const { return {u"Local.NoEngine"_s, u"Nothing answers at %1."_s.arg(QString::fromLatin1(m_pool.m_authority)), u"Start scfdesk or scfdesk --headless first."_s}; }

  void connectFirst() {
    if (const Status known = m_pool.resolve(); !known) return fail(known.error());
    m_fd = socket(m_pool.m_address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (m_fd < 0) return fail({u"Local.NoSocket"_s, u"No further connection can be made: this process may have no more descriptors."_s, u"Ask for fewer events at once."_s});
    const int one = 1;
    setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    m_connecting = true;
    const int made = connect(m_fd, reinterpret_cast<const sockaddr*>(&m_pool.m_address), m_pool.m_addressSize);
    if (made != 0 && errno != EINPROGRESS) return fail(noEngine());
    m_token = m_pool.m_reactor.watch(m_fd, EPOLLOUT, this);
    m_timer = m_pool.m_reactor.callAfterMs(kConnectMs, [this] {
      m_timer = 0;
      fail(noEngine());
    });
  }

  void send() {
    m_pool.m_reactor.cancel(m_timer);
    m_timer = m_pool.m_reactor.callAfterMs(m_limitMs, [this] {
      m_timer = 0;
      fail({u"Local.NoAnswer"_s, u"%1 gave no answer within %2 s."_s.arg(QString::fromLatin1(m_pool.m_authority)).arg(double(m_limitMs) / 1000),
            u"It is stopped or overloaded; --max-time SECONDS waits longer."_s});
    });
    flush();
  }

  void flush() {
    while (m_at < m_out.size()) {
      const ssize_t n = ::send(m_fd, m_out.constData() + m_at, size_t(m_out.size() - m_at), MSG_NOSIGNAL);
      if (n < 0 && (errno == EAGAIN || errno == EINTR)) break;
      if (n <= 0) return receive();  // an answer may have come before the end was taken
      m_at += n;
    }
    m_pool.m_reactor.change(m_token, EPOLLIN | (m_at < m_out.size() ? uint32_t(EPOLLOUT) : 0U));
  }

  void receive() {
    using State = HttpResponseParser::State;
    char buffer[64 * 1024];
    for (;;) {
      const ssize_t n = read(m_fd, buffer, sizeof buffer);
      if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
      if (n <= 0) m_parser.finish();
      for (size_t used = 0; n > 0 && used < size_t(n) && m_parser.state() != State::Failed && m_parser.state() != State::Complete;) {
        used += m_parser.feed(buffer + used, size_t(n) - used);
        if (m_parser.state() == State::HeadDone) {
          m_answer.status = m_parser.status();
          m_parser.beginBody();
        } else {
          m_answer.body.append(m_parser.piece());
        }
      }
      if (m_parser.state() == State::Complete) return finish();
      if (m_answer.body.size() > kAnswerBytes) return fail({u"Local.BadAnswer"_s, u"The answer is larger than %1 MB."_s.arg(kAnswerBytes >> 20), {}});
      if (m_parser.state() == State::Failed || n <= 0)
        return fail({u"Local.NoAnswer"_s, u"%1 has ended the connection without an answer."_s.arg(QString::fromLatin1(m_pool.m_authority)), u"Look whether the engine still runs: scfdesk status."_s});
    }
  }

  void finish() {
    m_pool.m_reactor.cancel(std::exchange(m_timer, 0));
    if (!m_parser.keepsAlive()) drop();
    else m_pool.m_reactor.change(m_token, 0);
    m_idleSince = m_pool.m_reactor.clock().nowNs();
    const Reply done = std::exchange(m_done, {});
    Answer answer = std::move(m_answer);
    m_pool.settle(this);
    done(std::move(answer));
  }

  void fail(const Error& error) {
    if (!m_done) return drop();
    drop();
    // Later than the call that asked, whatever failed.
    m_pool.m_reactor.callSoon([done = std::exchange(m_done, {}), error] { done(error); });
    m_pool.settle(this);
  }

  void drop() {
    m_pool.m_reactor.cancel(std::exchange(m_timer, 0));
    if (m_token) m_pool.m_reactor.unwatch(std::exchange(m_token, 0));
    if (m_fd >= 0) close(std::exchange(m_fd, -1));
    m_connecting = false;
  }

  HttpPool& m_pool;
  HttpResponseParser m_parser;
  QByteArray m_out;
  qsizetype m_at = 0;
  Answer m_answer;
  Reply m_done;
  Reactor::Token m_token = 0;
  Reactor::TimerId m_timer = 0;
  int64_t m_idleSince = 0;
  int m_limitMs = 0;
  int m_fd = -1;
  bool m_connecting = false;
};

HttpPool::HttpPool(Reactor& reactor, QString host, int port) : m_reactor(reactor), m_host(std::move(host)), m_port(port) {
  m_authority = (m_host.contains(u':') ? QByteArray('[' + m_host.toLatin1() + ']') : m_host.toLatin1()) + ':' + QByteArray::number(port);
}
HttpPool::~HttpPool() = default;

Status HttpPool::resolve() {
  if (m_addressSize) return Done{};
  addrinfo hints{}, *found = nullptr;
  hints.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(m_host.toUtf8().constData(), QByteArray::number(m_port).constData(), &hints, &found) != 0 || !found)
    return Error{u"Local.NoEngine"_s, u"There is no machine of the name %1."_s.arg(m_host), u"Look at --endpoint."_s};
  std::copy_n(reinterpret_cast<const char*>(found->ai_addr), found->ai_addrlen, reinterpret_cast<char*>(&m_address));
  m_addressSize = found->ai_addrlen;
  freeaddrinfo(found);
  return Done{};
}

void HttpPool::send(const QByteArray& head, const QByteArray& body, int limitMs, Reply done) {
  const QByteArray all = head + "Host: " + m_authority + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
  Link* link = nullptr;
  while (!link && !m_idle.empty()) {
    link = m_idle.back();
    m_idle.pop_back();
    if (link->usable(m_reactor.clock().nowNs())) break;
    m_links.remove_if([link](const auto& l) { return l.get() == link; });
    link = nullptr;
  }
  if (!link) link = m_links.emplace_back(std::make_unique<Link>(*this)).get();
  ++m_busy;
  link->start(all, limitMs, std::move(done));
}

void HttpPool::settle(Link* link) {
  --m_busy;
  if (link->connected()) return m_idle.push_back(link);
  // It is still on the stack.
  m_reactor.callSoon([this, link] { m_links.remove_if([link](const auto& l) { return l.get() == link; }); });
}

}  // namespace scfdesk::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/sparepool.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int kRefillMs = 20;  // after the last request: a burst of cold starts needs the processors more
constexpr int64_t kIdleNs = 600LL * 1'000'000'000;
constexpr int kIdleCheckMs = 30'000;
constexpr int kMaxFailures = 3;  // a runtime that can't wait is not asked to again
constexpr int kKindsPerInterpreter = 2;
constexpr int kGoneMs = 1000;

bool readAtStart(QByteArrayView entry) {
  for (const char* prefix : {"LD_", "LANG=", "LC_", "TZ=", "NODE_OPTIONS=", "NODE_EXTRA_CA_CERTS=", "NODE_ICU_DATA=", "UV_", "SSL_",
                             "OPENSSL_", "MALLOC_", "GLIBC_"})
    if (entry.startsWith(prefix)) return true;
  return false;
}
}  // namespace

SpareKind spareKindOf(const InstanceSpec& spec) {
  SpareKind kind{spec.interpreter, spec.family, spec.family == u"nodejs" ? spec.memoryMb : 0, {}};
  for (const QByteArray& entry : spec.environment)
    if (readAtStart(entry)) kind.environment += entry;
  return kind;
}

struct SparePool::Spare {
  struct Watch final : FdHandler {
    std::function<void()> call;
    Reactor::Token token = 0;
    void onReady(uint32_t) override { call(); }
  };
  SpareKind kind;
  BirthEnds ends;
  uint32_t birth = 0;     ///< asked for and not yet answered
  bool alive = false;
  bool up = false;
  int failures = 0;
  int64_t usedAt = 0;
  Reactor::TimerId refillTimer = 0;
  Watch frame;
  Watch gone;
};

SparePool::SparePool(Reactor& reactor, std::function<uint32_t(const SpareKind&)> ask) : m_reactor(reactor), m_ask(std::move(ask)) {}

SparePool::~SparePool() { clear(); }

std::optional<BirthEnds> SparePool::take(const SpareKind& kind) {
  const auto it = std::find_if(m_spares.begin(), m_spares.end(), [&](const auto& spare) { return spare->kind == kind && spare->up; });
  if (it == m_spares.end()) return std::nullopt;
  Spare* spare = it->get();
  const BirthEnds ends = spare->ends;
  release(spare);
  return ends;
}

/// The spare's process is somebody else's now, or gone.
void SparePool::release(Spare* spare) {
  if (!spare->alive) return;
  if (!spare->up) m_reactor.unwatch(spare->frame.token);
  m_reactor.unwatch(spare->gone.token);
  spare->ends = BirthEnds();
  spare->alive = spare->up = false;
}

void SparePool::used(const SpareKind& kind) {
  auto it = std::find_if(m_spares.begin(), m_spares.end(), [&](const auto& spare) { return spare->kind == kind; });
  if (it == m_spares.end()) {
    int same = 0;
    for (auto old = m_spares.begin(); old != m_spares.end();) {
      const bool tooMany = (*old)->kind.interpreter == kind.interpreter && ++same >= kKindsPerInterpreter;
      if (tooMany) retire(old->get());
      old = tooMany ? m_spares.erase(old) : std::next(old);
    }
    m_spares.push_front(std::make_unique<Spare>());
    it = m_spares.begin();
    (*it)->kind = kind;
  } else {
    m_spares.splice(m_spares.begin(), m_spares, it);
  }
  Spare* spare = m_spares.front().get();
  spare->usedAt = m_reactor.clock().nowNs();
  scheduleIdleCheck();
  if (spare->alive || spare->birth != 0 || spare->failures >= kMaxFailures) return;
  m_reactor.cancel(spare->refillTimer);
  spare->refillTimer = m_reactor.callAfterMs(kRefillMs, [this, spare] {
    spare->refillTimer = 0;
    refill(spare);
  });
}

void SparePool::refill(Spare* spare) {
  if (!spare->alive && spare->birth == 0) spare->birth = m_ask(spare->kind);
}

void SparePool::ready() {
  for (const auto& spare : m_spares)
    if (spare->refillTimer == 0 && spare->failures < kMaxFailures) refill(spare.get());
}

bool SparePool::born(uint32_t birth, const BirthEnds& ends) {
  const auto it = std::find_if(m_spares.begin(), m_spares.end(), [&](const auto& spare) { return spare->birth == birth; });
  if (it == m_spares.end()) return false;
  Spare* spare = it->get();
  spare->birth = 0;
  spare->ends = ends;
  spare->alive = true;
  spare->frame.call = [this, spare] { onFrame(spare); };
  spare->gone.call = [this, spare] { onGone(spare); };
  fcntl(ends.frame, F_SETFL, O_NONBLOCK);
  spare->frame.token = m_reactor.watch(ends.frame, EPOLLIN, &spare->frame);
  spare->gone.token = m_reactor.watch(ends.pidFd, EPOLLIN, &spare->gone);
  return true;
}

bool SparePool::notBorn(uint32_t birth) {
  const auto it = std::find_if(m_spares.begin(), m_spares.end(), [&](const auto& spare) { return spare->birth == birth; });
  if (it == m_spares.end()) return false;
  (*it)->birth = 0;
  ++(*it)->failures;
  return true;
}

void SparePool::onFrame(Spare* spare) {
  char head[kFrameHead];
  const ssize_t n = recv(spare->ends.frame, head, sizeof head, MSG_DONTWAIT);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  m_reactor.unwatch(spare->frame.token);
  spare->up = n == kFrameHead && head[4] == char(FrameType::Up);
  if (spare->up) spare->failures = 0;
  else syscall(SYS_pidfd_send_signal, spare->ends.pidFd, SIGKILL, nullptr, 0);  // and onGone counts it
}

void SparePool::onGone(Spare* spare) {
  const BirthEnds ends = spare->ends;
  release(spare);
  ++spare->failures;
  for (const int fd : {ends.control, ends.pidFd, ends.frame, ends.out, ends.err}) close(fd);
}

/// Ends the spare; its init takes everything below along.
void SparePool::retire(Spare* spare) {
  m_reactor.cancel(spare->refillTimer);
  if (!spare->alive) return;
  const BirthEnds ends = spare->ends;
  release(spare);
  syscall(SYS_pidfd_send_signal, ends.pidFd, SIGKILL, nullptr, 0);
  for (const int fd : {ends.control, ends.pidFd, ends.frame, ends.out, ends.err}) close(fd);
}

void SparePool::clear() {
  std::vector<int> pidFds;
  for (const auto& spare : m_spares) {
    if (spare->alive) pidFds.push_back(dup(spare->ends.pidFd));
    retire(spare.get());
  }
  for (const int fd : pidFds) {
    pollfd gone{fd, POLLIN, 0};
    poll(&gone, 1, kGoneMs);
    close(fd);
  }
  m_spares.clear();
  m_reactor.cancel(std::exchange(m_idleTimer, 0));
}

void SparePool::scheduleIdleCheck() {
  if (m_idleTimer != 0 || m_spares.empty()) return;
  m_idleTimer = m_reactor.callAfterMs(kIdleCheckMs, [this] {
    m_idleTimer = 0;
    endIdle();
    scheduleIdleCheck();
  });
}

void SparePool::endIdle() {
  const int64_t now = m_reactor.clock().nowNs();
  for (auto it = m_spares.begin(); it != m_spares.end();) {
    if (now - (*it)->usedAt < kIdleNs) {
      ++it;
      continue;
    }
    retire(it->get());
    it = m_spares.erase(it);
  }
}

int SparePool::booted() const {
  return int(std::count_if(m_spares.begin(), m_spares.end(), [](const auto& spare) { return spare->up; }));
}

int SparePool::failures() const {
  int worst = 0;
  for (const auto& spare : m_spares) worst = std::max(worst, spare->failures);
  return worst;
}

std::vector<int> SparePool::pids() const {
  std::vector<int> pids;
  for (const auto& spare : m_spares)
    if (spare->alive) pids.push_back(spare->ends.pid);
  return pids;
}

}  // namespace scfdesk

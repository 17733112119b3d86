// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/spare.h"
#include "app/engine/instance/processtree.h"
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int kAsideNice = 15;
constexpr int kAsideMs = 2;  // until the runtime has a session of its own
constexpr int kAsideTries = 10;
}  // namespace

Spare::Spare(Reactor& reactor, uint32_t birth, Calls calls) : m_reactor(reactor), m_birth(birth), m_since(reactor.clock().nowNs()), m_calls(std::move(calls)) {
  m_frame.spare = m_gone.spare = this;
  m_frame.member = &Spare::onFrame;
  m_gone.member = &Spare::onGone;
}

Spare::~Spare() {
  m_reactor.cancel(m_timer);
  unwatch();
  if (m_ends.pidFd >= 0) syscall(SYS_pidfd_send_signal, m_ends.pidFd, SIGKILL, nullptr, 0);
  for (const int fd : {m_ends.control, m_ends.pidFd, m_ends.frame, m_ends.out, m_ends.err})
    if (fd >= 0) close(fd);
}

void Spare::born(const BirthEnds& ends) {
  m_ends = ends;
  fcntl(ends.frame, F_SETFL, O_NONBLOCK);
  m_frame.token = m_reactor.watch(ends.frame, EPOLLIN, &m_frame);
  m_gone.token = m_reactor.watch(ends.pidFd, EPOLLIN, &m_gone);
  bootAside(kAsideTries);
}

/// While it boots, events go before it. Only root may take that back at any time, so only root does it.
void Spare::bootAside(int tries) {
  if (geteuid() != 0 || tries == 0) return;
  m_timer = m_reactor.callAfterMs(kAsideMs, [this, tries] {
    m_timer = 0;
    m_aside = setSessionNice(m_ends.pid, kAsideNice);
    if (!m_aside) bootAside(tries - 1);
  });
}

void Spare::endAside() {
  m_reactor.cancel(std::exchange(m_timer, 0));
  if (std::exchange(m_aside, false)) setSessionNice(m_ends.pid, 0);
}

void Spare::stand() {
  if (m_up || m_stands || m_ends.pid <= 0) return;
  m_stands = true;
  signalBelow(m_ends.pid, SIGSTOP);
}

void Spare::goOn() {
  if (std::exchange(m_stands, false)) signalBelow(m_ends.pid, SIGCONT);
}

BirthEnds Spare::release() {
  goOn();
  endAside();
  unwatch();
  m_up = false;
  return std::exchange(m_ends, BirthEnds());
}

void Spare::unwatch() {
  if (m_frame.token) m_reactor.unwatch(std::exchange(m_frame.token, 0));
  if (m_gone.token) m_reactor.unwatch(std::exchange(m_gone.token, 0));
}

void Spare::onFrame() {
  char head[kFrameHead];
  const ssize_t n = recv(m_ends.frame, head, sizeof head, MSG_DONTWAIT);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  m_reactor.unwatch(std::exchange(m_frame.token, 0));
  m_up = n == kFrameHead && head[4] == char(FrameType::Up);
  goOn();  // stopped between its word and this
  endAside();
  m_bytes = proportionalBytesBelow(m_ends.pid);
  const auto call = m_up ? m_calls.up : m_calls.gone;
  call();
}

void Spare::onGone() {
  const auto call = m_calls.gone;
  call();
}

int Spare::copyOfPidFd() const { return m_ends.pidFd < 0 ? -1 : fcntl(m_ends.pidFd, F_DUPFD_CLOEXEC, 3); }

}  // namespace scfdesk

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

Spare::Spare(Reactor& reactor, uint32_t birth, Calls calls) : m_reactor(reactor), m_birth(birth), m_calls(std::move(calls)) {
  m_frame.spare = m_gone.spare = this;
  m_frame.member = &Spare::onFrame;
  m_gone.member = &Spare::onGone;
}

Spare::~Spare() {
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
}

BirthEnds Spare::release() {
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/outputpipe.h"
#include "app/engine/readbuffer.h"
#include <cerrno>
#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

namespace scfdesk {

OutputPipe::OutputPipe(Reactor& reactor, LineSplitter::Sink sink) : m_reactor(reactor), m_sink(std::move(sink)) {}

OutputPipe::~OutputPipe() { close(); }

void OutputPipe::open(int fd) {
  close();
  m_fd = fd;
  fcntl(fd, F_SETFL, O_NONBLOCK);
  m_token = m_reactor.watch(fd, EPOLLIN, this);
}

void OutputPipe::close() {
  if (m_fd < 0) return;
  m_reactor.unwatch(m_token);
  ::close(m_fd);
  m_fd = -1;
}

void OutputPipe::onReady(uint32_t) { readSome(); }

void OutputPipe::readSome() {
  static thread_local const ReadBuffer<64 * 1024> buffer;
  for (qsizetype taken = 0; m_fd >= 0 && taken < kBytesPerTurn;) {
    const ssize_t n = read(m_fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) return close();
    taken += n;
    if (!m_splitter.feed({buffer.data(), n}, m_sink)) return close();
    if (n < ssize_t(buffer.size()) / 16) return;  // emptied, or nearly: the level-triggered watch brings the rest
  }
}

void OutputPipe::drain() {
  static thread_local const ReadBuffer<64 * 1024> buffer;
  for (qsizetype taken = 0; m_fd >= 0 && taken < kBytesPerTurn;) {
    const ssize_t n = read(m_fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    taken += n;
    if (!m_splitter.feed({buffer.data(), n}, m_sink)) return;
  }
  m_splitter.finish(m_sink);
}

}  // namespace scfdesk

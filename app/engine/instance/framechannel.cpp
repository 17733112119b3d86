// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/framechannel.h"
#include "app/engine/readbuffer.h"
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr size_t kPiecesPerCall = 16;
constexpr size_t kDirectRead = 32 * 1024;  // a longer rest is read straight into its frame
}  // namespace

FrameChannel::FrameChannel(Reactor& reactor, Sink sink, std::function<void(bool)> lost)
    : m_reactor(reactor), m_sink(std::move(sink)), m_lost(std::move(lost)) {}

FrameChannel::~FrameChannel() { close(); }

void FrameChannel::open(int fd) {
  close();
  m_fd = fd;
  fcntl(fd, F_SETFL, O_NONBLOCK);
  m_token = m_reactor.watch(fd, EPOLLIN, this);
}

void FrameChannel::close() {
  if (m_fd < 0) return;
  m_reactor.unwatch(m_token);
  ::close(m_fd);
  m_fd = -1;
  m_queue.clear();
  m_written = 0;
  m_wantsOut = false;
}

void FrameChannel::send(QByteArrayList pieces) {
  if (m_fd < 0) return;
  for (QByteArray& piece : pieces)
    if (!piece.isEmpty()) m_queue.push_back(std::move(piece));
  if (!m_wantsOut) writeSome();
}

void FrameChannel::writeSome() {
  while (!m_queue.empty()) {
    std::array<iovec, kPiecesPerCall> parts;
    size_t count = 0;
    qsizetype skip = m_written;
    for (auto it = m_queue.begin(); it != m_queue.end() && count < parts.size(); ++it, ++count) {
      // sendmsg only reads what iov_base points to
      parts[count] = {const_cast<char*>(it->constData()) + skip, size_t(it->size() - skip)};
      skip = 0;
    }
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    ssize_t n = sendmsg(m_fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) break;
    while (n > 0) {
      const qsizetype left = m_queue.front().size() - m_written;
      if (n < left) {
        m_written += n;
        break;
      }
      n -= left;
      m_written = 0;
      m_queue.pop_front();
    }
  }
  // A peer that is gone takes nothing any more: its end is told by its exit, not from here.
  if (!m_queue.empty() && errno != EAGAIN) m_queue.clear();
  if (m_queue.empty() == !m_wantsOut) return;
  m_wantsOut = !m_queue.empty();
  m_reactor.change(m_token, m_wantsOut ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

bool FrameChannel::deliver() {
  if (m_frames.empty()) return true;
  auto frames = std::exchange(m_frames, {});
  for (Frame& frame : frames)
    if (!m_sink(std::move(frame))) return false;
  return true;
}

void FrameChannel::lose(bool broken) {
  close();
  if (m_lost) m_lost(broken);
}

void FrameChannel::readSome() {
  static thread_local const ReadBuffer<64 * 1024> buffer;
  for (qsizetype taken = 0; m_fd >= 0 && taken < kBytesPerTurn;) {
    const std::span<char> room = m_decoder.room();
    const bool direct = room.size() > kDirectRead;
    const size_t wanted = direct ? room.size() : buffer.size();
    const ssize_t n = recv(m_fd, direct ? room.data() : buffer.data(), wanted, MSG_DONTWAIT);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) return lose(false);
    taken += n;
    if (direct) m_decoder.advance(n, m_frames);
    else if (!m_decoder.feed({buffer.data(), n}, m_frames)) return lose(true);
    if (!deliver()) return;
    if (!direct && size_t(n) < wanted && !m_decoder.partial()) return;
  }
}

void FrameChannel::drain() {
  if (m_fd >= 0) readSome();
}

void FrameChannel::onReady(uint32_t events) {
  if (events & EPOLLOUT) writeSome();
  if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) readSome();
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/framecodec.h"
#include "app/engine/reactor.h"
#include <deque>

namespace scfdesk {

/// The engine's end of an instance's frame socket: never blocks, copies no payload on its way out.
/// Engine thread; owns the descriptor.
class FrameChannel final : public FdHandler {
 public:
  /// Gets each frame; returns false when the receiver is gone or wants no more.
  using Sink = std::function<bool(Frame&&)>;
  /// `lost` is called once when the peer closed its end (`broken` false) or sent what is no frame (`broken` true).
  FrameChannel(Reactor& reactor, Sink sink, std::function<void(bool broken)> lost);
  ~FrameChannel() override;
  FrameChannel(const FrameChannel&) = delete;
  FrameChannel& operator=(const FrameChannel&) = delete;

  void open(int fd);
  /// Sends the pieces in order; what the socket doesn't take now follows when it can.
  void send(QByteArrayList pieces);
  /// Reads whole frames that are there now (the peer has ended).
  void drain();
  void close();
  void onReady(uint32_t events) override;
  [[nodiscard]] bool writing() const { return !m_queue.empty(); }

 private:
  static constexpr qsizetype kBytesPerTurn = 1024 * 1024;
  void readSome();
  void writeSome();
  bool deliver();
  void lose(bool broken);

  Reactor& m_reactor;
  Sink m_sink;
  std::function<void(bool)> m_lost;
  FrameDecoder m_decoder;
  std::vector<Frame> m_frames;
  std::deque<QByteArray> m_queue;
  qsizetype m_written = 0;  ///< of the first piece
  int m_fd = -1;
  Reactor::Token m_token = 0;
  bool m_wantsOut = false;
};

}  // namespace scfdesk

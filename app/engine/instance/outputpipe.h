// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/linesplitter.h"
#include "app/engine/reactor.h"

namespace scfdesk {

/// The read end of one output pipe of an instance: bytes in, lines out. Engine thread; owns the descriptor.
class OutputPipe final : public FdHandler {
 public:
  /// `sink` gets each line; it returns false when its receiver is gone, and then no more lines come.
  OutputPipe(Reactor& reactor, LineSplitter::Sink sink);
  ~OutputPipe() override;
  OutputPipe(const OutputPipe&) = delete;
  OutputPipe& operator=(const OutputPipe&) = delete;

  void open(int fd);
  void onReady(uint32_t events) override;
  /// Reads what is there now, at most kBytesPerTurn, and gives also a last line without a newline.
  void drain();
  void close();

 private:
  static constexpr qsizetype kBytesPerTurn = 256 * 1024;  // a flood must not keep the engine from its other work
  void readSome();

  Reactor& m_reactor;
  LineSplitter::Sink m_sink;
  LineSplitter m_splitter;
  int m_fd = -1;
  Reactor::Token m_token = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include <unordered_set>

namespace scfdesk {

/// Whose memory is looked at.
class MemoryWatched {
 public:
  virtual ~MemoryWatched() = default;
  /// Reads the resident memory of its tree and acts on its limit.
  virtual void lookAtMemory() = 0;
};

/// One timer for all trees: those that are busy are looked at each 100 ms of real time (a scaled clock makes no memory grow
/// faster), those that have fallen idle once more. Nothing runs while none is. Engine thread.
class MemoryWatch final : public FdHandler {
 public:
  explicit MemoryWatch(Reactor& reactor);
  ~MemoryWatch() override;
  MemoryWatch(const MemoryWatch&) = delete;
  MemoryWatch& operator=(const MemoryWatch&) = delete;

  void busy(MemoryWatched* tree);
  void idle(MemoryWatched* tree);
  void remove(MemoryWatched* tree);
  void onReady(uint32_t events) override;

 private:
  void arm(bool on);

  Reactor& m_reactor;
  int m_timer = -1;
  Reactor::Token m_token = 0;
  bool m_armed = false;
  std::unordered_set<MemoryWatched*> m_busy;
  std::unordered_set<MemoryWatched*> m_once;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/sharereader.h"
#include <unordered_set>

namespace scfdesk {

/// Whose memory is looked at.
class MemoryWatched {
 public:
  virtual ~MemoryWatched() = default;
  /// Reads the resident memory of its tree and acts on its limit.
  virtual void lookAtMemory() = 0;
  /// The answer to MemoryWatch::askShare.
  virtual void shareTold(int64_t bytes) = 0;
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
  /// Asks for the proportional share of the tree below `root`; without effect while an answer is awaited.
  void askShare(MemoryWatched* tree, pid_t root);
  void onReady(uint32_t events) override;

 private:
  void arm(bool on);
  void onShare(uint64_t question, int64_t bytes);

  Reactor& m_reactor;
  int m_timer = -1;
  Reactor::Token m_token = 0;
  bool m_armed = false;
  std::unordered_set<MemoryWatched*> m_busy;
  std::unordered_set<MemoryWatched*> m_once;
  ShareReader m_shares;
  std::unordered_map<uint64_t, MemoryWatched*> m_questions;
  uint64_t m_nextQuestion = 1;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/types.h"
#include <vector>

namespace scfdesk::scaling {

/// Timers by deadline, then by the order in which they were armed. A timer is named by a small number (its node) and is
/// armed at most once. Four children per entry: half the depth of a binary heap, and siblings share a cache line.
/// No allocation once it has been as large before.
class TimerHeap final {
 public:
  struct Entry {
    Ns at;
    uint64_t seq;
    uint32_t node;
  };

  /// Arms a node, or moves it if it is armed.
  void arm(uint32_t node, Ns at, uint64_t seq);
  /// Nothing happens if it is not armed.
  void disarm(uint32_t node);
  [[nodiscard]] bool armed(uint32_t node) const { return node < m_position.size() && m_position[node] != kNone; }
  /// Requires: armed(node).
  [[nodiscard]] Ns deadline(uint32_t node) const { return m_heap[m_position[node]].at; }
  [[nodiscard]] bool empty() const { return m_heap.empty(); }
  [[nodiscard]] size_t size() const { return m_heap.size(); }
  /// Requires: !empty().
  [[nodiscard]] const Entry& top() const { return m_heap.front(); }
  [[nodiscard]] Ns nextDeadline() const { return m_heap.empty() ? kNever : m_heap.front().at; }
  template <typename Archive>
  void visit(Archive& archive) { archive(m_heap, m_position); }
  /// Whether order and positions are right.
  [[nodiscard]] bool isConsistent() const;

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  static bool before(const Entry& a, const Entry& b) { return a.at != b.at ? a.at < b.at : a.seq < b.seq; }
  void place(uint32_t index, const Entry& entry);
  void siftUp(uint32_t index, const Entry& entry);
  void siftDown(uint32_t index, const Entry& entry);

  std::vector<Entry> m_heap;
  std::vector<uint32_t> m_position;  ///< node -> index in m_heap
};

}  // namespace scfdesk::scaling

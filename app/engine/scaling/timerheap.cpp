// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/timerheap.h"
#include <algorithm>

namespace scfdesk::scaling {

void TimerHeap::place(uint32_t index, const Entry& entry) {
  m_heap[index] = entry;
  m_position[entry.node] = index;
}

void TimerHeap::siftUp(uint32_t index, const Entry& entry) {
  while (index > 0) {
    const uint32_t parent = (index - 1) / 4;
    if (!before(entry, m_heap[parent])) break;
    place(index, m_heap[parent]);
    index = parent;
  }
  place(index, entry);
}

void TimerHeap::siftDown(uint32_t index, const Entry& entry) {
  const auto count = static_cast<uint32_t>(m_heap.size());
  for (;;) {
    const uint32_t first = index * 4 + 1;
    if (first >= count) break;
    const uint32_t last = std::min(first + 4, count);
    uint32_t best = first;
    for (uint32_t child = first + 1; child < last; ++child)
      if (before(m_heap[child], m_heap[best])) best = child;
    if (!before(m_heap[best], entry)) break;
    place(index, m_heap[best]);
    index = best;
  }
  place(index, entry);
}

void TimerHeap::arm(uint32_t node, Ns at, uint64_t seq) {
  if (node >= m_position.size()) m_position.resize(std::max<size_t>(node + 1, m_position.size() * 2), kNone);
  const Entry entry{at, seq, node};
  uint32_t index = m_position[node];
  if (index == kNone) {
    m_heap.push_back(entry);
    siftUp(static_cast<uint32_t>(m_heap.size() - 1), entry);
  } else if (before(entry, m_heap[index])) {
    siftUp(index, entry);
  } else {
    siftDown(index, entry);
  }
}

void TimerHeap::disarm(uint32_t node) {
  if (!armed(node)) return;
  const uint32_t index = m_position[node];
  m_position[node] = kNone;
  const Entry last = m_heap.back();
  m_heap.pop_back();
  if (index == m_heap.size()) return;
  if (index > 0 && before(last, m_heap[(index - 1) / 4]))
    siftUp(index, last);
  else
    siftDown(index, last);
}

bool TimerHeap::isConsistent() const {
  size_t armedNodes = 0;
  for (const uint32_t position : m_position) armedNodes += position != kNone;
  if (armedNodes != m_heap.size()) return false;
  for (uint32_t i = 0; i < m_heap.size(); ++i) {
    if (m_position[m_heap[i].node] != i) return false;
    if (i > 0 && before(m_heap[i], m_heap[(i - 1) / 4])) return false;
  }
  return true;
}

}  // namespace scfdesk::scaling

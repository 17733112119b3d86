// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/eventheap.h"
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace scfdesk::simulate {

/// What comes next, in the order of an EventHeap but without its depth: a wheel of short stretches of time, each with a list
/// that is sorted when its time has come; what lies beyond the wheel waits in a heap. The stretch follows the rate of the
/// events. `Entry` has `at` (nanoseconds, at least 0) and before(other), a total order by `at` first. Entries may be pushed at
/// any time, earlier ones than the last that was popped too.
template <typename Entry>
class EventWheel final {
 public:
  EventWheel() { m_heads.fill(kNone); }
  [[nodiscard]] bool empty() const { return m_size == 0; }
  [[nodiscard]] size_t size() const { return m_size; }
  /// Requires: !empty().
  [[nodiscard]] const Entry& top() {
    if (m_now.empty()) advance();
    return m_now.back();
  }
  /// What comes next, if that is known without work; else null.
  [[nodiscard]] const Entry* known() const { return m_now.empty() ? nullptr : &m_now.back(); }
  void push(const Entry& entry) {
    ++m_size;
    place(entry);
  }
  void pop() {
    if (m_now.empty()) advance();
    m_now.pop_back();
    --m_size;
    if (++m_popped == kJudged) judge();
  }
  void replaceTop(const Entry& entry) {
    pop();
    push(entry);
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  static constexpr int64_t kStretches = 4096;
  static constexpr uint32_t kJudged = 8192;  ///< pops between two looks at the stretch
  struct Node {
    Entry entry;
    uint32_t next;
  };
  [[nodiscard]] int64_t stretchOf(const Entry& entry) const { return entry.at >> m_shift; }

  void place(const Entry& entry) {
    const int64_t stretch = stretchOf(entry);
    if (stretch <= m_current) {
      // Last first, so that the next one is at the end. Those of the present are few.
      auto at = m_now.end();
      while (at != m_now.begin() && (at - 1)->before(entry)) --at;
      m_now.insert(at, entry);
    } else if (stretch - m_current < kStretches) {
      uint32_t node = m_free;
      if (node == kNone) {
        node = static_cast<uint32_t>(m_nodes.size());
        m_nodes.push_back({entry, kNone});
      } else {
        m_free = m_nodes[node].next;
        m_nodes[node].entry = entry;
      }
      uint32_t& head = m_heads[static_cast<size_t>(stretch & (kStretches - 1))];
      m_nodes[node].next = head;
      head = node;
      ++m_onWheel;
    } else {
      m_later.push(entry);
    }
  }

  /// Requires: m_now is empty, m_size > 0.
  void advance() {
    while (m_now.empty()) {
      if (m_onWheel == 0)
        m_current = std::max(m_current + 1, stretchOf(m_later.top()));
      else
        ++m_current;
      ++m_turned;
      while (!m_later.empty() && stretchOf(m_later.top()) - m_current < kStretches) {
        const Entry entry = m_later.top();
        m_later.pop();
        place(entry);
      }
      uint32_t& head = m_heads[static_cast<size_t>(m_current & (kStretches - 1))];
      for (uint32_t node = head; node != kNone;) {
        m_now.push_back(m_nodes[node].entry);
        const uint32_t next = m_nodes[node].next;
        m_nodes[node].next = m_free;
        m_free = node;
        node = next;
        --m_onWheel;
      }
      head = kNone;
      if (m_now.size() > 1) std::sort(m_now.begin(), m_now.end(), [](const Entry& a, const Entry& b) { return b.before(a); });
    }
  }

  /// About two entries to a stretch: more are sorted for long, fewer are looked for for long.
  void judge() {
    const uint32_t turned = std::max<uint32_t>(m_turned, 1);
    m_popped = 0;
    m_turned = 0;
    int shift = m_shift;
    if (kJudged / turned >= 6)
      shift -= std::bit_width(kJudged / turned) - 2;
    else if (turned / kJudged >= 2)
      shift += std::bit_width(turned / kJudged) - 1;
    shift = std::clamp(shift, 4, 44);
    if (shift == m_shift) return;
    std::vector<Entry> all(std::move(m_now));
    m_now.clear();
    for (uint32_t& head : m_heads) {
      for (uint32_t node = head; node != kNone; node = m_nodes[node].next) all.push_back(m_nodes[node].entry);
      head = kNone;
    }
    m_nodes.clear();
    m_free = kNone;
    m_onWheel = 0;
    for (; !m_later.empty(); m_later.pop()) all.push_back(m_later.top());
    m_shift = shift;
    if (all.empty()) return;
    const Entry& first = *std::min_element(all.begin(), all.end(), [](const Entry& a, const Entry& b) { return a.before(b); });
    m_current = stretchOf(first) - 1;
    for (const Entry& entry : all) place(entry);
  }

  std::vector<Entry> m_now;  ///< of the present stretch and before it, last first
  std::array<uint32_t, kStretches> m_heads;
  std::vector<Node> m_nodes;
  uint32_t m_free = kNone;
  EventHeap<Entry> m_later;
  size_t m_size = 0, m_onWheel = 0;
  int64_t m_current = -1;
  int m_shift = 20;
  uint32_t m_popped = 0, m_turned = 0;
};

}  // namespace scfdesk::simulate

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/eventheap.h"
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>

namespace scfdesk::simulate {

/// What comes next, in the order of an EventHeap but without its depth: a wheel of short stretches of time, each with a list
/// that is sorted when its time has come; what lies beyond the wheel waits in a heap. The stretch follows the rate of the
/// events, so that it holds some tens of them: what comes next is known a while before, and can be brought near. `Entry` has
/// `at` (nanoseconds, at least 0) and before(other), a total order by `at` first. Entries may be pushed at any time, earlier
/// ones than the last that was popped too.
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
  /// Visits each entry once when it is one of the next `count`, as far as those are known without work. Looks of two distances
  /// are told apart by their number. An entry that was pushed among those is not visited; when the stretch changes, some are again.
  template <size_t Look, typename Visit>
  void foresee(size_t count, Visit visit) {
    static_assert(Look < kLooks);
    size_t& seen = m_seen[Look];
    for (const size_t end = std::min(count, m_now.size()); seen < end; ++seen) visit(m_now[m_now.size() - 1 - seen]);
  }
  void push(const Entry& entry) {
    ++m_size;
    place(entry);
  }
  void pop() {
    if (m_now.empty()) advance();
    m_now.pop_back();
    --m_size;
    for (size_t& seen : m_seen) seen -= seen > 0;
    if (++m_popped == kJudged) judge();
  }
  void replaceTop(const Entry& entry) {
    pop();
    push(entry);
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;
  static constexpr int64_t kStretches = 16'384;
  static constexpr uint32_t kJudged = 8192;  ///< pops between two judgements of the stretch
  static constexpr uint32_t kWanted = 32;    ///< entries of a stretch
  static constexpr size_t kLooks = 2;
  /// Entries of one stretch, many together: a list of single ones would be a walk from one far place to the next.
  struct Node {
    uint32_t next = kNone;
    uint32_t count = 0;
    std::array<Entry, 7> entries;
  };
  [[nodiscard]] int64_t stretchOf(const Entry& entry) const { return entry.at >> m_shift; }

  void place(const Entry& entry) {
    const int64_t stretch = stretchOf(entry);
    if (stretch <= m_current) {
      // Last first, so that the next one is at the end. Those of the present are few.
      auto at = m_now.end();
      while (at != m_now.begin() && (at - 1)->before(entry)) --at;
      const auto behind = static_cast<size_t>(m_now.end() - at);
      m_now.insert(at, entry);
      for (size_t& seen : m_seen) seen += behind < seen;
    } else if (stretch - m_current < kStretches) {
      uint32_t& head = m_heads[static_cast<size_t>(stretch & (kStretches - 1))];
      if (head == kNone || m_nodes[head].count == m_nodes[head].entries.size()) head = nodeBefore(head);
      Node& node = m_nodes[head];
      node.entries[node.count++] = entry;
      ++m_onWheel;
    } else {
      m_later.push(entry);
    }
  }

  uint32_t nodeBefore(uint32_t next) {
    uint32_t node = m_free;
    if (node == kNone) {
      node = static_cast<uint32_t>(m_nodes.size());
      m_nodes.emplace_back();
    } else {
      m_free = m_nodes[node].next;
    }
    m_nodes[node].next = next;
    m_nodes[node].count = 0;
    return node;
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
        Node& from = m_nodes[node];
        m_now.insert(m_now.end(), from.entries.begin(), from.entries.begin() + from.count);
        m_onWheel -= from.count;
        m_free = std::exchange(node, std::exchange(from.next, m_free));
      }
      head = kNone;
      if (const uint32_t next = m_heads[static_cast<size_t>((m_current + 1) & (kStretches - 1))]; next != kNone) __builtin_prefetch(&m_nodes[next]);
      m_seen.fill(0);
      if (m_now.size() > 1) std::sort(m_now.begin(), m_now.end(), [](const Entry& a, const Entry& b) { return b.before(a); });
    }
  }

  /// More entries of a stretch than wanted are sorted for long, fewer are looked for for long.
  void judge() {
    const uint32_t turned = std::max<uint32_t>(m_turned, 1), held = kJudged / turned;
    m_popped = 0;
    m_turned = 0;
    int shift = m_shift;
    if (held >= kWanted * 3)
      shift -= std::bit_width(held / kWanted) - 1;
    else if (held < kWanted / 2)
      shift += std::bit_width(uint64_t{kWanted} * turned / kJudged) - 1;
    shift = std::clamp(shift, 4, 44);
    if (shift == m_shift) return;
    std::vector<Entry> all(std::move(m_now));
    m_now.clear();
    m_seen.fill(0);
    for (uint32_t& head : m_heads) {
      for (uint32_t node = head; node != kNone; node = m_nodes[node].next)
        all.insert(all.end(), m_nodes[node].entries.begin(), m_nodes[node].entries.begin() + m_nodes[node].count);
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
  std::array<size_t, kLooks> m_seen{};  ///< of the next ones, how many a look has visited
};

}  // namespace scfdesk::simulate

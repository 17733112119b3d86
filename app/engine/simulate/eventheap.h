// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstddef>
#include <vector>

namespace scfdesk::simulate {

/// What comes next: a heap with four children per entry. `Entry` has before(other), a total order.
template <typename Entry>
class EventHeap final {
 public:
  [[nodiscard]] bool empty() const { return m_entries.empty(); }
  [[nodiscard]] size_t size() const { return m_entries.size(); }
  /// Requires: !empty().
  [[nodiscard]] const Entry& top() const { return m_entries.front(); }
  void push(const Entry& entry) {
    m_entries.push_back(entry);
    size_t i = m_entries.size() - 1;
    while (i > 0) {
      const size_t parent = (i - 1) / 4;
      if (!entry.before(m_entries[parent])) break;
      m_entries[i] = m_entries[parent];
      i = parent;
    }
    m_entries[i] = entry;
  }
  void pop() {
    const Entry last = m_entries.back();
    m_entries.pop_back();
    if (!m_entries.empty()) replaceTop(last);
  }
  void replaceTop(const Entry& entry) {
    const size_t count = m_entries.size();
    size_t i = 0;
    for (;;) {
      const size_t first = i * 4 + 1;
      if (first >= count) break;
      const size_t end = first + 4 < count ? first + 4 : count;
      size_t best = first;
      for (size_t child = first + 1; child < end; ++child)
        if (m_entries[child].before(m_entries[best])) best = child;
      if (!m_entries[best].before(entry)) break;
      m_entries[i] = m_entries[best];
      i = best;
    }
    m_entries[i] = entry;
  }

 private:
  std::vector<Entry> m_entries;
};

}  // namespace scfdesk::simulate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/cosjournal.h"

namespace scfdesk {

void CosJournal::add(std::vector<CosChange>& changes) {
  const std::lock_guard lock(m_mutex);
  for (CosChange& change : changes) {
    change.number = ++m_last;
    m_entries.push_front({change.number, change, {}});
    m_entries.front().change.authorization.clear();
  }
  while (m_entries.size() > kMost) m_entries.pop_back();
}

void CosJournal::tell(uint64_t number, Fired fired) {
  const std::lock_guard lock(m_mutex);
  if (number == 0 || m_entries.empty() || number > m_last) return;
  const uint64_t back = m_last - number;  // numbers rise by one, and so do the places
  if (back < m_entries.size()) m_entries[back].fired.push_back(std::move(fired));
}

std::vector<CosJournal::Entry> CosJournal::recent() const {
  const std::lock_guard lock(m_mutex);
  return {m_entries.begin(), m_entries.end()};
}

}  // namespace scfdesk

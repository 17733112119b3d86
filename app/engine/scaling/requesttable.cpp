// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/requesttable.h"

namespace scfdesk::scaling {

RequestTable::RequestTable() : m_index(64, kNoSlot), m_shift(64 - 6) {}

Slot RequestTable::find(ReqId id) const {
  const size_t mask = m_index.size() - 1;
  for (size_t i = home(id); m_index[i] != kNoSlot; i = (i + 1) & mask)
    if (m_slots[m_index[i]].id == id) return m_index[i];
  return kNoSlot;
}

Slot RequestTable::add(ReqId id) {
  if ((m_size + 1) * 2 > m_index.size()) grow();
  Slot slot;
  if (m_free.empty()) {
    slot = static_cast<Slot>(m_slots.size());
    m_slots.emplace_back();
    m_free.reserve(m_slots.capacity());
  } else {
    slot = m_free.back();
    m_free.pop_back();
  }
  m_slots[slot].id = id;  // a free slot is as new
  const size_t mask = m_index.size() - 1;
  size_t i = home(id);
  while (m_index[i] != kNoSlot) i = (i + 1) & mask;
  m_index[i] = slot;
  ++m_size;
  return slot;
}

void RequestTable::remove(Slot slot) {
  const size_t mask = m_index.size() - 1;
  size_t hole = home(m_slots[slot].id);
  while (m_index[hole] != slot) hole = (hole + 1) & mask;
  // What was displaced past the hole moves back into it, so that no search ends too early.
  for (size_t i = (hole + 1) & mask; m_index[i] != kNoSlot; i = (i + 1) & mask) {
    const size_t wanted = home(m_slots[m_index[i]].id);
    if (((i - wanted) & mask) >= ((i - hole) & mask)) {
      m_index[hole] = m_index[i];
      hole = i;
    }
  }
  m_index[hole] = kNoSlot;
  m_slots[slot] = Request{};
  m_free.push_back(slot);
  --m_size;
}

void RequestTable::grow() {
  std::vector<Slot> old(m_index.size() * 2, kNoSlot);
  old.swap(m_index);
  --m_shift;
  const size_t mask = m_index.size() - 1;
  for (const Slot slot : old) {
    if (slot == kNoSlot) continue;
    size_t i = home(m_slots[slot].id);
    while (m_index[i] != kNoSlot) i = (i + 1) & mask;
    m_index[i] = slot;
  }
}

}  // namespace scfdesk::scaling

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/requesttable.h"

namespace scfdesk::scaling {

RequestTable::RequestTable() : m_index(64), m_shift(64 - 6) {}

Slot RequestTable::find(ReqId id) const {
  const size_t mask = m_index.size() - 1;
  const uint32_t hash = hashOf(id);
  for (size_t i = home(hash); m_index[i].slot != kNoSlot; i = (i + 1) & mask)
    if (m_index[i].hash == hash && m_slots[m_index[i].slot].id == id) return m_index[i].slot;
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
  place({slot, hashOf(id)});
  ++m_size;
  return slot;
}

void RequestTable::place(RequestEntry entry) {
  const size_t mask = m_index.size() - 1;
  size_t i = home(entry.hash);
  while (m_index[i].slot != kNoSlot) i = (i + 1) & mask;
  m_index[i] = entry;
}

void RequestTable::remove(Slot slot) {
  const size_t mask = m_index.size() - 1;
  size_t hole = home(hashOf(m_slots[slot].id));
  while (m_index[hole].slot != slot) hole = (hole + 1) & mask;
  // What was displaced past the hole moves back into it, so that no search ends too early.
  for (size_t i = (hole + 1) & mask; m_index[i].slot != kNoSlot; i = (i + 1) & mask) {
    const size_t wanted = home(m_index[i].hash);
    if (((i - wanted) & mask) >= ((i - hole) & mask)) {
      m_index[hole] = m_index[i];
      hole = i;
    }
  }
  m_index[hole] = RequestEntry{};
  m_slots[slot] = Request{};
  m_free.push_back(slot);
  --m_size;
}

void RequestTable::grow() {
  std::vector<RequestEntry> old(m_index.size() * 2);
  old.swap(m_index);
  --m_shift;
  for (const RequestEntry& entry : old)
    if (entry.slot != kNoSlot) place(entry);
}

void RequestTable::hashAll() {
  for (RequestEntry& entry : m_index)
    if (entry.slot < m_slots.size()) entry.hash = hashOf(m_slots[entry.slot].id);
}

}  // namespace scfdesk::scaling

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/instancetable.h"
#include "app/engine/scaling/largepages.h"
#include <algorithm>

namespace scfdesk::scaling {

Slot InstanceTable::add() {
  if (m_free.empty()) {
    if (m_slots.size() == kSlots) return kNoSlot;
    if (m_slots.size() == m_slots.capacity()) reserveLarge(m_slots, std::max<size_t>(m_slots.size() * 2, 64));
    m_slots.emplace_back();
    m_free.reserve(m_slots.capacity());
    return static_cast<Slot>(m_slots.size() - 1);
  }
  const Slot slot = m_free.back();
  m_free.pop_back();
  return slot;
}

void InstanceTable::remove(Slot slot) {
  const uint16_t generation = m_slots[slot].generation;
  m_slots[slot] = Instance{};
  m_slots[slot].generation = generation == 1023 ? uint16_t{1} : static_cast<uint16_t>(generation + 1);
  m_free.push_back(slot);
}

Slot InstanceTable::find(InstId id) const {
  const Slot slot = id & (kSlots - 1);
  if (slot >= m_slots.size()) return kNoSlot;
  const Instance& instance = m_slots[slot];
  return instance.state != InstanceState::Free && instance.generation == id >> kSlotBits ? slot : kNoSlot;
}

}  // namespace scfdesk::scaling

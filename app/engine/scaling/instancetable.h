// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/lists.h"
#include "app/engine/scaling/types.h"

namespace scfdesk::scaling {

enum class InstanceState : uint8_t { Free, Starting, Busy, Idle, Stopping };

/// One instance. `links` puts it in the list of its state in its function; `lru` in the list of all idle ones.
struct Instance {
  FnId fn = 0;
  Slot req = kNoSlot;      ///< whom it was started for (Starting), what it runs (Busy)
  Links links;
  Links lru;
  Ns since = 0;            ///< start of the present state
  int memMb = 0;           ///< what it was started with; a changed configuration changes new instances only
  uint16_t generation = 1; ///< 10 bits, never 0, so that no id is 0
  InstanceState state = InstanceState::Free;
  bool used = false;       ///< has run a request
  Rule replacedBy = Rule::None;  ///< why it stops when its run ends; None = it does not
};

/// Slots of instances. An id carries the slot's generation, so a late message for an instance that is gone finds nothing.
class InstanceTable final {
 public:
  static constexpr uint32_t kSlotBits = 22;
  static constexpr uint32_t kSlots = 1u << kSlotBits;

  /// kNoSlot if every slot is taken.
  Slot add();
  void remove(Slot slot);
  /// kNoSlot if the instance is gone.
  [[nodiscard]] Slot find(InstId id) const;
  [[nodiscard]] InstId id(Slot slot) const { return slot | (uint32_t{m_slots[slot].generation} << kSlotBits); }
  [[nodiscard]] std::vector<Instance>& slots() { return m_slots; }
  [[nodiscard]] const std::vector<Instance>& slots() const { return m_slots; }

 private:
  std::vector<Instance> m_slots;
  std::vector<Slot> m_free;
};

}  // namespace scfdesk::scaling

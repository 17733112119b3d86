// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/lists.h"
#include "app/engine/scaling/types.h"

namespace scfdesk::scaling {

enum class InstanceState : uint8_t { Free, Starting, Busy, Idle, Stopping };

/// One instance, a cache line. `links` puts it in the list of its state in its function; `lru` in the list of all that may be
/// evicted.
struct alignas(64) Instance {
  FnId fn = 0;
  List requests;           ///< whom it was started for (Starting: at most one), what it runs (Busy), oldest first
  Links links;
  Links lru;
  Ns since = 0;            ///< start of the present state
  int64_t clock = 0;       ///< greedy-dual: the pool's clock when it fell idle
  int memMb = 0;           ///< what it was started with; a changed configuration changes new instances only
  int hostMb = 0;          ///< what it takes of this machine: expected, then measured
  uint16_t generation = 1; ///< 10 bits, never 0, so that no id is 0
  uint8_t conc = 1;        ///< requests at the same time
  InstanceState state = InstanceState::Free;
  Rule replacedBy = Rule::None;  ///< why it stops when its run ends; None = it does not
  bool used : 1 = false;         ///< has run a request
  bool warm : 1 = false;         ///< has ended one
  bool provisioned : 1 = false;
  bool runArmed : 1 = false;     ///< its timers, so that a hot instance does not look into the heap for every request
  bool keepArmed : 1 = false;
};
static_assert(sizeof(Instance) == 64);

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
  template <typename Archive>
  void visit(Archive& archive) { archive(m_slots, m_free); }

 private:
  std::vector<Instance> m_slots;
  std::vector<Slot> m_free;
};

}  // namespace scfdesk::scaling

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/lists.h"
#include "app/engine/scaling/types.h"

namespace scfdesk::scaling {

/// Held: a batch whose partition has another one in flight.
enum class RequestState : uint8_t { Free, Waiting, Bound, Running, Retrying, Held };

/// An open request. `links` puts it in the one list of its state: waiting or retrying in its function, held in its partition,
/// bound or running in its instance.
struct Request {
  ReqId id = 0;
  FnId fn = 0;
  Slot inst = kNoSlot;  ///< Bound, Running
  Links links;
  Ns firstArrival = 0;
  Ns since = 0;         ///< start of the present state
  int attempt = 0;      ///< runs that ended in an execution error
  int lastCode = 0;
  PartId partition = 0;
  int64_t offset = 0;
  int retries = -1;     ///< of a batch; -1 = those of its function
  uint8_t systemErrors = 0;  ///< in a row: the interval doubles
  Mode mode = Mode::Sync;
  RequestState state = RequestState::Free;
};

/// Where a request is: its slot, and of its id as much as tells most others apart without a look into the slots.
struct RequestEntry {
  Slot slot = kNoSlot;  ///< kNoSlot = empty
  uint32_t hash = 0;
};
/// Of an archive: what can't be computed from the slots.
template <typename Archive>
void fields(Archive& archive, RequestEntry& entry) { archive(entry.slot); }

/// The open requests: slots that are reused, found by id through open addressing with linear probing.
/// No allocation once as many requests have been open at the same time.
class RequestTable final {
 public:
  RequestTable();
  /// kNoSlot if there is none.
  [[nodiscard]] Slot find(ReqId id) const;
  /// Requires: find(id) == kNoSlot.
  Slot add(ReqId id);
  void remove(Slot slot);
  /// This one is going to be looked for, or removed, soon.
  void expect(ReqId id) const { __builtin_prefetch(&m_index[home(hashOf(id))], 1); }
  [[nodiscard]] std::vector<Request>& slots() { return m_slots; }
  [[nodiscard]] const std::vector<Request>& slots() const { return m_slots; }
  [[nodiscard]] uint32_t size() const { return m_size; }
  template <typename Archive>
  void visit(Archive& archive) {
    archive(m_slots, m_free, m_index, m_shift, m_size);
    hashAll();
  }

 private:
  [[nodiscard]] static uint32_t hashOf(ReqId id) { return static_cast<uint32_t>((id * 0x9E3779B97F4A7C15ull) >> 32); }
  [[nodiscard]] size_t home(uint32_t hash) const { return hash >> (m_shift - 32); }
  void place(RequestEntry entry);
  void grow();
  void hashAll();

  std::vector<Request> m_slots;
  std::vector<Slot> m_free;
  std::vector<RequestEntry> m_index;  ///< as many as a power of two
  int m_shift = 0;
  uint32_t m_size = 0;
};

}  // namespace scfdesk::scaling

// SPDX-License-Identifier: GPL-3.0-or-later
// Batches that a function pulls: in the order of their partition, one in flight.
#include "app/engine/scaling/coreimpl.h"
#include <algorithm>

namespace scfdesk::scaling {

/// A partition has a number that can be kept, and belongs to one function as long as a batch of it is open.
bool Core::Impl::mayPull(const Event& e) const {
  if (e.partition >= kMostPartitions) return false;
  if (e.partition >= partitions.size()) return true;
  const Slot before = partitions[e.partition].inFlight;
  return before == kNoSlot || requests.slots()[before].fn == e.fn;
}

/// Whether a batch of the same partition is before it: then it waits for that one's end. Otherwise it is in flight.
bool Core::Impl::hold(Slot req) {
  Request& r = requests.slots()[req];
  if (r.partition == 0) return false;
  if (r.partition >= partitions.size())
    partitions.resize(std::max<size_t>(r.partition + 1, std::min<size_t>(partitions.size() * 2, kMostPartitions)));
  Partition& p = partitions[r.partition];
  if (p.inFlight == kNoSlot) {
    p.inFlight = req;
    return false;
  }
  r.state = RequestState::Held;
  const int64_t before = p.held.size;
  pushBack(p.held, requests.slots(), req, &Request::links);
  decide(DecisionKind::Wait, r.fn, kNoSlot, req, Reason{Rule::PartitionOrder, before + 1, requests.slots()[p.inFlight].offset});
  return true;
}

/// A batch is final: its offset is told, and the next one of the partition waits to run. Whoever ended it looks at what waits.
void Core::Impl::release(Slot req, bool done, const Reason& reason) {
  const Request& r = requests.slots()[req];
  if (r.partition >= partitions.size()) return;
  Partition& p = partitions[r.partition];
  if (p.inFlight != req) return;
  p.inFlight = kNoSlot;
  Decision d;
  d.kind = done ? DecisionKind::Ack : DecisionKind::Nack;
  d.now = now;
  d.fn = r.fn;
  d.req = r.id;
  d.partition = r.partition;
  d.offset = r.offset;
  d.reason = reason;
  emit(d);
  const Slot next = p.held.head;
  if (next == kNoSlot) return;
  unlink(p.held, requests.slots(), next, &Request::links);
  p.inFlight = next;
  enterWaiting(next);
}

void Core::Impl::finishHeld(FnId fn, const Reason& why) {
  for (Partition& p : partitions) {
    for (Slot s = p.held.head; s != kNoSlot;) {
      const Slot next = requests.slots()[s].links.next;
      if (requests.slots()[s].fn == fn) {
        unlink(p.held, requests.slots(), s, &Request::links);
        finish(s, 435, DecisionKind::Finish, why);
      }
      s = next;
    }
  }
}

}  // namespace scfdesk::scaling

// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a core as bytes, and back.
#include "app/engine/scaling/archive.h"
#include "app/engine/scaling/coreimpl.h"
#include "app/engine/scaling/fields.h"
#include <utility>

namespace scfdesk::scaling {

namespace {

constexpr uint64_t kMagic = 0x31304E4143534353;  // "SCSCAN01"; raise the number with the format
constexpr size_t kHead = 16;                     // magic, checksum of the rest

}  // namespace

template <typename Archive>
void fields(Archive& archive, Links& l) { archive(l.prev, l.next); }
template <typename Archive>
void fields(Archive& archive, List& l) { archive(l.head, l.tail, l.size); }
template <typename Archive>
void fields(Archive& archive, TimerHeap::Entry& e) { archive(e.at, e.seq, e.node); }
template <typename Archive>
void fields(Archive& archive, Partition& p) { archive(p.inFlight, p.held); }
template <typename Archive>
void fields(Archive& archive, LoadTable& t) { archive(t.lists, t.used); }

template <typename Archive>
void fields(Archive& archive, Request& r) {
  archive(r.id, r.fn, r.inst, r.links, r.firstArrival, r.since, r.attempt, r.lastCode, r.partition, r.offset, r.retries, r.systemErrors, r.mode, r.state);
}

template <typename Archive>
void fields(Archive& archive, Instance& i) {
  bool used = i.used, warm = i.warm, isProvisioned = i.provisioned, runArmed = i.runArmed, keepArmed = i.keepArmed;
  archive(i.fn, i.requests, i.links, i.lru, i.since, i.clock, i.memMb, i.hostMb, i.generation, i.conc, i.state, used, warm, isProvisioned,
          i.replacedBy, runArmed, keepArmed);
  i.used = used;
  i.warm = warm;
  i.provisioned = isProvisioned;
  i.runArmed = runArmed;
  i.keepArmed = keepArmed;
}

template <typename Archive>
void fields(Archive& archive, Function& f) {
  archive(f.config, f.idle, f.busy, f.starting, f.unbound, f.waiting, f.executingMb, f.groupMb, f.groupReservedMb, f.running, f.living,
          f.known, f.run, f.init, f.retrying, f.draining, f.asyncWaiting, f.groupMembers, f.group, f.loads, f.provisioned, f.histogram,
          f.queuedSince, f.lastWaited, f.quietSince, f.calls, f.measuredMb);
}

template <typename Archive>
void fields(Archive& archive, Provisioned& p) {
  archive(p.wanted, p.target, p.idle, p.starting, p.living, p.ready, p.lastScaled, p.blockedUntil, p.failures, p.lastFailure, p.toldShort, p.tasks, p.taskCount,
          p.nextTask);
}

template <typename Archive>
void Core::Impl::visit(Archive& archive) {
  archive(fns, instances, lru, histograms, victims, clock);
  archive(limits, now, armSeq, paused, requests, instanceTimers, requestTimers, fnTimers, quota, burst, ramp, residentMb, evictableMb,
          provisionedMb, accountShort, accountFreed, ledger, loads, provisioned, partitions);
}

std::vector<uint8_t> Core::save() const {
  ArchiveWriter body;
  m->visit(body);
  const std::vector<uint8_t> bytes = body.take();
  ArchiveWriter whole;
  uint64_t magic = kMagic, sum = checksum(bytes.data(), bytes.size());
  whole(magic, sum);
  std::vector<uint8_t> all = whole.take();
  all.insert(all.end(), bytes.begin(), bytes.end());
  return all;
}

std::unique_ptr<Core> Core::restore(const std::vector<uint8_t>& bytes, std::string* why) {
  const auto refuse = [why](std::string text) -> std::unique_ptr<Core> {
    if (why) *why = std::move(text);
    return nullptr;
  };
  uint64_t magic = 0, sum = 0;
  ArchiveReader reader(bytes.data(), bytes.size());
  reader(magic, sum);
  if (reader.failed() || magic != kMagic) return refuse("no snapshot of this format");
  if (sum != checksum(bytes.data() + kHead, bytes.size() - kHead)) return refuse("the snapshot is damaged");
  auto core = std::make_unique<Core>();
  reader(*core->m);
  if (reader.failed() || reader.left() != 0) return refuse("the snapshot is cut short or too long");
  core->m->policy = &policyOf(core->m->limits.policy);
  core->m->wants = core->m->policy->wants();
  core->m->listIdle(core->m->limits.hostMb > 0);  // an older core kept it always
  if (std::string broken = core->m->check(); !broken.empty()) return refuse("the snapshot contradicts itself: " + broken);
  return core;
}

}  // namespace scfdesk::scaling

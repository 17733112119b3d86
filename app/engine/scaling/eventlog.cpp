// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/eventlog.h"
#include "app/engine/scaling/archive.h"
#include "app/engine/scaling/fields.h"

namespace scfdesk::scaling {

namespace {

constexpr auto kLastKind = static_cast<uint8_t>(EventKind::Measured);

template <typename Archive>
void visit(Archive& archive, Event& e) {
  archive(e.kind, e.now);
  switch (e.kind) {
    case EventKind::Config: return archive(e.fn, e.config);
    case EventKind::SetLimits: return archive(e.limits);
    case EventKind::Arrive: return archive(e.req, e.fn, e.mode, e.attempt, e.firstArrival, e.partition, e.offset);
    case EventKind::Ready:
    case EventKind::Stopped: return archive(e.inst);
    case EventKind::InitFailed:
    case EventKind::Died: return archive(e.inst, e.code);
    case EventKind::Done: return archive(e.inst, e.req, e.code);
    case EventKind::Measured: return archive(e.inst, e.memMb);
    case EventKind::Terminate: return archive(e.req);
    case EventKind::Provision: return archive(e.fn, e.provision);
    case EventKind::Schedule: return archive(e.fn, e.scheduled);
    case EventKind::Remove:
    case EventKind::Deploy:
    case EventKind::ClearSchedule: return archive(e.fn);
    case EventKind::Pause:
    case EventKind::Resume: return;
  }
}

}  // namespace

void EventLog::append(const Event& event) {
  ArchiveWriter body;
  Event copy = event;
  visit(body, copy);
  const std::vector<uint8_t>& bytes = body.bytes();
  ArchiveWriter head;
  auto size = static_cast<uint16_t>(bytes.size());
  auto sum = static_cast<uint32_t>(checksum(bytes.data(), bytes.size()));
  head(size, sum);
  m_bytes.insert(m_bytes.end(), head.bytes().begin(), head.bytes().end());
  m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
}

size_t EventLog::replay(const std::vector<uint8_t>& bytes, Core& core, Sink& sink) {
  constexpr size_t kHead = 6;  // size and checksum of what follows
  size_t count = 0;
  for (size_t at = 0; at + kHead <= bytes.size(); ++count) {
    uint16_t size = 0;
    uint32_t sum = 0;
    ArchiveReader head(bytes.data() + at, kHead);
    head(size, sum);
    at += kHead;
    if (at + size > bytes.size() || sum != static_cast<uint32_t>(checksum(bytes.data() + at, size))) break;
    ArchiveReader body(bytes.data() + at, size);
    at += size;
    Event e;
    visit(body, e);
    if (body.failed() || body.left() != 0 || static_cast<uint8_t>(e.kind) > kLastKind || e.mode > Mode::Pull) break;
    core.step(e, sink);
  }
  return count;
}

}  // namespace scfdesk::scaling

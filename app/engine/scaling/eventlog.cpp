// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/eventlog.h"
#include "app/engine/scaling/archive.h"
#include "app/engine/scaling/fields.h"

namespace scfdesk::scaling {

namespace {

constexpr auto kLastKind = static_cast<uint8_t>(EventKind::Measured);
constexpr uint8_t kTick = 255;  // in the place of a kind
constexpr size_t kHead = 6;     // size and checksum of what follows

template <typename Archive>
void visit(Archive& archive, Event& e) {
  archive(e.kind, e.now);
  switch (e.kind) {
    case EventKind::Config: return archive(e.fn, e.config);
    case EventKind::SetLimits: return archive(e.limits);
    case EventKind::Arrive: return archive(e.req, e.fn, e.mode, e.attempt, e.firstArrival, e.partition, e.offset, e.retries);
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
  Event copy = event;
  write([&](ArchiveWriter& body) { visit(body, copy); });
}

void EventLog::appendTick(Ns now) {
  write([&](ArchiveWriter& body) {
    uint8_t kind = kTick;
    body(kind, now);
  });
}

/// Size and checksum are put in front of the body when it is there: nothing is copied, and nothing is made for an entry.
template <typename Body>
void EventLog::write(Body body) {
  const size_t begin = m_bytes.size();
  ArchiveWriter writer(std::move(m_bytes));
  uint16_t size = 0;
  uint32_t sum = 0;
  writer(size, sum);
  body(writer);
  m_bytes = writer.take();
  size = static_cast<uint16_t>(m_bytes.size() - begin - kHead);
  sum = static_cast<uint32_t>(checksum(m_bytes.data() + begin + kHead, size));
  for (size_t i = 0; i < 2; ++i) m_bytes[begin + i] = static_cast<uint8_t>(size >> 8 * i);
  for (size_t i = 0; i < 4; ++i) m_bytes[begin + 2 + i] = static_cast<uint8_t>(sum >> 8 * i);
}

size_t EventLog::read(const std::vector<uint8_t>& bytes, const std::function<bool(const Event*, Ns)>& take) {
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
    if (size > 0 && bytes[at - size] == kTick) {
      uint8_t kind = 0;
      Ns now = 0;
      body(kind, now);
      if (body.failed() || body.left() != 0 || !take(nullptr, now)) break;
      continue;
    }
    Event e;
    visit(body, e);
    if (body.failed() || body.left() != 0 || static_cast<uint8_t>(e.kind) > kLastKind || e.mode > Mode::Pull) break;
    if (!take(&e, e.now)) break;
  }
  return count;
}

size_t EventLog::replay(const std::vector<uint8_t>& bytes, Core& core, Sink& sink) {
  return read(bytes, [&](const Event* event, Ns now) {
    if (event)
      core.step(*event, sink);
    else
      core.tick(now, sink);
    return true;
  });
}

}  // namespace scfdesk::scaling

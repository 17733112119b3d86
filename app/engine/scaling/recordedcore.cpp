// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/recordedcore.h"
#include <algorithm>

namespace scfdesk::scaling {

void RecordedCore::begin(Ns now) {
  if (m_events.bytes().size() + m_decisions.bytes().size() >= m_partBytes) close();
  if (m_head.eventCount == 0) {
    m_head.snapshot = m_core.save();
    m_head.from = now;
  }
  m_head.to = std::max(m_head.to, now);
  ++m_head.eventCount;
}

void RecordedCore::close() {
  m_head.hash = m_core.decisionHash();
  m_head.events = m_events.bytes();
  m_head.decisions = m_decisions.bytes();
  m_head.decisionCount = m_decisions.count();
  m_closed.push_back(std::make_shared<RecordedPart>(std::move(m_head)));
  m_head = RecordedPart{};
  m_events.clear();
  m_decisions.clear();
  if (m_closed.size() < kParts) return;
  m_forgotten += m_closed.front()->eventCount;
  m_closed.pop_front();
}

void RecordedCore::step(const Event& event, Sink& sink) {
  begin(event.now);
  m_events.append(event);
  m_sink = &sink;
  m_core.step(event, *this);
}

void RecordedCore::tick(Ns now, Sink& sink) {
  // A call that comes too early changes nothing.
  if (now < m_core.nextDeadline()) return m_core.tick(now, sink);
  begin(now);
  m_events.appendTick(now);
  m_sink = &sink;
  m_core.tick(now, *this);
}

void RecordedCore::decide(const Decision& decision) {
  m_decisions.append(decision);
  m_sink->decide(decision);
}

std::vector<std::shared_ptr<const RecordedPart>> RecordedCore::parts() const {
  std::vector<std::shared_ptr<const RecordedPart>> all(m_closed.begin(), m_closed.end());
  if (m_head.eventCount == 0) return all;
  auto last = std::make_shared<RecordedPart>(m_head);
  last->hash = m_core.decisionHash();
  last->events = m_events.bytes();
  last->decisions = m_decisions.bytes();
  last->decisionCount = m_decisions.count();
  all.push_back(std::move(last));
  return all;
}

}  // namespace scfdesk::scaling

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/replayevents.h"

namespace scfdesk {

void ReplayEvents::ask(uint32_t run, const LoadRecording& recorded, int index) {
  const auto key = std::pair(run, index);
  if (!m_events.try_emplace(key).second) return;
  m_read(recorded[size_t(index)].invocation, [this, key](bool kept, const QByteArray& event) {
    const auto it = m_events.find(key);
    if (it == m_events.end()) return;  // the run has ended
    if (it->second.go) {
      const Found go = std::move(it->second.go);
      m_events.erase(it);
      return go(kept, event);
    }
    it->second = {true, kept, event, {}};
    m_bytes += event.size();
  });
}

void ReplayEvents::take(uint32_t run, const LoadRecording& recorded, int index, Found go) {
  ask(run, recorded, index);
  const auto it = m_events.find({run, index});
  if (it->second.there) {
    const Event event = std::move(it->second);
    m_bytes -= event.event.size();
    m_events.erase(it);
    go(event.kept, event.event);
  } else {
    it->second.go = std::move(go);
  }
  for (int next = index + 1; next <= index + kAhead && size_t(next) < recorded.size() && m_bytes < kMostBytes; ++next) ask(run, recorded, next);
}

void ReplayEvents::forget(uint32_t run) {
  for (auto it = m_events.lower_bound({run, 0}); it != m_events.end() && it->first.first == run;) {
    m_bytes -= it->second.event.size();
    it = m_events.erase(it);
  }
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/core.h"
#include "app/engine/scaling/decisiontape.h"
#include "app/engine/scaling/eventlog.h"
#include <deque>
#include <memory>

namespace scfdesk::scaling {

/// A stretch of a core's life: its state before, all that it was told then, and all that it decided. A replay of it needs
/// nothing else. A value.
struct RecordedPart {
  std::vector<uint8_t> snapshot;   ///< Core::save() before the first event
  std::vector<uint8_t> events;     ///< EventLog
  std::vector<uint8_t> decisions;  ///< DecisionTape
  uint64_t hash = 0;               ///< decisionHash() after the last event
  uint64_t eventCount = 0, decisionCount = 0;
  Ns from = 0, to = 0;             ///< the driver's clock
};

/// The core of the live engine with the last stretch of its life, so that what was decided can be replayed elsewhere. Memory:
/// kParts parts of kPartBytes each at most, and the states between them; older parts go, and how much went is counted. Costs an
/// event some copied bytes and no allocation but for growth. One thread, its owner's.
class RecordedCore final : private Sink {
 public:
  static constexpr size_t kPartBytes = 4 * 1024 * 1024;
  static constexpr size_t kParts = 4;
  explicit RecordedCore(size_t partBytes = kPartBytes) : m_partBytes(partBytes) {}

  void step(const Event& event, Sink& sink);
  void tick(Ns now, Sink& sink);
  [[nodiscard]] Ns nextDeadline() const { return m_core.nextDeadline(); }
  [[nodiscard]] FnCounters counters(FnId fn) const { return m_core.counters(fn); }
  [[nodiscard]] const Core& core() const { return m_core; }

  /// Oldest first, each begins where the one before ends; the last one is a copy of what is under way. Empty before the first event.
  [[nodiscard]] std::vector<std::shared_ptr<const RecordedPart>> parts() const;
  /// Events that are no longer in parts().
  [[nodiscard]] uint64_t forgotten() const { return m_forgotten; }

 private:
  void decide(const Decision& decision) override;
  void begin(Ns now);
  void close();

  Core m_core;
  const size_t m_partBytes;
  Sink* m_sink = nullptr;  ///< during a step
  std::deque<std::shared_ptr<const RecordedPart>> m_closed;
  RecordedPart m_head;     ///< of the part under way; its events and decisions are in the next two
  EventLog m_events;
  DecisionTape m_decisions;
  uint64_t m_forgotten = 0;
};

}  // namespace scfdesk::scaling

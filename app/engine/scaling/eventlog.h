// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/core.h"
#include <functional>

namespace scfdesk::scaling {

/// The events of a core as bytes, appended one by one: replayed into a new core they give the same decisions (compare
/// decisionHash()). An event holds only what its kind needs. A value; no thread of its own.
class EventLog final {
 public:
  void append(const Event& event);
  /// A tick of the driver: what was due fired then, and not at the next event.
  void appendTick(Ns now);
  [[nodiscard]] const std::vector<uint8_t>& bytes() const { return m_bytes; }
  void clear() { m_bytes.clear(); }
  /// Steps `core` through all whole events; how many there were. A torn or damaged tail ends it.
  static size_t replay(const std::vector<uint8_t>& bytes, Core& core, Sink& sink);
  /// The whole entries in their order, until `take` says false; how many there were. `event` is null for a tick.
  static size_t read(const std::vector<uint8_t>& bytes, const std::function<bool(const Event* event, Ns now)>& take);

 private:
  template <typename Body>
  void write(Body body);
  std::vector<uint8_t> m_bytes;
};

}  // namespace scfdesk::scaling

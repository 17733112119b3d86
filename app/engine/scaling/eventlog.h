// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/core.h"

namespace scfdesk::scaling {

/// The events of a core as bytes, appended one by one: replayed into a new core they give the same decisions (compare
/// decisionHash()). An event holds only what its kind needs. A value; no thread of its own.
class EventLog final {
 public:
  void append(const Event& event);
  [[nodiscard]] const std::vector<uint8_t>& bytes() const { return m_bytes; }
  void clear() { m_bytes.clear(); }
  /// Steps `core` through all whole events; how many there were. A torn or damaged tail ends it.
  static size_t replay(const std::vector<uint8_t>& bytes, Core& core, Sink& sink);

 private:
  std::vector<uint8_t> m_bytes;
};

}  // namespace scfdesk::scaling

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/types.h"
#include <string>
#include <vector>

namespace scfdesk::scaling {

/// Decisions as bytes, appended one by one, each with its reason: what a replay is held against. A value; std only.
class DecisionTape final {
 public:
  void append(const Decision& decision);
  [[nodiscard]] const std::vector<uint8_t>& bytes() const { return m_bytes; }
  [[nodiscard]] uint64_t count() const { return m_count; }
  void clear();

 private:
  std::vector<uint8_t> m_bytes;
  uint64_t m_count = 0;
};

/// Reads a tape from its begin to its end, or to where it is damaged.
class DecisionTapeReader final {
 public:
  explicit DecisionTapeReader(const std::vector<uint8_t>& bytes) : m_bytes(bytes) {}
  bool next(Decision& decision);
  /// All was read, and nothing was damaged.
  [[nodiscard]] bool atEnd() const { return m_at == m_bytes.size(); }

 private:
  const std::vector<uint8_t>& m_bytes;
  std::size_t m_at = 0;
};

/// The same in all that is recorded.
[[nodiscard]] bool sameDecision(const Decision& a, const Decision& b);
/// "run instance 5 for request 12: idle instance (idle for 1.2 s)": one line of English, without a time.
[[nodiscard]] std::string textOf(const Decision& decision);
/// "start", "deadLetter", ...
[[nodiscard]] const char* nameOf(DecisionKind kind);

}  // namespace scfdesk::scaling

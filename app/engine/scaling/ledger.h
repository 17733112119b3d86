// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/types.h"

namespace scfdesk::scaling {

/// Counts of all that was decided, and a hash over the decisions in their order.
class Ledger final {
 public:
  Totals totals;

  void count(const Decision& d) {
    mix(uint64_t{static_cast<uint8_t>(d.kind)} | uint64_t{static_cast<uint8_t>(d.reason.rule)} << 8 |
        uint64_t{d.cold} << 16 | uint64_t{d.provisioned} << 17 | uint64_t{static_cast<uint16_t>(d.code)} << 32 | uint64_t{static_cast<uint16_t>(d.attempt)} << 48);
    mix(uint64_t{d.fn} << 32 | d.inst);
    mix(d.req);
    mix(static_cast<uint64_t>(d.now));
    if (d.kind == DecisionKind::Retry) mix(static_cast<uint64_t>(d.at));
    if (d.partition != 0) {
      mix(d.partition);
      mix(static_cast<uint64_t>(d.offset));
    }
  }
  [[nodiscard]] uint64_t hash() const { return m_hash; }
  template <typename Archive>
  void visit(Archive& archive) {
    Totals& t = totals;
    archive(m_hash, t.steps, t.late, t.arrived, t.rejected, t.done, t.failed, t.deadLettered, t.started, t.stopped, t.died);
  }

 private:
  void mix(uint64_t value) {
    m_hash = (m_hash ^ value) * 0x9E3779B97F4A7C15ull;
    m_hash ^= m_hash >> 29;
  }

  uint64_t m_hash = 0x5CFDE5C0FFEEull;
};

}  // namespace scfdesk::scaling

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/clock.h"

namespace scfdesk {

/// A clock that a test moves by hand. Deadlines are due only when it was moved past them.
class HandClock final : public Clock {
 public:
  [[nodiscard]] int64_t nowNs() const override { return m_ns; }
  [[nodiscard]] int64_t realNsUntil(int64_t deadlineNs) const override { return deadlineNs <= m_ns ? 0 : 3'600'000'000'000; }
  [[nodiscard]] TimeUs nowUs() const override { return 1'700'000'000'000'000 + m_ns / 1000; }
  void advanceMs(int64_t ms) { m_ns += ms * 1'000'000; }

 private:
  int64_t m_ns = 1'000'000'000;
};

}  // namespace scfdesk

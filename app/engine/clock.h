// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <cstdint>

namespace scfdesk {

/// The one clock of an engine, injected everywhere. Nothing else in app/engine asks the system for the time.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Engine time: monotonic nanoseconds. With a scale of 60 it runs 60 times faster than real time.
  [[nodiscard]] virtual int64_t nowNs() const = 0;
  /// Real nanoseconds until engine time reaches `deadlineNs`; 0 when it is past.
  [[nodiscard]] virtual int64_t realNsUntil(int64_t deadlineNs) const = 0;
  /// Microseconds since the epoch, anchored once: nowUs() - nowNs()/1000 is constant while the scale is 1.
  [[nodiscard]] virtual TimeUs nowUs() const = 0;
  /// Microseconds since the epoch in the outside world, never scaled: what the times in signatures are held against.
  [[nodiscard]] virtual TimeUs wallUs() const { return nowUs(); }
};

/// The machine's CLOCK_MONOTONIC in nanoseconds, unscaled: to place readings that another process took.
[[nodiscard]] int64_t machineMonotonicNs();

/// The system's monotonic clock, with a scale. Engine thread.
class SystemClock final : public Clock {
 public:
  SystemClock();
  [[nodiscard]] int64_t nowNs() const override;
  [[nodiscard]] int64_t realNsUntil(int64_t deadlineNs) const override;
  [[nodiscard]] TimeUs nowUs() const override;
  [[nodiscard]] TimeUs wallUs() const override;
  /// Engine time goes on from where it is, `scale` times as fast. Requires: 0 < scale <= 3600.
  void setScale(double scale);
  [[nodiscard]] double scale() const { return m_scale; }

 private:
  double m_scale = 1;
  int64_t m_realBase = 0;
  int64_t m_engineBase = 0;
  TimeUs m_wallBase = 0;
};

}  // namespace scfdesk

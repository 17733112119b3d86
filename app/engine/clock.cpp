// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/clock.h"
#include <ctime>

namespace scfdesk {
namespace {
int64_t readNs(clockid_t id) {
  timespec t{};
  clock_gettime(id, &t);
  return int64_t(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}
}  // namespace

int64_t machineMonotonicNs() { return readNs(CLOCK_MONOTONIC); }

SystemClock::SystemClock()
    : m_realBase(readNs(CLOCK_MONOTONIC)), m_engineBase(m_realBase), m_wallBase(readNs(CLOCK_REALTIME) / 1000) {}

int64_t SystemClock::nowNs() const {
  const int64_t passed = readNs(CLOCK_MONOTONIC) - m_realBase;
  return m_engineBase + (m_scale == 1 ? passed : int64_t(double(passed) * m_scale));
}

int64_t SystemClock::realNsUntil(int64_t deadlineNs) const {
  const int64_t left = deadlineNs - nowNs();
  if (left <= 0) return 0;
  return m_scale == 1 ? left : int64_t(double(left) / m_scale) + 1;
}

TimeUs SystemClock::nowUs() const { return m_wallBase + (nowNs() - m_engineBase) / 1000; }

TimeUs SystemClock::wallUs() const { return readNs(CLOCK_REALTIME) / 1000; }

void SystemClock::setScale(double scale) {
  const int64_t engine = nowNs();
  m_wallBase = nowUs();
  m_realBase = readNs(CLOCK_MONOTONIC);
  m_engineBase = engine;
  m_scale = scale;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/types.h"
#include <array>

namespace scfdesk::scaling {

/// Starts in a window (SCF: over the limit, 429 until the next minute). Fixed windows are aligned to multiples of the length.
/// A sliding window is kept in kParts parts: never more starts than the limit in any window of the length; one that left the
/// window less than a part of it ago may still count.
class BurstWindow final {
 public:
  static constexpr int kParts = 60;

  BurstWindow() = default;
  BurstWindow(Ns length, bool sliding) : m_length(length), m_sliding(sliding && length >= kParts) {}
  /// Starts that count at `now`. A window of no length holds none.
  [[nodiscard]] int used(Ns now) const {
    if (m_length <= 0) return 0;
    if (!m_sliding) return now / m_length == m_window ? m_used : 0;
    int sum = 0;
    const int64_t part = partOf(now);
    for (int i = 0; i <= kParts; ++i)
      if (m_parts[static_cast<size_t>(i)].part >= part - kParts) sum += m_parts[static_cast<size_t>(i)].starts;
    return sum;
  }
  /// Until fewer may count.
  [[nodiscard]] Ns untilNext(Ns now) const {
    if (m_length <= 0) return 0;
    if (!m_sliding) return m_length - now % m_length;
    int64_t oldest = partOf(now);
    for (const Part& p : m_parts)
      if (p.starts > 0 && p.part >= partOf(now) - kParts && p.part < oldest) oldest = p.part;
    return (oldest + kParts + 1) * (m_length / kParts) - now;
  }
  void count(Ns now) {
    if (m_length <= 0) return;
    if (!m_sliding) {
      m_used = used(now) + 1;
      m_window = now / m_length;
      return;
    }
    Part& p = m_parts[static_cast<size_t>(partOf(now) % (kParts + 1))];
    if (p.part != partOf(now)) p = Part{partOf(now), 0};
    ++p.starts;
  }
  /// Another length or kind: what counted counts in the window, or the part, that `now` lies in.
  void resize(Ns now, Ns length, bool sliding) {
    const BurstWindow changed(length, sliding);
    if (changed.m_length == m_length && changed.m_sliding == m_sliding) return;
    const int counted = used(now);
    *this = changed;
    if (m_length <= 0 || counted == 0) return;
    m_used = counted;
    m_window = now / m_length;
    if (m_sliding) m_parts[static_cast<size_t>(partOf(now) % (kParts + 1))] = Part{partOf(now), counted};
  }
  template <typename Archive>
  void visit(Archive& archive) {
    archive(m_length, m_sliding, m_window, m_used);
    for (Part& p : m_parts) archive(p.part, p.starts);
  }

 private:
  struct Part {
    int64_t part = -kNever;
    int starts = 0;
  };
  [[nodiscard]] int64_t partOf(Ns now) const { return now / (m_length / kParts); }

  Ns m_length = 0;
  bool m_sliding = false;
  Ns m_window = -1;
  int m_used = 0;
  std::array<Part, kParts + 1> m_parts;
};

}  // namespace scfdesk::scaling

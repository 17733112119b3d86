// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/types.h"

namespace scfdesk::scaling {

/// Starts in fixed windows, aligned to multiples of the window's length (SCF: over it, 429 until the next minute).
class BurstWindow final {
 public:
  /// Starts already made in the window that `now` lies in. A window of no length holds none.
  [[nodiscard]] int used(Ns now, Ns length) const { return length > 0 && now / length == m_window ? m_used : 0; }
  [[nodiscard]] static Ns untilNext(Ns now, Ns length) { return length > 0 ? length - now % length : 0; }
  void count(Ns now, Ns length) {
    if (length <= 0) return;
    m_used = used(now, length) + 1;
    m_window = now / length;
  }
  /// The length changed: what was counted counts in the window that `now` lies in.
  void resize(Ns now, Ns oldLength, Ns newLength) {
    m_used = used(now, oldLength);
    m_window = newLength > 0 ? now / newLength : -1;
  }

 private:
  Ns m_window = -1;
  int m_used = 0;
};

}  // namespace scfdesk::scaling

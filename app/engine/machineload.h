// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>
#include <cstdint>

namespace scfdesk {

/// What the processors of this machine have done since it started, in clock ticks over all of them. A value.
struct MachineLoad {
  int64_t busy = 0;
  int64_t total = 0;

  /// From the first line of /proc/stat (proc(5): user nice system idle iowait irq softirq steal; waiting for disks is idle).
  /// All zero when it is no such line.
  static MachineLoad parsed(QByteArrayView line);
  /// Between an earlier value and this one: one busy processor of `cores` is 100. 0 when no time has passed.
  [[nodiscard]] double percentSince(const MachineLoad& earlier, int cores) const;
};

}  // namespace scfdesk

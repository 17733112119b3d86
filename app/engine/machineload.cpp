// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/machineload.h"
#include <QByteArray>
#include <QList>

namespace scfdesk {

MachineLoad MachineLoad::parsed(QByteArrayView line) {
  MachineLoad load;
  const QList<QByteArray> fields = line.toByteArray().simplified().split(' ');
  if (fields.first() != "cpu") return load;
  int64_t idle = 0;
  for (int i = 1; i < fields.size() && i <= 8; ++i) {
    load.total += fields[i].toLongLong();
    if (i == 4 || i == 5) idle += fields[i].toLongLong();
  }
  load.busy = load.total - idle;
  return load;
}

double MachineLoad::percentSince(const MachineLoad& earlier, int cores) const {
  return total > earlier.total ? 100.0 * cores * double(busy - earlier.busy) / double(total - earlier.total) : 0;
}

}  // namespace scfdesk

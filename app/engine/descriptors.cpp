// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/descriptors.h"
#include "models/data/limits.h"
#include <algorithm>
#include <sys/resource.h>

namespace scfdesk {

int raiseDescriptorLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  const rlim_t wanted = std::min<rlim_t>(limit.rlim_max, limits::kDescriptors);
  if (limit.rlim_cur < wanted) {
    rlimit raised = limit;
    raised.rlim_cur = wanted;
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  return int(std::min<rlim_t>(limit.rlim_cur, limits::kDescriptors));
}

int connectionsFor(int descriptors) { return std::clamp(descriptors - std::max(descriptors / 4, 256), 16, limits::kHttpConnections); }

}  // namespace scfdesk

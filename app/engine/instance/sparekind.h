// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/sparepool.h"

namespace scfdesk {

/// What the pool keeps of one kind.
struct SparePool::Kind {
  SpareKind kind;
  std::list<std::unique_ptr<Spare>> spares;
  std::unique_ptr<Zygote> zygote;
  std::vector<Waiting> waiting;  ///< for the zygote to boot
  Demand demand;
  int failures = 0;
  int zygoteFailures = 0;
  Reactor::TimerId refillTimer = 0;
  Reactor::TimerId waitTimer = 0;

  static constexpr int kMaxZygoteFailures = 2;
  /// Its runtime can fork while it holds no function, and has not failed to.
  [[nodiscard]] bool mayFork() const;
  /// A place without a runtime: made in two milliseconds, it waits for no other kind that boots.
  [[nodiscard]] bool isPlace() const;
};

}  // namespace scfdesk

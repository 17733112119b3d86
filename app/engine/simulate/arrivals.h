// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/spec.h"
#include "app/engine/simulate/variate.h"

namespace scfdesk::simulate {

/// The arrivals of one function, one after the other. Owned by one world; the spec outlives it.
class ArrivalStream final {
 public:
  ArrivalStream(const ArrivalSpec& spec, const Draws& draws);
  /// False when there are no more. Never falls.
  bool next(Arrival& arrival);

 private:
  bool nextOfCurve(Arrival& arrival);

  // What each arrival touches, together.
  Draws m_draws;
  uint64_t m_number = 0;
  Ns m_at = 0;
  QuickDistribution m_gap;
  ArrivalSpec::Kind m_kind;
  bool m_none;
  const ArrivalSpec* m_spec;
  double m_seconds = 0;   ///< Curve: where it is
  size_t m_segment = 0;   ///< Curve: the next point
};

}  // namespace scfdesk::simulate

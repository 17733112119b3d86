// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/arrivals.h"
#include <cmath>

namespace scfdesk::simulate {

ArrivalStream::ArrivalStream(const ArrivalSpec& spec, const Draws& draws) : m_draws(draws), m_gap(spec.gap), m_kind(spec.kind), m_none(spec.none), m_spec(&spec) {}

bool ArrivalStream::next(Arrival& arrival) {
  switch (m_kind) {
    case ArrivalSpec::Kind::Gaps:
      if (m_none) return false;
      m_at += nsOf(m_gap.at(m_draws.unit(++m_number, 0, Purpose::Gap)));
      arrival = Arrival{m_at};
      return true;
    case ArrivalSpec::Kind::Curve: return nextOfCurve(arrival);
    case ArrivalSpec::Kind::Times:
      if (m_number >= m_spec->times->size()) return false;
      arrival = (*m_spec->times)[m_number++];
      return true;
  }
  return false;
}

/// The integral of the rate from one arrival to the next is a gap of mean 1: exact, and one number per arrival, so that a
/// curve that is changed in one place leaves the rest of the draws as they were.
bool ArrivalStream::nextOfCurve(Arrival& arrival) {
  const double u = m_draws.unit(++m_number, 0, Purpose::Gap);
  double left = m_spec->shape == ArrivalSpec::Shape::Poisson ? -logOf(u) : m_spec->shape == ArrivalSpec::Shape::Uniform ? 2 * u : 1.0;
  const auto& curve = m_spec->curve;
  for (;;) {
    while (m_segment < curve.size() && curve[m_segment].first <= m_seconds) ++m_segment;
    if (m_segment == curve.size()) {
      const double rate = curve.back().second;
      if (!(rate > 0)) return false;
      m_seconds += left / rate;
      break;
    }
    const auto [endAt, endRate] = curve[m_segment];
    double rate = endRate, slope = 0;  // before the first point: as there
    if (m_segment > 0) {
      const auto [beginAt, beginRate] = curve[m_segment - 1];
      slope = (endRate - beginRate) / (endAt - beginAt);
      rate = beginRate + slope * (m_seconds - beginAt);
    }
    const double width = endAt - m_seconds;
    const double area = (rate + endRate) / 2 * width;
    if (area > left) {
      // rate * x + slope / 2 * x^2 = left, in the form that loses no digits.
      m_seconds += 2 * left / (rate + std::sqrt(std::max(0.0, rate * rate + 2 * slope * left)));
      break;
    }
    left -= area;
    m_seconds = endAt;
  }
  arrival = Arrival{nsOf(m_seconds)};
  return true;
}

}  // namespace scfdesk::simulate

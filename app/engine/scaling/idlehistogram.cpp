// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/scaling/idlehistogram.h"

namespace scfdesk::scaling {

void IdleHistogram::add(Ns idle) {
  constexpr uint16_t kFull = 60'000;
  if (idle >= kRange) {
    ++m_outOfBounds;
    m_gap.add(idle);
    if (m_outOfBounds == kFull) halve();
  } else {
    uint16_t& bin = m_bins[static_cast<size_t>(std::max<Ns>(idle, 0) / kBin)];
    m_squares += 2u * bin + 1u;
    ++bin;
    ++m_count;
    if (bin == kFull) halve();
  }
  think();
}

void IdleHistogram::halve() {
  m_count = 0;
  m_squares = 0;
  m_outOfBounds /= 2;
  for (uint16_t& bin : m_bins) {
    bin /= 2;
    m_count += bin;
    m_squares += uint64_t{bin} * bin;
  }
}

int IdleHistogram::percentile(uint32_t percent) const {
  // The first bin at which at least this share of all idle times has ended.
  const uint64_t wanted = (uint64_t{m_count} * percent + 99) / 100;
  uint64_t sum = 0;
  for (int i = 0; i < kBins; ++i) {
    sum += m_bins[static_cast<size_t>(i)];
    if (sum >= wanted && sum > 0) return i;
  }
  return kBins - 1;
}

void IdleHistogram::think() {
  m_forecast = {};
  if (m_outOfBounds > 0 && m_outOfBounds >= m_count) {
    // Half of the idle times or more are longer than the histogram: from their mean, 15 % early and late. The paper takes a time
    // series model here; a mean of integers decides the same on every machine.
    m_forecast = {Basis::Mean, m_gap.value() / 100 * 85, m_gap.value() / 100 * 115};
    return;
  }
  // Coefficient of variation of the bins below 2 (in squares: 240 * sum of squares < 5 * count^2): no shape to rely on.
  if (kBins * m_squares < 5 * uint64_t{m_count} * m_count || m_count == 0) return;
  m_forecast = {Basis::Histogram, percentile(5) * kBin / 10 * 9, (percentile(99) + 1) * kBin / 10 * 11};
}

}  // namespace scfdesk::scaling

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/meantime.h"
#include <array>

namespace scfdesk::scaling {

/// Idle times of one function in bins of a minute over four hours ("Serverless in the Wild", ATC'20). Integers only.
class IdleHistogram final {
 public:
  static constexpr int kBins = 240;
  static constexpr Ns kBin = 60 * kSecond;
  static constexpr Ns kRange = kBins * kBin;

  /// An idle time ended. A bin that is full halves all of them: the shape stays, the past weighs less.
  void add(Ns idle);
  /// When to load again and until when to stay, from the moment it fell idle. What the window is based on:
  enum class Basis : uint8_t { Range, Histogram, Mean };
  struct Forecast {
    Basis basis = Basis::Range;
    Ns prewarmAfter = 0;
    Ns keepUntil = kRange;
  };
  [[nodiscard]] const Forecast& forecast() const { return m_forecast; }
  [[nodiscard]] uint32_t count() const { return m_count; }
  [[nodiscard]] uint32_t outOfBounds() const { return m_outOfBounds; }
  template <typename Archive>
  void visit(Archive& archive) {
    archive(m_bins, m_count, m_outOfBounds, m_squares, m_gap, m_forecast.basis, m_forecast.prewarmAfter, m_forecast.keepUntil);
  }

 private:
  void halve();
  [[nodiscard]] int percentile(uint32_t percent) const;
  void think();

  std::array<uint16_t, kBins> m_bins{};
  uint32_t m_count = 0;
  uint32_t m_outOfBounds = 0;
  uint64_t m_squares = 0;  ///< sum of the squares of the bins
  MeanTime m_gap;          ///< of idle times beyond the range
  Forecast m_forecast;
};

}  // namespace scfdesk::scaling

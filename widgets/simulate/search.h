// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/simulate/simulationrun.h"
#include <functional>

namespace scfdesk {

/// What the cheapest setting is to keep.
struct SimLimits {
  double p99 = 1;           ///< seconds
  double failedShare = 0;   ///< of all events: refused, failed, dead letters
};

/// Looks for the cheapest settings within limits: sweeps one setting after the other, takes the best value, and goes round until
/// a round changes nothing. The best is the cheapest within the limits; as long as none is within, the one that exceeds them
/// least. Remembers its path. One job at a time; nothing is invoked. GUI thread.
class SimSearch final : public QObject {
  Q_OBJECT
 public:
  static constexpr int kMostRounds = 4;
  static constexpr int kValues = 12;  ///< of one setting in one sweep
  struct Step {
    bool first = false;      ///< where the search began
    SimSetting setting = SimSetting::Limit;
    double from = 0, to = 0;
    SimOutcome outcome;
    bool within = false;
  };
  using SpecOf = std::function<QByteArray(const SimSettings&)>;
  explicit SimSearch(Backend& backend, QObject* parent = nullptr);
  /// `free`: the settings that may be changed.
  void start(const SimSettings& from, const std::vector<SimSetting>& free, const SimLimits& limits, SpecOf spec);
  void cancel();
  [[nodiscard]] bool running() const { return m_running; }
  [[nodiscard]] int simulated() const { return m_simulated; }
  [[nodiscard]] const std::vector<Step>& path() const { return m_path; }
  [[nodiscard]] const SimSettings& best() const { return m_best; }
  /// The best is within the limits.
  [[nodiscard]] bool found() const { return !m_path.empty() && m_path.back().within; }

  [[nodiscard]] static bool within(const SimOutcome& outcome, const SimLimits& limits);
  /// Whether the change is worth making: nearer to the limits, or cheaper within them by more than a thousandth.
  [[nodiscard]] static bool worthwhile(const SimOutcome& change, const SimOutcome& now, const SimLimits& limits);
  /// Whether `a` is better than `b`: nearer to the limits, cheaper, faster at the same cost, with less idle memory.
  [[nodiscard]] static bool better(const SimOutcome& a, const SimOutcome& b, const SimLimits& limits);

 Q_SIGNALS:
  void changed();
  void failed(const scfdesk::Error& error);

 private:
  void next();
  void take();
  SimulationRun m_run;
  SpecOf m_spec;
  SimLimits m_limits;
  SimSettings m_best;
  std::vector<SimSetting> m_free;
  std::vector<double> m_values;  ///< of the sweep under way; empty: where it begins
  std::vector<Step> m_path;
  size_t m_at = 0;
  int m_round = 0, m_simulated = 0;
  bool m_running = false, m_moved = false;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/simulate/outcomepane.h"
#include "widgets/simulate/simulateview.h"
#include "widgets/simulate/simulationrun.h"
#include "widgets/simulate/sweepchart.h"
#include <QTimer>

class QProgressBar;
class QStackedWidget;

namespace scfdesk {

class Banner;
class ComboField;
class DeskButton;
class Label;
class SimLoadCurve;
class NumberField;
class SegmentedControl;
class SimSettingsPane;
class SimTracks;

/// What the parts of the view share. Files: simulateview.cpp (what is simulated and shown), simulatelayout.cpp (widgets),
/// simulateload.cpp (function, fit, load), simulatedeeds.cpp (apply, fire, measure).
struct SimulateView::Impl {
  explicit Impl(ModelHub& h, SimulateView* view) : hub(h), run(h.backend(), view), sweepRun(h.backend(), view) {}
  ModelHub& hub;
  FunctionId function = 0;
  SimLoad load;
  SimTimings timings;
  EngineSettings engine;
  SimulationRun run, sweepRun;
  QTimer soon;                          ///< changes are simulated once they rest
  std::vector<SimSetting> alone;        ///< of the run: outcome 2 + i is this change alone
  std::vector<double> sweep;            ///< of the sweep: its values
  std::optional<SimOutcome> a, b, measured;
  quint32 fired = 0;                    ///< the load run that was fired
  bool stale = true;                    ///< nothing was simulated since the last change
  ComboField *functions = nullptr, *source = nullptr, *swept = nullptr;
  SegmentedControl *mode = nullptr, *shown = nullptr;
  NumberField *count = nullptr, *peak = nullptr, *keep = nullptr;
  QWidget* amount = nullptr;
  Label *clock = nullptr, *note = nullptr, *seed = nullptr;
  DeskButton *fire = nullptr, *apply = nullptr, *cancel = nullptr, *reset = nullptr, *refit = nullptr;
  QProgressBar* progress = nullptr;
  Banner* banner = nullptr;
  SimLoadCurve* curve = nullptr;
  SimSettingsPane* settings = nullptr;
  SimVerdictPane* verdict = nullptr;
  SimOutcomeTable* outcome = nullptr;
  SimTracks* tracks = nullptr;
  SweepChart* sweepChart = nullptr;
  QStackedWidget* stack = nullptr;
};

inline constexpr int kSimSeed = 29;
inline constexpr int kSimPoints = 300;
inline constexpr int kSweepValues = 16;

}  // namespace scfdesk

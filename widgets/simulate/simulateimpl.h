// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/simulate/calibration.h"
#include "widgets/simulate/outcomepane.h"
#include "widgets/simulate/search.h"
#include "widgets/simulate/simulateview.h"
#include "widgets/simulate/simulationrun.h"
#include "widgets/simulate/sweepchart.h"
#include <QTimer>

class QProgressBar;
class QStackedWidget;

namespace scfdesk {

class Banner;
class CalibrationPane;
class Chip;
class ComboField;
class DeskButton;
class FiguresLabel;
class Label;
class SimLoadCurve;
class NumberField;
class SearchPane;
class SegmentedControl;
class SessionPane;
class SimSettingsPane;
class SimTracks;

/// What the parts of the view share. Files: simulateview.cpp (what is simulated and shown), simulatelayout.cpp (widgets),
/// simulateload.cpp (function, fit, load), simulatedeeds.cpp (apply, fire, measure), simulatecompare.cpp (C, search, calibration,
/// sessions, tariff).
struct SimulateView::Impl {
  explicit Impl(ModelHub& h, SimulateView* view) : hub(h), run(h.backend(), view), sweepRun(h.backend(), view), calibration(h.backend(), view), search(h.backend(), view) {}
  ModelHub& hub;
  FunctionId function = 0;
  SimLoad load;
  SimTimings timings;
  EngineSettings engine;
  SimTariff tariff;
  SimulationRun run, sweepRun, calibration;
  SimSearch search;
  QTimer soon;                          ///< changes are simulated once they rest
  bool withC = false;                   ///< of the run: its third outcome is C
  std::vector<SimSetting> alone;        ///< of the run: each outcome behind A, B and C is this change alone
  std::vector<double> sweep;            ///< of the sweep: its values
  std::optional<SimOutcome> a, b, c, measured;
  LoadMeasure measure;                  ///< of the run that is calibrated
  bool calibrated = false;              ///< `measure` is held against a simulation
  QString firedEvent;                   ///< its name
  quint32 fired = 0;                    ///< the load run that was fired
  bool stale = true;                    ///< nothing was simulated since the last change
  bool taken = false;                   ///< settings came from another view: the first answer about the function leaves them
  bool broken = false;                  ///< the last run has failed: nothing of it is shown
  bool same = true;                     ///< of the run: A and B had the same settings
  ComboField *functions = nullptr, *source = nullptr, *swept = nullptr;
  SegmentedControl *mode = nullptr, *shown = nullptr;
  NumberField *count = nullptr, *peak = nullptr, *keep = nullptr;
  QWidget* amount = nullptr;
  Chip* chip = nullptr;
  FiguresLabel* clock = nullptr;
  Label *note = nullptr, *seed = nullptr;
  DeskButton *fire = nullptr, *apply = nullptr, *cancel = nullptr, *reset = nullptr, *refit = nullptr, *addC = nullptr, *tariffButton = nullptr;
  QProgressBar* progress = nullptr;
  Banner* banner = nullptr;
  SimLoadCurve* curve = nullptr;
  SimSettingsPane* settings = nullptr;
  SimVerdictPane* verdict = nullptr;
  SimOutcomeTable* outcome = nullptr;
  SimTracks* tracks = nullptr;
  SweepChart* sweepChart = nullptr;
  QStackedWidget* stack = nullptr;
  SearchPane* searchPane = nullptr;
  CalibrationPane* calibrationPane = nullptr;
  SessionPane* sessionPane = nullptr;
};

inline constexpr int kSimSeed = 29;
inline constexpr int kSimPoints = 300;
inline constexpr int kSweepValues = 16;

}  // namespace scfdesk

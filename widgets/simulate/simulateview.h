// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/simulate/session.h"
#include <QWidget>
#include <memory>

namespace scfdesk {

struct Invocation;

/// What-if (design.md section 5, picture 07): a load, settings A and B (and C), what they would come to, each change alone, three
/// tracks, a sweep, a search, a calibration against a load run, sessions. Predictions only, and they say so; it has its own clock. The engine's simulator does the work on threads
/// of its own. GUI thread.
class SimulateView final : public QWidget {
  Q_OBJECT
 public:
  explicit SimulateView(ModelHub& hub, QWidget* parent = nullptr);
  ~SimulateView() override;
  void setFunction(FunctionId id);
  /// Load, settings and pane of another view of this kind.
  void takeOver(const SimulateView& from);
  void applyB();
  void fireForReal();
  /// The numbers of the graph with the focus, else of the one that is shown below the verdict.
  void showAsTable();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Impl;
  /// The panes below the verdict, in the order of their segments.
  enum Shown : int { ShownTracks, ShownSweep, ShownSearch, ShownCalibration, ShownSession };
  /// What a load run came to, and the times that it took.
  struct LoadMeasure {
    SimOutcome outcome;
    SimTimings timings;
    SimLoad load;
    int warm = 0;  ///< instances that lived before it
    TimeUs from = 0, to = 0;
  };
  void build();
  void buildCompare();
  void buildHeader();
  QWidget* buildLeft();
  QWidget* buildRight();
  void fillFunctions();
  void takeFunction();
  void takeFit();
  void takeLoad();
  void later();
  void simulate();
  void simulateSweep();
  void refresh();
  void refreshSweep();
  void showClock(const SimOutcome* second, bool running);
  void showChip();
  void measure(quint32 run);
  [[nodiscard]] quint32 lastLoadRun() const;
  /// What the invocations of a load run, or without one those that were accepted in a span, have come to.
  struct Which {
    quint32 run = 0;
    TimeUs from = 0, to = 0;
    [[nodiscard]] bool none() const { return run == 0 && to == 0; }
    [[nodiscard]] bool has(const Invocation& one, FunctionId function) const;
  };
  [[nodiscard]] LoadMeasure measuredOf(const Which& which) const;
  [[nodiscard]] SimTimings timingsWithout(const Which& which) const;
  [[nodiscard]] Which lastLoad() const;
  void calibrate();
  void refreshCalibration();
  void takeSessionLoad(const SimSession::Function& function);
  void say(const QString& sentence, bool wrong);
  std::unique_ptr<Impl> m;
};

}  // namespace scfdesk

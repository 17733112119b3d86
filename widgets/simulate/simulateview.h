// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/simulate/scenario.h"
#include <QWidget>
#include <memory>

namespace scfdesk {

/// What-if (design.md section 5, picture 07): a load, settings A and B, what both would come to, each change alone, three
/// tracks, a sweep. Predictions only, and they say so; it has its own clock. The engine's simulator does the work on threads
/// of its own. GUI thread.
class SimulateView final : public QWidget {
  Q_OBJECT
 public:
  explicit SimulateView(ModelHub& hub, QWidget* parent = nullptr);
  ~SimulateView() override;
  void setFunction(FunctionId id);
  void applyB();
  void fireForReal();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Impl;
  void build();
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
  void measure(quint32 run);
  void say(const QString& sentence, bool wrong);
  std::unique_ptr<Impl> m;
};

}  // namespace scfdesk

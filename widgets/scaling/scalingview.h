// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>
#include <memory>

namespace scfdesk {

/// The Scaling view (design.md section 5, picture 02): instances by state, queue, latency, memory and one lane per instance on
/// one time axis; below them the log at the cursor and the selected invocation. Follows the window's time and selection.
/// Paints only while visible, and only what changed. GUI thread.
class ScalingView final : public QWidget {
  Q_OBJECT
 public:
  explicit ScalingView(ModelHub& hub, QWidget* parent = nullptr);
  ~ScalingView() override;

  /// 0 = all functions.
  void setFunction(FunctionId id);
  [[nodiscard]] FunctionId function() const;
  /// Opens the numbers of a graph (the focused one, else Instances) as a table.
  void showAsTable();
  /// What another view of this kind shows, and how.
  void takeOver(const ScalingView& from);
  /// The graphs and lanes as they are shown.
  [[nodiscard]] QPixmap picture();
  /// The decisions about an invocation, in the inspector.
  void showWhy(InvocationId id);

 Q_SIGNALS:
  /// Enter on a lane: the invocation should be shown in full.
  void invocationActivated(quint64 id);
  void fireAgainWanted(quint64 id);
  /// A decision's setting should be shown: of the engine, or of a function when that is not 0.
  void settingWanted(const QString& field, quint32 function);
  void logsWanted(quint32 function);  ///< 0 = of all functions

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Impl;
  std::unique_ptr<Impl> m;
};

}  // namespace scfdesk

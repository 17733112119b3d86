// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/test/phases.h"
#include <QWidget>

namespace scfdesk {

/// Wait, Starting, Init and Run of one invocation as a bar over its whole width with a label and milliseconds under each part.
/// A running one grows: the bar then stands for `total` so far. Accessible as a chart. GUI thread; owned by its parent.
class PhaseBar final : public QWidget {
  Q_OBJECT
 public:
  explicit PhaseBar(QWidget* parent = nullptr);
  void setPhases(const Phases& phases);
  [[nodiscard]] const Phases& phases() const { return m_phases; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void describe();
  Phases m_phases;
};

}  // namespace scfdesk

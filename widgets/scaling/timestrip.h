// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>

namespace scfdesk {

class DeskButton;
class Label;
class StatusDot;
class StripOverview;

/// The strip below every view, 48 px (design.md sections 2 and 4): the clock and whether it is Live or History, an overview of
/// what is recorded with the brush of the view and the cursor, and the way back to Live. Sets the time of the window.
/// GUI thread.
class TimeStrip final : public QWidget {
  Q_OBJECT
 public:
  explicit TimeStrip(ModelHub& hub, QWidget* parent = nullptr);
  [[nodiscard]] StripOverview* overview() const { return m_overview; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void rescale();
  void retranslate();
  ModelHub& m_hub;
  Label *m_clock, *m_mode, *m_span;
  StatusDot* m_dot;
  StripOverview* m_overview;
  Label* m_range;
  DeskButton* m_live;
  QString m_clockText;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>

class QPushButton;

namespace scfdesk {

class ComboField;
class GuestStrip;
class StripOverview;

/// The strip below every view, 48 px (design.md sections 2 and 4): the clock and whether it is Live or History, an overview of
/// what is recorded with the brush of the view and the cursor, and the way back to Live. Sets the time of the window.
/// GUI thread.
class TimeStrip final : public QWidget {
  Q_OBJECT
 public:
  explicit TimeStrip(ModelHub& hub, QWidget* parent = nullptr);
  [[nodiscard]] StripOverview* overview() const { return m_overview; }
  [[nodiscard]] QPushButton* liveButton() const { return m_live; }
  /// "14:32:08.4", as shown.
  [[nodiscard]] QString clockText() const { return m_clock; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void refreshMode();
  void refreshGuest();
  void rescale();
  [[nodiscard]] QRect clockRect() const;
  ModelHub& m_hub;
  StripOverview* m_overview;
  GuestStrip* m_guest;  ///< in the place of the overview while a session is looked through
  QWidget* m_right;
  ComboField* m_range;
  QPushButton* m_live;
  QString m_clock, m_caption, m_word;
  bool m_lost = false;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/theme/surface.h"
#include <QAbstractButton>

class QButtonGroup;
class QVBoxLayout;

namespace scfdesk {

/// One view in the rail: icon above its name, 52 px; the current one has a bar at its left.
class RailButton final : public QAbstractButton {
  Q_OBJECT
 public:
  RailButton(const QString& iconName, QWidget* parent);
  void setLabel(const QString& text);
  void setKey(const QString& key);  ///< for the tooltip
  /// A count at the icon; `said` goes into the accessible name ("2 dead letters"). 0 takes it away.
  void setBadge(int count, const QString& said);
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void describe();
  QString m_icon, m_key, m_badgeSaid;
  int m_badge = 0;
};

/// The views at the left edge of the window, 64 px. Arrow keys move among them. GUI thread.
class Rail final : public Surface {
  Q_OBJECT
 public:
  explicit Rail(QWidget* parent = nullptr);
  /// Appends a view; `atFoot`: at the lower end. `id` comes back in triggered().
  RailButton* addView(int id, const QString& iconName, const QString& text, const QString& key, bool atFoot = false);
  void setCurrent(int id);
  [[nodiscard]] RailButton* button(int id) const;

 Q_SIGNALS:
  void triggered(int id);

 private:
  void rescale();
  QButtonGroup* m_group;
  bool m_setting = false;  ///< by the window
  bool m_told = false;     ///< of the press that is going on
  QVBoxLayout* m_column;
  int m_top = 0;
};

}  // namespace scfdesk

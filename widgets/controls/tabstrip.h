// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QPointer>
#include <QTabBar>

namespace scfdesk {

/// Tabs as words with a 2 px line under the current one (kit.css .tabs, 32 px), each with an optional count. GUI thread.
class TabStrip final : public QTabBar {
  Q_OBJECT
 public:
  explicit TabStrip(const QString& accessibleName, QWidget* parent = nullptr);
  void setCount(int index, int count);  ///< -1 takes it away
  /// A control at the right end, of the page that is shown; null = none. It stays its owner's.
  void setCorner(QWidget* corner);
  void setLine(bool shown);             ///< hairline below, default on

 protected:
  [[nodiscard]] QSize tabSizeHint(int index) const override;
  [[nodiscard]] QSize minimumTabSizeHint(int index) const override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void placeCorner();
  QPointer<QWidget> m_corner;
  bool m_line = true;
};

}  // namespace scfdesk

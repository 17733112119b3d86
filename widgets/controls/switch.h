// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QCheckBox>

namespace scfdesk {

/// On or off, at once (kit.css .sw, 28x16 in a 24 px target). A real check box for keyboard and screen readers. GUI thread.
class Switch final : public QCheckBox {
  Q_OBJECT
 public:
  explicit Switch(const QString& accessibleName, QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  [[nodiscard]] bool hitButton(const QPoint& pos) const override;
};

}  // namespace scfdesk

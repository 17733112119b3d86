// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDoubleSpinBox>

namespace scfdesk {

/// A number with its unit at the right edge, in the code family; arrows and wheel (when focused) step it. No decimals unless
/// set. value() and valueChanged are QDoubleSpinBox's. GUI thread.
class NumberField final : public QDoubleSpinBox {
  Q_OBJECT
 public:
  NumberField(const QString& accessibleName, const QString& unit, QWidget* parent = nullptr);
  void setUnit(const QString& unit);
  void setCompact(bool compact);
  void setError(bool error);
  void setChanged(bool changed);
  [[nodiscard]] int intValue() const { return qRound(value()); }
  [[nodiscard]] bool error() const { return m_error; }
  [[nodiscard]] bool changed() const { return m_changed; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  [[nodiscard]] QString textFromValue(double value) const override;

 private:
  void restyle();
  QString m_unit;
  bool m_compact = false, m_error = false, m_changed = false;
};

}  // namespace scfdesk

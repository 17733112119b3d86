// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDoubleSpinBox>

namespace scfdesk {

/// A number with its unit at the right edge, in the code family; arrows and wheel (when focused) step it. No decimals unless
/// set. Thousands are set apart by commas, typed or not, unless setGrouped(false). What lies outside the range may be typed; when it is taken it becomes
/// the nearest value of the range, and the field says so until it is edited again. value() and valueChanged are
/// QDoubleSpinBox's. GUI thread.
class NumberField final : public QDoubleSpinBox {
  Q_OBJECT
 public:
  NumberField(const QString& accessibleName, const QString& unit, QWidget* parent = nullptr);
  void setUnit(const QString& unit);
  void setCompact(bool compact);
  /// Off for a number that names something, as a port does: no commas.
  void setGrouped(bool grouped);
  void setError(bool error);
  void setChanged(bool changed);
  /// Its value stands beside others and is not what is edited: a quiet border and text.
  void setQuiet(bool quiet);
  [[nodiscard]] int intValue() const { return qRound(value()); }
  [[nodiscard]] bool error() const { return m_error; }
  [[nodiscard]] bool changed() const { return m_changed; }
  /// What was done to the number that was typed, one sentence; empty when nothing was.
  [[nodiscard]] QString adjustment() const { return m_adjustment; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void adjusted(const QString& sentence);  ///< empty: edited again

 protected:
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  [[nodiscard]] QString textFromValue(double value) const override;
  [[nodiscard]] double valueFromText(const QString& text) const override;
  [[nodiscard]] QValidator::State validate(QString& input, int& pos) const override;
  void fixup(QString& input) const override;

 private:
  void restyle();
  void tell(const QString& sentence);
  QString m_unit, m_adjustment;
  bool m_grouped = true, m_compact = false, m_error = false, m_changed = false, m_quiet = false;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/simulate/scenario.h"
#include <QDialog>

namespace scfdesk {

class FieldRow;
class NumberField;
class Switch;
class TextField;

/// The tariff that costs are worked out by: its day and its prices. GUI thread.
class TariffDialog final : public QDialog {
  Q_OBJECT
 public:
  explicit TariffDialog(const SimTariff& tariff, QWidget* parent = nullptr);
  [[nodiscard]] SimTariff tariff() const;
  void accept() override;

 private:
  void put(const SimTariff& tariff);
  TextField* m_date;
  FieldRow* m_dateRow;
  NumberField *m_gbSecond, *m_calls, *m_idle;
  Switch* m_init;
};

}  // namespace scfdesk

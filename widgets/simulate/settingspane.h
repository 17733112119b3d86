// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/simulate/scenario.h"
#include <QWidget>

class QGridLayout;

namespace scfdesk {

class Label;
class NumberField;

/// Settings A and B side by side, timings below them. What B changes has a blue border. GUI thread.
class SimSettingsPane final : public QWidget {
  Q_OBJECT
 public:
  explicit SimSettingsPane(QWidget* parent = nullptr);
  /// Takes both sides; says nothing.
  void setSettings(const SimSettings& a, const SimSettings& b);
  [[nodiscard]] const SimSettings& a() const { return m_a; }
  [[nodiscard]] const SimSettings& b() const { return m_b; }
  /// How many real invocations the timings are fitted to, and how many of them were cold.
  void setFit(int runs, int starts);
  void setB(SimSetting setting, double value);  ///< as if typed

 Q_SIGNALS:
  void edited();

 private:
  NumberField* field(SimSetting setting, bool second);
  void addRow(QGridLayout* grid, SimSetting setting);
  void mark();
  struct Row {
    SimSetting setting;
    Label* name;
    NumberField *a, *b;
  };
  std::vector<Row> m_rows;
  SimSettings m_a, m_b;
  Label* m_fit;
};

}  // namespace scfdesk

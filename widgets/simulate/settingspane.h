// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/simulate/scenario.h"
#include <QWidget>
#include <optional>

class QGridLayout;

namespace scfdesk {

class ComboField;
class FitChart;
class Label;
class NumberField;

/// Settings A, B and (when it was added) C side by side, timings below them with the distributions that they are drawn from.
/// What B or C changes has a blue border. GUI thread.
class SimSettingsPane final : public QWidget {
  Q_OBJECT
 public:
  explicit SimSettingsPane(QWidget* parent = nullptr);
  /// Takes A and B; says nothing.
  void setSettings(const SimSettings& a, const SimSettings& b);
  [[nodiscard]] const SimSettings& a() const { return m_sides[0]; }
  [[nodiscard]] const SimSettings& b() const { return m_sides[1]; }
  [[nodiscard]] std::optional<SimSettings> c() const { return m_withC ? std::optional(m_sides[2]) : std::nullopt; }
  /// Shows C, with these settings, or takes it away; says so.
  void setC(const std::optional<SimSettings>& c);
  /// The times that were measured, which the distributions are fitted to.
  void setTimings(const SimTimings& timings);
  /// The distributions that were chosen, in these timings.
  void putShapes(SimTimings& timings) const;
  void setB(SimSetting setting, double value);  ///< as if typed

 Q_SIGNALS:
  void edited();
  void columnsChanged();  ///< C came or went

 private:
  static constexpr size_t kSides = 3;
  NumberField* field(SimSetting setting, size_t side);
  void addRow(SimSetting setting);
  void addShapes();
  void fillShapes(ComboField* combo, const std::vector<double>& values);
  void put(SimSetting setting, size_t side, double value);
  void mark();
  void narrow();
  struct Row {
    SimSetting setting;
    Label* name;
    std::array<NumberField*, kSides> fields;
  };
  std::vector<Row> m_rows;
  std::array<SimSettings, kSides> m_sides;
  bool m_withC = false;
  QGridLayout* m_grid;
  std::vector<std::pair<QWidget*, int>> m_spans;  ///< across the columns of fields, and their rows
  QWidget *m_line = nullptr, *m_timingsHead = nullptr;
  int m_lineRow = 0, m_headRow = 0, m_chartRow = 0;
  QWidget* m_legendC = nullptr;
  Label* m_fit;
  ComboField *m_startShape, *m_runShape;
  FitChart* m_chart;
  SimTimings m_timings;
};

}  // namespace scfdesk

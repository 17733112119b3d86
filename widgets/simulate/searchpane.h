// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/simulate/search.h"
#include <QWidget>

namespace scfdesk {

class DeskButton;
class Label;
class NumberField;
class RowTable;

/// The search for the cheapest settings within limits: the limits, what may be changed, and the path that the search took. GUI
/// thread.
class SearchPane final : public QWidget {
  Q_OBJECT
 public:
  explicit SearchPane(SimSearch& search, QWidget* parent = nullptr);
  [[nodiscard]] SimLimits limits() const;
  [[nodiscard]] std::vector<SimSetting> free() const;
  [[nodiscard]] QString sentence() const;

 Q_SIGNALS:
  void wanted();                                     ///< search, with limits() and free()
  void taken(const scfdesk::SimSettings& settings);  ///< what was found, for B

 private:
  void refresh();
  SimSearch& m_search;
  NumberField *m_p99, *m_failed;
  std::vector<std::pair<SimSetting, DeskButton*>> m_free;
  DeskButton *m_go, *m_take;
  Label* m_said;
  RowTable* m_path;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/services/serviceinfo.h"
#include "widgets/theme/surface.h"
#include <vector>

class QVBoxLayout;

namespace scfdesk {

class Banner;
class Chip;
class DeskButton;
class Label;
class Metric;
class ServiceGraph;
class ServiceVariables;

/// The selected service at the right: figures, graph, variables, the functions that get them, and its data. GUI thread.
class ServiceInspector final : public Surface {
  Q_OBJECT
 public:
  explicit ServiceInspector(QWidget* parent = nullptr);
  void setInfo(const ServiceInfo& info, const std::vector<int>& rates, qint64 nowUs);
  /// What the service could be added to: NAMESPACE/NAME.
  void setFunctions(const QStringList& all) { m_all = all; }
  [[nodiscard]] const ServiceInfo& info() const { return m_info; }

 Q_SIGNALS:
  void actionWanted(const QString& action);         ///< "snapshot", "restore", "reset", "remove"
  void functionsWanted(const QStringList& functions);
  void consoleWanted();

 private:
  QWidget* section(const QString& title, DeskButton* button);
  void makeFigures();
  void makeEnvironment();
  void makeReceivers();
  void makeData();
  void showReceivers();
  void showData();
  void chooseFunction();
  ServiceInfo m_info;
  QStringList m_all, m_shownFunctions;
  QVBoxLayout* m_column;
  Label* m_title;
  Chip* m_chip;
  DeskButton *m_console, *m_addFunction, *m_snapshot, *m_restore, *m_reset;
  Banner* m_banner;
  Metric *m_rate, *m_hits, *m_keys;
  ServiceGraph* m_graph;
  QWidget *m_figures, *m_receivers, *m_data;
  ServiceVariables* m_variables;
  Label *m_dataText, *m_noFunction;
};

}  // namespace scfdesk

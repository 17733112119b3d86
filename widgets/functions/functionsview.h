// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QWidget>

class QVBoxLayout;

namespace scfdesk {

class AttentionList;
class DeskButton;
class FunctionsTable;
class InstancesGraph;
class Label;
class Metric;
class SearchField;
class SegmentedControl;

/// All functions at a glance (picture 05): six totals, one row a function, the instances of all of them over 15 minutes, and
/// what needs attention. It decides nothing: it says what was asked for by signals. GUI thread; owned by the window.
class FunctionsView final : public QWidget {
  Q_OBJECT
 public:
  explicit FunctionsView(ModelHub& hub, QWidget* parent = nullptr);
  void focusFilter();
  void focusTable();
  void takeOver(const FunctionsView& from);

 Q_SIGNALS:
  void openFunction(quint32 id);               ///< its Test
  void configurationRequested(quint32 id);
  void newFunctionRequested();
  void importRequested();
  void copyRequested(quint32 id);
  void deleteRequested(quint32 id);
  void logRequested(quint32 id);               ///< selection is set already
  void deadLettersRequested();
  void timelineRequested(quint32 id);          ///< selection and the window's time are set already

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  [[nodiscard]] QWidget* makeHeader();
  [[nodiscard]] QWidget* makeTotals();
  [[nodiscard]] QWidget* makeFoot();
  void refresh();
  void showQuery();
  void showTotals();
  void showContextMenu(quint32 id, const QPoint& global);
  void onAttention(quint32 id, int action, TimeUs at);

  ModelHub& m_hub;
  Label* m_namespace = nullptr;
  SearchField* m_filter = nullptr;
  DeskButton* m_query = nullptr;       ///< the window's filter while there is one; takes it away
  SegmentedControl* m_span = nullptr;  ///< of the totals
  FunctionsTable* m_table = nullptr;
  InstancesGraph* m_graph = nullptr;
  AttentionList* m_attention = nullptr;
  Metric *m_invocations = nullptr, *m_succeeded = nullptr, *m_throttled = nullptr, *m_cold = nullptr, *m_latency = nullptr,
         *m_compute = nullptr;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/lanelayout.h"
#include "widgets/scaling/plot.h"
#include <QWidget>

namespace scfdesk {

class ComboField;
class DeskButton;
class FactsLine;
class Label;
class QueryField;

/// The head of the Scaling view: function, its facts, legend, order of lanes, window, fit. GUI thread.
class ScalingHeader final : public QWidget {
  Q_OBJECT
 public:
  explicit ScalingHeader(Plot& plot, QWidget* parent = nullptr);
  /// The order of the lanes, and whether they are grouped.
  void takeOver(const ScalingHeader& from);
  /// Says how lanes are shown when there are many.
  void setLanes(int lanes, int rowHeight, bool grouped);

 Q_SIGNALS:
  void functionChosen(quint32 id);
  void sortChosen(scfdesk::LaneSort sort);
  void groupChosen(bool grouped);
  void fitWanted();
  void tableWanted();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void askKeepAlive();
  void fillFunctions();
  /// Its items: a function, or one of its versions.
  void chooseFunction(int item);
  void refreshFunction();
  void refreshFacts();
  void refreshSpan();
  void rescale();
  void retranslate();
  Plot& m_plot;
  Label* m_title;
  ComboField *m_function, *m_sort, *m_window;
  FactsLine* m_facts;
  QueryField* m_query;
  QWidget* m_legend;
  DeskButton *m_group, *m_fit, *m_table;
  int m_activity = -1;  ///< as the dot shows it
  int m_keepAlive = 0;  ///< of the engine, seconds; 0 = not heard yet
};

}  // namespace scfdesk

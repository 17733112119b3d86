// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/load.h"
#include "widgets/test/historymodel.h"
#include <QListView>
#include <QWidget>

namespace scfdesk {

class DeskButton;
class PaneTitle;
class StateLegend;

/// The rows of a HistoryList: Enter or click shows one, the button at the right fires it again, E takes its event into the editor, C compares it with another.
/// GUI thread; owned by HistoryList.
class HistoryView final : public QListView {
  Q_OBJECT
 public:
  explicit HistoryView(QWidget* parent = nullptr);
  /// Where the refire button of a row lies.
  [[nodiscard]] QRect refireRect(const QModelIndex& index) const;

 Q_SIGNALS:
  void shown(const QModelIndex& index);
  void refired(const QModelIndex& index);
  void takenIntoEditor(const QModelIndex& index);
  void compared(const QModelIndex& index);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

 private:
  bool m_byUser = false;  ///< the current row moves by a key or a click, not by the model
};

/// The last invocations of a function with one bar each on a shared scale; load runs are one row. GUI thread; owned by TestView.
class HistoryList final : public QWidget {
  Q_OBJECT
 public:
  explicit HistoryList(ModelHub& hub, QWidget* parent = nullptr);
  void setFunction(const FunctionInfo* function);
  [[nodiscard]] HistoryModel& model() const { return *m_model; }
  /// Marks a row without telling anybody.
  void mark(InvocationId id, uint32_t load);
  [[nodiscard]] HistoryView& view() const { return *m_view; }

 Q_SIGNALS:
  void invocationChosen(quint64 id);
  void loadChosen(quint32 run);
  void refireRequested(quint64 id);
  void refireLoadRequested(quint32 run);
  void eventWanted(quint64 id);
  void compareWanted(quint64 first, quint64 second);
  void compareLoadsWanted(quint32 first, quint32 second);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void remark();
  /// The first press remembers a row, the second one on another row compares both.
  void compare(const QModelIndex& index);
  ModelHub& m_hub;
  HistoryModel* m_model;
  HistoryView* m_view;
  PaneTitle* m_title;
  QString m_name;
  DeskButton *m_compare, *m_all;
  StateLegend *m_cold, *m_warm;
  InvocationId m_first = 0;  ///< remembered for a comparison: an invocation,
  uint32_t m_firstLoad = 0;  ///< or a load run
  InvocationId m_marked = 0;
  uint32_t m_markedLoad = 0;
};

}  // namespace scfdesk

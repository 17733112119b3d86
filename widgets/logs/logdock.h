// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/logstore.h"
#include "models/modelhub.h"
#include <QTimer>
#include <QWidget>

namespace scfdesk {

class ComboField;
class DeskButton;
class FiguresLabel;
class LogTable;
class PaneTitle;
class PastLog;
class QueryField;

/// The live log at the foot of the window: a filter, the lines that pass it, and Follow. With a function selected it shows that
/// function's lines until the scope is cleared. In History it shows the 2 s around the cursor with a rule between the lines
/// before and after it. GUI thread.
class LogDock final : public QWidget {
  Q_OBJECT
 public:
  explicit LogDock(ModelHub& hub, QWidget* parent = nullptr);
  ~LogDock() override;

  [[nodiscard]] LogTable* table() const { return m_table; }
  [[nodiscard]] const LogFilter& filter() const;
  /// Closed, only the title line stays.
  void setOpen(bool open);
  [[nodiscard]] bool isOpen() const { return m_open; }
  /// Puts the focus into the filter field.
  void focusFilter();

 Q_SIGNALS:
  void openChanged(bool open);
  void logsWanted();  ///< the same lines in Logs

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void applyFilter();
  /// Nothing ran yet: what the engine said is shown whatever is selected.
  [[nodiscard]] bool onlyEngineSpoke() const;
  void onAppended();
  void onFunctionChanged(quint32 id);
  void onTime();
  void refreshRate();
  void refreshScopes();
  void retranslate();
  void setRequest(InvocationId id);
  ModelHub& m_hub;
  LogView* m_view;
  PastLog* m_past;  ///< lines that memory holds no more
  PaneTitle* m_title;
  DeskButton *m_scope, *m_request;
  QueryField* m_text;
  ComboField* m_level;
  FiguresLabel* m_rate;
  DeskButton *m_follow, *m_toggle, *m_jump;
  LogTable* m_table;
  QTimer m_rateTimer, m_rest;
  QString m_query;  ///< the one in force
  std::shared_ptr<const LogMatcher> m_matcher;
  bool m_open = true;
  bool m_scoped = true;
  bool m_onlyEngine = true;
  InvocationId m_requestFilter = 0;
};

}  // namespace scfdesk

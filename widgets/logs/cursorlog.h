// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/logstore.h"
#include <QTimer>
#include <QWidget>

namespace scfdesk {

class Chip;
class DeskButton;
class LogTable;
class ModelHub;
class PaneTitle;
class PastLog;

/// The log under the lanes: in History the lines of 2 s before and after the cursor with a rule between; Live it follows the
/// tail. Of one function, or of all. GUI thread.
class CursorLog final : public QWidget {
  Q_OBJECT
 public:
  explicit CursorLog(ModelHub& hub, QWidget* parent = nullptr);
  void setFunction(FunctionId fn);
  [[nodiscard]] LogTable* table() const { return m_table; }

 Q_SIGNALS:
  /// The same lines in Logs; 0 = of all functions.
  void logsWanted(quint32 function);

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void applyFilter();
  void refresh();
  void refreshCount();
  ModelHub& m_hub;
  LogView* m_view;
  PastLog* m_past;  ///< lines that memory holds no more
  PaneTitle* m_title;
  Chip* m_lines;
  DeskButton* m_open;
  LogTable* m_table;
  QTimer m_rest, m_count;
  FunctionId m_function = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/load.h"
#include <QWidget>

namespace scfdesk {

class Chip;
class CodeTally;
class DeskButton;
class Label;
class LoadCurve;
class Metric;
class ToolRow;

/// The reply of a load run: what was sent against what was asked for, how it ended by code, and the curve. Live while it runs.
/// GUI thread; owned by ReplyPane.
class LoadTally final : public QWidget {
  Q_OBJECT
 public:
  explicit LoadTally(QWidget* parent = nullptr);
  void showProgress(const LoadProgress& progress, TimeUs now);
  [[nodiscard]] uint32_t run() const { return m_progress.run; }

 Q_SIGNALS:
  void scalingRequested();

 protected:
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void retranslate();
  void refresh();
  LoadProgress m_progress;
  TimeUs m_now = 0;
  ToolRow* m_row;
  Chip* m_state;
  Label *m_what, *m_target;
  class FiguresLabel* m_latency;
  DeskButton* m_scaling;
  Metric *m_sent, *m_succeeded, *m_failed, *m_throttled;
  LoadCurve* m_curve;
  CodeTally* m_codes;
};

/// Finished events by status code: code, SCF's name, count and share as a bar. One row of 26 px each. GUI thread.
class CodeTally final : public QWidget {
  Q_OBJECT
 public:
  explicit CodeTally(QWidget* parent = nullptr);
  void setCounts(const std::map<int, int>& byCode);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::map<int, int> m_byCode;
};

}  // namespace scfdesk

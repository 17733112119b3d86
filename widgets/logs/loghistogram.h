// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/logsummary.h"
#include "models/modelhub.h"
#include "widgets/scaling/paintedaccessible.h"
#include "widgets/scaling/tabledata.h"
#include <QWidget>

namespace scfdesk {

/// Lines of a view over the time that is looked at, by level: warnings and errors stand at the foot of each column and are at least
/// one pixel high. A frame shows what the table has on screen. A click takes time there, Shift+drag picks a range. GUI thread.
class LogHistogram final : public QWidget, public PaintedAccessible, public Tabled {
  Q_OBJECT
 public:
  explicit LogHistogram(ModelHub& hub, QWidget* parent = nullptr);
  void setSummary(const LogSummary* summary);
  /// What is on screen; equal times: nothing.
  void setScreen(TimeUs begin, TimeUs end);
  [[nodiscard]] TableData table() const override;
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Chart; }
  [[nodiscard]] QString paintedValue() const override;
  [[nodiscard]] QSize sizeHint() const override;

 Q_SIGNALS:
  void timeWanted(qint64 timeUs);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool event(QEvent* event) override;

 private:
  [[nodiscard]] QRect plot() const;
  [[nodiscard]] TimeUs columnUs() const;
  [[nodiscard]] TimeUs timeAt(int x) const;
  ModelHub& m_hub;
  const LogSummary* m_summary = nullptr;
  TimeUs m_begin = 0, m_end = 0, m_pressed = 0, m_column = 0;
};

}  // namespace scfdesk

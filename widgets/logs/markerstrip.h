// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/logsummary.h"
#include <QTimer>
#include <QWidget>

namespace scfdesk {

class LogTable;

/// Beside a log table, in place of its scroll bar: errors and matches among all its rows, and what is on screen. No error is left
/// out for want of room. Drag or click scrolls. GUI thread.
class MarkerStrip final : public QWidget {
  Q_OBJECT
 public:
  explicit MarkerStrip(LogTable& table, QWidget* parent = nullptr);
  /// Errors of the table's view, and the matches when the table shows other lines too (else null).
  void setSources(const LogSummary* errors, const LogView* matches);
  [[nodiscard]] QSize sizeHint() const override;
  struct Marks {
    std::vector<bool> errors, matches;  ///< one a pixel row of the track
  };
  [[nodiscard]] Marks marks(int rows) const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void scrollTo(int y);
  [[nodiscard]] QRect grip() const;
  LogTable& m_table;
  const LogSummary* m_errors = nullptr;
  const LogView* m_matches = nullptr;
  QTimer m_soon;
};

}  // namespace scfdesk

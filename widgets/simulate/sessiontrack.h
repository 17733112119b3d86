// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/paintedaccessible.h"
#include "widgets/scaling/tabledata.h"
#include "widgets/simulate/session.h"
#include <QWidget>

namespace scfdesk {

/// The course of a session: instances by state, what waited, what was refused, and where a replay parts from it. A click or the
/// arrow keys put the playhead. Painted. GUI thread.
class SessionTrack final : public QWidget, public PaintedAccessible, public Tabled {
  Q_OBJECT
 public:
  explicit SessionTrack(QWidget* parent = nullptr);
  /// Outlives this, or null.
  void setSession(const SimSession* session);
  [[nodiscard]] TimeUs playhead() const { return m_playhead; }
  void setPlayhead(TimeUs at);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Chart; }
  [[nodiscard]] QString paintedValue() const override;
  [[nodiscard]] TableData table() const override;

 Q_SIGNALS:
  void playheadMoved(qint64 us);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] QRectF plot() const;
  [[nodiscard]] double xOf(TimeUs at) const;
  void pointTo(double x);
  const SimSession* m_session = nullptr;
  TimeUs m_playhead = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/scaling/paintedaccessible.h"
#include "widgets/triggers/triggerdata.h"
#include <QWidget>

class QPainter;

namespace scfdesk {

/// What the two kinds of line mean: waits for the reply, does not wait. GUI thread.
class PathLegend final : public QWidget {
  Q_OBJECT
 public:
  explicit PathLegend(QWidget* parent = nullptr);
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
};

/// The way an event of a trigger takes, drawn as nodes with live rates: source, listener, poller or queue, function, and what may
/// become of it. An edge that fails is red; a trigger that is off is drawn grey with its last rates. GUI thread.
class DeliveryPath final : public QWidget, public PaintedAccessible {
  Q_OBJECT
 public:
  explicit DeliveryPath(QWidget* parent = nullptr);
  /// `busy` of `limit` instances, `p99Us` of the function's runs.
  struct Function {
    QString name;
    int busy = 0, living = 0;
    int64_t p99Us = -1;
    int retries = 2;
  };
  void show(const TriggerView& trigger, const Function& function);
  void clear();
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QAccessible::Role paintedRole() const override { return QAccessible::Chart; }
  [[nodiscard]] QString paintedValue() const override { return accessibleDescription(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Line {
    QString label, value;
  };
  void node(QPainter& painter, const QRectF& box, const QString& title, const QList<Line>& lines, bool wrong = false) const;
  void arrow(QPainter& painter, qreal from, qreal to, qreal y, const QColor& color, bool dashed, const QString& above, const QString& below) const;
  void branch(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& color) const;
  void paintSource(QPainter& painter, const QRectF& box) const;
  [[nodiscard]] QString description() const;

  TriggerView m_trigger;
  Function m_function;
  bool m_shown = false;
};

}  // namespace scfdesk

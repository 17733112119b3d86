// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/load.h"
#include <QRectF>
#include <QWidget>

class QPainter;

namespace scfdesk {

/// The events of a Repeat run as marks over `span` seconds: filled once sent, outlined while they are still to come. Where marks
/// would touch, a band stands for them, filled as far as was sent.
void paintRepeat(QPainter& painter, const QRectF& rect, const LoadSpec& spec, int sent, double span);

/// The small picture of a Repeat run beside its fields: one mark an event, the first at once, evenly spaced; and how long the
/// run lasts. Accessible as a chart. GUI thread; owned by its parent.
class RepeatPicture final : public QWidget {
  Q_OBJECT
 public:
  explicit RepeatPicture(QWidget* parent = nullptr);
  void setRun(const LoadSpec& spec);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  LoadSpec m_spec;
  QString m_length;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/load.h"
#include "widgets/scaling/tabledata.h"
#include <QRectF>
#include <QWidget>
#include <vector>

class QPainter;

namespace scfdesk {

/// The small picture of a shape, drawn from the same function that paces the run.
void paintLoadShape(QPainter& painter, const QRectF& rect, const LoadSpec& spec);

/// The rate of a load run over its length: the curve that was asked for, and what was sent of it. Of a Repeat run: its events as
/// marks, filled once sent, and when the next one is due. Accessible as a chart.
/// GUI thread; owned by its parent.
class LoadCurve final : public QWidget, public Tabled {
  Q_OBJECT
 public:
  explicit LoadCurve(QWidget* parent = nullptr);
  /// Takes the run's progress; `now` is the engine's.
  void setProgress(const LoadProgress& progress, TimeUs now);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] TableData table() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Sample {
    double seconds;
    int sent;
  };
  void describe();
  /// The highest rate that was reached between two looks; 0 before there are two.
  [[nodiscard]] double highestRate() const;
  void paintCurve(QPainter& painter, const QRectF& plot, double span) const;
  LoadProgress m_progress;
  double m_elapsed = 0;
  std::vector<Sample> m_samples;  ///< at most one per kBucketSeconds
};

}  // namespace scfdesk

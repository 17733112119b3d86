// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "models/series.h"
#include <QTimer>
#include <QWidget>

class QHBoxLayout;

namespace scfdesk {

class DeskButton;
class Label;
class Metric;
class SegmentedControl;

/// Figures of the stretch of time that was picked out (Shift+drag on the strip, a graph or the lanes): count, p50, p99, cold
/// share, failures; of the selected function or of all. Writes it as CSV or PNG. Floats above the time strip while there is a
/// range; Esc and the cross clear it. GUI thread; owned by the window.
class RangePanel final : public QWidget {
  Q_OBJECT
 public:
  /// `anchor`: what it floats above; a child of `window`.
  RangePanel(ModelHub& hub, QWidget* anchor, QWidget* window);
  /// Of this function, or 0 = all.
  void setScope(bool all);
  [[nodiscard]] FunctionId function() const;
  [[nodiscard]] WindowTotals totals() const;
  /// The range reaches to where only one-second values are kept: then percentiles are those of the slowest second.
  [[nodiscard]] bool inSeconds() const;
  /// One line an invocation that ended in the range: time, total, billed, memory, code, cold; with inSeconds() one line a second.
  [[nodiscard]] QByteArray csv() const;
  /// "thumbnail-20261123-143120", for a file's name.
  [[nodiscard]] QString fileName() const;
  /// What became of an export, beside the buttons.
  void say(const QString& sentence, bool failure);

 Q_SIGNALS:
  void scalingWanted();       ///< the range should be looked at in Scaling
  void pngWanted(const QString& file);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  [[nodiscard]] TimeUs detailBegin() const;
  [[nodiscard]] QByteArray csvOfSeconds() const;
  void onRange();
  void refresh();
  void retranslate();
  void rescale();
  void place();
  void exportCsv();
  void exportPng();
  ModelHub& m_hub;
  QWidget* m_anchor;
  Label *m_title, *m_span, *m_said;
  SegmentedControl* m_scope;
  Metric *m_count, *m_p50, *m_p99, *m_cold, *m_failed, *m_throttled;
  DeskButton *m_close, *m_show, *m_csv, *m_png;
  QTimer m_soon;  ///< the range may reach up to now
};

}  // namespace scfdesk

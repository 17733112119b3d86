// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/instance.h"
#include "models/functionmodel.h"
#include <QBrush>
#include <QWidget>

class QPainter;

namespace scfdesk {

/// One way to draw states, shared by lanes, legends, tables and dots (design.md section 1.3; tokens stateGlyph): hue, height and
/// pattern together. Heights in token pixels for a lane bar of 12.
int stateHeight(InstanceState state, bool failed = false);
/// Solid colour of a state (no pattern).
QColor stateColor(InstanceState state, bool failed = false);
/// 45 degree hatch of "starting", 4 px pitch; crisp at the painter's device pixel ratio. Cached per theme.
QBrush startingBrush(qreal dpr);
/// Dotted fill of "frozen" areas in stacked graphs.
QBrush frozenBrush(qreal dpr);
/// Draws a stretch of a lane: `rect` spans its time in x and the lane bar (12 px) in y; each state takes its own height of it,
/// centred. Straight edges: antialiasing is off inside.
void paintState(QPainter& painter, const QRectF& rect, InstanceState state, bool failed = false);
/// Draws the 10 px mark of a function: disc busy, half disc starting, dash frozen, bar idle, cross failing, ring none.
void paintActivity(QPainter& painter, const QRectF& rect, FunctionActivity activity);
/// "Busy", "Failing", "No instance", translated.
QString activityText(FunctionActivity activity);
/// "starting" ... translated, lower case, as lanes and legends show it.
QString stateText(InstanceState state);

/// The mark of a function as a widget, 10 px.
class StateDot final : public QWidget {
  Q_OBJECT
 public:
  explicit StateDot(QWidget* parent = nullptr);
  void setActivity(FunctionActivity activity);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  FunctionActivity m_activity = FunctionActivity::None;
};

/// A coloured 8 px disc with a meaning: healthy, trouble, gone.
class StatusDot final : public QWidget {
  Q_OBJECT
 public:
  enum class Kind : uint8_t { Success, Warning, Error, Past, Neutral };
  explicit StatusDot(Kind kind, QWidget* parent = nullptr);
  void setKind(Kind kind);
  void setDiameter(int tokenPixels);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Kind m_kind;
  int m_diameter = 8;
};

/// A legend entry: swatch of a state and its word.
class StateLegend final : public QWidget {
  Q_OBJECT
 public:
  explicit StateLegend(InstanceState state, const QString& text = {}, QWidget* parent = nullptr);
  StateLegend(InstanceState state, bool failed, const QString& text, QWidget* parent = nullptr);
  void setText(const QString& text);
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  InstanceState m_state;
  bool m_failed;
  QString m_text;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/curveeditor.h"
#include "models/data/load.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kHeightPx = 88;
constexpr float kStep = 0.05F;
constexpr float kPage = 0.25F;
}  // namespace

CurveEditor::CurveEditor(QWidget* parent) : QWidget(parent), m_points(kPoints) {
  installPaintedAccessible();
  setObjectName(u"test_load_curve"_s);
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::CrossCursor);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  for (int i = 0; i < kPoints; ++i) m_points[size_t(i)] = float(loadShapeRate(LoadShape::Ramp, double(i) / (kPoints - 1)));
  connect(&Theme::current(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
  retranslate();
}

void CurveEditor::retranslate() {
  setAccessibleName(tr("Drawn shape of the load"));
  setToolTip(tr("Drag to draw the rate over the length of the run. Keys: ← → choose a point, ↑ ↓ move it"));
  setAccessibleDescription(paintedValue());
}

void CurveEditor::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void CurveEditor::setCurve(const std::vector<float>& points) {
  if (points.size() < 2) return;
  for (int i = 0; i < kPoints; ++i) {
    const double at = double(i) / (kPoints - 1) * double(points.size() - 1);
    const auto left = std::min(size_t(at), points.size() - 2);
    m_points[size_t(i)] = points[left] + float(at - double(left)) * (points[left + 1] - points[left]);
  }
  update();
}

std::vector<float> CurveEditor::curve() const { return settledCurve(m_points); }

QSize CurveEditor::sizeHint() const { return {Theme::current().px(240), Theme::current().px(kHeightPx)}; }

QString CurveEditor::paintedValue() const {
  return tr("point %1 of %2: %3 % of the peak").arg(m_current + 1).arg(kPoints).arg(std::lround(curve()[size_t(m_current)] * 100));
}

QRectF CurveEditor::plot() const {
  const double edge = Theme::current().px(4);
  return QRectF(rect()).adjusted(edge, edge * 2, -edge, -edge);
}

void CurveEditor::draw(const QPointF& from, const QPointF& to) {
  const QRectF area = plot();
  const auto columnOf = [&area](double x) { return std::clamp(int(std::lround((x - area.left()) / area.width() * (kPoints - 1))), 0, kPoints - 1); };
  const auto rateOf = [&area](double y) { return float(std::clamp((area.bottom() - y) / area.height(), 0.0, 1.0)); };
  const int a = columnOf(from.x()), b = columnOf(to.x());
  for (int i = std::min(a, b); i <= std::max(a, b); ++i) {
    const float part = a == b ? 1 : float(i - a) / float(b - a);
    m_points[size_t(i)] = rateOf(from.y()) + part * (rateOf(to.y()) - rateOf(from.y()));
  }
  m_current = b;
  told();
}

void CurveEditor::told() {
  setAccessibleDescription(paintedValue());
  update();
  Q_EMIT drawn();
}

void CurveEditor::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  m_last = event->position();
  draw(m_last, m_last);
}

void CurveEditor::mouseMoveEvent(QMouseEvent* event) {
  if (!(event->buttons() & Qt::LeftButton)) return;
  draw(m_last, event->position());
  m_last = event->position();
}

void CurveEditor::keyPressEvent(QKeyEvent* event) {
  const auto choose = [this](int i) {
    m_current = std::clamp(i, 0, kPoints - 1);
    setAccessibleDescription(paintedValue());
    update();
  };
  const auto raise = [this](float by) {
    float& point = m_points[size_t(m_current)];
    point = std::clamp(point + by, 0.0F, 1.0F);
    told();
  };
  switch (event->key()) {
    case Qt::Key_Left: return choose(m_current - 1);
    case Qt::Key_Right: return choose(m_current + 1);
    case Qt::Key_Home: return choose(0);
    case Qt::Key_End: return choose(kPoints - 1);
    case Qt::Key_Up: return raise(kStep);
    case Qt::Key_Down: return raise(-kStep);
    case Qt::Key_PageUp: return raise(kPage);
    case Qt::Key_PageDown: return raise(-kPage);
    default: QWidget::keyPressEvent(event);
  }
}

void CurveEditor::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void CurveEditor::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

void CurveEditor::paintEvent(QPaintEvent*) {
  const Colors& c = Theme::current().colors();
  QPainter p(this);
  p.fillRect(rect(), c.surface.track);
  const QRectF area = plot();
  p.setPen(QPen(c.chart.grid, 0));
  for (const double part : {0.0, 0.5, 1.0}) {
    const double y = std::floor(area.bottom() - part * area.height());
    p.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
  }
  QPolygonF line;
  for (int i = 0; i < kPoints; ++i)
    line << QPointF(area.left() + area.width() * i / (kPoints - 1), area.bottom() - m_points[size_t(i)] * area.height());
  QPolygonF filled = line;
  filled << area.bottomRight() << area.bottomLeft();
  QColor fill = c.state.busy;
  fill.setAlphaF(0.28F);
  p.setRenderHint(QPainter::Antialiasing);
  p.setPen(Qt::NoPen);
  p.setBrush(fill);
  p.drawPolygon(filled);
  p.setPen(QPen(c.state.busy, 1.5));
  p.setBrush(Qt::NoBrush);
  p.drawPolyline(line);
  if (hasFocus()) {
    p.setBrush(c.state.busy);
    p.drawEllipse(line[m_current], 4, 4);
    p.setRenderHint(QPainter::Antialiasing, false);
    bevel::focusFrame(p, rect(), 0);
  }
}

}  // namespace scfdesk

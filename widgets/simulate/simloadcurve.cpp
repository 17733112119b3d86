// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/simloadcurve.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr double kGrab = 10;  // token pixels around a handle
constexpr int kDrawnHandles = 9;
}  // namespace

SimLoadCurve::SimLoadCurve(QWidget* parent) : QWidget(parent) {
  setObjectName(u"simulate_curve"_s);
  setAccessibleName(tr("Load curve"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  installPaintedAccessible();
  followTheme(this);
}

QSize SimLoadCurve::sizeHint() const { return {Theme::current().px(320), Theme::current().px(112)}; }

void SimLoadCurve::setCurve(const std::vector<QPointF>& curve, double seconds) {
  m_curve = curve;
  m_seconds = std::max(seconds, 1e-3);
  m_handle = -1;
  told();
}

void SimLoadCurve::told() {
  setAccessibleDescription(paintedValue());
  update();
}

QString SimLoadCurve::paintedValue() const {
  double most = 0;
  for (const QPointF& p : m_curve) most = std::max(most, p.y());
  return tr("%1 s, peak %2 events a second").arg(QString::number(m_seconds, 'g', 4), QString::number(most, 'f', most < 10 ? 1 : 0));
}

TableData SimLoadCurve::table() const {
  TableData data{tr("Load curve"), {tr("Seconds"), tr("Events per second")}, {}};
  for (const QPointF& p : m_curve) data.rows.append({QString::number(p.x(), 'f', 2), QString::number(p.y(), 'f', 2)});
  return data;
}

QRectF SimLoadCurve::plot() const {
  const Theme& t = Theme::current();
  return QRectF(rect()).adjusted(t.px(44), t.px(10), -t.px(12), -t.px(22));
}

double SimLoadCurve::top() const {
  if (m_top > 0) return m_top;
  double most = 1;
  for (const QPointF& p : m_curve) most = std::max(most, p.y());
  double unit = std::pow(10, std::floor(std::log10(most)));
  for (const double step : {1.0, 2.0, 4.0, 5.0, 8.0, 10.0})
    if (unit * step >= most) return unit * step;
  return most;
}

QPointF SimLoadCurve::place(const QPointF& p) const {
  const QRectF area = plot();
  return {area.left() + p.x() / m_seconds * area.width(), area.bottom() - p.y() / top() * area.height()};
}

QPointF SimLoadCurve::value(const QPointF& at) const {
  const QRectF area = plot();
  return {std::clamp((at.x() - area.left()) / area.width(), 0.0, 1.0) * m_seconds, std::clamp((area.bottom() - at.y()) / area.height(), 0.0, 1.25) * top()};
}

int SimLoadCurve::handleAt(const QPointF& at) const {
  if (m_curve.size() > kHandles) return -1;
  int best = -1;
  double nearest = Theme::current().px(static_cast<int>(kGrab));
  for (size_t i = 0; i < m_curve.size(); ++i) {
    const QPointF d = place(m_curve[i]) - at;
    const double away = std::hypot(d.x(), d.y());
    if (away < nearest) nearest = away, best = static_cast<int>(i);
  }
  return best;
}

/// A recorded curve has a point per column: as a drawn one it gets a few.
void SimLoadCurve::simplify() {
  if (m_curve.size() <= kHandles) return;
  std::vector<QPointF> few;
  const size_t width = m_curve.size() / (kDrawnHandles - 1);
  for (int i = 0; i < kDrawnHandles; ++i) {
    const size_t middle = std::min(static_cast<size_t>(i) * width, m_curve.size() - 1);
    double sum = 0;
    const size_t from = middle > width / 2 ? middle - width / 2 : 0, to = std::min(middle + width / 2, m_curve.size() - 1);
    for (size_t k = from; k <= to; ++k) sum += m_curve[k].y();
    few.emplace_back(m_seconds * i / (kDrawnHandles - 1), sum / static_cast<double>(to - from + 1));
  }
  m_curve = std::move(few);
}

void SimLoadCurve::move(int handle, QPointF to) {
  const auto i = static_cast<size_t>(handle);
  const double low = i > 0 ? m_curve[i - 1].x() : 0, high = i + 1 < m_curve.size() ? m_curve[i + 1].x() : m_seconds;
  to.setX(std::clamp(to.x(), low, high));
  to.setY(std::max(0.0, std::round(to.y() * 10) / 10));
  m_curve[i] = to;
  told();
}

void SimLoadCurve::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) {
    if (m_curve.size() > kHandles) simplify();
    m_handle = handleAt(event->position());
    m_dragging = m_handle >= 0;
    m_top = m_dragging ? top() : 0;
    update();
  } else if (event->button() == Qt::RightButton && m_curve.size() > 2) {
    if (const int i = handleAt(event->position()); i >= 0) {
      m_curve.erase(m_curve.begin() + i);
      m_handle = -1;
      told();
      Q_EMIT drawn(m_curve);
    }
  }
}

void SimLoadCurve::mouseMoveEvent(QMouseEvent* event) {
  if (m_dragging) return move(m_handle, value(event->position()));
  setCursor(handleAt(event->position()) >= 0 ? Qt::SizeAllCursor : Qt::ArrowCursor);
}

void SimLoadCurve::mouseReleaseEvent(QMouseEvent*) {
  if (!m_dragging) return;
  m_dragging = false;
  m_top = 0;
  update();
  Q_EMIT drawn(m_curve);
}

void SimLoadCurve::mouseDoubleClickEvent(QMouseEvent* event) {
  if (m_curve.size() >= kHandles || handleAt(event->position()) >= 0) return;
  const QPointF p = value(event->position());
  const auto at = std::find_if(m_curve.begin(), m_curve.end(), [&](const QPointF& q) { return q.x() > p.x(); });
  m_handle = static_cast<int>(m_curve.insert(at, p) - m_curve.begin());
  told();
  Q_EMIT drawn(m_curve);
}

void SimLoadCurve::keyPressEvent(QKeyEvent* event) {
  const int step = event->key() == Qt::Key_Left || event->key() == Qt::Key_Down ? -1 : 1;
  const auto count = static_cast<int>(m_curve.size());
  switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
      if (count == 0 || count > kHandles) break;
      m_handle = std::clamp(m_handle < 0 ? 0 : m_handle + step, 0, count - 1);
      return update();
    case Qt::Key_Up:
    case Qt::Key_Down:
      if (m_handle < 0 || m_handle >= count) break;
      move(m_handle, m_curve[static_cast<size_t>(m_handle)] + QPointF(0, step * top() / 40));
      return Q_EMIT drawn(m_curve);
    case Qt::Key_Delete:
      if (m_handle < 0 || m_handle >= count || count <= 2) break;
      m_curve.erase(m_curve.begin() + m_handle);
      m_handle = -1;
      told();
      return Q_EMIT drawn(m_curve);
    default: break;
  }
  QWidget::keyPressEvent(event);
}

void SimLoadCurve::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const QRectF area = plot();
  painter.setFont(t.code(11));
  for (const double part : {0.0, 0.5, 1.0}) {
    const double y = std::round(area.bottom() - part * area.height()) + 0.5;
    painter.setPen(QPen(part == 0 ? c.border.normal : c.chart.grid, 1));
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    if (part == 0) continue;
    painter.setPen(c.text.tertiary);
    painter.drawText(QRectF(0, y - t.px(8), area.left() - t.px(6), t.px(16)), Qt::AlignRight | Qt::AlignVCenter, QString(QString::number(part * top(), 'g', 4) + u"/s"));
  }
  painter.setPen(c.text.tertiary);
  for (int i = 0; i <= 3; ++i) {
    const double x = area.left() + area.width() * i / 3.0;
    const auto align = i == 0 ? Qt::AlignLeft : i == 3 ? Qt::AlignRight : Qt::AlignHCenter;
    const double width = t.px(64);
    const double left = i == 0 ? x : i == 3 ? x - width : x - width / 2;
    painter.drawText(QRectF(left, area.bottom() + t.px(4), width, t.px(16)), align | Qt::AlignVCenter, QString(QString::number(m_seconds * i / 3.0, 'f', m_seconds < 10 ? 1 : 0) + u" s"));
  }
  if (m_curve.empty()) return;
  QPolygonF line;
  line << place({0, m_curve.front().y()});
  for (const QPointF& p : m_curve) line << place(p);
  line << place({m_seconds, m_curve.back().y()});
  QPolygonF fill = line;
  fill << QPointF(line.last().x(), area.bottom()) << QPointF(line.first().x(), area.bottom());
  painter.setRenderHint(QPainter::Antialiasing);
  QColor wash = c.chart.simB;
  wash.setAlphaF(0.22f);
  painter.setPen(Qt::NoPen);
  painter.setBrush(wash);
  painter.drawPolygon(fill);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(c.chart.simB, 1.5));
  painter.drawPolyline(line);
  if (m_curve.size() <= kHandles) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (size_t i = 0; i < m_curve.size(); ++i) {
      const QPointF p = place(m_curve[i]);
      painter.setPen(QPen(static_cast<int>(i) == m_handle && hasFocus() ? c.border.focus : c.text.primary, 1));
      painter.setBrush(c.surface.window);
      painter.drawRect(QRectF(std::round(p.x()) - t.px(3), std::round(p.y()) - t.px(3), t.px(6), t.px(6)));
    }
  }
  if (hasFocus()) bevel::focusFrame(painter, rect(), 0);
}

}  // namespace scfdesk

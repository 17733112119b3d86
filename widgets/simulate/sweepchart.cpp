// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/sweepchart.h"
#include "widgets/controls/numberformat.h"
#include "widgets/simulate/simtracks.h"
#include "widgets/simulate/verdict.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

SweepChart::SweepChart(QWidget* parent) : QWidget(parent) {
  setObjectName(u"simulate_sweep"_s);
  setAccessibleName(tr("Sweep of one setting"));
  setFocusPolicy(Qt::StrongFocus);
  installPaintedAccessible();
  followTheme(this);
}

void SweepChart::setPoints(SimSetting setting, const std::vector<Point>& points, double a, double b) {
  m_setting = setting;
  m_points = points;
  m_a = a;
  m_b = b;
  std::vector<QPointF> known;
  for (const Point& p : points)
    if (p.outcome) known.emplace_back(p.outcome->cost, p.outcome->p99);
  m_knee = known.size() == points.size() ? kneeOf(known) : -1;
  search();
}

void SweepChart::setLimit(double p99) {
  m_limit = p99;
  search();
}

void SweepChart::search() {
  m_cheapest = -1;
  std::vector<SimOutcome> known;
  for (const Point& p : m_points)
    if (p.outcome) known.push_back(*p.outcome);
  if (m_limit > 0 && known.size() == m_points.size()) m_cheapest = cheapestWithin(known, m_limit);
  setAccessibleDescription(paintedValue());
  update();
}

QString SweepChart::paintedValue() const {
  QStringList said;
  for (const Point& p : m_points)
    if (p.outcome) said << tr("%1: p99 %2, %3 CNY, %4 throttled").arg(QString::number(p.value, 'g', 6), latencyText(p.outcome->p99), QString::number(p.outcome->cost, 'g', 3), format::count(std::llround(p.outcome->throttled)));
  if (m_knee >= 0) said << tr("knee at %1").arg(m_points[static_cast<size_t>(m_knee)].value);
  if (m_cheapest >= 0) said << tr("cheapest within the limit: %1").arg(m_points[static_cast<size_t>(m_cheapest)].value);
  return said.join(u"; "_s);
}

TableData SweepChart::table() const {
  TableData data{tr("Sweep of one setting"), {SimVerdict::nameOf(m_setting), tr("p99 ms"), tr("Cost, CNY"), tr("Throttled"), tr("Cold starts, %"), QString()}, {}};
  for (size_t i = 0; i < m_points.size(); ++i) {
    const Point& p = m_points[i];
    const int at = static_cast<int>(i);
    QStringList cells{QString::number(p.value, 'g', 6)};
    if (p.outcome) cells << QString::number(p.outcome->p99 * 1000, 'f', 0) << QString::number(p.outcome->cost, 'g', 4) << QString::number(p.outcome->throttled, 'f', 0) << QString::number(p.outcome->coldShare * 100, 'f', 1);
    else cells << QString() << QString() << QString() << QString();
    cells << (at == m_cheapest ? tr("cheapest within the limit") : at == m_knee ? tr("knee") : QString());
    data.rows.append(cells);
  }
  return data;
}

QRectF SweepChart::plot() const {
  const Theme& t = Theme::current();
  return QRectF(rect()).adjusted(t.px(76), t.px(44), -t.px(92), -t.px(36));
}

double SweepChart::xOf(double value) const {
  const QRectF area = plot();
  const double low = m_points.front().value, high = m_points.back().value;
  return high > low ? area.left() + (value - low) / (high - low) * area.width() : area.center().x();
}

void SweepChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  painter.fillRect(rect(), c.surface.panel);
  if (m_points.empty()) return;
  const QRectF area = plot();
  double mostLatency = 0.001, mostCost = 1e-9;
  for (const Point& p : m_points)
    if (p.outcome) mostLatency = std::max(mostLatency, p.outcome->p99), mostCost = std::max(mostCost, p.outcome->cost);
  const auto [top, step] = simAxis(mostLatency);
  const auto [topCost, stepCost] = simAxis(mostCost);
  painter.setFont(t.code(11));
  for (double v = 0; v < top * 1.001; v += step) {
    const double y = std::round(area.bottom() - v / top * area.height());
    painter.fillRect(QRectF(area.left(), y, area.width(), 1), v == 0 ? c.border.normal : c.chart.grid);
    painter.setPen(c.text.tertiary);
    painter.drawText(QRectF(0, y - t.px(8), area.left() - t.px(8), t.px(16)), Qt::AlignRight | Qt::AlignVCenter, latencyText(v));
  }
  for (double v = 0; v < topCost * 1.001; v += stepCost)
    painter.drawText(QRectF(area.right() + t.px(8), area.bottom() - v / topCost * area.height() - t.px(8), t.px(84), t.px(16)), Qt::AlignVCenter, QString(QString::number(v, 'g', 3) + u" CNY"));
  QRectF label;
  for (const Point& p : m_points) {
    const QString text = QString::number(p.value, 'g', 6);
    const double w = painter.fontMetrics().horizontalAdvance(text);
    const QRectF box(xOf(p.value) - w / 2, area.bottom() + t.px(6), w, t.px(16));
    if (!label.isNull() && box.left() < label.right() + t.px(8)) continue;
    label = box;
    painter.drawText(box, Qt::AlignCenter, text);
  }
  // Latency solid blue with points, cost dashed grey.
  QPolygonF latency, cost;
  for (const Point& p : m_points) {
    if (!p.outcome) continue;
    latency << QPointF(xOf(p.value), area.bottom() - p.outcome->p99 / top * area.height());
    cost << QPointF(xOf(p.value), area.bottom() - p.outcome->cost / topCost * area.height());
  }
  painter.setRenderHint(QPainter::Antialiasing);
  QPen dashed(c.chart.simA, 1.4);
  dashed.setDashPattern({3, 2.5});
  painter.setPen(dashed);
  painter.drawPolyline(cost);
  painter.setPen(QPen(c.chart.simB, 1.6));
  painter.drawPolyline(latency);
  painter.setBrush(c.chart.simB);
  for (const QPointF& p : latency) painter.drawEllipse(p, t.px(3), t.px(3));
  painter.setRenderHint(QPainter::Antialiasing, false);
  const auto mark = [&](double value, const QString& text, const QColor& color, int line) {
    const double x = std::round(xOf(std::clamp(value, m_points.front().value, m_points.back().value))) + 0.5;
    painter.setPen(QPen(color, 1, Qt::DotLine));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    painter.setPen(color);
    painter.setFont(t.ui(11, QFont::Medium));
    painter.drawText(QRectF(x + t.px(4), area.top() + line * t.px(14), t.px(420), t.px(14)), Qt::AlignVCenter, text);
  };
  mark(m_a, tr("A"), c.text.secondary, 0);
  mark(m_b, tr("B"), c.accent.text, 1);
  if (m_knee >= 0) mark(m_points[static_cast<size_t>(m_knee)].value, tr("knee at %1: beyond it more costs much and brings little").arg(m_points[static_cast<size_t>(m_knee)].value), c.text.primary, 2);
  if (m_limit > 0 && m_limit < top) {
    const double y = std::round(area.bottom() - m_limit / top * area.height()) + 0.5;
    painter.setPen(QPen(c.chart.limit, 1, Qt::DashLine));
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
  }
  if (m_cheapest >= 0) mark(m_points[static_cast<size_t>(m_cheapest)].value, tr("cheapest within the limit: %1").arg(m_points[static_cast<size_t>(m_cheapest)].value), c.semantic.success, 3);
  painter.setFont(t.ui(12));
  painter.setPen(c.accent.text);
  painter.drawText(QRectF(area.left(), t.px(12), area.width() / 2, t.px(18)), Qt::AlignVCenter, tr("p99, left"));
  painter.setPen(c.text.secondary);
  painter.drawText(QRectF(area.left(), t.px(12), area.width(), t.px(18)), Qt::AlignRight | Qt::AlignVCenter, tr("cost, right, dashed"));
  painter.drawText(QRectF(area.left(), area.bottom() + t.px(20), area.width(), t.px(16)), Qt::AlignCenter, QString(SimVerdict::nameOf(m_setting) + u' ' + SimVerdict::unitOf(m_setting)).trimmed());
  if (hasFocus()) bevel::focusFrame(painter, rect(), 0);
}

void SweepChart::mousePressEvent(QMouseEvent* event) {
  if (m_points.empty() || event->button() != Qt::LeftButton) return;
  const auto nearest = std::min_element(m_points.begin(), m_points.end(), [&](const Point& p, const Point& q) { return std::abs(xOf(p.value) - event->position().x()) < std::abs(xOf(q.value) - event->position().x()); });
  Q_EMIT chosen(nearest->value);
}

void SweepChart::keyPressEvent(QKeyEvent* event) {
  const bool left = event->key() == Qt::Key_Left;
  if (m_points.empty() || (!left && event->key() != Qt::Key_Right)) return QWidget::keyPressEvent(event);
  for (size_t k = 0; k < m_points.size(); ++k) {
    const Point& p = m_points[left ? m_points.size() - 1 - k : k];
    if (left ? p.value < m_b : p.value > m_b) return Q_EMIT chosen(p.value);
  }
}

}  // namespace scfdesk

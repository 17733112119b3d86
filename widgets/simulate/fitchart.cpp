// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/fitchart.h"
#include "widgets/simulate/verdict.h"
#include "widgets/theme/followtheme.h"
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
std::vector<double> sortedOf(const std::vector<double>& values) {
  std::vector<double> sorted;
  for (const double v : values)
    if (v > 0) sorted.push_back(v);
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}
}  // namespace

FitChart::FitChart(QWidget* parent) : QWidget(parent) {
  setObjectName(u"simulate_fitchart"_s);
  setAccessibleName(tr("Measured and fitted times"));
  setFocusPolicy(Qt::TabFocus);
  installPaintedAccessible();
  followTheme(this);
  setTimings({});
}

QSize FitChart::sizeHint() const { return {Theme::current().px(280), Theme::current().px(104)}; }

void FitChart::setTimings(const SimTimings& timings) {
  m_starts = sortedOf(timings.starts);
  m_runs = sortedOf(timings.runs);
  m_startFit = SimFit::to(m_starts, timings.startShape);
  m_runFit = SimFit::to(m_runs, timings.runShape);
  setAccessibleDescription(paintedValue());
  update();
}

TableData FitChart::table() const {
  TableData data{tr("Measured and fitted times"), {tr("Of 100"), tr("Start, ms"), tr("Start fitted, of 100"), tr("Run, ms"), tr("Run fitted, of 100")}, {}};
  const auto at = [](const std::vector<double>& sorted, int percent) { return sorted[std::min(sorted.size() - 1, sorted.size() * static_cast<size_t>(percent) / 100)]; };
  for (int percent = 1; percent < 100 && (!m_starts.empty() || !m_runs.empty()); ++percent) {
    QStringList cells{QString::number(percent)};
    for (const auto& [sorted, fit] : {std::pair{&m_starts, &m_startFit}, {&m_runs, &m_runFit}}) {
      const double value = sorted->empty() ? 0 : at(*sorted, percent);
      cells << (sorted->empty() ? QString() : QString::number(value * 1000, 'f', 1));
      cells << (sorted->empty() || fit->shape == SimShape::Measured ? QString() : QString::number(fit->cumulative(value) * 100, 'f', 1));
    }
    data.rows.append(cells);
  }
  return data;
}

QString FitChart::paintedValue() const {
  QStringList said;
  const auto one = [&](const QString& name, const std::vector<double>& sorted, const SimFit& fit) {
    if (sorted.empty()) return;
    said << tr("%1: %2 measured from %3 to %4, drawn from: %5").arg(name, QString::number(sorted.size()), latencyText(sorted.front()), latencyText(sorted.back()), SimShapes::nameOf(fit.shape));
  };
  one(tr("Starts"), m_starts, m_startFit);
  one(tr("Runs"), m_runs, m_runFit);
  return said.isEmpty() ? tr("Nothing measured yet") : said.join(u"; "_s);
}

void FitChart::paintOne(QPainter& painter, const QRectF& area, const QString& title, const std::vector<double>& sorted, const SimFit& fit) const {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  painter.setFont(t.ui(11));
  painter.setPen(c.text.secondary);
  painter.drawText(QRectF(area.left(), area.top(), area.width(), t.px(16)), Qt::AlignVCenter, title);
  const QRectF plot = area.adjusted(0, t.px(18), 0, -t.px(16));
  painter.fillRect(plot, c.surface.sunken);
  if (sorted.size() < 2) {
    painter.setPen(c.text.tertiary);
    painter.drawText(plot, Qt::AlignCenter, tr("none measured"));
    return;
  }
  const double low = std::log(sorted.front()) - 0.15, high = std::log(sorted.back()) + 0.15;
  const auto at = [&](double x, double p) { return QPointF(plot.left() + (std::log(x) - low) / (high - low) * plot.width(), plot.bottom() - p * (plot.height() - 1)); };
  QPolygonF steps;
  const size_t stride = std::max<size_t>(1, sorted.size() / 200);
  for (size_t i = 0; i < sorted.size(); i += stride) {
    const double p = static_cast<double>(i) / static_cast<double>(sorted.size());
    if (!steps.isEmpty()) steps << QPointF(at(sorted[i], p).x(), steps.last().y());
    steps << at(sorted[i], p);
  }
  steps << at(sorted.back(), 1);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(plot);
  const bool measured = fit.shape == SimShape::Measured;
  painter.setPen(QPen(measured ? c.chart.simB : c.chart.simA, 1.4));
  painter.drawPolyline(steps);
  if (!measured) {
    QPolygonF line;
    for (int i = 0; i <= 120; ++i) {
      const double x = std::exp(low + (high - low) * i / 120);
      line << at(x, fit.cumulative(x));
    }
    painter.setPen(QPen(c.chart.simB, 1.6));
    painter.drawPolyline(line);
  }
  painter.restore();
  painter.setFont(t.code(11));
  painter.setPen(c.text.tertiary);
  const QRectF foot(plot.left(), plot.bottom() + 1, plot.width(), t.px(15));
  painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, latencyText(sorted.front()));
  painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, latencyText(sorted.back()));
}

void FitChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const double gap = Theme::current().px(12), half = (width() - gap) / 2;
  paintOne(painter, QRectF(0, 0, half, height()), tr("Starts"), m_starts, m_startFit);
  paintOne(painter, QRectF(half + gap, 0, half, height()), tr("Runs"), m_runs, m_runFit);
}

}  // namespace scfdesk

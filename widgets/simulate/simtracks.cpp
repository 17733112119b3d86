// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/simtracks.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/simulate/verdict.h"
#include "widgets/theme/followtheme.h"
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kGutter = 144, kAxis = 56, kRuler = 24;  // token pixels

double mostOf(const std::vector<double>& values) { return values.empty() ? 0 : *std::max_element(values.begin(), values.end()); }
double livingAt(const SimOutcome& o, size_t i) { return o.starting[i] + o.busy[i] + o.idle[i]; }
double mostLiving(const SimOutcome& o) {
  double most = 0;
  for (size_t i = 0; i < o.busy.size(); ++i) most = std::max(most, livingAt(o, i));
  return most;
}

}  // namespace

std::pair<double, double> simAxis(double most) {
  if (!(most > 0)) return {1, 1};
  double unit = std::pow(10, std::floor(std::log10(most)) - 1);
  for (;; unit *= 10)
    for (const double step : {unit, 2 * unit, 5 * unit})
      if (most * 1.12 <= 4 * step) return {std::ceil(most * 1.12 / step) * step, step};
}

QPen simSidePen(size_t side) {
  const Colors& c = Theme::current().colors();
  QPen pen(side == 0 ? c.chart.simA : side == 1 ? c.chart.simB : c.text.primary, 1.5);
  if (side == 0) pen.setDashPattern({3, 2.5});
  if (side == 2) pen.setDashPattern({5, 2, 1, 2});
  pen.setJoinStyle(Qt::MiterJoin);
  return pen;
}

SimTracks::SimTracks(QWidget* parent) : QWidget(parent) {
  setObjectName(u"simulate_tracks"_s);
  setAccessibleName(tr("Simulated instances, queue and latency"));
  setFocusPolicy(Qt::TabFocus);
  installPaintedAccessible();
  followTheme(this);
}

QSize SimTracks::minimumSizeHint() const { return {Theme::current().px(420), Theme::current().px(260)}; }

void SimTracks::setOutcomes(const SimOutcome* a, const SimOutcome* b, double seconds, double limitA, double limitB) {
  m_hasA = a && !a->busy.empty();
  m_hasB = b && !b->busy.empty();
  if (m_hasA) m_a = *a;
  if (m_hasB) m_b = *b;
  m_seconds = seconds;
  m_limitA = limitA;
  m_limitB = limitB;
  setAccessibleDescription(paintedValue());
  update();
}

void SimTracks::setThird(const SimOutcome* c) {
  m_hasC = c && !c->busy.empty();
  if (m_hasC) m_c = *c;
  setAccessibleDescription(paintedValue());
  update();
}

QString SimTracks::paintedValue() const {
  if (!m_hasA || !m_hasB) return tr("Nothing simulated yet");
  const QString third = m_hasC ? tr("; C up to %1 instances, %2 throttled, p99 %3").arg(format::count(std::llround(m_c.peak)), format::count(std::llround(m_c.throttled)), latencyText(m_c.p99)) : QString();
  const QString both = tr("prediction: A up to %1 instances, %2 throttled, p99 %3; B up to %4 instances, %5 throttled, p99 %6")
      .arg(format::count(std::llround(m_a.peak)), format::count(std::llround(m_a.throttled)), latencyText(m_a.p99), format::count(std::llround(m_b.peak)),
           format::count(std::llround(m_b.throttled)), latencyText(m_b.p99));
  return QString(both + third);
}

TableData SimTracks::table() const {
  TableData data{tr("Simulated over time, prediction"), {tr("Seconds")}, {}};
  std::vector<const SimOutcome*> sides;
  const auto add = [&](const QString& name, bool there, const SimOutcome& side) {
    if (!there) return;
    sides.push_back(&side);
    for (const QString& what : {tr("%1 instances"), tr("%1 waiting"), tr("%1 throttled"), tr("%1 p99 ms")}) data.columns << what.arg(name);
  };
  add(u"A"_s, m_hasA, m_a);
  add(u"B"_s, m_hasB, m_b);
  add(u"C"_s, m_hasC, m_c);
  size_t rows = sides.empty() ? 0 : sides.front()->busy.size();
  for (const SimOutcome* side : sides) rows = std::min(rows, side->busy.size());
  const auto n = [](double value) { return QString::number(value, 'f', 0); };
  for (size_t i = 0; i < rows; ++i) {
    QStringList cells{QString::number(static_cast<double>(i) * sides.front()->stepSeconds, 'f', 2)};
    for (const SimOutcome* side : sides) cells << n(livingAt(*side, i)) << n(side->waiting[i] + side->starting[i]) << n(side->refused[i] + side->retried[i]) << n(side->p99s[i] * 1000);
    data.rows.append(cells);
  }
  return data;
}

void SimTracks::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  painter.fillRect(rect(), c.surface.panel);
  const double left = t.px(kGutter), right = width() - t.px(kAxis), ruler = t.px(kRuler);
  paintRuler(painter, left, right);
  const double room = height() - ruler;
  const double heights[] = {std::round(room * 0.44), std::round(room * 0.2)};
  double y = ruler;
  Area areas[3];
  for (int i = 0; i < 3; ++i) {
    const double h = i < 2 ? heights[i] : height() - y;
    painter.fillRect(QRectF(0, y, width(), 1), c.border.hairline);
    areas[i].plot = QRectF(left, y + 1, right - left, h - 1);
    const QRectF band(0, y, left, h);
    if (i == 0) paintGutter(painter, band, tr("Instances"), m_hasC ? QStringList{tr("fill is B, by state"), tr("dashed is A, total"), tr("dash-dotted is C, total")} : QStringList{tr("fill is B, by state"), tr("dashed is A, total")});
    if (i == 1) paintGutter(painter, band, tr("Queue"), m_hasC ? QStringList{tr("▼ throttled in A"), tr("▽ in B, × in C")} : QStringList{tr("▼ throttled in A"), tr("▽ throttled in B")});
    if (i == 2) paintGutter(painter, band, tr("Latency p99"), {tr("wait + start + run"), tr("1.5 s moving window")});
    y += h;
  }
  painter.fillRect(QRectF(left - 1, 0, 1, height()), c.border.hairline);
  if (!m_hasA || !m_hasB) return;
  const SimOutcome& third = m_hasC ? m_c : m_b;
  areas[0].top = simAxis(std::max({mostLiving(m_a), mostLiving(m_b), mostLiving(third), 1.0})).first;
  areas[1].top = simAxis(std::max({mostOf(m_a.waiting), mostOf(m_b.waiting), mostOf(third.waiting), mostOf(m_a.starting), mostOf(m_b.starting), mostOf(third.starting), 1.0})).first;
  areas[2].top = simAxis(std::max({mostOf(m_a.p99s), mostOf(m_b.p99s), mostOf(third.p99s), 0.001})).first;
  paintAxis(painter, areas[0], 1, {}, {m_limitA, m_limitB});
  paintInstances(painter, areas[0]);
  paintAxis(painter, areas[1], 1, {});
  paintQueue(painter, areas[1]);
  const bool inSeconds = areas[2].top >= 1;
  paintAxis(painter, areas[2], inSeconds ? 1 : 1000, inSeconds ? u" s"_s : u" ms"_s);
  paintLatency(painter, areas[2]);
}

void SimTracks::paintRuler(QPainter& painter, double left, double right) const {
  const Theme& t = Theme::current();
  painter.setFont(t.ui(12));
  painter.setPen(t.colors().text.secondary);
  painter.drawText(QRectF(t.px(12), 0, left - t.px(16), t.px(kRuler)), Qt::AlignVCenter, tr("Simulated time"));
  painter.setFont(t.code(11));
  double step = std::pow(10, std::floor(std::log10(std::max(m_seconds, 1e-3))));
  while (m_seconds / step < 4) step /= 2;
  for (double at = 0; at <= m_seconds * 1.0001; at += step) {
    const double x = left + (right - left) * at / m_seconds;
    painter.fillRect(QRectF(std::round(x), t.px(kRuler), 1, height()), t.colors().chart.grid);
    painter.setPen(t.colors().text.tertiary);
    painter.drawText(QRectF(x + t.px(4), 0, t.px(72), t.px(kRuler)), Qt::AlignVCenter, QString(QString::number(at, 'g', 5) + u" s"));
  }
}

void SimTracks::paintGutter(QPainter& painter, const QRectF& band, const QString& title, const QStringList& notes) const {
  const Theme& t = Theme::current();
  painter.save();
  painter.setClipRect(band);
  QRectF line(t.px(12), band.top() + t.px(8), band.width() - t.px(16), t.px(18));
  painter.setFont(t.ui(12, QFont::DemiBold));
  painter.setPen(t.colors().text.primary);
  painter.drawText(line, Qt::AlignVCenter, title);
  painter.setFont(t.ui(11));
  painter.setPen(t.colors().text.secondary);
  for (const QString& note : notes) {
    line.translate(0, t.px(18));
    painter.drawText(line, Qt::AlignVCenter, note);
  }
  painter.restore();
}

void SimTracks::paintAxis(QPainter& painter, const Area& area, double scale, const QString& unit, const std::vector<double>& taken) const {
  const Theme& t = Theme::current();
  const double step = simAxis(area.top / 1.12).second;
  painter.setFont(t.code(11));
  for (double value = step; value < area.top * 0.999; value += step) {
    const double y = std::round(area.plot.bottom() - value / area.top * area.plot.height());
    painter.fillRect(QRectF(area.plot.left(), y, area.plot.width(), 1), t.colors().chart.grid);
    // A limit's tag takes the place of a number that it would cut.
    if (std::any_of(taken.begin(), taken.end(), [&](double limit) { return std::abs((limit - value) / area.top * area.plot.height()) < t.px(14); })) continue;
    painter.setPen(t.colors().text.tertiary);
    painter.drawText(QRectF(area.plot.right() + t.px(6), y - t.px(8), t.px(kAxis - 6), t.px(16)), Qt::AlignVCenter, QString(QString::number(value * scale, 'g', 4) + unit));
  }
}

void SimTracks::paintInstances(QPainter& painter, const Area& area) const {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const size_t count = m_b.busy.size();
  const qreal dpr = devicePixelRatioF();
  const auto yOf = [&](double value) { return area.plot.bottom() - value / area.top * area.plot.height(); };
  const QBrush starting = startingBrush(dpr);
  QColor idle = c.state.idle;
  idle.setAlphaF(0.6f);
  for (size_t i = 0; i < count; ++i) {
    const double x0 = std::round(xOf(i, count, area.plot)), x1 = std::round(xOf(i + 1, count, area.plot));
    double low = 0;
    const auto bar = [&](double n, const QBrush& brush) {
      if (n <= 0) return;
      painter.fillRect(QRectF(QPointF(x0, std::round(yOf(low + n))), QPointF(x1, std::round(yOf(low)))), brush);
      low += n;
    };
    bar(m_b.busy[i], c.state.busy);
    bar(m_b.idle[i], idle);
    bar(m_b.starting[i], starting);
  }
  const auto living = [](const SimOutcome& o) {
    std::vector<double> all;
    for (size_t i = 0; i < o.busy.size(); ++i) all.push_back(livingAt(o, i));
    return all;
  };
  paintSteps(painter, area, living(m_a), simSidePen(0), true);
  if (m_hasC) paintSteps(painter, area, living(m_c), simSidePen(2), true);
  painter.setFont(t.code(11));
  for (const bool second : {false, true}) {
    const double limit = second ? m_limitB : m_limitA;
    if (limit <= 0 || limit > area.top) continue;
    const double y = std::round(yOf(limit)) + 0.5;
    painter.setPen(QPen(second ? c.chart.simB : c.chart.simA, 1, Qt::DotLine));
    painter.drawLine(QPointF(area.plot.left(), y), QPointF(area.plot.right(), y));
    painter.setPen(second ? c.accent.text : c.text.secondary);
    const QRectF label(area.plot.right() + t.px(6), y - t.px(8), t.px(kAxis - 6), t.px(16));
    painter.drawText(label, Qt::AlignVCenter, QString((second ? u"B "_s : u"A "_s) + QString::number(limit, 'f', 0)));
  }
}

void SimTracks::paintSteps(QPainter& painter, const Area& area, const std::vector<double>& values, QPen pen, bool overFill) const {
  QPolygonF line;
  for (size_t i = 0; i < values.size(); ++i) {
    const double y = std::round(area.plot.bottom() - std::min(values[i], area.top) / area.top * (area.plot.height() - 1)) - 0.5;
    line << QPointF(xOf(i, values.size(), area.plot), y) << QPointF(xOf(i + 1, values.size(), area.plot), y);
  }
  painter.setBrush(Qt::NoBrush);
  painter.setRenderHint(QPainter::Antialiasing);
  if (overFill) {
    // Over the colours of the states only the lightest line, on a dark one, is seen everywhere.
    const Colors& c = Theme::current().colors();
    painter.setPen(QPen(c.surface.panel, pen.widthF() * 2));
    painter.drawPolyline(line);
    pen.setColor(c.text.primary);
  }
  painter.setPen(pen);
  painter.drawPolyline(line);
  painter.setRenderHint(QPainter::Antialiasing, false);
}

void SimTracks::paintQueue(QPainter& painter, const Area& area) const {
  const auto waiting = [](const SimOutcome& o) {
    std::vector<double> all;
    for (size_t i = 0; i < o.waiting.size(); ++i) all.push_back(std::max(o.waiting[i], o.starting[i]));
    return all;
  };
  paintSteps(painter, area, waiting(m_a), simSidePen(0));
  if (m_hasC) paintSteps(painter, area, waiting(m_c), simSidePen(2));
  paintSteps(painter, area, waiting(m_b), simSidePen(1));
  paintMarks(painter, area, m_a, 0);
  paintMarks(painter, area, m_b, 1);
  if (m_hasC) paintMarks(painter, area, m_c, 2);
}

/// Where something was refused; one mark for what lies closer together than a mark is wide.
void SimTracks::paintMarks(QPainter& painter, const Area& area, const SimOutcome& o, size_t side) const {
  const Theme& t = Theme::current();
  const double size = t.px(6);
  double last = -size;
  painter.setRenderHint(QPainter::Antialiasing);
  const double y = area.plot.top() + t.px(3) + static_cast<double>(side) * (size + t.px(2));
  for (size_t i = 0; i < o.refused.size(); ++i) {
    if (o.refused[i] + o.retried[i] <= 0) continue;
    const double x = xOf(i, o.refused.size(), area.plot);
    if (x - last < size) continue;
    last = x;
    painter.setPen(QPen(t.colors().state.throttled, 1));
    if (side == 2) {
      painter.drawLine(QPointF(x, y), QPointF(x + size, y + size));
      painter.drawLine(QPointF(x + size, y), QPointF(x, y + size));
      continue;
    }
    const QPolygonF mark{{x, y}, {x + size, y}, {x + size / 2, y + size}};
    painter.setBrush(side == 1 ? QBrush(Qt::NoBrush) : QBrush(t.colors().state.throttled));
    painter.drawPolygon(mark);
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
}

void SimTracks::paintLatency(QPainter& painter, const Area& area) const {
  paintSteps(painter, area, m_a.p99s, simSidePen(0));
  if (m_hasC) paintSteps(painter, area, m_c.p99s, simSidePen(2));
  paintSteps(painter, area, m_b.p99s, simSidePen(1));
}

bool SimTracks::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || !m_hasA || !m_hasB) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const Theme& t = Theme::current();
  const double part = (help->pos().x() - t.px(kGutter)) / double(width() - t.px(kGutter) - t.px(kAxis));
  const auto i = static_cast<size_t>(part * static_cast<double>(m_b.busy.size()));
  if (part < 0 || i >= m_b.busy.size() || i >= m_a.busy.size()) {
    QToolTip::hideText();
    return true;
  }
  QToolTip::showText(help->globalPos(), tr("At %1 s. A: %2 instances, p99 %3. B: %4 starting, %5 busy, %6 idle, p99 %7")
                                            .arg(QString::number(static_cast<double>(i) * m_b.stepSeconds, 'f', 1), format::count(std::llround(livingAt(m_a, i))), latencyText(m_a.p99s[i]),
                                                 format::count(std::llround(m_b.starting[i])), format::count(std::llround(m_b.busy[i])), format::count(std::llround(m_b.idle[i])), latencyText(m_b.p99s[i])));
  return true;
}

}  // namespace scfdesk

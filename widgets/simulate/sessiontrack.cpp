// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/simulate/sessiontrack.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/simulate/simtracks.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

SessionTrack::SessionTrack(QWidget* parent) : QWidget(parent) {
  setObjectName(u"simulate_session_track"_s);
  setAccessibleName(tr("Timeline of the session"));
  setFocusPolicy(Qt::StrongFocus);
  installPaintedAccessible();
  followTheme(this);
  setSession(nullptr);
}

QSize SessionTrack::sizeHint() const { return {Theme::current().px(600), Theme::current().px(220)}; }

QSize SessionTrack::minimumSizeHint() const { return {Theme::current().px(300), Theme::current().px(140)}; }

void SessionTrack::setSession(const SimSession* session) {
  m_session = session && !session->busy.empty() ? session : nullptr;
  m_playhead = m_session ? m_session->to() : 0;
  if (m_session && m_session->differsAt > 0) m_playhead = m_session->differsUs;
  setAccessibleDescription(paintedValue());
  update();
}

QRectF SessionTrack::plot() const {
  const Theme& t = Theme::current();
  return QRectF(rect()).adjusted(t.px(56), t.px(24), -t.px(16), -t.px(24));
}

double SessionTrack::xOf(TimeUs at) const {
  const QRectF area = plot();
  const double part = static_cast<double>(at - m_session->from) / std::max(1.0, static_cast<double>(m_session->to() - m_session->from));
  return area.left() + std::clamp(part, 0.0, 1.0) * area.width();
}

TableData SessionTrack::table() const {
  TableData data{tr("Timeline of the session"), {tr("Time"), tr("starting"), tr("busy"), tr("idle"), tr("waiting"), tr("refused")}, {}};
  if (!m_session) return data;
  const auto n = [](double value) { return QString::number(value, 'f', 0); };
  for (size_t i = 0; i < m_session->busy.size(); ++i)
    data.rows.append({format::clock(m_session->from + static_cast<TimeUs>(m_session->stepUs * static_cast<double>(i)), 1), n(m_session->starting[i]), n(m_session->busy[i]), n(m_session->idle[i]), n(m_session->waiting[i]), n(m_session->refused[i])});
  return data;
}

QString SessionTrack::paintedValue() const {
  if (!m_session) return tr("No session is open");
  const auto i = std::min(m_session->busy.size() - 1, static_cast<size_t>(std::max<double>(0, static_cast<double>(m_playhead - m_session->from) / m_session->stepUs)));
  return tr("%1: %2 starting, %3 busy, %4 idle, %5 waiting")
      .arg(format::clock(m_playhead, 1), format::count(std::llround(m_session->starting[i])), format::count(std::llround(m_session->busy[i])), format::count(std::llround(m_session->idle[i])),
           format::count(std::llround(m_session->waiting[i])));
}

void SessionTrack::setPlayhead(TimeUs at) {
  if (!m_session) return;
  m_playhead = std::clamp(at, m_session->from, m_session->to());
  setAccessibleDescription(paintedValue());
  update();
  Q_EMIT playheadMoved(m_playhead);
}

void SessionTrack::pointTo(double x) {
  if (!m_session) return;
  const QRectF area = plot();
  setPlayhead(m_session->from + static_cast<TimeUs>((x - area.left()) / area.width() * static_cast<double>(m_session->to() - m_session->from)));
}

void SessionTrack::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) pointTo(event->position().x());
}

void SessionTrack::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) pointTo(event->position().x());
}

void SessionTrack::keyPressEvent(QKeyEvent* event) {
  if (!m_session) return QWidget::keyPressEvent(event);
  switch (event->key()) {
    case Qt::Key_Left: return setPlayhead(m_playhead - static_cast<TimeUs>(m_session->stepUs));
    case Qt::Key_Right: return setPlayhead(m_playhead + static_cast<TimeUs>(m_session->stepUs));
    case Qt::Key_Home: return setPlayhead(m_session->from);
    case Qt::Key_End: return setPlayhead(m_session->to());
    default: QWidget::keyPressEvent(event);
  }
}

void SessionTrack::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  painter.fillRect(rect(), c.surface.panel);
  const QRectF area = plot();
  painter.setFont(t.ui(12));
  painter.setPen(c.text.secondary);
  painter.drawText(QRectF(t.px(12), t.px(2), width(), t.px(18)), Qt::AlignVCenter, tr("Instances by state, waiting as a line, ▼ refused"));
  if (!m_session) return;
  const SimSession& s = *m_session;
  double most = 1;
  for (size_t i = 0; i < s.busy.size(); ++i) most = std::max({most, s.starting[i] + s.busy[i] + s.idle[i], s.waiting[i]});
  const auto [top, step] = simAxis(most);
  const auto yOf = [&, top = top](double value) { return area.bottom() - std::min(value, top) / top * area.height(); };
  painter.setFont(t.code(11));
  for (double v = 0; v < top * 0.999; v += step) {
    const double y = std::round(yOf(v));
    painter.fillRect(QRectF(area.left(), y, area.width(), 1), v == 0 ? c.border.normal : c.chart.grid);
    painter.setPen(c.text.tertiary);
    painter.drawText(QRectF(0, y - t.px(8), area.left() - t.px(8), t.px(16)), Qt::AlignRight | Qt::AlignVCenter, QString::number(v, 'g', 4));
  }
  const QBrush starting = startingBrush(devicePixelRatioF());
  QColor idle = c.state.idle;
  idle.setAlphaF(0.6f);
  QPolygonF waiting;
  const auto count = static_cast<double>(s.busy.size());
  for (size_t i = 0; i < s.busy.size(); ++i) {
    const double x0 = std::round(area.left() + area.width() * static_cast<double>(i) / count), x1 = std::round(area.left() + area.width() * static_cast<double>(i + 1) / count);
    double low = 0;
    const auto bar = [&](double n, const QBrush& brush) {
      if (n <= 0) return;
      painter.fillRect(QRectF(QPointF(x0, std::round(yOf(low + n))), QPointF(std::max(x1, x0 + 1), std::round(yOf(low)))), brush);
      low += n;
    };
    bar(s.busy[i], c.state.busy);
    bar(s.idle[i], idle);
    bar(s.starting[i], starting);
    waiting << QPointF(x0, yOf(s.waiting[i])) << QPointF(x1, yOf(s.waiting[i]));
  }
  painter.setPen(QPen(c.state.queued, 1.4));
  painter.drawPolyline(waiting);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(c.state.throttled);
  const double size = t.px(6);
  double last = -size;
  for (size_t i = 0; i < s.refused.size(); ++i) {
    const double x = area.left() + area.width() * (static_cast<double>(i) + 0.5) / count;
    if (s.refused[i] <= 0 || x - last < size) continue;
    last = x;
    painter.drawPolygon(QPolygonF{{x - size / 2, area.top()}, {x + size / 2, area.top()}, {x, area.top() + size}});
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setFont(t.code(11));
  for (int i = 0; i <= 4; ++i) {
    const TimeUs at = s.from + (s.to() - s.from) * i / 4;
    painter.setPen(c.text.tertiary);
    // The last one ends where the plot does.
    const QRectF place(xOf(at) - (i == 4 ? t.px(120) : t.px(60)), area.bottom() + t.px(4), t.px(120), t.px(16));
    painter.drawText(place, i == 4 ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignCenter, format::clock(at, 1));
  }
  if (s.differsAt > 0) {
    const double x = std::round(xOf(s.differsUs)) + 0.5;
    painter.setPen(QPen(c.semantic.error, 1, Qt::DashLine));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
  }
  painter.setPen(QPen(c.chart.cursor, 1));
  const double x = std::round(xOf(m_playhead)) + 0.5;
  painter.drawLine(QPointF(x, area.top() - t.px(4)), QPointF(x, area.bottom()));
  if (hasFocus()) bevel::focusFrame(painter, rect(), 0);
}

}  // namespace scfdesk

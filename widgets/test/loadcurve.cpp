// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/loadcurve.h"
#include "widgets/controls/numberformat.h"
#include "widgets/test/repeatpicture.h"
#include "widgets/theme/theme.h"
#include <QAccessibleWidget>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr double kLeastBucketSeconds = 0.5;
constexpr int kBuckets = 60;
constexpr int kCaptionPx = 16;
constexpr double kNotable = 1.05;  // over the peak that was asked for

QAccessibleInterface* chartOf(const QString& className, QObject* object) {
  if (className != QLatin1String("scfdesk::LoadCurve") || !object || !object->isWidgetType()) return nullptr;
  return new QAccessibleWidget(static_cast<QWidget*>(object), QAccessible::Chart);
}

/// Top edge of a shape over rect, one point a pixel.
QPolygonF outline(const QRectF& rect, const LoadSpec& spec) {
  QPolygonF line;
  const int columns = std::max(2, int(rect.width()));
  for (int i = 0; i <= columns; ++i) {
    const double x = double(i) / columns;
    line << QPointF(rect.left() + x * rect.width(), rect.bottom() - loadRate(spec, x) * rect.height());
  }
  return line;
}

QPolygonF closed(QPolygonF line, const QRectF& rect) {
  line << QPointF(line.last().x(), rect.bottom()) << QPointF(line.first().x(), rect.bottom());
  return line;
}

double bucketSeconds(const LoadSpec& spec) { return std::max(kLeastBucketSeconds, loadDurationSeconds(spec) / kBuckets); }

}  // namespace

void paintLoadShape(QPainter& painter, const QRectF& rect, const LoadSpec& spec) {
  const QColor color = Theme::current().colors().state.busy;
  QColor fill = color;
  fill.setAlphaF(0.28F);
  const QRectF inner = rect.adjusted(1, 2, -1, -1);
  const QPolygonF line = outline(inner, spec);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(fill);
  painter.drawPolygon(closed(line, inner));
  painter.setPen(QPen(color, 1.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawPolyline(line);
  painter.restore();
}

LoadCurve::LoadCurve(QWidget* parent) : QWidget(parent) {
  [[maybe_unused]] static const bool installed = (QAccessible::installFactory(chartOf), true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::current(), &Theme::changed, this, [this] {
    updateGeometry();
    update();
  });
}

void LoadCurve::setProgress(const LoadProgress& progress, TimeUs now) {
  if (progress.run != m_progress.run) m_samples.clear();
  m_progress = progress;
  const TimeUs end = progress.endedAt ? progress.endedAt : now;
  m_elapsed = std::max(0.0, double(end - progress.startedAt) / 1e6);
  const double bucket = bucketSeconds(progress.spec);
  if (m_samples.empty() || m_elapsed - m_samples.back().seconds >= bucket || m_samples.back().sent != progress.sent) {
    if (m_samples.size() > 1 && m_elapsed - m_samples[m_samples.size() - 2].seconds < bucket) m_samples.pop_back();
    m_samples.push_back({m_elapsed, progress.sent});
  }
  describe();
  update();
}

void LoadCurve::describe() {
  const LoadSpec& spec = m_progress.spec;
  if (spec.repeats()) {
    setAccessibleName(tr("Events of the run"));
    setAccessibleDescription(tr("%1 of %2 events sent in %3, one every %4")
                                 .arg(format::count(m_progress.sent), format::count(spec.count), format::seconds(std::round(m_elapsed * 10) / 10),
                                      format::seconds(spec.everySeconds)));
    return;
  }
  setAccessibleName(tr("Rate of the load run"));
  setAccessibleDescription(tr("%1 of %2 events sent in %3, peak %4 per second")
                               .arg(format::count(m_progress.sent), format::count(spec.count), format::seconds(std::round(m_elapsed * 10) / 10),
                                    QString::number(spec.peakPerSecond, 'g', 4)));
}

TableData LoadCurve::table() const {
  TableData data{accessibleName(), {tr("Seconds"), tr("Events sent"), tr("Asked for, a second")}, {}};
  const double length = loadDurationSeconds(m_progress.spec);
  for (const Sample& s : m_samples) {
    const double asked = m_progress.spec.repeats() || length <= 0 ? 0 : m_progress.spec.peakPerSecond * loadRate(m_progress.spec, s.seconds / length);
    data.rows.append({QString::number(s.seconds, 'f', 2), QString::number(s.sent), s.seconds > length ? QString() : QString::number(asked, 'f', 1)});
  }
  return data;
}

QSize LoadCurve::sizeHint() const { return {Theme::current().px(240), Theme::current().px(96)}; }
QSize LoadCurve::minimumSizeHint() const { return {Theme::current().px(80), Theme::current().px(96)}; }

double LoadCurve::highestRate() const {
  double highest = 0, before = 0;
  int count = 0;
  for (const Sample& s : m_samples) {
    if (s.seconds - before < 1e-3) continue;
    highest = std::max(highest, (s.sent - count) / (s.seconds - before));
    before = s.seconds;
    count = s.sent;
  }
  return m_samples.size() > 1 ? highest : 0;
}

void LoadCurve::paintCurve(QPainter& painter, const QRectF& plot, double span) const {
  const Colors& c = Theme::current().colors();
  const double length = loadDurationSeconds(m_progress.spec);
  // After a stall more is sent in a moment than was asked for: the scale holds that too.
  const double top = std::max(m_progress.spec.peakPerSecond, highestRate());
  const double tall = (plot.height() - 4) * m_progress.spec.peakPerSecond / std::max(top, 1e-9);
  const QRectF asked(plot.left(), plot.bottom() - tall, plot.width() * length / span, tall);
  // What was sent: the rate between two samples, as steps.
  QPolygonF sent;
  double before = 0;
  int count = 0;
  const double perPixel = asked.height() / std::max(m_progress.spec.peakPerSecond, 1e-9);
  for (const Sample& s : m_samples) {
    if (s.seconds - before < 1e-3) continue;
    const double rate = (s.sent - count) / (s.seconds - before);
    const double y = std::max(plot.top(), asked.bottom() - rate * perPixel);
    sent << QPointF(plot.left() + before / span * plot.width(), y) << QPointF(plot.left() + s.seconds / span * plot.width(), y);
    before = s.seconds;
    count = s.sent;
  }
  painter.setRenderHint(QPainter::Antialiasing);
  // Of a run that was over before anybody looked only the sum is known, not its course.
  if (m_samples.size() > 1 && !sent.isEmpty()) {
    QColor fill = c.state.busy;
    fill.setAlphaF(0.28F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(closed(sent, plot));
    painter.setPen(QPen(c.state.busy, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(sent);
  }
  painter.setPen(QPen(c.chart.limit, 1, Qt::DashLine));
  painter.drawPolyline(outline(asked, m_progress.spec));
  painter.setRenderHint(QPainter::Antialiasing, false);
}

void LoadCurve::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const LoadSpec& spec = m_progress.spec;
  const double length = loadDurationSeconds(spec);
  if (length <= 0 && !spec.repeats()) return;
  QPainter painter(this);
  const QRectF plot(0, theme.px(2), width() - 1, height() - theme.px(kCaptionPx + 4) - theme.px(2));
  painter.fillRect(plot, c.surface.track);
  const double span = std::max(length, m_elapsed);
  QString note;
  if (spec.repeats()) {
    const double tall = theme.px(28);
    paintRepeat(painter, QRectF(plot.left(), plot.bottom() - tall, plot.width(), tall), spec, m_progress.sent, span);
    note = tr("every %1").arg(format::seconds(spec.everySeconds));
    const double next = spec.everySeconds * m_progress.sent - m_elapsed;
    if (m_progress.endedAt == 0 && m_progress.sent < spec.count && next > 0)
      note = tr("%1 · next in %2").arg(note, format::seconds(std::ceil(next * 10) / 10));
  } else {
    paintCurve(painter, plot, span);
    note = tr("peak %1 / s").arg(QString::number(spec.peakPerSecond, 'g', 4));
    if (const double highest = highestRate(); highest > spec.peakPerSecond * kNotable) note += u" · "_s + tr("sent up to %1 / s").arg(format::count(std::llround(highest)));
  }
  QPen axis(c.border.normal, 1);
  axis.setCosmetic(true);
  painter.setPen(axis);
  painter.drawLine(QPointF(plot.left(), plot.bottom()), QPointF(plot.right(), plot.bottom()));

  painter.setFont(theme.code(11));
  painter.setPen(c.chart.axis);
  const QRectF captions(0, plot.bottom() + theme.px(3), width(), theme.px(kCaptionPx));
  painter.drawText(captions, Qt::AlignLeft | Qt::AlignVCenter, u"0 s"_s);
  painter.drawText(captions, Qt::AlignRight | Qt::AlignVCenter, format::seconds(std::round(span * 10) / 10));
  painter.drawText(QRectF(plot.left() + theme.px(6), plot.top() + theme.px(4), plot.width(), theme.px(kCaptionPx)), Qt::AlignLeft | Qt::AlignTop, note);
}

}  // namespace scfdesk

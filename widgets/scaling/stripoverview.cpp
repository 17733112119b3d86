// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/stripoverview.h"
#include "models/secondshistory.h"
#include "models/series.h"
#include "models/timeline.h"
#include "models/timestate.h"
#include "widgets/controls/numberformat.h"
#include "widgets/scaling/timekeys.h"
#include "widgets/theme/surface.h"
#include "widgets/theme/theme.h"
#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kRefreshMs = 500;
constexpr int kFoot = 44;      // token pixels from the top: where the area stands
constexpr int kTall = 29;      // height of the busiest moment
constexpr int kLeastBusy = 4;  // one busy instance does not fill the strip
constexpr TimeUs kMinute = 60'000'000;
}  // namespace

StripOverview::StripOverview(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  installPaintedAccessible();
  setObjectName(u"strip_overview"_s);
  setAccessibleName(tr("Time"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  m_timer.setInterval(kRefreshMs);
  connect(&m_timer, &QTimer::timeout, this, &StripOverview::refresh);
  TimeState& time = hub.time();
  const auto over = [this] { update(); };
  connect(&time, &TimeState::cursorChanged, this, over);
  connect(&time, &TimeState::viewChanged, this, [this] {
    if (isVisible()) refresh();  // another overview
    update();
  });
  connect(&hub.seconds(), &SecondsHistory::changed, this, [this] {
    if (isVisible()) refresh();
  });
  connect(&time, &TimeState::modeChanged, this, over);
  connect(&time, &TimeState::rangeChanged, this, over);
  connect(&hub, &ModelHub::statusChanged, this, over);
  connect(&hub, &ModelHub::firstDelta, this, &StripOverview::refresh);  // not half a second later
  connect(&Theme::current(), &Theme::changed, this, [this] {
    m_valid = false;
    update();
  });
}

bool StripOverview::empty() const {
  // Without a now there is no axis either: the first ticks would stand in 1970.
  return m_scale.end() <= m_hub.time().overviewSpan() || (m_hub.timeline().steps(0).empty() && m_hub.series().finished(0).empty() && m_hub.seconds().rows(0).empty());
}

QString StripOverview::paintedValue() const {
  return spokenTime(m_hub);
}

void StripOverview::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_timer.start();
  refresh();
}

void StripOverview::hideEvent(QHideEvent* event) {
  m_timer.stop();
  QWidget::hideEvent(event);
}

void StripOverview::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refresh();
}

void StripOverview::refresh() {
  const TimeScale scale = TimeScale::of(m_hub.time().now(), m_hub.time().overviewSpan(), 0, width(), devicePixelRatioF());
  const TimeUs detail = m_hub.timeline().detailBegin(), now = m_hub.time().now();
  if (isVisible() && m_hub.time().overviewSpan() > Timeline::kDetail && now > 0) m_hub.seconds().want(0, scale.begin(), detail > 0 ? detail : now, now);
  const uint64_t revision = m_hub.timeline().revision() * 1'000'003 + m_hub.series().revision() + (m_hub.seconds().revision() << 48);
  if (scale == m_scale && revision == m_seen) return;
  m_scale = scale;
  m_seen = revision;
  m_valid = false;
  update();
}

void StripOverview::render() {
  const Colors& c = Theme::current().colors();
  const double dpr = devicePixelRatioF();
  if (m_picture.size() != size() * dpr) {
    m_picture = QPixmap(size() * dpr);
    m_picture.setDevicePixelRatio(dpr);
  }
  m_valid = true;
  ++m_renders;
  QPainter p(&m_picture);
  p.fillRect(rect(), c.surface.rail);
  if (!empty()) {
    paintTicks(p);
    paintActivity(p);
    paintMarks(p);
    return;
  }
  const Theme& t = Theme::current();
  p.fillRect(QRect(0, t.px(kFoot), width(), 1), c.border.hairline);
  p.setFont(t.ui(11, QFont::Medium));
  p.setPen(c.text.tertiary);
  p.drawText(rect().adjusted(0, 0, -t.px(12), 0), Qt::AlignVCenter | Qt::AlignRight,
             tr("Everything that happens is recorded here. Drag to go back."));
}

void StripOverview::paintTicks(QPainter& p) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const RulerSteps steps = rulerSteps(m_scale, t.px(120));
  const double perMinute = static_cast<double>(kMinute) / static_cast<double>(m_scale.usPerColumn) / m_scale.dpr;
  // Of a quarter of an hour each minute has its mark, and each third one its time.
  const bool minutes = perMinute >= t.px(4);
  const TimeUs minor = minutes ? kMinute : steps.minor;
  const TimeUs major = minutes && perMinute * 3 >= t.px(120) ? 3 * kMinute : steps.major;
  p.setFont(t.code(11));
  p.setPen(c.text.tertiary);
  const QRectF brush = brushRect();
  const auto crossed = [&](int x) {
    const auto over = [&](double edge) { return edge > x && edge < x + t.px(44); };
    return over(brush.left()) || over(brush.right());
  };
  for (TimeUs at = (m_scale.begin() / minor + 1) * minor; at < m_scale.end(); at += minor) {
    const int x = m_scale.pixel(at);
    const bool labelled = at % major == 0;
    p.fillRect(QRect(x, 0, 1, labelled ? height() : t.px(4)), c.border.hairline);
    // The frame of what is looked at would cross a time out.
    if (labelled && x + t.px(44) < width() && !crossed(x)) p.drawText(QPoint(x + t.px(4), t.px(11)), format::clock(at, 0).left(5));
  }
}

TimeUs StripOverview::firstKnown() const {
  TimeUs first = m_hub.time().now();
  const auto earlier = [&first](TimeUs at) {
    if (at > 0) first = std::min(first, at);
  };
  if (const auto& steps = m_hub.timeline().steps(0); !steps.empty()) earlier(steps.front().at);
  if (const auto& finished = m_hub.series().finished(0); !finished.empty()) earlier(finished.front().at);
  if (const auto& seconds = m_hub.seconds().rows(0); !seconds.empty()) earlier(seconds.front().second * 1'000'000);
  return first;
}

void StripOverview::paintActivity(QPainter& p) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  m_columns.update(m_hub.timeline(), 0, m_scale, m_hub.time().now());
  m_seconds.update(m_hub.seconds(), 0, m_scale, m_hub.timeline().detailBegin());
  std::vector<int> busy;
  busy.reserve(m_columns.values().size());
  for (const CountStep& s : m_columns.values()) busy.push_back(s.busy);
  for (size_t i = 0, n = std::min(m_seconds.before(m_hub.timeline().detailBegin()), busy.size()); i < n; ++i) busy[i] = m_seconds.values()[i].busy;
  int most = kLeastBusy;
  for (const int n : busy) most = std::max(most, n);
  QPainterPath line;
  const double w = 1 / m_scale.dpr, foot = t.px(kFoot), tall = t.px(kTall);
  // Before the first thing that is known nothing was measured: no line says 0 there.
  const double from = std::clamp(std::floor(m_scale.x(firstKnown()) * m_scale.dpr), 0.0, static_cast<double>(busy.size() - 1));
  const auto first = static_cast<size_t>(from);
  double x = from * w;
  line.moveTo(x, foot - busy[first] * tall / most);
  for (size_t i = first; i < busy.size(); ++i, x += w) line.lineTo(x, foot - busy[i] * tall / most);
  QPainterPath area = line;
  area.lineTo(x, foot);
  area.lineTo(from * w, foot);
  p.setRenderHint(QPainter::Antialiasing);
  QColor fill = c.state.busy;
  fill.setAlphaF(0.34F);
  p.fillPath(area, fill);
  p.setPen(QPen(c.state.busy, 1.25));
  p.setBrush(Qt::NoBrush);
  p.drawPath(line);
  p.setRenderHint(QPainter::Antialiasing, false);
}

void StripOverview::paintMarks(QPainter& p) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const TimeUs begin = m_scale.begin();
  const auto& finished = m_hub.series().finished(0);
  const double apart = t.px(5);
  double lastFailure = -1e9;
  int lastCold = -1;
  p.setRenderHint(QPainter::Antialiasing);
  p.setPen(Qt::NoPen);
  const auto mark = [&](double x) {
    if (x - lastFailure < apart) return;
    lastFailure = x;
    const double top = t.px(12), half = t.px(7) / 2.0;
    p.setBrush(c.state.failed);
    p.drawPolygon(QPolygonF({QPointF(x - half, top), QPointF(x + half, top), QPointF(x, top + t.px(5))}));
  };
  const auto cold = [&](double at) {
    const int x = static_cast<int>(at);
    if (x <= lastCold + 1) return;
    lastCold = x;
    p.fillRect(QRect(x, t.px(kFoot), 2, height() - t.px(kFoot) - 1), c.state.starting);
  };
  const TimeUs detail = std::max(m_hub.timeline().detailBegin(), m_hub.series().finishedBegin(0));
  for (size_t i = 0, n = m_seconds.before(detail); i < n; ++i) {
    const SecondColumns::Column& column = m_seconds.values()[i];
    if (column.failed + column.throttled > 0) mark(static_cast<double>(i) / m_scale.dpr);
    if (column.cold > 0) cold(static_cast<double>(i) / m_scale.dpr);
  }
  const auto& throttles = m_hub.series().throttles(0);
  auto throttle = std::partition_point(throttles.begin(), throttles.end(), [begin](const Throttle& x) { return x.at < begin; });
  for (auto it = std::partition_point(finished.begin(), finished.end(), [begin](const Finished& f) { return f.at < begin; });
       it != finished.end(); ++it) {
    for (; throttle != throttles.end() && throttle->at <= it->at; ++throttle) mark(m_scale.x(throttle->at));
    if (it->code != status::kSuccess) mark(m_scale.x(it->at));
    if (it->cold) cold(m_scale.x(it->at));
  }
  for (; throttle != throttles.end(); ++throttle) mark(m_scale.x(throttle->at));
  p.setRenderHint(QPainter::Antialiasing, false);
}

QRectF StripOverview::brushRect() const {
  const TimeState& time = m_hub.time();
  const double left = std::max(0.0, m_scale.x(time.viewBegin()));
  const double right = time.live() ? width() - 1.0 : std::min(width() - 1.0, m_scale.x(time.viewEnd()));
  return {left, 0, std::max(6.0, right - left), static_cast<double>(height())};
}

void StripOverview::paintBrush(QPainter& p) {
  const Theme& t = Theme::current();
  const Colors& c = t.colors();
  const bool live = m_hub.time().live();
  const QColor edge = live ? c.text.tertiary : c.chart.cursor;
  const QRectF brush = brushRect();
  QColor fill = c.text.primary;
  fill.setAlphaF(0.05F);
  p.setRenderHint(QPainter::Antialiasing);
  p.setBrush(fill);
  p.setPen(QPen(edge, 1));
  p.drawRoundedRect(brush.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
  p.setPen(Qt::NoPen);
  p.setBrush(edge);
  const double grip = t.px(16), top = (height() - grip) / 2;
  p.drawRoundedRect(QRectF(brush.left() - 1, top, 4, grip), 2, 2);
  if (!live) p.drawRoundedRect(QRectF(brush.right() - 3, top, 4, grip), 2, 2);
  if (live) {
    p.fillRect(QRectF(width() - 2, 0, 2, height()), m_hub.status().connected ? c.semantic.success : c.text.tertiary);
    return;
  }
  const double x = m_scale.pixel(m_hub.time().cursor());
  p.fillRect(QRectF(x, 0, 1, height()), c.chart.cursor);
  const double half = t.px(11) / 2.0, head = t.px(5);
  p.drawPolygon(QPolygonF({QPointF(x + 0.5 - half, 0), QPointF(x + 0.5 + half, 0), QPointF(x + 0.5 + half, head),
                           QPointF(x + 0.5, head * 2), QPointF(x + 0.5 - half, head)}));
}

void StripOverview::paintRange(QPainter& p) const {
  const TimeState& time = m_hub.time();
  const Colors& c = Theme::current().colors();
  if (time.marked()) p.fillRect(QRectF(std::floor(m_scale.x(*time.marked())), 0, 1, height()), c.accent.text);
  if (!time.hasRange()) return;
  const QRectF band(m_scale.x(time.rangeBegin()), 0, std::max(1.0, m_scale.x(time.rangeEnd()) - m_scale.x(time.rangeBegin())), height());
  QColor fill = c.accent.base;
  fill.setAlphaF(0.2F);
  p.fillRect(band, fill);
  p.fillRect(QRectF(std::floor(band.left()), 0, 1, height()), c.accent.text);
  p.fillRect(QRectF(std::floor(band.right()), 0, 1, height()), c.accent.text);
}

void StripOverview::paintEvent(QPaintEvent*) {
  if (!m_valid) render();
  QPainter p(this);
  p.drawPixmap(0, 0, m_picture);
  if (empty()) {
    const Colors& c = Theme::current().colors();
    p.fillRect(QRect(width() - 2, 0, 2, height()), m_hub.status().connected ? c.semantic.success : c.text.tertiary);
  } else {
    paintRange(p);
    paintBrush(p);
  }
  if (hasFocus()) bevel::focusFrame(p, rect(), 0);
}

}  // namespace scfdesk

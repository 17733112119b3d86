// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/instancesgraph.h"
#include "models/functionmodel.h"
#include "models/queryfilter.h"
#include "models/timestate.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/scaling/matchingruns.h"
#include "widgets/theme/followtheme.h"
#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <array>
#include <cmath>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kTickMs = 250;
constexpr int kReducedTickMs = 1000;
constexpr TimeUs kSecondUs = 1'000'000;
constexpr TimeUs kLabelEvery = 180 * kSecondUs;

int startingOf(const CountStep& s) { return s.starting + s.init; }

}  // namespace

std::pair<int, int> axisFor(int maximum, int lines) {
  maximum = std::max(maximum, 1);
  for (int64_t unit = 1;; unit *= 10) {
    for (const int64_t step : {unit, 2 * unit, 5 * unit}) {
      const int64_t needed = (maximum + step - 1) / step;
      // One free line above the highest point keeps it off the edge.
      if (needed + 1 <= lines) return {static_cast<int>((needed + 1) * step), static_cast<int>(step)};
    }
  }
}

InstancesGraph::InstancesGraph(ModelHub& hub, QWidget* parent) : QWidget(parent), m_hub(hub) {
  setObjectName(u"functions_graph"_s);
  setAccessibleName(tr("Instances, all functions"));
  setFocusPolicy(Qt::TabFocus);
  connect(&m_ticker, &QTimer::timeout, this, &InstancesGraph::onTick);
  connect(&hub.time(), &TimeState::cursorChanged, this, qOverload<>(&QWidget::update));
  connect(&hub.query(), &QueryFilter::changed, this, [this] {
    m_revision = ~0ULL;
    if (isVisible()) onTick();
  });
  followTheme(this);
}

QSize InstancesGraph::minimumSizeHint() const { return {Theme::current().px(320), Theme::current().px(120)}; }

void InstancesGraph::showEvent(QShowEvent*) {
  onTick();
  m_ticker.start(Theme::current().reducedMotion() ? kReducedTickMs : kTickMs);
}
void InstancesGraph::hideEvent(QHideEvent*) { m_ticker.stop(); }

void InstancesGraph::onTick() {
  const TimeUs now = m_hub.time().now();
  const uint64_t revision = m_hub.timeline().revision();
  const bool moved = now / kSecondUs != m_painted / kSecondUs;
  if (!moved && revision == m_revision) return;
  const bool wasEmpty = m_revision == revision && highest() == 0;
  gather();
  m_painted = now;
  m_revision = revision;
  if (wasEmpty && highest() == 0 && now / kLabelEvery == (now - kSecondUs) / kLabelEvery) return;
  update();
  const CountStep counts = stepsFrom(now).back();
  if (!m_hub.backend().capabilities().instances) return setAccessibleDescription(tr("Instances are not told by this connection."));
  setAccessibleDescription(tr("%1 now: %2 starting, %3 busy, %4 idle, %5 frozen")
                               .arg(counts.living()).arg(startingOf(counts)).arg(counts.busy).arg(counts.idle).arg(counts.frozen));
}

std::vector<CountStep> InstancesGraph::stepsFrom(TimeUs from) const {
  const QueryFilter& query = m_hub.query();
  const FunctionModel& functions = m_hub.functions();
  std::vector<FunctionId> concerned;
  bool all = true;
  for (int row = 0; row < functions.rowCount(); ++row) {
    const FunctionInfo* info = functions.infoAt(row);
    if (info && query.concerns(info->id)) concerned.push_back(info->id);
    else all = false;
  }
  if (all) concerned = {0};
  std::vector<CountStep> merged;
  for (const FunctionId id : concerned) {
    const auto& steps = m_hub.timeline().steps(id);
    const auto next = std::partition_point(steps.begin(), steps.end(), [from](const CountStep& s) { return s.at <= from; });
    std::vector<CountStep> own;
    own.reserve(static_cast<size_t>(steps.end() - next) + 1);
    own.push_back(next == steps.begin() ? CountStep{} : *std::prev(next));
    own.front().at = from;
    for (auto step = next; step != steps.end(); ++step) own.push_back(*step);
    if (merged.empty()) {
      merged = std::move(own);
      continue;
    }
    // Two courses as one: at each change of either, what is in force of both.
    std::vector<CountStep> sum;
    sum.reserve(merged.size() + own.size());
    for (size_t a = 0, b = 0; a < merged.size() || b < own.size();) {
      const TimeUs at = std::min(a < merged.size() ? merged[a].at : own[b].at, b < own.size() ? own[b].at : merged[a].at);
      while (a < merged.size() && merged[a].at <= at) ++a;
      while (b < own.size() && own[b].at <= at) ++b;
      const CountStep x = merged[a - 1], y = own[b - 1];
      sum.push_back({at, x.starting + y.starting, x.init + y.init, x.busy + y.busy, x.idle + y.idle, x.frozen + y.frozen});
    }
    merged = std::move(sum);
  }
  if (merged.empty()) merged.push_back({from});
  return merged;
}

void InstancesGraph::gather() {
  const QueryFilter& query = m_hub.query();
  const TimeUs now = m_hub.time().now();
  const TimeUs first = (now - Timeline::kDetail) / kColumn * kColumn;
  // What ran for long is found by a query when it ends, in columns of long before.
  if (std::exchange(m_query, query.revision()) != query.revision() || query.dividesRuns()) m_columns.clear();
  while (!m_columns.empty() && m_columns.front().begin < first) m_columns.pop_front();
  // The last two may still have changed: a batch tells of times up to now.
  for (int i = 0; i < 2 && !m_columns.empty(); ++i) m_columns.pop_back();
  const TimeUs from = m_columns.empty() ? first : m_columns.back().begin + kColumn;
  const std::vector<CountStep> steps = stepsFrom(from);
  auto it = steps.begin() + 1;
  CountStep inForce = steps.front();
  for (TimeUs begin = from; begin < now; begin += kColumn) {
    Column column;
    column.begin = begin;
    column.most = inForce.living();
    const TimeUs end = std::min(begin + kColumn, now);
    TimeUs at = begin;
    const auto hold = [&](TimeUs until) {
      const double part = static_cast<double>(until - at) / static_cast<double>(end - begin);
      column.starting += part * startingOf(inForce);
      column.busy += part * inForce.busy;
      column.idle += part * inForce.idle;
      column.frozen += part * inForce.frozen;
      at = until;
    };
    for (; it != steps.end() && it->at <= end; ++it) {
      hold(std::max(at, it->at));
      inForce = *it;
      column.most = std::max(column.most, inForce.living());
    }
    hold(end);
    m_columns.push_back(column);
  }
  if (!query.dividesRuns()) return;
  const std::vector<double> matching = matchingruns::mean(query.series().finished(0), first, kColumn, m_columns.size());
  for (size_t i = 0; i < m_columns.size(); ++i) {
    Column& c = m_columns[i];
    c.others = std::max(0.0, c.busy - matching[i]);
    c.busy -= c.others;
  }
}

double InstancesGraph::peak() const {
  double most = 0;
  for (const Column& c : m_columns) most = std::max(most, c.living());
  return most;
}

int InstancesGraph::highest() const { return static_cast<int>(std::ceil(peak() - 1e-9)); }

TableData InstancesGraph::table() const {
  const bool divided = m_hub.query().dividesRuns();
  TableData data{tr("Instances of all functions"), {tr("Time"), stateText(InstanceState::Starting), stateText(InstanceState::Busy), stateText(InstanceState::Idle), stateText(InstanceState::Frozen), tr("most at once")}, {}};
  if (divided) data.columns << tr("busy, not found by the filter");
  for (const Column& c : m_columns) {
    const auto mean = [](double value) { return QString::number(value, 'f', 2); };
    data.rows.append({format::clock(c.begin, 0), mean(c.starting), mean(c.busy), mean(c.idle), mean(c.frozen), QString::number(c.most)});
    if (divided) data.rows.last() << mean(c.others);
  }
  return data;
}

QRect InstancesGraph::plot() const {
  const Theme& theme = Theme::current();
  return rect().adjusted(theme.px(44), theme.px(10), -theme.px(12), -theme.px(24));
}

double InstancesGraph::xOf(TimeUs t, const QRect& plot) const {
  const TimeUs end = m_hub.time().now();
  return plot.right() + 1 - static_cast<double>(end - t) / static_cast<double>(Timeline::kDetail) * plot.width();
}

void InstancesGraph::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  painter.fillRect(rect(), theme.colors().surface.panel);
  const QRect area = plot();
  if (area.width() < 10 || area.height() < 10) return;
  const int most = highest();
  const int top = axisFor(most, 5).first;
  paintAxes(painter, area, top);
  if (most == 0) {
    painter.setFont(theme.ui(12));
    painter.setPen(theme.colors().text.tertiary);
    painter.drawText(area, Qt::AlignCenter, m_hub.backend().capabilities().instances ? tr("No instance in this window.") : tr("Instances are not told by this connection."));
  } else {
    painter.save();
    painter.setClipRect(area);
    paintStack(painter, area, top);
    painter.restore();
  }
  if (!m_hub.time().live()) {
    const double x = xOf(m_hub.time().cursor(), area);
    if (x >= area.left()) painter.fillRect(QRectF(std::floor(x), area.top(), 1, area.height()), theme.colors().chart.cursor);
  }
}

void InstancesGraph::paintAxes(QPainter& painter, const QRect& area, int top) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  painter.setFont(theme.code(11));
  const int step = axisFor(highest(), 5).second;
  const int last = highest() == 0 ? 0 : top;  // nothing to read off an empty graph
  for (int v = 0; v <= last; v += step) {
    const int y = area.bottom() + 1 - qRound(double(v) / top * area.height());
    QPen pen(v == 0 ? c.border.normal : c.chart.grid, 0);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.drawLine(QPointF(area.left(), y + 0.5), QPointF(area.right() + 1, y + 0.5));
    painter.setPen(c.text.tertiary);
    painter.drawText(QRect(0, y - theme.px(8), area.left() - theme.px(8), theme.px(16)), Qt::AlignRight | Qt::AlignVCenter, format::count(v));
  }
  const TimeUs now = m_hub.time().now(), begin = now - Timeline::kDetail;
  const int half = theme.px(24);
  for (TimeUs t = (begin / kLabelEvery + 1) * kLabelEvery; t <= now; t += kLabelEvery) {
    const int x = qRound(xOf(t, area));
    const QRect label(std::clamp(x - half, area.left(), area.right() - 2 * half), area.bottom() + theme.px(4), 2 * half, theme.px(16));
    painter.drawText(label, Qt::AlignCenter, format::clock(t, 0).left(5));
  }
}

void InstancesGraph::paintStack(QPainter& painter, const QRect& area, int top) const {
  const Colors& c = Theme::current().colors();
  struct Layer {
    double Column::*count;
    QBrush brush;
    double opacity;
  };
  const qreal dpr = devicePixelRatioF();
  const std::array layers{Layer{&Column::busy, c.state.busy, 0.92}, Layer{&Column::others, c.state.busy, 0.3}, Layer{&Column::idle, c.state.idle, 0.6},
                          Layer{&Column::frozen, frozenBrush(dpr), 1}, Layer{&Column::starting, startingBrush(dpr), 1}};
  // The two ends are drawn out to the edges of the plot.
  std::vector<Column> columns(m_columns.begin(), m_columns.end());
  std::vector<double> x;
  for (const Column& column : columns) x.push_back(xOf(column.begin + kColumn / 2, area));
  if (!x.empty()) {
    x.insert(x.begin(), std::min<double>(x.front(), area.left()));
    columns.insert(columns.begin(), columns.front());
    x.push_back(area.right() + 1);
    columns.push_back(columns.back());
  }
  std::vector<double> low(columns.size(), area.bottom() + 1);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  for (const Layer& layer : layers) {
    std::vector<double> high = low;
    bool any = false;
    for (size_t i = 0; i < high.size(); ++i) {
      const double n = columns[i].*layer.count;
      any = any || n > 0;
      high[i] -= n / top * area.height();
    }
    if (!any) continue;
    QPolygonF shape;
    shape.reserve(static_cast<qsizetype>(2 * high.size()));
    for (size_t i = 0; i < high.size(); ++i) shape << QPointF(x[i], high[i]);
    for (size_t i = high.size(); i-- > 0;) shape << QPointF(x[i], low[i]);
    painter.setOpacity(layer.opacity);
    painter.setBrush(layer.brush);
    painter.drawPolygon(shape);
    low = std::move(high);
  }
  painter.setOpacity(1);
}

const InstancesGraph::Column* InstancesGraph::columnAt(int x) const {
  const QRect area = plot();
  if (m_columns.empty() || x < area.left() || x > area.right()) return nullptr;
  const double part = double(area.right() + 1 - x) / area.width();
  const TimeUs t = m_hub.time().now() - static_cast<TimeUs>(part * Timeline::kDetail);
  const auto it = std::partition_point(m_columns.begin(), m_columns.end(), [t](const Column& c) { return c.begin + kColumn <= t; });
  return it == m_columns.end() ? nullptr : &*it;
}

bool InstancesGraph::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  if (const Column* c = columnAt(help->pos().x()))
    QToolTip::showText(help->globalPos(), tr("%1, mean of 5 s: starting %2, busy %3, idle %4, frozen %5. Most at once: %6")
                                              .arg(format::clock(c->begin, 0), QString::number(c->starting, 'f', 1), QString::number(c->busy, 'f', 1),
                                                   QString::number(c->idle, 'f', 1), QString::number(c->frozen, 'f', 1), format::count(c->most)));
  else QToolTip::hideText();
  return true;
}

}  // namespace scfdesk

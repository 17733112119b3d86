// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/lanearea.h"
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/queryfilter.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/theme/theme.h"
#include <QScrollBar>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr TimeUs kSortEvery = 2'000'000;  // an order that changes faster cannot be followed
}

LaneArea::LaneArea(Plot& plot, QWidget* parent) : Track(plot, u"scaling_lanes"_s, parent) {
  setAccessibleName(tr("Instances, one lane each"));
  m_bar = new QScrollBar(Qt::Vertical, this);
  m_bar->setObjectName(u"scaling_lanes_scroll"_s);
  m_bar->setAccessibleName(tr("Scroll lanes"));
  m_bar->setFocusPolicy(Qt::NoFocus);
  connect(m_bar, &QScrollBar::valueChanged, this, [this] {
    ++m_generation;
    update();
  });
  connect(&plot.hub().timeline(), &Timeline::trimmed, this, [this] {
    m_layout = {};  // its lanes may be gone
    m_buckets.prune(this->plot().hub().timeline());
    invalidate();
  });
  connect(&plot, &Plot::functionChanged, this, [this] {
    m_layout = {};
    m_order.clear();
    m_bar->setValue(0);
  });
  connect(&plot, &Plot::overlay, this, [this] {
    if (m_sort == LaneSort::State || m_layout.grouped) ++m_generation;
  });
  connect(&plot.hub().selection(), &Selection::invocationChanged, this, [this] {
    if (const auto place = selectedPlace()) showInstance(place->lane->instance);
    update();
  });
  connect(&plot.hub().selection(), &Selection::instanceChanged, this, [this](quint32 id) {
    showInstance(id);
    update();
  });
  connect(&plot.hub().query(), &QueryFilter::changed, this, &LaneArea::onQuery);
  connect(&Theme::current(), &Theme::changed, this, [this] { m_raster.reset(); });
  onQuery();
}

LaneFilter LaneArea::filter() const {
  const QueryFilter& query = plot().hub().query();
  if (!query.active()) return {};
  return [&query](const Lane& lane, const LaneSpan& run) { return query.matches(lane.function, lane.instance, run.invocation); };
}

void LaneArea::onQuery() {
  m_order.clear();
  m_buckets.setFilter(filter());
  if (m_raster) m_raster->setFilter(filter());
  ++m_generation;
  invalidate();
}

LaneArea::~LaneArea() = default;

QRect LaneArea::focusArea() const {
  // Around thin rows the frame would lie on half of the first and the last: it stands around their names' column.
  if (m_layout.rowHeight == lanerules::kThinRow) return QRect(0, 0, plotRect().left(), height());
  return m_bar->isVisible() ? rect().adjusted(0, 0, -m_bar->width(), 0) : rect();
}

void LaneArea::setSort(LaneSort sort) {
  if (sort == m_sort) return;
  m_sort = sort;
  m_order.clear();
  ++m_generation;
  update();
}

void LaneArea::setGrouped(std::optional<bool> grouped) {
  if (grouped == m_grouped) return;
  m_grouped = grouped;
  m_order.clear();
  m_bar->setValue(0);
  ++m_generation;
  update();
}

const LaneLayout& LaneArea::layoutNow() {
  relayout();
  return m_layout;
}

std::vector<const Lane*> LaneArea::ordered(const LaneOrder& order) {
  auto lanes = plot().hub().timeline().lanesIn(plot().function(), order.begin, order.end);
  if (const auto version = plot().hub().query().version()) std::erase_if(lanes, [version](const Lane* lane) { return lane->version != *version; });
  if (m_sort == LaneSort::FirstStart) return lanes;
  const bool keep = !m_order.empty() && (underMouse() || plot().now() - m_sortedAt < kSortEvery) && plot().live();
  if (!keep) {
    lanes = sortLanes(std::move(lanes), order);
    m_sortedAt = plot().now();
    m_order.clear();
    for (const Lane* lane : lanes) m_order.push_back(lane->instance);
    return lanes;
  }
  std::unordered_map<InstanceId, size_t> rank;
  for (const InstanceId id : m_order) rank.emplace(id, rank.size());
  const auto rankOf = [&rank](const Lane* lane) {
    const auto it = rank.find(lane->instance);
    return it == rank.end() ? rank.size() : it->second;
  };
  std::stable_sort(lanes.begin(), lanes.end(), [&](const Lane* a, const Lane* b) { return rankOf(a) < rankOf(b); });
  return lanes;
}

void LaneArea::relayout() {
  const Theme& t = Theme::current();
  const TimeScale& scale = plot().scale();
  LaneOrder order;
  order.sort = m_sort;
  order.begin = scale.begin();
  order.end = std::min(scale.end(), std::max(plot().now(), scale.begin()));
  order.cursor = plot().cursor();
  order.open = m_open;
  const auto lanes = ordered(order);
  order.grouped = m_grouped.value_or(lanerules::groupedByDefault(static_cast<int>(lanes.size())));
  const int before = m_layout.lanes, rowBefore = m_layout.rowHeight;
  const bool groupedBefore = m_layout.grouped;
  m_layout = layoutLanes(lanes, order, static_cast<int>(height() / t.scale()));
  int top = 0;
  for (LaneRow& row : m_layout.rows) {  // whole pixels at every scale
    row.top = top;
    row.height = t.px(row.height);
    top += row.height;
  }
  m_layout.height = top;
  updateScrollBar();
  if (m_layout.lanes != before || m_layout.rowHeight != rowBefore || m_layout.grouped != groupedBefore) {
    Q_EMIT layoutChanged(m_layout.lanes, m_layout.rowHeight, m_layout.grouped);
  }
}

void LaneArea::updateScrollBar() {
  m_bar->setRange(0, std::max(0, m_layout.height - height()));
  m_bar->setPageStep(std::max(1, height()));
  m_bar->setSingleStep(Theme::current().px(m_layout.rowHeight));
  m_bar->setVisible(m_bar->maximum() > 0);
}

void LaneArea::resizeEvent(QResizeEvent* event) {
  Track::resizeEvent(event);
  const int w = m_bar->sizeHint().width();
  m_bar->setGeometry(width() - w, 0, w, height());
  updateScrollBar();
}

int LaneArea::yOf(const LaneRow& row) const {
  return row.top - m_bar->value();
}

const LaneRow* LaneArea::rowAtY(int y) const {
  const int i = m_layout.rowAt(y + m_bar->value());
  return i < 0 ? nullptr : &m_layout.rows[static_cast<size_t>(i)];
}

std::optional<LanePlace> LaneArea::selectedPlace() const {
  const InvocationId id = plot().hub().selection().invocation();
  const Invocation* inv = id ? plot().hub().invocations().invocation(id) : nullptr;
  const InstanceId instance = inv && inv->instance ? inv->instance : plot().hub().selection().instance();
  const Lane* lane = instance ? plot().hub().timeline().lane(instance) : nullptr;
  if (!lane || !id) return {};
  return findInvocation(*lane, id, inv ? inv->at.accepted : 0);
}

void LaneArea::showInstance(InstanceId id) {
  const int i = m_layout.rowOf(id);
  if (i < 0) return;
  const LaneRow& row = m_layout.rows[static_cast<size_t>(i)];
  if (row.top < m_bar->value()) m_bar->setValue(row.top);
  if (row.top + row.height > m_bar->value() + height()) m_bar->setValue(row.top + row.height - height());
}

void LaneArea::scrollRows(int rows) {
  m_bar->setValue(m_bar->value() + rows * Theme::current().px(m_layout.rowHeight));
}

void LaneArea::go(const std::optional<LanePlace>& place) {
  if (!place) return;
  plot().hub().time().setCursor(place->span->begin);
  choose(*place);
  relayout();
  showInstance(place->lane->instance);
}

void LaneArea::goToFailure(int step) {
  const auto from = selectedPlace();
  const TimeUs at = from && from->span->failed ? from->span->begin : plot().cursor();
  go(findFailure(plot().hub().timeline(), plot().function(), at, step));
}

void LaneArea::goToColdStart(int step) {
  go(findColdStart(plot().hub().timeline(), plot().function(), plot().cursor(), step));
}

QString LaneArea::describe(const Lane& lane) const {
  const InstanceState state = lane.stateAt(plot().cursor());
  const bool gone = lane.gone && lane.gone <= plot().cursor();
  const QString word = state != InstanceState::Gone ? stateText(state) : gone ? tr("reclaimed") : tr("not started");
  return tr("%1, %2, first start %3").arg(instanceName(lane.instance), word, format::clock(lane.born, 0));
}

QString LaneArea::paintedValue() const {
  if (m_layout.lanes == 0) return tr("No instance in this window");
  QString text = tr("%n instance(s)", nullptr, m_layout.lanes);
  if (m_layout.grouped) text += u", "_s + tr("grouped by state");
  if (const Lane* lane = plot().hub().timeline().lane(plot().hub().selection().instance())) text += u". "_s + describe(*lane);
  return text;
}

TableData LaneArea::table() const {
  TableData data{tr("Instances, one lane each"),
                 {tr("Instance"), tr("Function"), tr("State"), tr("First start"), tr("Reclaimed"), tr("Invocations"), tr("Failed"),
                  tr("Busy ms"), tr("Start reason"), tr("Stop reason")},
                 {}};
  const TimeScale& scale = plot().scale();
  const LaneFilter passes = filter();
  for (const Lane* lane : plot().hub().timeline().lanesIn(plot().function(), scale.begin(), scale.end())) {
    int runs = 0, failed = 0;
    for (size_t i = lane->firstSpanAfter(scale.begin()); i < lane->spans.size() && lane->spans[i].begin < scale.end(); ++i) {
      const LaneSpan& span = lane->spans[i];
      if (span.state == InstanceState::Busy && passes && !passes(*lane, span)) continue;
      runs += span.state == InstanceState::Busy;
      failed += span.failed;
    }
    const FunctionInfo* info = plot().hub().functions().info(lane->function);
    const InstanceState state = lane->stateAt(plot().cursor());
    data.rows.append({instanceName(lane->instance), info ? info->key.name : QString(), stateText(state),
                      format::clock(lane->born, 3), lane->gone ? format::clock(lane->gone, 3) : QString(), QString::number(runs),
                      QString::number(failed),
                      QString::number(busyTime(*lane, scale.begin(), std::min(scale.end(), plot().now())) / 1000),
                      EngineWords::text(lane->startReason), EngineWords::text(lane->stopReason)});
  }
  return data;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/invocationmodel.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/scaling/lanearea.h"
#include "widgets/theme/theme.h"
#include <QKeyEvent>
#include <QScrollBar>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr double kReach = 2;  // pixels beside a run that still hit it
constexpr int kCrossReach = 8;  // token pixels around the cross of a reclaimed instance

QString spanText(const LaneSpan& span, TimeUs now) {
  const TimeUs end = span.end ? span.end : now;
  return LaneArea::tr("%1 to %2, %3")
      .arg(format::clock(span.begin, 3), span.end ? format::clock(end, 3) : LaneArea::tr("now"),
           format::duration(end - span.begin).text());
}
}  // namespace

std::optional<LanePlace> LaneArea::placeAt(const QPoint& pos) const {
  const LaneRow* row = rowAtY(pos.y());
  if (!row || row->heading() || !plotRect().contains(pos)) return {};
  const Lane& lane = *row->lane;
  const TimeScale& scale = plot().scale();
  const TimeUs reach = std::max<TimeUs>(1, std::llround(kReach * scale.dpr * static_cast<double>(scale.usPerColumn)));
  const TimeUs at = scale.timeAt(pos.x() + 0.5);
  const LaneSpan* inside = nullptr;
  const LaneSpan* run = nullptr;
  TimeUs nearest = reach + 1;
  for (size_t i = lane.firstSpanAfter(at - reach); i < lane.spans.size() && lane.spans[i].begin <= at + reach; ++i) {
    const LaneSpan& span = lane.spans[i];
    const TimeUs end = span.end ? span.end : plot().now() + reach;
    const TimeUs distance = at < span.begin ? span.begin - at : at >= end ? at - end + 1 : 0;
    if (distance == 0) inside = &span;
    if ((span.state == InstanceState::Busy || span.failed) && distance < nearest) {
      nearest = distance;
      run = &span;
    }
  }
  if (run && (nearest == 0 || !inside || inside->state == InstanceState::Idle || inside->state == InstanceState::Frozen)) {
    return LanePlace{&lane, run};
  }
  if (inside) return LanePlace{&lane, inside};
  return {};
}

void LaneArea::choose(const LanePlace& place) {
  Selection& selection = plot().hub().selection();
  InvocationId id = place.span->invocation;
  if (!id && (place.span->state == InstanceState::Starting || place.span->state == InstanceState::Init)) {
    // A start belongs to the first run of its instance.
    for (const LaneSpan& span : place.lane->spans) {
      if (span.state != InstanceState::Busy) continue;
      id = span.invocation;
      break;
    }
  }
  selection.setInstance(place.lane->instance);
  selection.setInvocation(id);
  update();
}

void LaneArea::clicked(const QPoint& pos) {
  const LaneRow* row = rowAtY(pos.y());
  if (row && row->heading()) {
    m_open ^= 1U << static_cast<unsigned>(row->state);
    ++m_generation;
    update();
    return;
  }
  if (const auto place = placeAt(pos);
      place && (place->span->state == InstanceState::Busy || place->span->state == InstanceState::Starting ||
                place->span->state == InstanceState::Init)) {
    choose(*place);
    if (place->span->state != InstanceState::Busy) Q_EMIT whyWanted(u"start"_s, place->lane->instance, 0, 0);
    return;
  }
  if (row && pos.x() >= plotRect().left() && row->lane->gone) {
    // The cross where it was reclaimed.
    const Theme& t = Theme::current();
    if (std::abs(pos.x() - plot().scale().x(row->lane->gone)) <= t.px(kCrossReach)) {
      plot().hub().selection().setInvocation(0);
      plot().hub().selection().setInstance(row->lane->instance);
      Q_EMIT whyWanted(u"stop"_s, row->lane->instance, 0, 0);
      update();
      return;
    }
  }
  if (row && pos.x() < plotRect().left()) {
    plot().hub().selection().setInvocation(0);
    plot().hub().selection().setInstance(row->lane->instance);
    return;
  }
  Track::clicked(pos);
}

void LaneArea::step(int rows) {
  relayout();
  if (m_layout.rows.empty()) return;
  int i = m_layout.rowOf(plot().hub().selection().instance());
  i = i < 0 ? (rows > 0 ? 0 : static_cast<int>(m_layout.rows.size()) - 1) : i + rows;
  const int last = static_cast<int>(m_layout.rows.size()) - 1;
  i = std::clamp(i, 0, last);
  while (i > 0 && i < last && m_layout.rows[static_cast<size_t>(i)].heading()) i += rows > 0 ? 1 : -1;
  const LaneRow& row = m_layout.rows[static_cast<size_t>(i)];
  if (row.heading()) return;
  const InstanceId id = row.lane->instance;
  plot().hub().selection().setInvocation(0);
  plot().hub().selection().setInstance(id);
  showInstance(id);
  announce();
}

bool LaneArea::keyPressed(QKeyEvent* event) {
  const int page = std::max(1, height() / std::max(1, Theme::current().px(m_layout.rowHeight)) - 1);
  switch (event->key()) {
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_Down: step(1); return true;
    case Qt::Key_PageUp: scrollRows(-page); return true;
    case Qt::Key_PageDown: scrollRows(page); return true;
    case Qt::Key_Home: m_bar->setValue(0); return true;
    case Qt::Key_End: m_bar->setValue(m_bar->maximum()); return true;
    case Qt::Key_G:
      if (event->modifiers() != Qt::NoModifier) return false;
      setGrouped(!m_layout.grouped);
      return true;
    case Qt::Key_T:
      if (event->modifiers() != Qt::NoModifier) return false;
      if (const auto place = selectedPlace()) plot().hub().time().setCursor(place->span->begin);
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: {
      const Lane* lane = plot().hub().timeline().lane(plot().hub().selection().instance());
      if (!plot().hub().selection().invocation() && lane) {
        const size_t i = lane->firstSpanAfter(plot().cursor());
        if (i < lane->spans.size() && lane->spans[i].invocation) choose({lane, &lane->spans[i]});
      }
      if (const InvocationId id = plot().hub().selection().invocation()) Q_EMIT invocationActivated(id);
      return true;
    }
    default: return false;
  }
}

QString LaneArea::tooltipAt(const QPoint& pos) const {
  const LaneRow* row = rowAtY(pos.y());
  if (!row) return {};
  if (row->heading()) return tr("Shows or hides the lanes of this state");
  const Lane& lane = *row->lane;
  QStringList lines;
  const FunctionInfo* info = plot().hub().functions().info(lane.function);
  lines << describe(lane) + (info && !plot().function() ? QString(u", "_s + info->key.name) : QString());
  const auto place = placeAt(pos);
  if (place) {
    const LaneSpan& span = *place->span;
    lines << (span.failed ? tr("failed") : stateText(span.state)) + u"  "_s + spanText(span, plot().now());
    if (const Invocation* inv = span.invocation ? plot().hub().invocations().invocation(span.invocation) : nullptr) {
      lines << tr("Request %1").arg(QString::fromLatin1(inv->requestId.left(8))) + u"  "_s + QString::number(inv->statusCode) +
                   u' ' + statusCodeName(inv->statusCode);
      if (!inv->message.isEmpty()) lines << EngineWords::text(inv->message);
    }
  }
  const bool start = !place || place->span->state == InstanceState::Starting || place->span->state == InstanceState::Init;
  if (start && !lane.startReason.isEmpty()) lines << tr("Started: %1").arg(EngineWords::text(lane.startReason));
  if (lane.gone && (!place || plot().scale().timeAt(pos.x()) >= lane.gone) && !lane.stopReason.isEmpty()) {
    lines << tr("Reclaimed %1: %2").arg(format::clock(lane.gone, 1), EngineWords::text(lane.stopReason));
  }
  return lines.join(u'\n');
}

}  // namespace scfdesk

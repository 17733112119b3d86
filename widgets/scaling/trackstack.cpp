// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/scaling/trackstack.h"
#include "widgets/scaling/concurrencytrack.h"
#include "widgets/scaling/gaugetracks.h"
#include "widgets/scaling/instancestrack.h"
#include "widgets/scaling/lanearea.h"
#include "widgets/scaling/rulertrack.h"
#include "widgets/theme/theme.h"
#include <algorithm>
#include <utility>

namespace scfdesk {

namespace {
constexpr int kRuler = 24;
constexpr double kMostGrowth = 1.9;
constexpr int kLanesFirst = 16;  // lanes that are seen before graphs grow
}  // namespace

TrackStack::TrackStack(Plot& plot, QWidget* parent) : QWidget(parent), m_plot(plot) {
  m_ruler = new RulerTrack(plot, this);
  m_graphs = {{new InstancesTrack(plot, this), 116},
              {new ConcurrencyTrack(plot, this), 44, true},
              {new QueueTrack(plot, this), 60},
              {new LatencyTrack(plot, this), 72},
              {new MemoryTrack(plot, this), 44}};
  m_lanes = new LaneArea(plot, this);
  QList<Track*> all{m_ruler};
  for (const Band& band : m_graphs) all.append(band.track);
  all.append(m_lanes);
  for (Track* track : all) {
    connect(track, &Track::scrollWanted, m_lanes, &LaneArea::scrollRows);
    connect(track, &Track::failureWanted, m_lanes, &LaneArea::goToFailure);
    connect(track, &Track::coldStartWanted, m_lanes, &LaneArea::goToColdStart);
    connect(track, &Track::tableWanted, this, &TrackStack::tableWanted);
    connect(track, &Track::whyWanted, this, &TrackStack::whyWanted);
    connect(track, &Track::whyHereWanted, this, &TrackStack::whyHereWanted);
  }
  connect(&Theme::current(), &Theme::changed, this, &TrackStack::place);
}

Track* TrackStack::current() const {
  if (m_lanes->hasFocus()) return m_lanes;
  for (const Band& band : m_graphs) {
    if (band.track->hasFocus()) return band.track;
  }
  return m_graphs.front().track;
}

int TrackStack::preferredHeight() const {
  const Theme& t = Theme::current();
  int h = t.px(kRuler) + t.px(lanerules::kRow) * kLanesFirst;
  for (const Band& band : m_graphs) h += t.px(band.height);
  return h;
}

int TrackStack::baseHeight() const {
  int base = 0;
  for (const Band& band : m_graphs)
    if (!band.track->isHidden()) base += Theme::current().px(band.height);
  return base;
}

void TrackStack::resizeEvent(QResizeEvent*) {
  place();
}

void TrackStack::place() {
  const Theme& t = Theme::current();
  const int room = height() - t.px(kRuler);
  int all = 0;
  for (const Band& band : m_graphs) all += t.px(band.height);
  for (const Band& band : m_graphs) band.track->setVisible(!band.spared || room - all >= t.px(lanerules::kRow) * kLanesLeast);
  const int base = baseHeight();
  const double growth = std::clamp((room - t.px(lanerules::kRow) * kLanesFirst) / static_cast<double>(base), 1.0, kMostGrowth);
  int used = 0;
  for (const Band& band : m_graphs)
    if (!band.track->isHidden()) used += static_cast<int>(t.px(band.height) * growth);
  // Whole lanes: what is left over of one goes to the first graph.
  int spare = std::max(0, room - used) % t.px(lanerules::kRow);
  m_ruler->setGeometry(0, 0, width(), t.px(kRuler));
  int y = t.px(kRuler);
  for (const Band& band : m_graphs) {
    if (band.track->isHidden()) continue;
    const int h = static_cast<int>(t.px(band.height) * growth) + std::exchange(spare, 0);
    band.track->setGeometry(0, y, width(), h);
    y += h;
  }
  m_lanes->setGeometry(0, y, width(), std::max(0, height() - y));
  m_plot.setRoom(t.px(Track::kGutter), width() - t.px(Track::kGutter) - t.px(Track::kAxis), devicePixelRatioF());
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeline.h"
#include <algorithm>

namespace scfdesk {

namespace {

constexpr TimeUs kTrimEvery = 1'000'000;  // looking at every lane once a second is enough

int& countOf(CountStep& step, InstanceState state) {
  switch (state) {
    case InstanceState::Starting: return step.starting;
    case InstanceState::Init: return step.init;
    case InstanceState::Busy: return step.busy;
    case InstanceState::Idle: return step.idle;
    case InstanceState::Frozen: case InstanceState::Gone: break;
  }
  return step.frozen;
}

void moveCount(std::deque<CountStep>& steps, TimeUs at, InstanceState from, InstanceState to) {
  CountStep step = steps.empty() ? CountStep{} : steps.back();
  const bool sameTime = !steps.empty() && steps.back().at >= at;
  if (!sameTime) step.at = at;
  if (from != InstanceState::Gone) --countOf(step, from);
  if (to != InstanceState::Gone) ++countOf(step, to);
  if (sameTime) steps.back() = step;
  else steps.push_back(step);
}

}  // namespace

size_t Lane::firstSpanAfter(TimeUs t) const {
  const auto it = std::partition_point(spans.begin(), spans.end(), [t](const LaneSpan& s) { return s.end != 0 && s.end <= t; });
  return static_cast<size_t>(it - spans.begin());
}

InstanceState Lane::stateAt(TimeUs t) const {
  const size_t i = firstSpanAfter(t);
  if (i >= spans.size() || spans[i].begin > t) return InstanceState::Gone;
  return spans[i].state;
}

Timeline::Timeline(QObject* parent) : QObject(parent) {}

void Timeline::apply(const EngineDelta& delta) {
  for (const InstanceTransition& t : delta.transitions) applyTransition(t);
  const bool dropped = trim(delta.now);
  if (!delta.transitions.empty() || dropped) ++m_revision;
  if (dropped) Q_EMIT trimmed();
  if (!delta.transitions.empty()) Q_EMIT changed();
}

void Timeline::applyTransition(const InstanceTransition& t) {
  Lane* lane = nullptr;
  if (const auto it = m_byId.find(t.instance); it != m_byId.end()) lane = it->second;
  if (!lane) {
    if (t.state == InstanceState::Gone) return;  // it was trimmed, or never seen: nothing to end
    m_lanes.push_back(std::make_unique<Lane>());
    lane = m_lanes.back().get();
    lane->instance = t.instance;
    lane->function = t.function;
    lane->version = t.version;
    lane->born = t.at;
    m_byId.emplace(t.instance, lane);
  }
  if (lane->gone != 0) return;  // a late word of an instance that has ended
  InstanceState from = InstanceState::Gone;
  TimeUs at = t.at;
  if (!lane->spans.empty()) {
    LaneSpan& last = lane->spans.back();
    at = std::max(at, last.begin);
    from = last.state;
    last.end = at;
    last.failed = last.failed || t.failed;
    // A state that lasted no time at all has nothing to show, unless it failed.
    if (last.begin == at && !last.failed && lane->spans.size() > 1) {
      lane->spans.pop_back();
      --m_spanCount;
    }
  }
  if (t.way != BirthWay::None) lane->way = t.way;
  if (t.state == InstanceState::Starting && !t.reason.isEmpty()) lane->startReason = t.reason;
  if (t.state == InstanceState::Gone) {
    lane->gone = std::max<TimeUs>(at, 1);
    lane->stopReason = t.reason;
  } else {
    lane->spans.push_back({at, 0, t.state == InstanceState::Busy ? t.invocation : 0, t.state, false});
    ++m_spanCount;
  }
  moveCount(m_steps[0], at, from, t.state);
  if (lane->function == 0) return;
  moveVersion(*lane, at, from, t.state);
  moveCount(m_steps[lane->function], at, from, t.state);
}

/// Before moveCount of the function: what is counted until then is all of $LATEST's.
void Timeline::moveVersion(const Lane& lane, TimeUs at, InstanceState from, InstanceState to) {
  auto versions = m_versions.find(lane.function);
  if (versions == m_versions.end()) {
    if (lane.version == 0) return;
    versions = m_versions.emplace(lane.function, std::unordered_map<VersionNumber, std::deque<CountStep>>{{0, m_steps[lane.function]}}).first;
  }
  moveCount(versions->second[lane.version], at, from, to);
}

bool Timeline::trim(TimeUs now) {
  const TimeUs wanted = now - kDetail;
  const bool full = m_spanCount > m_maxSpans;
  if (!full && wanted < m_detailBegin + kTrimEvery) return false;
  m_detailBegin = std::max(m_detailBegin, wanted);
  bool dropped = dropOldSpans();
  if (m_spanCount > m_maxSpans) dropped = dropForRoom() || dropped;
  for (auto& [fn, steps] : m_steps) {
    // The last step before the detail begins still says what was in force then.
    while (steps.size() > 1 && steps[1].at <= m_detailBegin) steps.pop_front();
  }
  for (auto& [fn, versions] : m_versions)
    for (auto& [version, steps] : versions)
      while (steps.size() > 1 && steps[1].at <= m_detailBegin) steps.pop_front();
  return dropped;
}

bool Timeline::dropOldSpans() {
  bool dropped = false;
  const TimeUs begin = m_detailBegin;
  for (auto& lane : m_lanes) {
    if (lane->gone != 0 && lane->gone <= begin) {
      m_spanCount -= lane->spans.size();
      m_byId.erase(lane->instance);
      lane.reset();
      dropped = true;
      continue;
    }
    while (lane->spans.size() > 1 && lane->spans.front().end != 0 && lane->spans.front().end <= begin) {
      lane->spans.pop_front();
      --m_spanCount;
      dropped = true;
    }
  }
  std::erase_if(m_lanes, [](const auto& lane) { return !lane; });
  return dropped;
}

bool Timeline::dropForRoom() {
  // A tenth is freed at once, so that this is rare.
  const size_t target = m_maxSpans - m_maxSpans / 10;
  std::vector<Lane*> gone;
  for (auto& lane : m_lanes)
    if (lane->gone != 0) gone.push_back(lane.get());
  std::sort(gone.begin(), gone.end(), [](const Lane* a, const Lane* b) { return a->gone < b->gone; });
  TimeUs begin = m_detailBegin;
  for (Lane* lane : gone) {
    if (m_spanCount <= target) break;
    begin = std::max(begin, lane->gone);
    m_spanCount -= lane->spans.size();
    m_byId.erase(lane->instance);
    lane->spans.clear();
  }
  std::erase_if(m_lanes, [](const auto& lane) { return lane->spans.empty(); });
  if (m_spanCount > target) {
    // Only living lanes are left: each gives the older part of its spans.
    const double keep = static_cast<double>(target) / static_cast<double>(m_spanCount);
    for (auto& lane : m_lanes) {
      const auto left = std::max<size_t>(1, static_cast<size_t>(static_cast<double>(lane->spans.size()) * keep));
      while (lane->spans.size() > left) {
        begin = std::max(begin, lane->spans.front().end);
        lane->spans.pop_front();
        --m_spanCount;
      }
    }
  }
  m_detailBegin = begin;
  return true;
}

std::vector<const Lane*> Timeline::lanesIn(FunctionId fn, TimeUs begin, TimeUs end) const {
  std::vector<const Lane*> out;
  for (const auto& lane : m_lanes) {
    if (lane->born > end) continue;
    if (lane->gone != 0 && lane->gone < begin) continue;
    if (fn == 0 || lane->function == fn) out.push_back(lane.get());
  }
  return out;
}

const Lane* Timeline::lane(InstanceId id) const {
  const auto it = m_byId.find(id);
  return it == m_byId.end() ? nullptr : it->second;
}

const std::deque<CountStep>& Timeline::steps(FunctionId fn) const {
  static const std::deque<CountStep> none;
  const auto it = m_steps.find(fn);
  return it == m_steps.end() ? none : it->second;
}

const std::deque<CountStep>& Timeline::steps(FunctionId fn, VersionNumber version) const {
  static const std::deque<CountStep> none;
  const auto versions = m_versions.find(fn);
  if (versions == m_versions.end()) return version == 0 ? steps(fn) : none;
  const auto found = versions->second.find(version);
  return found == versions->second.end() ? none : found->second;
}

namespace {
CountStep inForce(const std::deque<CountStep>& all, TimeUs t) {
  const auto it = std::partition_point(all.begin(), all.end(), [t](const CountStep& s) { return s.at <= t; });
  return it == all.begin() ? CountStep{} : *std::prev(it);
}
}  // namespace

CountStep Timeline::countsAt(FunctionId fn, TimeUs t) const { return inForce(steps(fn), t); }
CountStep Timeline::countsAt(FunctionId fn, VersionNumber version, TimeUs t) const { return inForce(steps(fn, version), t); }

}  // namespace scfdesk

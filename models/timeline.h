// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include <QObject>
#include <deque>
#include <memory>
#include <unordered_map>

namespace scfdesk {

/// A stretch of one state of one instance. end == 0: still lasting.
struct LaneSpan {
  TimeUs begin = 0;
  TimeUs end = 0;
  InvocationId invocation = 0;  ///< Busy only
  InstanceState state = InstanceState::Starting;
  bool failed = false;
};

struct Lane {
  InstanceId instance = 0;
  FunctionId function = 0;
  VersionNumber version = 0;
  TimeUs born = 0;
  TimeUs gone = 0;              ///< 0 = living
  BirthWay way = BirthWay::None;
  QString startReason, stopReason;
  std::deque<LaneSpan> spans;   ///< in time order
  [[nodiscard]] InstanceState stateAt(TimeUs t) const;  ///< Gone outside its life
  /// Index of the first span that ends after t.
  [[nodiscard]] size_t firstSpanAfter(TimeUs t) const;
};

/// Counts by state after a change; a step function over time.
struct CountStep {
  TimeUs at = 0;
  int starting = 0, init = 0, busy = 0, idle = 0, frozen = 0;
  [[nodiscard]] int living() const { return starting + init + busy + idle + frozen; }
};

/// Lanes and counts from instance transitions; what scaling graphs and lanes paint. Bounded: 15 minutes of detail or
/// kMaxSpans spans, oldest lanes that are gone first. GUI thread; owned by ModelHub; painted views read it directly.
class Timeline final : public QObject {
  Q_OBJECT
 public:
  static constexpr size_t kMaxSpans = 5'000'000;
  static constexpr TimeUs kDetail = 900'000'000;
  explicit Timeline(QObject* parent = nullptr);
  /// For tests of the bound; kMaxSpans otherwise.
  void setMaxSpans(size_t spans) { m_maxSpans = spans; }
  [[nodiscard]] size_t spanCount() const { return m_spanCount; }

  void apply(const EngineDelta& delta);

  /// All lanes, by first start. Pointers stay valid until `reset` or trimming (signal trimmed).
  [[nodiscard]] const std::deque<std::unique_ptr<Lane>>& lanes() const { return m_lanes; }
  /// Lanes of a function (0 = all) that lived at some time in [begin, end], by first start.
  [[nodiscard]] std::vector<const Lane*> lanesIn(FunctionId fn, TimeUs begin, TimeUs end) const;
  [[nodiscard]] const Lane* lane(InstanceId id) const;
  /// Steps of a function (0 = all functions together).
  [[nodiscard]] const std::deque<CountStep>& steps(FunctionId fn) const;
  [[nodiscard]] CountStep countsAt(FunctionId fn, TimeUs t) const;
  /// Of the instances of one version of a function.
  [[nodiscard]] const std::deque<CountStep>& steps(FunctionId fn, VersionNumber version) const;
  [[nodiscard]] CountStep countsAt(FunctionId fn, VersionNumber version, TimeUs t) const;
  /// Rises with every change; a view that painted this revision needs no repaint.
  [[nodiscard]] uint64_t revision() const { return m_revision; }
  [[nodiscard]] TimeUs detailBegin() const { return m_detailBegin; }

 Q_SIGNALS:
  void changed();
  void trimmed();

 private:
  void applyTransition(const InstanceTransition& t);
  bool trim(TimeUs now);
  bool dropOldSpans();
  bool dropForRoom();
  std::deque<std::unique_ptr<Lane>> m_lanes;
  std::unordered_map<InstanceId, Lane*> m_byId;
  std::unordered_map<FunctionId, std::deque<CountStep>> m_steps;
  /// By version, of functions of which a published one was seen: without one all of m_steps is of $LATEST.
  std::unordered_map<FunctionId, std::unordered_map<VersionNumber, std::deque<CountStep>>> m_versions;
  void moveVersion(const Lane& lane, TimeUs at, InstanceState from, InstanceState to);
  size_t m_maxSpans = kMaxSpans;
  size_t m_spanCount = 0;
  uint64_t m_revision = 0;
  TimeUs m_detailBegin = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include <algorithm>
#include <utility>

namespace scfdesk {

/// Writes deltas of instances by hand, for tests of what paints them.
class LaneDeltas final {
 public:
  explicit LaneDeltas(FunctionId fn) : m_function(fn) {}
  LaneDeltas& to(InstanceId id, InstanceState state, TimeUs at, InvocationId invocation = 0, bool failed = false,
                 const QString& reason = {}) {
    InstanceTransition t;
    t.instance = id;
    t.function = m_function;
    t.state = state;
    t.at = at;
    t.invocation = invocation;
    t.failed = failed;
    t.reason = reason;
    m_delta.transitions.push_back(t);
    m_delta.now = std::max(m_delta.now, at);
    return *this;
  }
  LaneDeltas& now(TimeUs t) {
    m_delta.now = t;
    return *this;
  }
  LaneDeltas& invocation(InvocationId id, InstanceId instance, TimeUs accepted, TimeUs replied, int code = 200, bool cold = false) {
    Invocation i;
    i.id = id;
    i.requestId = QByteArray::number(quint64(id)).rightJustified(8, '0') + "-0000-4000-8000-000000000000";
    i.function = m_function;
    i.instance = instance;
    i.finished = replied != 0;
    i.statusCode = i.finished ? code : status::kRunning;
    i.cold = cold;
    i.at.accepted = accepted;
    i.at.dispatched = accepted + 1000;
    i.at.entered = accepted + 2000;
    i.at.left = replied;
    i.at.replied = replied;
    i.memoryMb = 128;
    m_delta.invocations.push_back(i);
    return *this;
  }
  /// In time order, as an engine reports.
  EngineDelta take() {
    std::stable_sort(m_delta.transitions.begin(), m_delta.transitions.end(),
                     [](const InstanceTransition& a, const InstanceTransition& b) { return a.at < b.at; });
    return std::exchange(m_delta, {});
  }

 private:
  FunctionId m_function;
  EngineDelta m_delta;
};

}  // namespace scfdesk

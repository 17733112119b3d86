// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/history.h"
#include "app/engine/store/moments.h"
#include <map>
#include <unordered_map>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

// What a view takes in at once without being felt.
constexpr size_t kInvocationsABatch = 5000;
constexpr size_t kTransitionsABatch = 20000;

class Builder {
 public:
  Builder(InvocationId firstId, const std::function<bool(FunctionId)>& known) : m_next(firstId), m_known(known) {}

  void add(StoredRun& run) {
    number(run);
    for (const auto& moments : run.moments) add(*moments);
    end(run.last);
    for (const InvocationRow& row : run.rows) add(row);
  }
  History take() {
    flush();
    return std::move(m_history);
  }

 private:
  void number(const StoredRun& run) {
    m_ids.clear();
    for (const InvocationRow& row : run.rows) {
      if (row.invocation.id == 0 || !m_known(row.invocation.function) || m_ids.contains(row.invocation.id)) continue;
      m_history.requestIds.insert(m_next, row.invocation.requestId);
      m_ids.emplace(row.invocation.id, m_next++);
    }
  }
  [[nodiscard]] InvocationId numberOf(InvocationId id) const {
    const auto it = m_ids.find(id);
    return it == m_ids.end() ? 0 : it->second;
  }
  void add(const Moments& moments) {
    for (InstanceTransition t : moments.transitions) {
      if (!m_known(t.function)) continue;
      if (t.state == InstanceState::Gone) {
        if (m_living.erase(t.instance) == 0) continue;
      } else if (m_living.try_emplace(t.instance, t.function).second && t.state != InstanceState::Starting) {
        // Its birth lies before what is kept.
        m_batch.transitions.push_back({t.instance, t.function, InstanceState::Starting, t.at, 0, false, t.way, {}, t.version});
      }
      t.invocation = numberOf(t.invocation);
      m_batch.transitions.push_back(std::move(t));
    }
    for (const FunctionSample& s : moments.samples)
      if (m_known(s.function)) {
        m_batch.samples.push_back(s);
        m_sampled[s.function] = s;
      }
    for (const Throttle& t : moments.throttles)
      if (m_known(t.function)) m_batch.throttles.push_back(t);
    for (Decision d : moments.decisions) {
      if (!m_known(d.function)) continue;
      d.invocation = numberOf(d.invocation);
      m_batch.decisions.push_back(std::move(d));
    }
    if (m_batch.transitions.size() >= kTransitionsABatch) flush();
  }
  void end(TimeUs last) {
    for (const auto& [instance, function] : m_living)
      m_batch.transitions.push_back({instance, function, InstanceState::Gone, last, 0, false, BirthWay::None, u"the engine ended"_s});
    for (const auto& [function, sample] : m_sampled) {
      FunctionSample zero;
      zero.function = function;
      zero.at = std::max(last, sample.at);
      zero.limit = sample.limit;
      m_batch.samples.push_back(zero);
    }
    m_living.clear();
    m_sampled.clear();
  }
  void add(const InvocationRow& row) {
    const InvocationId id = numberOf(row.invocation.id);
    if (row.invocation.id != 0) {
      if (id == 0) return;
      m_batch.invocations.push_back(row.invocation);
      m_batch.invocations.back().id = id;
    }
    for (LogRecord record : row.log.records) {
      const QByteArrayView text = row.log.textOf(record);
      record.invocation = id;
      m_batch.log.append(record, text);
    }
    m_batch.log.dropped += row.log.dropped;
    if (m_batch.invocations.size() >= kInvocationsABatch) flush();
  }
  void flush() {
    const EngineDelta& b = m_batch;
    if (b.transitions.empty() && b.samples.empty() && b.throttles.empty() && b.decisions.empty() && b.invocations.empty() && b.log.records.empty()) return;
    m_history.batches.push_back(std::exchange(m_batch, {}));
  }

  InvocationId m_next;
  const std::function<bool(FunctionId)>& m_known;
  History m_history;
  EngineDelta m_batch;
  std::unordered_map<InvocationId, InvocationId> m_ids;
  std::map<InstanceId, FunctionId> m_living;
  std::map<FunctionId, FunctionSample> m_sampled;
};

}  // namespace

History historyOf(std::vector<StoredRun>&& runs, InvocationId firstId, const std::function<bool(FunctionId)>& known) {
  Builder builder(firstId, known);
  for (StoredRun& run : runs) builder.add(run);
  return builder.take();
}

}  // namespace scfdesk

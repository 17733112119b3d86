// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/series.h"
#include "models/timeline.h"
#include <algorithm>

namespace scfdesk {

namespace {

constexpr TimeUs kAllEvery = 200'000;  // samples of all functions together are one per quarter of a second

template <typename Row>
auto firstAfter(const std::deque<Row>& rows, TimeUs t) {
  return std::partition_point(rows.begin(), rows.end(), [t](const Row& r) { return r.at <= t; });
}

/// Batches are in time order but for replies of one tick; those find their place a few rows from the back.
template <typename Row>
void insertByTime(std::deque<Row>& rows, const Row& row) {
  auto it = rows.end();
  while (it != rows.begin() && std::prev(it)->at > row.at) --it;
  rows.insert(it, row);
}

bool throttledCode(int code) { return code == status::kResourceLimit || code == status::kResourceLimitReached; }

int64_t percentile(std::vector<int64_t>& values, double p) {
  const auto n = static_cast<int64_t>(values.size());
  if (n == 0) return 0;
  const int64_t rank = percentileRank(n, p);
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  return values[static_cast<size_t>(rank)];
}

Percentiles percentilesOf(std::vector<int64_t>& values) {
  Percentiles p;
  p.count = static_cast<int>(values.size());
  p.p50Us = percentile(values, 0.50);
  p.p99Us = percentile(values, 0.99);
  return p;
}

}  // namespace

Series::Series(QObject* parent) : QObject(parent) {}

const Series::PerFunction& Series::of(FunctionId fn) const {
  static const PerFunction none;
  const auto it = m_functions.find(fn);
  return it == m_functions.end() ? none : it->second;
}

void Series::apply(const EngineDelta& delta) {
  bool any = !delta.samples.empty() || !delta.throttles.empty();
  for (const FunctionSample& s : delta.samples) {
    insertByTime(m_functions[s.function].samples, s);
    addToAll(s);
  }
  for (const Throttle& t : delta.throttles) {
    insertByTime(m_functions[t.function].throttles, t);
    insertByTime(m_functions[0].throttles, t);
  }
  for (const Invocation& i : delta.invocations) {
    PerFunction& f = m_functions[i.function];
    f.lastInvoked = std::max(f.lastInvoked, i.at.accepted);
    if (!i.finished || throttledCode(i.statusCode)) continue;
    any = true;
    Finished row;
    row.at = i.at.replied;
    row.totalUs = std::max<int64_t>(0, i.at.replied - i.at.accepted);
    row.billedMs = i.billedMs;
    row.memoryMb = i.memoryMb;
    row.code = static_cast<int16_t>(i.statusCode);
    row.cold = i.cold;
    row.instance = i.instance;
    row.function = i.function;
    row.invocation = i.id;
    insertByTime(f.finished, row);
    PerFunction& all = m_functions[0];
    all.lastInvoked = std::max(all.lastInvoked, i.at.accepted);
    insertByTime(all.finished, row);
  }
  trim(delta.now);
  if (!any) return;
  ++m_revision;
  Q_EMIT changed();
}

void Series::takeFinished(const Series& from, const std::function<bool(const Finished&)>& passes) {
  m_functions.clear();
  for (const Finished& row : from.finished(0)) {
    if (!passes(row)) continue;
    m_functions[row.function].finished.push_back(row);
    m_functions[0].finished.push_back(row);
  }
  ++m_revision;
  Q_EMIT changed();
}

TimeUs Series::finishedBegin(FunctionId fn) const {
  const auto& rows = of(fn).finished;
  return rows.size() < kMaxFinished ? 0 : rows.front().at;
}

void Series::addToAll(const FunctionSample& s) {
  m_last[s.function] = s;
  FunctionSample sum;
  sum.at = s.at;
  for (const auto& [fn, last] : m_last) {
    sum.starting += last.starting;
    sum.init += last.init;
    sum.busy += last.busy;
    sum.idle += last.idle;
    sum.frozen += last.frozen;
    sum.queued += last.queued;
    sum.maxMemoryBytes = std::max(sum.maxMemoryBytes, last.maxMemoryBytes);
  }
  sum.throttled = s.throttled;
  auto& all = m_functions[0].samples;
  if (!all.empty() && s.at < all.back().at + kAllEvery) {
    sum.at = all.back().at;
    sum.throttled += all.back().throttled;
    all.back() = sum;
  } else {
    all.push_back(sum);
  }
}

void Series::trim(TimeUs now) {
  const TimeUs begin = now - Timeline::kDetail;
  for (auto& [fn, f] : m_functions) {
    while (f.samples.size() > 1 && f.samples[1].at <= begin) f.samples.pop_front();  // the first one is still in force
    while (f.samples.size() > kMaxSamples) f.samples.pop_front();
    while (f.finished.size() > kMaxFinished) f.finished.pop_front();
    while (!f.throttles.empty() && f.throttles.front().at <= begin) f.throttles.pop_front();
    while (f.throttles.size() > kMaxFinished) f.throttles.pop_front();
    while (!f.finished.empty() && f.finished.front().at <= begin) f.finished.pop_front();
  }
}

void Series::forget(FunctionId fn) {
  if (fn == 0) return;
  m_last.erase(fn);
  if (m_functions.erase(fn) == 0) return;
  ++m_revision;
  Q_EMIT changed();
}

const std::deque<FunctionSample>& Series::samples(FunctionId fn) const { return of(fn).samples; }
const std::deque<Finished>& Series::finished(FunctionId fn) const { return of(fn).finished; }
const std::deque<Throttle>& Series::throttles(FunctionId fn) const { return of(fn).throttles; }

std::optional<FunctionSample> Series::sampleAt(FunctionId fn, TimeUs t) const {
  const auto& rows = of(fn).samples;
  const auto it = firstAfter(rows, t);
  if (it == rows.begin()) return std::nullopt;
  return *std::prev(it);
}

Percentiles Series::latencyAt(FunctionId fn, TimeUs t, TimeUs window) const {
  const auto& rows = of(fn).finished;
  std::vector<int64_t> values;
  for (auto it = firstAfter(rows, t - window); it != rows.end() && it->at <= t; ++it) values.push_back(it->totalUs);
  return percentilesOf(values);
}

WindowTotals Series::totals(FunctionId fn, TimeUs begin, TimeUs end) const {
  const PerFunction& f = of(fn);
  WindowTotals out;
  std::vector<int64_t> values;
  for (auto it = firstAfter(f.finished, begin); it != f.finished.end() && it->at <= end; ++it) {
    ++out.invocations;
    if (it->code != status::kSuccess) ++out.failed;
    if (it->cold) ++out.cold;
    out.computeGbSeconds += static_cast<double>(it->billedMs) / 1000.0 * it->memoryMb / 1024.0;
    values.push_back(it->totalUs);
  }
  out.latency = percentilesOf(values);
  for (auto it = firstAfter(f.throttles, begin); it != f.throttles.end() && it->at <= end; ++it) ++out.throttled;
  out.lastInvoked = f.lastInvoked;
  return out;
}

std::vector<int> Series::countColumns(FunctionId fn, TimeUs begin, TimeUs end, int columns) const {
  std::vector<int> out(static_cast<size_t>(std::max(0, columns)), 0);
  if (columns <= 0 || end <= begin) return out;
  const auto& rows = of(fn).finished;
  for (auto it = firstAfter(rows, begin); it != rows.end() && it->at <= end; ++it) {
    // Buckets are closed at the right, as the windows are.
    const auto column = static_cast<size_t>((it->at - begin - 1) * columns / (end - begin));
    ++out[std::min(column, out.size() - 1)];
  }
  return out;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secondshistory.h"
#include "models/data/limits.h"
#include <algorithm>

namespace scfdesk {

namespace {
constexpr TimeUs kSecond = 1'000'000;
constexpr TimeUs kKept = TimeUs(limits::kSecondsKeptHours) * 3600 * kSecond;
constexpr TimeUs kOverlap = 5 * kSecond;  // the last seconds may have been written before all of them had ended

TimeUs floorSecond(TimeUs t) { return t / kSecond * kSecond; }

/// Two values of one second: of two functions, or one that was written in two parts.
void add(SecondSample& to, const SecondSample& s) {
  to.invocations += s.invocations;
  to.failed += s.failed;
  to.cold += s.cold;
  to.throttled += s.throttled;
  to.p50Us = std::max(to.p50Us, s.p50Us);
  to.p99Us = std::max(to.p99Us, s.p99Us);
  to.maxUs = std::max(to.maxUs, s.maxUs);
  to.computeMbMs += s.computeMbMs;
  to.instances += s.instances;
  to.busy += s.busy;
  to.queued += s.queued;
  to.maxMemoryBytes = std::max(to.maxMemoryBytes, s.maxMemoryBytes);
}

auto firstAt(const std::vector<SecondSample>& rows, int64_t second) {
  return std::partition_point(rows.begin(), rows.end(), [second](const SecondSample& s) { return s.second < second; });
}
}  // namespace

SecondsHistory::SecondsHistory(Backend& backend, QObject* parent) : QObject(parent), m_backend(backend) { m_held.push_back({}); }

SecondsHistory::Held* SecondsHistory::held(FunctionId fn) {
  const auto it = std::find_if(m_held.begin(), m_held.end(), [fn](const Held& h) { return h.function == fn; });
  return it == m_held.end() ? nullptr : &*it;
}

void SecondsHistory::want(FunctionId fn, TimeUs begin, TimeUs end, TimeUs now) {
  m_now = std::max(m_now, now);
  begin = floorSecond(std::max({begin, m_now - kKept, TimeUs(0)}));
  end = floorSecond(std::min(end, m_now));
  if (end <= begin) return;
  if (!held(fn)) {
    if (m_held.size() > kFunctionsHeld) m_held.pop_back();
    m_held.insert(m_held.begin() + 1, Held{fn, {}});
    // Its values lie among those that have come for the others: all of it is asked for once more.
    for (Held& h : m_held) h.rows.clear();
    m_begin = m_end = 0;
    m_wantBegin = begin;
    m_wantEnd = end;
    ++m_turn;
    m_asking = false;
    m_failedAt = 0;
  }
  m_wantBegin = m_wantEnd == 0 ? begin : std::min(m_wantBegin, begin);
  m_wantEnd = std::max(m_wantEnd, end);
  ask();
}

void SecondsHistory::ask() {
  if (m_asking || (m_failedAt != 0 && m_now < m_failedAt + kAgainAfter)) return;
  TimeUs begin = 0, end = 0;
  if (m_end == 0) {
    end = m_wantEnd;
    begin = std::max(m_wantBegin, end - kAtOnce);
  } else if (m_wantEnd > m_end + kBehind) {
    begin = std::max(m_begin, m_end - kOverlap);
    end = std::min(m_wantEnd, begin + kAtOnce);
  } else if (m_wantBegin < m_begin) {
    end = m_begin;
    begin = std::max(m_wantBegin, end - kAtOnce);
  } else {
    return;
  }
  m_asking = true;
  // The backend's stretch includes its last second; ours does not.
  m_backend.querySeconds(begin, end - 1, this, [this, begin, end, turn = m_turn](const Result<std::vector<SecondSample>>& values) {
    if (turn != m_turn) return;
    m_asking = false;
    if (!values) {
      m_failedAt = std::max<TimeUs>(1, m_now);
      return;
    }
    m_failedAt = 0;
    take(begin, end, *values);
    ask();
  });
}

void SecondsHistory::take(TimeUs begin, TimeUs end, const std::vector<SecondSample>& values) {
  const int64_t first = begin / kSecond, last = end / kSecond;
  for (Held& h : m_held) {
    std::vector<SecondSample> fresh;
    for (const SecondSample& s : values) {
      if (s.second < first || s.second >= last || (h.function != 0 && s.function != h.function)) continue;
      if (!fresh.empty() && fresh.back().second == s.second) {
        add(fresh.back(), s);
      } else {
        fresh.push_back(s);
        fresh.back().function = h.function;
      }
    }
    const auto from = h.rows.erase(firstAt(h.rows, first), firstAt(h.rows, last));
    h.rows.insert(from, fresh.begin(), fresh.end());
  }
  m_begin = m_end == 0 ? begin : std::min(m_begin, begin);
  m_end = std::max(m_end, end);
  forgetOld();
  ++m_revision;
  Q_EMIT changed();
}

void SecondsHistory::forgetOld() {
  const TimeUs oldest = floorSecond(m_now - kKept);
  m_wantBegin = std::max(m_wantBegin, oldest);
  if (m_begin >= oldest) return;
  for (Held& h : m_held) h.rows.erase(h.rows.begin(), firstAt(h.rows, oldest / kSecond));
  m_begin = oldest;
}

const std::vector<SecondSample>& SecondsHistory::rows(FunctionId fn) const {
  static const std::vector<SecondSample> none;
  for (const Held& h : m_held)
    if (h.function == fn) return h.rows;
  return none;
}

std::vector<SecondSample>::const_iterator SecondsHistory::from(FunctionId fn, TimeUs t) const { return firstAt(rows(fn), t / kSecond); }

std::optional<SecondSample> SecondsHistory::at(FunctionId fn, TimeUs t) const {
  const auto it = from(fn, t);
  if (it == rows(fn).end() || it->second != t / kSecond) return std::nullopt;
  return *it;
}

SecondTotals SecondsHistory::totals(FunctionId fn, TimeUs begin, TimeUs end) const {
  SecondTotals out;
  const auto& all = rows(fn);
  for (auto it = from(fn, begin); it != all.end() && it->second * kSecond < end; ++it) {
    out.invocations += it->invocations;
    out.failed += it->failed;
    out.cold += it->cold;
    out.throttled += it->throttled;
    out.mostP50Us = std::max(out.mostP50Us, it->p50Us);
    out.mostP99Us = std::max(out.mostP99Us, it->p99Us);
    out.maxUs = std::max(out.maxUs, it->maxUs);
  }
  return out;
}

}  // namespace scfdesk

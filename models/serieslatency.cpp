// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/series.h"
#include <algorithm>
#include <cmath>

namespace scfdesk {

int64_t percentileRank(int64_t count, double p) {
  const auto rank = static_cast<int64_t>(std::ceil(p * static_cast<double>(count) - 1e-9)) - 1;
  return std::clamp<int64_t>(rank, 0, count - 1);
}

namespace {

/// How many of each rank are in the moving window: add, remove and "the k-th smallest" in O(log n).
class RankTree final {
 public:
  explicit RankTree(size_t size) : m_tree(size + 1, 0) {
    while ((size_t(1) << (m_bits + 1)) <= size) ++m_bits;
  }
  void add(size_t rank, int by) {
    for (size_t i = rank + 1; i < m_tree.size(); i += i & (~i + 1)) m_tree[i] += by;
  }
  /// Rank of the k-th (0-based) smallest. Requires: more than k are in.
  [[nodiscard]] size_t find(int64_t k) const {
    size_t at = 0;
    for (size_t step = size_t(1) << m_bits; step > 0; step >>= 1) {
      if (at + step < m_tree.size() && m_tree[at + step] <= k) {
        at += step;
        k -= m_tree[at];
      }
    }
    return at;
  }

 private:
  std::vector<int> m_tree;
  size_t m_bits = 0;
};

}  // namespace

std::vector<Percentiles> Series::latencyColumns(FunctionId fn, TimeUs begin, TimeUs end, int columns, TimeUs window) const {
  std::vector<Percentiles> out(static_cast<size_t>(std::max(0, columns)));
  if (columns <= 0 || end < begin) return out;
  const auto& rows = finished(fn);
  const auto firstAfter = [&rows](TimeUs t) {
    return std::partition_point(rows.begin(), rows.end(), [t](const Finished& f) { return f.at <= t; });
  };
  const auto columnTime = [&](int i) { return columns == 1 ? end : begin + (end - begin) * i / (columns - 1); };
  const auto from = firstAfter(begin - window);
  const auto to = firstAfter(end);
  if (from == to) return out;

  std::vector<int64_t> sorted;
  sorted.reserve(static_cast<size_t>(to - from));
  for (auto it = from; it != to; ++it) sorted.push_back(it->totalUs);
  std::sort(sorted.begin(), sorted.end());
  const auto rankOf = [&sorted](int64_t v) {
    return static_cast<size_t>(std::lower_bound(sorted.begin(), sorted.end(), v) - sorted.begin());
  };

  RankTree tree(sorted.size());
  auto head = from, tail = from;
  int count = 0;
  for (int i = 0; i < columns; ++i) {
    const TimeUs t = columnTime(i);
    for (; head != to && head->at <= t; ++head, ++count) tree.add(rankOf(head->totalUs), 1);
    for (; tail != head && tail->at <= t - window; ++tail, --count) tree.add(rankOf(tail->totalUs), -1);
    if (count == 0) continue;
    auto& p = out[static_cast<size_t>(i)];
    p.count = count;
    p.p50Us = sorted[tree.find(percentileRank(count, 0.50))];
    p.p99Us = sorted[tree.find(percentileRank(count, 0.99))];
  }
  return out;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/store.h"
#include "models/data/history.h"
#include <map>

namespace scfdesk {

/// Gathers one-second values of each function from the rows of the log, and writes them to `segments/yyyyMMdd-HH.sec`: one
/// fixed-width record a function and second, one file an hour (UTC), kept for limits::kSecondsKeptHours and at most
/// kMostBytes. A second is written when kOpenSeconds have passed over it; what comes later for it becomes a record of its own,
/// and the reader puts them together. Store thread; owns its descriptor.
class SecondsWriter final {
 public:
  static constexpr int kOpenSeconds = 3;
  static constexpr int64_t kMostBytes = 256LL << 20;
  explicit SecondsWriter(QString folder) : m_folder(std::move(folder)) {}
  ~SecondsWriter();
  SecondsWriter(const SecondsWriter&) = delete;
  SecondsWriter& operator=(const SecondsWriter&) = delete;

  void add(const Invocation& invocation);
  void add(const FunctionSample& sample);
  /// Writes what is older than `now`; all of it with `all`. What can't be written is left out: it is worth no complaint of its
  /// own beside the log's.
  void write(TimeUs now, bool all);
  [[nodiscard]] bool open() const { return !m_open.empty(); }
  /// What is not written yet.
  [[nodiscard]] std::vector<SecondSample> waiting() const;

 private:
  struct Gathered {
    SecondSample value;
    std::vector<int64_t> totals;  ///< of each attempt; as many as kTotals for the percentiles
  };
  static constexpr size_t kTotals = 100'000;
  static SecondSample settled(const Gathered& g);
  Gathered& at(TimeUs t, FunctionId fn);
  bool openHour(int64_t hour);
  void trim(int64_t hour);

  QString m_folder;
  std::map<std::pair<int64_t, FunctionId>, Gathered> m_open;
  int64_t m_hour = -1;
  int m_fd = -1;
};

/// The kept values of [begin, end] together with `waiting`, by time and function. Any thread (a worker), while another writes;
/// torn records are left out.
std::vector<SecondSample> readSeconds(const QString& folder, TimeUs begin, TimeUs end, std::vector<SecondSample> waiting);

}  // namespace scfdesk

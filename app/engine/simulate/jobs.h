// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/session.h"
#include "app/engine/simulate/simulation.h"
#include "models/data/result.h"
#include <QByteArray>
#include <map>
#include <memory>

namespace scfdesk::simulate {

/// Simulations beside a running engine: each job reads its specs, with their traces, and runs their replications on as many
/// threads of its own as there are cores, that give way to everything else. Asked from one thread (the engine's), which neither reads
/// nor waits, but in the destructor, which ends all jobs within some 50 ms.
class Jobs final {
 public:
  static constexpr size_t kMostRunning = 4;
  static constexpr size_t kMostKept = 16;       ///< ended ones, the oldest goes first
  static constexpr size_t kMostSpecs = 200;     ///< of one job: a sweep
  static constexpr size_t kMostArrivals = 2 * kMostValues;  ///< given ones, of all specs of a job together
  static constexpr qsizetype kMostBytes = 64 * 1024 * 1024; ///< of a body
  Jobs();
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// {"specs":[SPEC,...]} or a SPEC alone. The number of the job; mistakes in a spec are told by state().
  Result<uint64_t> start(const QByteArray& body);
  /// A session file that is to be looked through and replayed: its only result is lookThrough()'s.
  Result<uint64_t> look(const QByteArray& file);
  /// The same of what is in memory.
  Result<uint64_t> look(Session&& session);
  /// {"id","state":"reading|running|done|canceled|failed","progress":0..1,"results":[RESULT|null,...]}; results come as they are
  /// ready; with "error":{"code","message","next"} when failed. Of a run that takes longer, "partial":[{"seconds","arrivals",
  /// "done",...}|null,...] says what it has come to so far.
  Result<QByteArray> state(uint64_t id);
  Result<Done> cancel(uint64_t id);
  /// How many threads a job with specs of so many replications works with.
  [[nodiscard]] static size_t threadsFor(const std::vector<int>& replications, size_t cores);

 private:
  struct Job;
  [[nodiscard]] std::shared_ptr<Job> find(uint64_t id) const;
  Result<uint64_t> add(std::shared_ptr<Job> job);
  void forgetOld();
  std::map<uint64_t, std::shared_ptr<Job>> m_jobs;
  uint64_t m_last = 0;
};

}  // namespace scfdesk::simulate

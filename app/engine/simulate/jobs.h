// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/simulation.h"
#include "models/data/result.h"
#include <QByteArray>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace scfdesk::simulate {

/// Simulations beside a running engine: each job runs its specs one after the other, or several at a time, on threads of its
/// own that give way to everything else. Asked from one thread (the engine's); never waits but in the destructor, which ends
/// all jobs within some 50 ms.
class Jobs final {
 public:
  static constexpr size_t kMostRunning = 4;
  static constexpr size_t kMostKept = 16;    ///< ended ones, the oldest goes first
  static constexpr size_t kMostSpecs = 200;  ///< of one job: a sweep
  Jobs();
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// {"specs":[SPEC,...]} or a SPEC alone. The number of the job.
  Result<uint64_t> start(const QByteArray& body);
  /// {"id","state":"running|done|canceled","progress":0..1,"results":[RESULT|null,...]}; results come as they are ready.
  Result<QByteArray> state(uint64_t id);
  Result<Done> cancel(uint64_t id);

 private:
  struct Job;
  [[nodiscard]] std::shared_ptr<Job> find(uint64_t id) const;
  void forgetOld();
  std::map<uint64_t, std::shared_ptr<Job>> m_jobs;
  uint64_t m_last = 0;
};

}  // namespace scfdesk::simulate

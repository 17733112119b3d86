// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/jobs.h"
#include <thread>

namespace scfdesk::simulate {

/// One job of Jobs. Its own thread reads and spreads the work; who asks reads what is guarded.
struct Jobs::Job {
  enum class Phase : uint8_t { Reading, Running, Ended };
  uint64_t id = 0;
  QByteArray body;                  ///< specs, or a session file; the job's thread alone, let go when it is read
  bool isSession = false;
  std::optional<Session> session;
  std::atomic<Phase> phase{Phase::Reading};
  std::atomic<uint64_t> readPpm{0};
  std::atomic<bool> canceled{false};
  std::vector<Spec> specs;          ///< written while Reading, by the job's thread
  std::vector<std::unique_ptr<Replications>> runs;  ///< of the specs, while Running
  std::vector<std::atomic<int64_t>> began;          ///< when somebody took the first replication, ns
  std::atomic<size_t> next{0};                      ///< the first spec of which something may be left to take
  mutable std::mutex mutex;         ///< of what follows
  std::optional<Error> error;
  std::vector<std::shared_ptr<Watch>> watches;
  std::vector<QByteArray> results;  ///< empty = not yet
  std::thread thread;

  void run();
  void cancel();
  [[nodiscard]] bool over() const { return phase == Phase::Ended; }
  [[nodiscard]] QByteArray state() const;

 private:
  [[nodiscard]] std::optional<Error> read();
  [[nodiscard]] std::optional<Error> lookAt();
  void simulateAll();
  void work();
};

}  // namespace scfdesk::simulate

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/eventthread.h"
#include "app/engine/store/worker.h"
#include "models/data/result.h"
#include <functional>
#include <memory>

namespace scfdesk {

class KafkaBroker;
class Reactor;
class SystemClock;

/// The built-in broker and the one thread it lives on: it blocks on the disk, and nobody else waits for that. Engine thread.
class KafkaThread final {
 public:
  struct Options {
    QString folder, host;
    int port = 9092;          ///< 0 = any free one
    bool exactPort = false;   ///< else the next free one is taken, up to kPorts further
  };
  static constexpr int kPorts = 20;
  static constexpr int kHousekeepMs = 3000;

  KafkaThread();
  ~KafkaThread();
  KafkaThread(const KafkaThread&) = delete;
  KafkaThread& operator=(const KafkaThread&) = delete;
  /// Opens the folder and listens, then tells the port, or why not, on this thread.
  void start(const Options& options, std::function<void(const Result<int>&)> started);
  /// Ends the broker, then tells so on this thread. `wipe`: a folder that goes with it.
  void stop(const QString& wipe, std::function<void()> stopped);
  /// Runs `fn` on the broker thread; not when the broker has not started.
  void ask(std::function<void(KafkaBroker&)> fn);
  [[nodiscard]] QObject* home() { return &m_home; }

 private:
  void housekeep();
  EventThread m_thread;
  QObject m_home;      ///< of the engine thread, for answers
  QObject* m_context;  ///< of the broker thread
  std::unique_ptr<SystemClock> m_clock;
  std::unique_ptr<Reactor> m_reactor;
  std::unique_ptr<KafkaBroker> m_broker;
  std::unique_ptr<Worker> m_syncer;
};

}  // namespace scfdesk

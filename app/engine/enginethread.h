// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/engine.h"
#include "app/engine/eventthread.h"

namespace scfdesk {

/// The thread that owns the engine, with its event loop. It lives as long as the engine (PDEATHSIG follows the thread that
/// starts processes). Made and ended on the main thread.
class EngineThread final {
 public:
  EngineThread();
  ~EngineThread();  ///< stop()
  EngineThread(const EngineThread&) = delete;
  EngineThread& operator=(const EngineThread&) = delete;

  /// Opens the engine there; `opened` is called on the engine thread with it (owned here) or with why not.
  void open(const EngineOptions& options, std::function<void(Result<Engine*>)> opened);
  /// Runs `fn` on the engine thread; dropped when there is no engine (it did not open, or has ended).
  void run(std::function<void(Engine&)> fn);
  /// No new events, running ones get 5 s, all is stored, no process stays. Blocks until the thread has ended.
  void stop();

 private:
  EventThread m_thread;
  QObject* m_context;                 ///< lives on the thread; posts go to it
  std::unique_ptr<Engine> m_engine;   ///< touched on the thread only
};

}  // namespace scfdesk

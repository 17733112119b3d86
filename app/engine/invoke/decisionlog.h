// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "app/engine/store/store.h"
#include "models/data/instance.h"

namespace scfdesk {

/// Keeps the scaling core's decisions with their reasons in words: one JSON object a line, handed to the store in batches. At most
/// kPerSecond are kept of a second, and of runs and ends, which the kept invocations tell as well, kRunsPerSecond; what is left
/// out is counted in a line of its own. Engine thread; owned by Dispatcher.
class DecisionLog final {
 public:
  static constexpr int kPerSecond = 2000;
  static constexpr int kRunsPerSecond = 200;
  static constexpr qsizetype kBatchBytes = 48 * 1024;  ///< below what a kept row may hold
  static constexpr int kFlushMs = 250;

  DecisionLog(Reactor& reactor, Store& store) : m_reactor(reactor), m_store(store) {}
  ~DecisionLog();
  /// Whether one more of this second is kept. False is counted. Ask before making words.
  bool wants(TimeUs now, bool runOrEnd);
  /// Requires: wants() said so.
  void add(const Decision& decision, int code, int attempt, bool cold, bool provisioned, const QByteArray& requestId);
  /// Hands over what is gathered.
  void flush();

 private:
  void note(TimeUs at);
  void append(const QByteArray& line, TimeUs at);

  Reactor& m_reactor;
  Store& m_store;
  QByteArray m_lines;
  TimeUs m_first = 0, m_last = 0;
  int64_t m_second = -1;
  int m_kept = 0, m_runs = 0;
  int64_t m_leftOut = 0;
  Reactor::TimerId m_timer = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "app/engine/store/moments.h"
#include "models/data/delta.h"
#include <deque>
#include <memory>
#include <unordered_map>

namespace scfdesk {

/// Gathers what views want to know and hands it out in batches, at most one per limits::kDeltaIntervalMs and never before
/// the last one was taken in. Without a reader nothing is gathered, so that an engine without views pays nothing.
/// Engine thread; owned by Engine.
class DeltaFeed final {
 public:
  using Reader = std::function<void(const EngineDelta&)>;
  explicit DeltaFeed(Reactor& reactor) : m_reactor(reactor) {}

  /// Readers that must say taken() (the console) and readers that do not (server-sent events).
  void setConsole(Reader reader) { m_console = std::move(reader); }
  void setStream(Reader reader) { m_stream = std::move(reader); }
  /// Who keeps what is told about instances and gauges: gets that of each batch.
  using Keeper = std::function<void(std::shared_ptr<const Moments>)>;
  void setKeeper(Keeper keeper) { m_keeper = std::move(keeper); }
  /// Nothing goes out until replay(): what happens meanwhile waits behind what happened before.
  void hold() { m_held = true; }
  /// Gives the console what earlier runs left, one batch after the other as it takes them; then all goes on.
  void replay(std::vector<EngineDelta>&& batches);
  void setStreamWanted(bool wanted) { m_streamWanted = wanted; }
  [[nodiscard]] bool wanted() const { return m_console || m_streamWanted; }

  void function(const FunctionInfo& info);
  void functionRemoved(FunctionId id);
  void transition(InstanceTransition&& t);
  /// A later value of the same invocation replaces the earlier one within a batch.
  void invocation(const Invocation& v);
  void sample(const FunctionSample& s);
  void throttle(const Throttle& t);
  void decision(Decision&& d);
  void load(const LoadProgress& p);
  void status(const EngineStatus& s);
  void line(LogRecord record, QByteArrayView text);
  /// The console has worked off the last batch.
  void taken();
  void flush();

 private:
  void dirty();
  void replayNext();
  /// Lines kept while the console is slow; past it lines are dropped and counted.
  static constexpr size_t kMaxLines = 200'000;

  Reactor& m_reactor;
  Reader m_console, m_stream;
  Keeper m_keeper;
  std::deque<EngineDelta> m_replay;
  bool m_held = false;       ///< until replay() is through
  bool m_replaying = false;  ///< replay() was called and is not through
  bool m_streamWanted = false;
  bool m_dirty = false, m_armed = false, m_inFlight = false;
  int64_t m_lastFlushNs = 0;
  EngineDelta m_batch;
  std::unordered_map<InvocationId, size_t> m_invocationAt;
  std::unordered_map<uint32_t, size_t> m_loadAt;
};

}  // namespace scfdesk

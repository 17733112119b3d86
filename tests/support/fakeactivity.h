// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include <deque>
#include <functional>
#include <queue>
#include <unordered_map>

namespace scfdesk {

/// How a function of the fake behaves.
struct FakeProfile {
  FunctionInfo info;
  int limit = 16;               ///< instances of starting + init + busy
  double startMs = 240, initMs = 180, runMs = 290;
  double spread = 0.35;         ///< of the run time, relative
  double failRate = 0;          ///< 0..1
  int failCode = status::kUserException;
  QString failMessage;
  InvokeMode mode = InvokeMode::Async;  ///< of its own traffic
  double keepAliveSeconds = 600;
  double freezeSeconds = 2;
  double baseMb = 34;           ///< memory of a fresh instance
  double maxRate = 90;          ///< what `rate` never passes
  std::function<double(double)> rate;  ///< its traffic: events a second, t seconds after the fake's begin; none = no traffic
  QList<QByteArray> lines;      ///< what a run prints; %i is the number of the run
  QByteArray result = "{\"ok\":true}";
};

/// A deterministic generator of what an engine would report: arrivals, starts, runs, idle time, reclaiming, logs, samples,
/// throttles and load runs, all in time order. Same seed and same calls, same deltas. No Qt event loop, no real time.
class FakeActivity final {
 public:
  explicit FakeActivity(TimeUs begin, uint32_t seed = 11);

  void add(const FakeProfile& profile);
  void remove(FunctionId fn);
  [[nodiscard]] FakeProfile* profile(FunctionId fn);
  [[nodiscard]] const FakeProfile* profile(FunctionId fn) const;
  /// The traffic of the profiles, from now on.
  void setTraffic(bool on);

  InvocationId fire(FunctionId fn, InvokeMode mode, Source source, int64_t eventBytes, uint32_t loadRun = 0, TimeUs at = 0);
  uint32_t startLoad(FunctionId fn, const LoadSpec& spec);
  void stopLoad(uint32_t run);

  /// Everything that happens in (now, until].
  EngineDelta advance(TimeUs until);
  [[nodiscard]] TimeUs now() const { return m_now; }
  [[nodiscard]] const Invocation* invocation(InvocationId id) const;
  [[nodiscard]] QByteArray logOf(InvocationId id) const;
  [[nodiscard]] int living(FunctionId fn) const;  ///< 0 = all
  [[nodiscard]] int queued(FunctionId fn) const;
  [[nodiscard]] uint64_t logLines() const { return m_logSeq; }

 private:
  enum class Kind : uint8_t { Arrive, Traffic, Started, Ready, RunEnd, Freeze, Reclaim, Sample };
  struct Event {
    TimeUs at = 0;
    uint64_t seq = 0;
    Kind kind = Kind::Arrive;
    FunctionId fn = 0;
    InstanceId instance = 0;
    InvocationId invocation = 0;
    uint32_t epoch = 0;
    bool operator>(const Event& o) const { return at != o.at ? at > o.at : seq > o.seq; }
  };
  struct Instance {
    FunctionId fn = 0;
    InstanceState state = InstanceState::Starting;
    uint32_t epoch = 0;  ///< rises with each state: a late freeze or reclaim is told apart
    int runs = 0;
    TimeUs started = 0, ready = 0;
    InvocationId wanted = 0;
  };
  struct Function {
    FakeProfile profile;
    std::vector<InstanceId> free;    ///< idle and frozen, most recently used last
    std::deque<InvocationId> waiting;
    int starting = 0, init = 0, busy = 0, idle = 0, frozen = 0;
    int throttledSince = 0;
    int64_t runs = 0;
    bool silent = false;             ///< its last sample said so
    double peakMb = 0;
  };

  double random();
  double jitter(double ms, double spread);
  void schedule(TimeUs at, Kind kind, FunctionId fn, InstanceId instance = 0, InvocationId invocation = 0, uint32_t epoch = 0);
  void handle(const Event& e);
  void arrive(InvocationId id);
  void traffic(Function& f);
  void startInstance(Function& f, InvocationId forWhom);
  void becomeReady(Function& f, InstanceId id);
  void run(Function& f, InstanceId inst, InvocationId id);
  void runEnd(Function& f, InstanceId inst, InvocationId id);
  void release(Function& f, InstanceId inst);
  void finish(Invocation& i, int code, const QString& message);
  void tally(const Invocation& i);
  void move(Function& f, InstanceId inst, InstanceState to, bool failed = false, InvocationId invocation = 0, const QString& reason = {});
  int& count(Function& f, InstanceState state);
  void sample(Function& f);
  void log(const Invocation& i, LogLevel level, const QByteArray& line);

  TimeUs m_begin, m_now;
  uint32_t m_random;
  uint64_t m_eventSeq = 0, m_logSeq = 0;
  InvocationId m_nextInvocation = 1;
  InstanceId m_nextInstance = 1;
  uint32_t m_nextRun = 1;
  bool m_traffic = false;
  std::unordered_map<FunctionId, Function> m_functions;
  std::unordered_map<InstanceId, Instance> m_instances;
  std::unordered_map<InvocationId, Invocation> m_invocations;
  std::map<uint32_t, LoadProgress> m_loads;
  std::vector<uint32_t> m_dirtyLoads;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> m_events;
  EngineDelta m_out;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/core.h"
#include "app/engine/simulate/arrivals.h"
#include "app/engine/simulate/eventwheel.h"
#include "app/engine/simulate/series.h"
#include "app/engine/simulate/tally.h"
#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <optional>

namespace scfdesk::simulate {

/// What a run has come to so far.
struct Partial {
  double seconds = 0;  ///< of virtual time
  Figures total{};
};

/// How far a simulation is, and whether it is still wanted. Shared with the thread that watches.
struct Watch {
  std::atomic<bool> canceled{false};
  std::atomic<uint64_t> donePpm{0};      ///< of the whole, in millionths
  std::atomic<bool> wantsPartial{false}; ///< asks for one; it comes within some hundred thousand events
  std::mutex mutex;                      ///< of `partial`
  std::optional<Partial> partial;        ///< of the first replication
};

/// One run: the core of the live engine under virtual time, with the arrivals, starts and runs of a spec. One thread.
class World final : public scaling::Sink {
 public:
  World(const Spec& spec, uint64_t seed);
  /// Until every request has reached its final state. False when `watch` was canceled. Its part of the progress is from `fromPpm`
  /// to `toPpm`; the same number: it tells nothing.
  bool run(Watch* watch, uint64_t fromPpm = 0, uint64_t toPpm = 1'000'000);
  /// Called during run() when a partial result is wanted, with the virtual time.
  void setShow(std::function<void(Ns now)> show) { m_show = std::move(show); }

  /// By function, of a run that has ended or shows itself.
  [[nodiscard]] const std::vector<Tally>& tallies() const { return m_tallies; }
  /// Latencies of all functions together; null when those of the functions are as fine.
  [[nodiscard]] const LogHistogram* latency() const { return m_fine ? nullptr : &m_latency; }
  [[nodiscard]] const Series& series() const { return m_series; }
  [[nodiscard]] double countedSeconds() const;
  [[nodiscard]] int mostLiving() const { return m_mostLiving; }
  [[nodiscard]] uint64_t hash() const { return m_core.decisionHash(); }
  [[nodiscard]] double endSeconds() const { return secondsOf(m_end); }
  [[nodiscard]] const scaling::Core& core() const { return m_core; }

  void decide(const scaling::Decision& d) override;

 private:
  struct Next {  ///< an arrival
    Ns at;
    uint32_t fn;
    [[nodiscard]] bool before(const Next& o) const { return at != o.at ? at < o.at : fn < o.fn; }
  };
  struct Ending {  ///< an instance gets ready, or a run ends
    Ns at;
    uint64_t seq;
    scaling::InstId inst;
    scaling::ReqId req;  ///< 0 = ready
    [[nodiscard]] bool before(const Ending& o) const { return at != o.at ? at < o.at : seq < o.seq; }
  };
  struct Open {  ///< a request that is not final
    scaling::ReqId id = 0;
    uint64_t number = 0;  ///< of its function
    Ns arrived = 0;
    Ns since = 0;         ///< when the attempt could begin: arrival, or retry due
    Ns startedAt = -1;    ///< of the instance that was started for it
    Ns busyFrom = 0;
    Ns runAt = -1;
    Ns given = -1;        ///< run time of a trace
    uint32_t fn = 0;
    scaling::InstId startedInst = 0;
    uint16_t code = 0;    ///< how the run is going to end
    uint16_t givenCode = 0;
    bool counts = false;
    bool waiting = false;
    bool own = false;     ///< waited for the start of its own instance
    bool provisioned = false;  ///< its function has provisioned instances
  };
  struct alignas(64) Function {
    // What each request touches, together.
    Draws draws;
    uint64_t numbers = 0;
    Arrival next;
    uint64_t arrivals = 0, attempts = 0;  ///< as in Tally; put there by settle()
    bool async = false;
    bool provisioned = false;
    ArrivalStream stream;
    QuickDistribution service;
    double errorProbability = 0;
    uint64_t starts = 0;
    IdleProvisioned idleProvisioned;
  };
  struct Life {
    Ns from = 0;
    scaling::InstId inst = 0;
    uint32_t fn = 0;
    bool starting = false;
    bool provisioned = false;
    bool forRequest = false;  ///< its start counts as busy
  };
  /// What is added to a tally a little later, many at a time: a tally is rarely near when its function's turn comes, and many
  /// that are asked for together come as quickly as one.
  struct HashNote {
    uint64_t word;
    Ns now;
    uint32_t fn;
  };
  struct RunNote {
    Ns run, latency;
    double busy;
    uint32_t fn;
    bool counts, answered, done;
  };
  static constexpr size_t kNotes = 512;
  static constexpr uint32_t kInstSlot = (1u << 22) - 1;  ///< an InstId is slot:22 | generation:10
  static constexpr int kSlotBits = 26;

  void arrive();
  void ending();
  void isReady(Life& life, Ns now);
  void launched(const scaling::Decision& d);
  void runs(const scaling::Decision& d);
  void stopped(const scaling::Decision& d);
  void closeRun(Open& open, const scaling::Decision& d);
  void final(const scaling::Decision& d);
  void throttled(const scaling::Decision& d, const Open& open);
  void noLongerWaits(Open& open) {
    m_waiting -= open.waiting;
    open.waiting = false;
  }
  [[nodiscard]] double counted(Ns from, Ns to) const;
  Open& openOf(scaling::ReqId id) { return m_open[id & ((uint64_t{1} << kSlotBits) - 1)]; }
  void endLives();
  void settleHashes();
  void settleRuns();
  /// All tallies are as if they had been kept at once.
  void settle();
  void hold(Ns now) { m_series.hold(now, m_starting, m_busy, m_living - m_starting - m_busy, m_waiting); }

  const Spec& m_spec;
  scaling::Core m_core;
  std::vector<Function> m_functions;
  std::vector<Tally> m_tallies;
  LogHistogram m_latency{10};  ///< of all functions, when there are so many that each has a coarse one
  bool m_fine = true;          ///< there are few
  Series m_series;
  EventWheel<Next> m_arrivals;
  EventWheel<Ending> m_endings;
  std::vector<Open> m_open;
  std::vector<uint32_t> m_free;
  std::array<HashNote, kNotes> m_hashNotes{};
  std::array<RunNote, kNotes> m_runNotes{};
  size_t m_hashCount = 0, m_runCount = 0;
  std::vector<Life> m_lives;  ///< by slot of the instance
  std::vector<scaling::InstId> m_stops;
  scaling::Event m_event;     ///< reused: an event is large
  scaling::Event m_ended;
  uint64_t m_seq = 0, m_serial = 0, m_arrived = 0;
  Ns m_warmup = 0, m_horizon = scaling::kNever, m_end = 0;
  std::function<void(Ns)> m_show;
  int m_living = 0, m_mostLiving = 0, m_starting = 0, m_busy = 0, m_waiting = 0;
};

}  // namespace scfdesk::simulate

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/demand.h"
#include "app/engine/instance/zygote.h"
#include <list>
#include <optional>

namespace scfdesk {

/// What a prepared runtime must have in common with the function that it is given to: all that counts before code is loaded.
struct SpareKind {
  QString interpreter;
  QString family;
  int heapMb = 0;             ///< of Node.js and Java: their heap limit is fixed at their start
  QByteArrayList environment; ///< variables that are read while an interpreter starts
  friend bool operator==(const SpareKind&, const SpareKind&) = default;
};
SpareKind spareKindOf(const InstanceSpec& spec);

/// Prepared instances. Of a kind of Python: one zygote, from which instances are forked, and a spare or two forked from it
/// (booted, in namespaces, waiting for its code: half the time of a fork). Of programs that are their own runtime (custom, Go, web):
/// places, with namespaces and files and nothing that runs in them. Of others: spares alone, as many as instances were
/// asked for at once in the last ten minutes. All within a share of the host's memory; at most two kinds of an interpreter;
/// made after an instance of the kind was asked for, never before; ended when none was for ten minutes. Who asks while the
/// zygote boots waits for it, when another has asked just before: a fork then is sooner than a start of its own.
/// Engine thread; owned by the factory.
class SparePool final {
 public:
  enum class Role : uint8_t { Spare, Zygote };
  struct Calls {
    /// Asks the spawner for a birth; returns its number, 0 = not now.
    std::function<uint32_t(const SpareKind& kind, Role role)> ask;
    /// Number and packet of a spare that a zygote is to fork.
    std::function<std::pair<uint32_t, QByteArray>(const SpareKind& kind)> forkedSpare;
    std::function<void(uint32_t birth, const BirthEnds& ends)> born;        ///< of instances that were forked
    std::function<void(uint32_t birth, const QByteArray& text)> notBorn;
    std::function<void(uint32_t birth)> orphan;  ///< an instance that is not to be had from the zygote: start it otherwise
  };
  SparePool(Reactor& reactor, Calls calls);
  ~SparePool();
  SparePool(const SparePool&) = delete;
  SparePool& operator=(const SparePool&) = delete;

  /// A booted spare of the kind, if there is one: its descriptors are the caller's then.
  std::optional<BirthEnds> take(const SpareKind& kind);
  /// An instance of the kind can be had from its zygote, now or in a moment: then call `fork`.
  [[nodiscard]] bool forks(const SpareKind& kind);
  void fork(const SpareKind& kind, uint32_t birth, QByteArray packet, int code);
  /// An instance of the kind was asked for: what is missing is made shortly after the last such call.
  void used(const SpareKind& kind);
  /// An instance of any kind is started for an event: what boots for later stands still until none was for a moment. A row of starts
  /// that goes on stops it for kLongestWayMs at most.
  void giveWay();
  /// Births can be asked for from now on: makes what could not be before.
  void ready();
  /// Answers of the spawner; false = not a number of the pool's.
  bool born(uint32_t birth, const BirthEnds& ends);
  bool notBorn(uint32_t birth);
  /// All spares together take at most this much of the machine.
  void setBudget(int64_t bytes) { m_budget = bytes; }
  /// Ends all and forgets all kinds.
  void clear();

  // For tests.
  [[nodiscard]] int booted() const;              ///< spares
  [[nodiscard]] std::vector<int> pids() const;   ///< of spares
  [[nodiscard]] std::vector<int> zygotePids() const;
  /// Processes of one kind that have ended in a row before they were of use: the worst of all kinds.
  [[nodiscard]] int failures() const;
  [[nodiscard]] bool givesWay() const { return m_givesWay; }

  static constexpr int kLongestWayMs = 500;
  static constexpr int kMaxSpares = 8;
  static constexpr int kMaxForkedSpares = 2;

 private:
  struct Kind;
  struct Waiting {
    uint32_t birth;
    QByteArray packet;
    int code;
  };
  Kind* find(const SpareKind& kind);
  Kind* ofZygote(uint32_t birth);
  std::pair<Kind*, Spare*> ofSpare(uint32_t birth);
  void refill(Kind* kind);
  void refillAll();
  void startZygote(Kind* kind);
  void zygoteUp(Kind* kind);
  void zygoteGone(Kind* kind);
  void giveUpWaiting(Kind* kind);
  void addSpare(Kind* kind, uint32_t birth);
  void spareUp(Kind* kind);
  void spareGone(Kind* kind, uint32_t birth);
  void retire(Kind* kind);
  void goOn();
  [[nodiscard]] int wanted(const Kind& kind) const;
  [[nodiscard]] bool fits(const Kind& kind) const;
  void scheduleIdleCheck();
  void endIdle();

  Reactor& m_reactor;
  Calls m_calls;
  int64_t m_budget;
  std::list<std::unique_ptr<Kind>> m_kinds;  ///< the one used last is first
  Reactor::TimerId m_idleTimer = 0;
  Reactor::TimerId m_wayTimer = 0;
  int64_t m_waySinceNs = 0;  ///< the first start of the row
  bool m_givesWay = false;
};

}  // namespace scfdesk

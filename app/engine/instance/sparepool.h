// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/instancecore.h"
#include <list>
#include <optional>

namespace scfdesk {

/// What a spare must have in common with the function that it is given to: all that counts before the code is loaded.
struct SpareKind {
  QString interpreter;
  QString family;
  int heapMb = 0;             ///< Node.js only: its heap limit is fixed at its start
  QByteArrayList environment; ///< variables that are read while an interpreter starts
  friend bool operator==(const SpareKind&, const SpareKind&) = default;
};
SpareKind spareKindOf(const InstanceSpec& spec);

/// Prepared instances: booted runtimes in their own namespaces that wait for their code. One of each kind that was used, at
/// most two kinds of an interpreter; made after an instance of the kind has been asked for, never before; ended when the kind
/// was not asked for in ten minutes. Engine thread; owned by the factory.
class SparePool final {
 public:
  /// `ask` requests the birth of a spare and returns its number.
  SparePool(Reactor& reactor, std::function<uint32_t(const SpareKind& kind)> ask);
  ~SparePool();
  SparePool(const SparePool&) = delete;
  SparePool& operator=(const SparePool&) = delete;

  /// A booted spare of the kind, if there is one: its descriptors are the caller's then.
  std::optional<BirthEnds> take(const SpareKind& kind);
  /// An instance of the kind was asked for: its spare is made, or made again, shortly after the last such call.
  void used(const SpareKind& kind);
  /// Spares can be asked for from now on: makes those that could not be before.
  void ready();
  /// Answers of the spawner; false = not a spare's number.
  bool born(uint32_t birth, const BirthEnds& ends);
  bool notBorn(uint32_t birth);
  /// Ends all and forgets all kinds.
  void clear();
  /// Kinds with a booted spare. For tests.
  [[nodiscard]] int booted() const;
  [[nodiscard]] std::vector<int> pids() const;
  /// Spares of one kind that have ended in a row before they were booted: the worst of all kinds.
  [[nodiscard]] int failures() const;

 private:
  struct Spare;
  void refill(Spare* spare);
  void onFrame(Spare* spare);
  void onGone(Spare* spare);
  void release(Spare* spare);
  void retire(Spare* spare);
  void scheduleIdleCheck();
  void endIdle();

  Reactor& m_reactor;
  std::function<uint32_t(const SpareKind&)> m_ask;
  std::list<std::unique_ptr<Spare>> m_spares;  ///< the kind used last is first
  Reactor::TimerId m_idleTimer = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/core.h"
#include <deque>
#include <map>
#include <set>
#include <string>

/// A second book, kept from events and decisions alone: it knows nothing of the core's inside. Each decision is held against
/// it when it comes; the first thing that is wrong stays in `error()`.
class Observer final : public scfdesk::scaling::Sink {
 public:
  using FnId = scfdesk::scaling::FnId;
  using InstId = scfdesk::scaling::InstId;
  using ReqId = scfdesk::scaling::ReqId;
  using Ns = scfdesk::scaling::Ns;
  using Decision = scfdesk::scaling::Decision;
  explicit Observer(const scfdesk::scaling::Limits& limits) : m_limits(limits) {}

  /// Tell it each event before the core gets it.
  void before(const scfdesk::scaling::Event& event);
  void decide(const Decision& decision) override;
  /// And after the core had it.
  void after(const scfdesk::scaling::Event& event);
  /// Holds the core's counters against the book.
  void compare(const scfdesk::scaling::Core& core);
  [[nodiscard]] const std::string& error() const { return m_error; }

  enum class At { Waiting, Bound, Running, Retrying, Final };
  struct Req {
    FnId fn = 0;
    scfdesk::scaling::Mode mode = scfdesk::scaling::Mode::Sync;
    At at = At::Waiting;
    InstId inst = 0;
    Ns first = 0;
    Ns due = 0;
    int attempt = 0;
    scfdesk::scaling::PartId partition = 0;
    int64_t offset = 0;
  };
  struct Inst {
    FnId fn = 0;
    int memMb = 0;
    int conc = 1;
    std::set<ReqId> reqs;
    bool provisioned = false, ready = false, used = false, stopping = false, dead = false;
  };
  [[nodiscard]] const std::map<ReqId, Req>& requests() const { return m_requests; }
  [[nodiscard]] const std::map<InstId, Inst>& instances() const { return m_instances; }
  [[nodiscard]] uint64_t starts() const { return m_started; }
  [[nodiscard]] uint64_t provisionedStarts() const { return m_provisioned; }
  [[nodiscard]] uint64_t acks() const { return m_acks; }
  [[nodiscard]] uint64_t shared() const { return m_shared; }

 private:
  void fail(const char* what, uint64_t where);
  void started(const Decision& d);
  void ran(const Decision& d);
  void retried(const Decision& d);
  void ended(const Decision& d);
  void acknowledged(const Decision& d);
  void bind(Inst& inst, const Decision& d, At at, bool moved);
  void release(ReqId id, Req& r);
  void checkQuota(FnId fn);
  void checkStarts(const Decision& d);
  [[nodiscard]] FnId groupOf(FnId fn) const;
  [[nodiscard]] int reservedOf(FnId group) const;

  scfdesk::scaling::Limits m_limits;
  Ns m_slidingSince = -1;
  std::map<FnId, scfdesk::scaling::FnConfig> m_configs;
  std::map<FnId, FnId> m_groups;      ///< also of removed functions: what still runs of them counts there
  std::map<FnId, int> m_reserved;     ///< by group: the last configuration of a member
  std::map<FnId, int64_t> m_executing;
  std::map<ReqId, Req> m_requests;
  std::map<InstId, Inst> m_instances;
  std::map<scfdesk::scaling::PartId, std::deque<ReqId>> m_partitions;  ///< open batches, oldest first
  std::map<int64_t, int> m_startsByWindow, m_rampByWindow;
  std::deque<Ns> m_starts;
  ReqId m_toAck = 0;
  uint64_t m_arrived = 0, m_rejected = 0, m_done = 0, m_failed = 0, m_dead = 0, m_started = 0, m_stopped = 0;
  uint64_t m_provisioned = 0, m_acks = 0, m_shared = 0;
  std::string m_error;
};

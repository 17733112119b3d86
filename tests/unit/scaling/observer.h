// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/core.h"
#include <map>
#include <set>
#include <string>

/// A second book, kept from events and decisions alone: it knows nothing of the core's inside. Each decision is held against
/// it when it comes; the first thing that is wrong stays in `error()`.
class Observer final : public scfdesk::scaling::Sink {
 public:
  explicit Observer(const scfdesk::scaling::Limits& limits) : m_limits(limits) {}

  /// Tell it each event before the core gets it.
  void before(const scfdesk::scaling::Event& event);
  void decide(const scfdesk::scaling::Decision& decision) override;
  /// And after the core had it.
  void after(const scfdesk::scaling::Event& event);
  /// Holds the core's counters against the book.
  void compare(const scfdesk::scaling::Core& core);
  [[nodiscard]] const std::string& error() const { return m_error; }

  enum class At { Waiting, Bound, Running, Retrying, Final };
  struct Req {
    scfdesk::scaling::FnId fn = 0;
    scfdesk::scaling::Mode mode = scfdesk::scaling::Mode::Sync;
    At at = At::Waiting;
    scfdesk::scaling::InstId inst = 0;
    scfdesk::scaling::Ns first = 0;
    scfdesk::scaling::Ns due = 0;
    int attempt = 0;
  };
  struct Inst {
    scfdesk::scaling::FnId fn = 0;
    int memMb = 0;
    scfdesk::scaling::ReqId req = 0;
    bool ready = false, used = false, stopping = false, dead = false;
  };
  [[nodiscard]] const std::map<scfdesk::scaling::ReqId, Req>& requests() const { return m_requests; }
  [[nodiscard]] const std::map<scfdesk::scaling::InstId, Inst>& instances() const { return m_instances; }

 private:
  void fail(const char* what, uint64_t where);
  void bind(Inst& inst, const scfdesk::scaling::Decision& d, At at);
  void release(scfdesk::scaling::ReqId id, Req& r);
  void checkQuota(scfdesk::scaling::FnId fn);
  int64_t executing(scfdesk::scaling::FnId fn) const;

  scfdesk::scaling::Limits m_limits;
  std::map<scfdesk::scaling::FnId, scfdesk::scaling::FnConfig> m_configs;
  std::map<scfdesk::scaling::FnId, int64_t> m_executing;
  std::map<scfdesk::scaling::ReqId, Req> m_requests;
  std::map<scfdesk::scaling::InstId, Inst> m_instances;
  std::map<int64_t, int> m_startsByWindow;
  uint64_t m_arrived = 0, m_rejected = 0, m_done = 0, m_failed = 0, m_dead = 0, m_started = 0, m_stopped = 0;
  std::string m_error;
};

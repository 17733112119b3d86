// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/unit/scaling/observer.h"
#include "tests/unit/scaling/random.h"

/// Random histories for the core: events that fit the state often, and any event sometimes. The same for a seed everywhere.
class History final {
 public:
  explicit History(uint64_t seed) : m_random(seed) {}
  scfdesk::scaling::Event next(const Observer& book, const scfdesk::scaling::Core& core);

 private:
  scfdesk::scaling::FnConfig config();
  scfdesk::scaling::Limits limits();
  scfdesk::scaling::Provision provision();
  void arrival(scfdesk::scaling::Event& e, const Observer& book);
  void change(scfdesk::scaling::Event& e, uint64_t dice);
  scfdesk::scaling::InstId anyInstance(const Observer& book, bool ready);
  scfdesk::scaling::ReqId anyRequest(const Observer& book);

  Random m_random;
  scfdesk::scaling::Ns m_now = 0;
  scfdesk::scaling::ReqId m_last = 0;
  int64_t m_offset = 0;
};

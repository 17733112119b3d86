// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/samplesession.h"
#include <algorithm>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

namespace {

using scaling::DecisionKind;
using scaling::Event;
using scaling::EventKind;
constexpr scaling::Ns kMs = scaling::kSecond / 1000;
constexpr TimeUs kOffset = 1'763'907'000'000'000;

/// Carries out what the core decides, in time of its own.
class World final : public scaling::Sink {
 public:
  scaling::RecordedCore core;
  std::multimap<scaling::Ns, Event> due;
  scaling::Ns now = 0;
  std::vector<InvocationDetail> ended;
  std::map<scaling::ReqId, scaling::Ns> arrived, started;

  void decide(const scaling::Decision& d) override {
    Event e;
    e.inst = d.inst;
    e.req = d.req;
    if (d.kind == DecisionKind::Start) {
      e.kind = EventKind::Ready;
      due.emplace(d.now + 240 * kMs, e);
      started[d.req] = d.now;
    } else if (d.kind == DecisionKind::Run) {
      e.kind = EventKind::Done;
      e.code = 200;
      const scaling::Ns run = (280 + static_cast<int>(d.req * 37 % 90)) * kMs;
      due.emplace(d.now + run, e);
      InvocationDetail& one = ended.emplace_back();
      Invocation& v = one.invocation;
      v.requestId = "request-" + QByteArray::number(qulonglong(d.req));
      v.at.accepted = kOffset + arrived[d.req] / 1000;
      v.at.dispatched = v.at.accepted + 150;
      v.cold = d.cold;
      if (d.cold) v.at.ready = kOffset + d.now / 1000;
      v.durationUs = run / 1000;
      v.statusCode = status::kSuccess;
      one.log = "thumbnail of image " + QByteArray::number(qulonglong(d.req)) + " made\n";
    } else if (d.kind == DecisionKind::Stop) {
      e.kind = EventKind::Stopped;
      due.emplace(d.now + kMs, e);
    }
  }
  void step(Event e) {
    e.now = now;
    core.step(e, *this);
  }
  /// All that happens until then.
  void until(scaling::Ns at) {
    for (;;) {
      const scaling::Ns event = due.empty() ? scaling::kNever : due.begin()->first, timer = core.nextDeadline();
      if (std::min(event, timer) > at) break;
      now = std::max(now, std::min(event, timer));
      if (timer < event) {
        core.tick(now, *this);
        continue;
      }
      const Event e = due.begin()->second;
      due.erase(due.begin());
      step(e);
    }
    now = at;
  }
};

}  // namespace

simulate::Session sampleSession(bool changed) {
  World world;
  Event e;
  e.kind = EventKind::Config;
  e.fn = 1;
  e.config.memMb = 128;
  e.config.reservedMb = 16 * 128;
  e.config.keepAlive = 14 * scaling::kSecond;
  world.step(e);
  e = Event{};
  e.kind = EventKind::Arrive;
  e.fn = 1;
  // A second holds more of them the nearer it is to the middle.
  for (int second = 0; second < 40; ++second) {
    const int count = std::max(1, 46 - 3 * std::abs(second - 18));
    for (int i = 0; i < count; ++i) {
      world.until((second * 1000 + i * 1000 / count) * kMs);
      ++e.req;
      world.arrived[e.req] = world.now;
      world.step(e);
    }
  }
  world.until(60 * scaling::kSecond);
  simulate::Session s;
  s.engine = "0.4.0";
  s.made = kOffset + 60'000'000;
  s.to = s.made;
  s.clockOffset = kOffset;
  s.seed = 29;
  s.settings = "{\"burstPerMinute\":500,\"keepAliveSeconds\":600}";
  s.functions.push_back({1, u"default"_s, u"thumbnail"_s, 0, u"Python3.10"_s, 128, "9f4d2c31b07a5e6688c1", {u"BUCKET"_s}});
  s.functions.push_back({2, u"default"_s, u"settle-orders"_s, 0, u"Nodejs18.15"_s, 256, {}, {}});
  s.parts = world.core.parts();
  s.trace = simulate::traceLinesOf("thumbnail", world.ended);
  s.log = simulate::logLinesOf("thumbnail", world.ended, {});
  if (changed && !s.parts.empty()) {
    auto part = std::make_shared<scaling::RecordedPart>(*s.parts.front());
    const size_t entry = part->decisions.size() / part->decisionCount;
    part->decisions[part->decisionCount / 2 * entry + 3] ^= 0x40;  // its code
    s.parts.front() = part;
  }
  return s;
}

}  // namespace scfdesk

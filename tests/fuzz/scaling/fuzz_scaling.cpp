// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a cron text, or as events for the scaling core: whatever comes, every invariant holds after each step, and a
// snapshot taken in the middle continues with the same decisions.
#include "app/engine/scaling/core.h"
#include "models/data/cron.h"
#include <cstdlib>
#include <vector>

using namespace scfdesk;
using namespace scfdesk::scaling;

static void require(bool holds) {
  if (!holds) std::abort();
}

namespace {

class Started final : public Sink {
 public:
  void decide(const Decision& d) override {
    require(d.reason.rule != Rule::None);
    if (d.kind == DecisionKind::Start) ids.push_back(d.inst);
  }
  std::vector<InstId> ids;
};

class Bytes final {
 public:
  Bytes(const uint8_t* data, size_t size) : m_at(data), m_left(size) {}
  [[nodiscard]] bool empty() const { return m_left == 0; }
  int next() {
    if (m_left == 0) return 0;
    --m_left;
    return *m_at++;
  }

 private:
  const uint8_t* m_at;
  size_t m_left;
};

Event eventOf(Bytes& bytes, Ns now, const Started& started) {
  Event e;
  e.kind = static_cast<EventKind>(bytes.next() % (static_cast<int>(EventKind::Measured) + 1));
  e.now = now;
  e.fn = static_cast<FnId>(bytes.next() % 5);
  const auto which = static_cast<size_t>(bytes.next());
  e.inst = started.ids.empty() ? static_cast<InstId>(which) : started.ids[started.ids.size() - 1 - which % started.ids.size()];
  e.req = static_cast<ReqId>(bytes.next() % 40);
  e.mode = static_cast<Mode>(bytes.next() % 3);
  const int value = bytes.next();
  static constexpr int kCodes[] = {200, 430, 433, 434, 439, 500, 432, 450};
  e.code = kCodes[value % 8];
  e.partition = static_cast<PartId>(value % 6);
  e.memMb = value;
  e.config.memMb = 64 << value % 3;
  e.config.conc = 1 + value / 16 % 4;
  e.config.group = static_cast<FnId>(value % 7);
  e.config.reservedMb = value % 4 == 0 ? value * 4 : -1;
  e.config.maxInstances = value % 5 == 0 ? value % 4 + 1 : -1;
  e.config.startPolicy = static_cast<StartPolicy>(value % 3);
  e.config.keepAlive = value * kSecond / 16;
  e.limits.accountMb = value * 16;
  e.limits.hostMb = value % 3 == 0 ? value * 8 : 0;
  e.limits.burst = value % 32;
  e.limits.burstSliding = value % 2 == 0;
  e.limits.provisionedRamp = value % 6;
  e.limits.policy = static_cast<PolicyId>(value % 3);
  e.provision = {value % 6, value % 5 == 0, value * 5000, value % 2, value % 8};
  e.scheduled.provision = e.provision;
  if (const auto cron = parseCron(value % 2 ? "*/5 * * * * * *" : "0 * * * * * *")) e.scheduled.cron = *cron;
  return e;
}

void playEvents(Bytes bytes) {
  Limits limits;
  limits.accountMb = 1024;
  Core core(limits);
  std::unique_ptr<Core> twin;
  Started started, twins;
  Ns now = 0;
  for (int i = 0; !bytes.empty() && i < 400; ++i) {
    now += bytes.next() * kSecond / 32;
    const Event e = eventOf(bytes, now, started);
    core.step(e, started);
    require(core.checkInvariants().empty());
    if (i == 20) {
      twin = Core::restore(core.save());
      require(twin != nullptr);
    } else if (twin) {
      twin->step(e, twins);
      require(twin->decisionHash() == core.decisionHash());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 0 && data[0] == 0xFF) {
    playEvents(Bytes(data + 1, size - 1));
    return 0;
  }
  const std::string text(data, data + size);
  CronError error;
  const auto cron = parseCron(text, &error);
  require(cron.has_value() == error.message.empty());
  if (!cron) return 0;
  const int64_t now = 1'700'000'000;
  if (const auto fire = nextFire(*cron, now)) require(*fire > now && nextFire(*cron, *fire - 1) == fire);
  return 0;
}

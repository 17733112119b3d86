// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/trigger/triggers.h"
#include "tests/unit/api/fakeenginecontrol.h"
#include "tests/unit/invoke/dispatchbench.h"

namespace scfdesk {

/// A clock that is moved by hand, beside a wall clock that may be set.
class WallClock final : public Clock {
 public:
  static constexpr TimeUs kBegin = 1'700'000'000'000'000;  // 2023-11-14 22:13:20 UTC
  [[nodiscard]] int64_t nowNs() const override { return m_ns; }
  [[nodiscard]] int64_t realNsUntil(int64_t deadlineNs) const override { return deadlineNs <= m_ns ? 0 : 3'600'000'000'000; }
  [[nodiscard]] TimeUs nowUs() const override { return kBegin + m_ns / 1000; }
  [[nodiscard]] TimeUs wallUs() const override { return nowUs() + m_set; }
  void advanceUs(TimeUs us) { m_ns += us * 1000; }
  void setWall(TimeUs by) { m_set += by; }

 private:
  int64_t m_ns = 0;
  TimeUs m_set = 0;
};

/// Triggers over a fake engine that keeps what it is given.
struct TriggerBench {
  WallClock clock;
  Reactor reactor{clock};
  FakeEngineControl engine;
  MemoryStore store;
  std::vector<std::pair<QByteArray, QByteArray>> puts;
  std::vector<std::pair<int32_t, int64_t>> batches;  ///< partition and offset of each attempt of a pulled one
  Triggers triggers{Triggers::Parts{reactor, engine, store, [](const Error&) {}, [](const QString&) {},
                                    [this](const QByteArray& bucket, const QByteArray& key, const QByteArray&, const std::function<void(const Status&)>& done) {
                                      puts.emplace_back(bucket, key);
                                      done(Done{});
                                    },
                                    [this](InvokeRequest&& request, std::unique_ptr<PulledBatch> batch, EngineControl::Reply<InvokeReply> reply) {
                                      attempt(request, std::shared_ptr<PulledBatch>(std::move(batch)), reply, 0);
                                    }}};
  TriggerBench() { triggers.start(); }
  /// What the scaling core does with a batch, without pauses: it is tried again until its retries are used up.
  void attempt(const InvokeRequest& request, const std::shared_ptr<PulledBatch>& batch, const EngineControl::Reply<InvokeReply>& reply, int failures) {
    batches.push_back({batch->partition, batch->offset});
    engine.invoke(InvokeRequest(request), [=, this](const Result<InvokeReply>& result) {
      if (!result || result->statusCode == status::kSuccess || failures >= batch->retries) return reply(result);
      batch->failed(*result);
      attempt(request, batch, reply, failures + 1);
    });
  }
  TriggerInfo make(const QString& type, const QString& name, const QString& desc, const QString& function = QStringLiteral("fn")) {
    TriggerInfo t;
    t.function.name = function;
    t.type = type;
    t.name = name;
    t.qualifier = QStringLiteral("$LATEST");
    const auto kept = triggerType(type)->keep(desc);
    if (!kept) qFatal("%s", qPrintable(kept.error().message));
    t.desc = *kept;
    const auto made = triggers.create(t);
    if (!made) qFatal("%s", qPrintable(made.error().message));
    return *made;
  }
  /// Time goes on; every timer that is due then has run (with less than kSure, perhaps with the next call).
  static constexpr TimeUs kSure = 1'000'000;
  void pass(TimeUs us) {
    clock.advanceUs(us);
    size_t before = 0;
    do {
      before = engine.invocations.size();
      reactor.rearm();
      reactor.turn(us >= kSure ? 1 : 0);  // what is due is so at once
      reactor.turn(0);
    } while (engine.invocations.size() != before);
  }
};

}  // namespace scfdesk

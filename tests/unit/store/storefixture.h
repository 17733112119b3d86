// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "app/engine/store/store.h"
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <optional>

namespace scfdesk {

/// A clock that stands still until it is told to move.
class StillClock final : public Clock {
 public:
  [[nodiscard]] int64_t nowNs() const override { return m_us * 1000; }
  [[nodiscard]] int64_t realNsUntil(int64_t deadlineNs) const override { return std::max<int64_t>(deadlineNs - nowNs(), 0); }
  [[nodiscard]] TimeUs nowUs() const override { return m_us; }
  void set(TimeUs us) { m_us = us; }

 private:
  TimeUs m_us = 1'763'856'000'000'000;  // 2025-11-23 00:00 UTC
};

/// A data folder of a test, with a reactor to answer on.
struct StoreFixture {
  QTemporaryDir folder;
  StillClock clock;
  Reactor reactor{clock};

  [[nodiscard]] QString path() const { return folder.path() + QStringLiteral("/data"); }
  [[nodiscard]] std::unique_ptr<Store> open() {
    auto store = Store::open(path(), reactor);
    if (!store) qWarning("%s: %s", qPrintable(store.error().code), qPrintable(store.error().message));
    return store ? std::move(store).value() : nullptr;
  }
  /// Turns the reactor until `ready`, for at most about 20 s.
  template <typename Ready>
  [[nodiscard]] bool turnUntil(Ready ready) {
    for (int i = 0; i < 2000 && !ready(); ++i) reactor.turn(10);
    return ready();
  }
  /// Waits for the answer of a command that takes a Durable.
  template <typename Command>
  [[nodiscard]] Status wait(Command command) {
    std::optional<Status> answer;
    command([&answer](const Status& status) { answer = status; });
    if (!turnUntil([&] { return answer.has_value(); })) return Error{QStringLiteral("Test.NoAnswer"), {}, {}};
    return *answer;
  }
  /// Waits for the answer of a command that takes a reply with a value.
  template <typename T, typename Command>
  [[nodiscard]] Result<T> waitFor(Command command) {
    std::optional<Result<T>> answer;
    command([&answer](Result<T> result) { answer = std::move(result); });
    if (!turnUntil([&] { return answer.has_value(); })) return Error{QStringLiteral("Test.NoAnswer"), {}, {}};
    return *std::move(answer);
  }
};

/// A function with every field away from its default.
FunctionInfo fullFunction(FunctionId id);
StoredEvent asyncEvent(const QByteArray& requestId, FunctionId function, TimeUs accepted);
/// An invocation with `lines` log lines.
InvocationRow invocationRow(const QByteArray& requestId, int lines);
/// 36 characters that differ by `number`.
QByteArray requestIdOf(int number);

}  // namespace scfdesk

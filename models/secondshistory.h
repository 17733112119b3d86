// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include <QObject>
#include <deque>
#include <optional>
#include <vector>

namespace scfdesk {

/// What one-second values say of a stretch of time. Percentiles can't be put together from percentiles: the slowest second's
/// are given, which no invocation's share was above.
struct SecondTotals {
  int64_t invocations = 0, failed = 0, cold = 0, throttled = 0;
  int64_t mostP50Us = 0, mostP99Us = 0, maxUs = 0;
};

/// The last limits::kSecondsKeptHours in one-second values, as the backend keeps them beyond the detail of Timeline and Series and
/// over its restarts. Asks for what a view wants to show, an hour at a time, newest first; holds all functions together (0) and
/// the kFunctionsHeld others that were wanted last. Until an hour has come it is empty; `changed` says when it has.
/// GUI thread; owned by ModelHub.
class SecondsHistory final : public QObject {
  Q_OBJECT
 public:
  static constexpr size_t kFunctionsHeld = 8;
  static constexpr TimeUs kAtOnce = 3'600'000'000;     ///< of one question
  static constexpr TimeUs kBehind = 30'000'000;        ///< what may be missing at the end before it is asked for
  static constexpr TimeUs kAgainAfter = 10'000'000;    ///< after an error
  explicit SecondsHistory(Backend& backend, QObject* parent = nullptr);

  /// [begin, end] of a function is going to be looked at; cheap when it is held. `now` bounds it.
  void want(FunctionId fn, TimeUs begin, TimeUs end, TimeUs now);
  /// By time, at most one a second; seconds in which nothing was are left out. Valid until the loop turns.
  [[nodiscard]] const std::vector<SecondSample>& rows(FunctionId fn) const;
  /// The value of the second that holds t; none where nothing was or nothing has come yet.
  [[nodiscard]] std::optional<SecondSample> at(FunctionId fn, TimeUs t) const;
  /// The first row at or after t.
  [[nodiscard]] std::vector<SecondSample>::const_iterator from(FunctionId fn, TimeUs t) const;
  [[nodiscard]] SecondTotals totals(FunctionId fn, TimeUs begin, TimeUs end) const;
  /// What has come: [begin, end). Nothing yet: both 0.
  [[nodiscard]] TimeUs heldBegin() const { return m_begin; }
  [[nodiscard]] TimeUs heldEnd() const { return m_end; }
  [[nodiscard]] bool busy() const { return m_asking; }
  [[nodiscard]] uint64_t revision() const { return m_revision; }

 Q_SIGNALS:
  void changed();

 private:
  struct Held {
    FunctionId function = 0;
    std::vector<SecondSample> rows;
  };
  void ask();
  void take(TimeUs begin, TimeUs end, const std::vector<SecondSample>& values);
  void forgetOld();
  [[nodiscard]] Held* held(FunctionId fn);
  Backend& m_backend;
  std::deque<Held> m_held;  ///< all functions first, then the one wanted last
  TimeUs m_begin = 0, m_end = 0;          ///< held
  TimeUs m_wantBegin = 0, m_wantEnd = 0;  ///< wanted
  TimeUs m_now = 0, m_failedAt = 0;
  uint64_t m_revision = 0;
  uint64_t m_turn = 0;  ///< an answer to an older question is dropped
  bool m_asking = false;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/callfailure.h"
#include <QByteArray>
#include <cstdint>
#include <optional>

namespace scfdesk {

/// Rules of the client side, as pure functions of values and time. Any thread.
namespace cloudpolicy {

/// What asking twice would do.
enum class Effect : uint8_t {
  Read,    ///< nothing: Get..., List..., Describe..., Search...
  Write,   ///< it may refuse the second time, or do it twice
  Invoke,  ///< the function runs twice
};
Effect effectOf(QByteArrayView action);
/// Takes away what cannot be brought back; a window asks before.
bool isDestructive(QByteArrayView action);

inline constexpr int kAttempts = 5;            ///< of one call, the first included
inline constexpr int kFirstDelayMs = 500;      ///< doubles with each attempt
inline constexpr int kLongestDelayMs = 16'000;
/// How long to wait before the next attempt, or none for "give up". `attempt`: how many there were, from 1; `dice`: 0 <= dice < 1,
/// so that many clients don't come back in step: between half and all of the delay.
std::optional<int> retryDelayMs(CallFailure failure, Effect effect, int attempt, double dice);

/// Requests a second that a client allows itself. Tencent Cloud allows 20 a second for each action (facts/scf.md section 8).
class RateLimit final {
 public:
  static constexpr double kPerSecond = 10;
  static constexpr double kBurst = 10;
  explicit RateLimit(double perSecond = kPerSecond, double burst = kBurst) : m_perSecond(perSecond), m_burst(burst), m_tokens(burst) {}
  /// Takes one; how long to wait before it may be used, in ms. `nowMs`: of a clock that never steps back.
  int64_t take(int64_t nowMs);

 private:
  double m_perSecond, m_burst, m_tokens;
  int64_t m_at = 0;
  bool m_begun = false;
};

/// The machine's clock differs too much for signatures (5 minutes): names by how much, and the next step. `serverSeconds`: the
/// Date of the answer; none where there was none.
Error skewError(const QString& host, int64_t ourSeconds, std::optional<int64_t> serverSeconds);

/// "AKID****wxyz": a SecretId as it may be shown.
QString maskedId(const QByteArray& secretId);

}  // namespace cloudpolicy
}  // namespace scfdesk

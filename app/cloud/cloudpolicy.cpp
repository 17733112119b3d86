// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloudpolicy.h"
#include <algorithm>
#include <cmath>

namespace scfdesk::cloudpolicy {
using namespace Qt::Literals::StringLiterals;

Effect effectOf(QByteArrayView action) {
  for (const char* const begin : {"Get", "List", "Describe", "Search"})
    if (action.startsWith(begin)) return Effect::Read;
  return action.startsWith("Invoke") ? Effect::Invoke : Effect::Write;
}

bool isDestructive(QByteArrayView action) { return action.startsWith("Delete") || action.startsWith("Terminate"); }

std::optional<int> retryDelayMs(CallFailure failure, Effect effect, int attempt, double dice) {
  if (failure == CallFailure::Refused || attempt >= kAttempts) return std::nullopt;
  if (mayHaveHappened(failure) && effect != Effect::Read) return std::nullopt;
  const double whole = std::min<double>(kLongestDelayMs, kFirstDelayMs * std::pow(2.0, attempt - 1));
  return int(whole / 2 + dice * whole / 2);
}

int64_t RateLimit::take(int64_t nowMs) {
  if (!std::exchange(m_begun, true)) m_at = nowMs;
  m_tokens = std::min(m_burst, m_tokens + double(nowMs - m_at) / 1000 * m_perSecond);
  m_at = nowMs;
  m_tokens -= 1;
  return m_tokens >= 0 ? 0 : int64_t(std::ceil(-m_tokens / m_perSecond * 1000));
}

Error skewError(const QString& host, int64_t ourSeconds, std::optional<int64_t> serverSeconds) {
  const QString next = u"Set the clock, for example with: sudo timedatectl set-ntp true"_s;
  if (!serverSeconds)
    return Error{u"AuthFailure.SignatureExpire"_s, u"The clock of this machine and that of %1 are more than five minutes apart."_s.arg(host), next};
  const int64_t apart = ourSeconds - *serverSeconds;
  return Error{u"AuthFailure.SignatureExpire"_s,
               u"The clock of this machine is %1 s %2 that of %3; signatures allow 300 s."_s.arg(std::abs(apart)).arg(apart < 0 ? u"behind"_s : u"ahead of"_s, host), next};
}

QString maskedId(const QByteArray& secretId) {
  const QString id = QString::fromUtf8(secretId);
  if (id.size() < 12) return QString(id.left(id.size() / 3) + u"****"_s);  // one of an engine's own: its beginning tells it from others
  return QString(id.left(4) + u"****"_s + id.right(4));
}

}  // namespace scfdesk::cloudpolicy

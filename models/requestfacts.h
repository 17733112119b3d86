// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/logmatcher.h"
#include <array>
#include <deque>

namespace scfdesk {

/// What the requests behind the log's lines came to, for queries and for the request column: small, so that as many are held as
/// the lines need, not only those of the history. The oldest go first. GUI thread; owned by LogStore.
class RequestFactsRing final {
 public:
  static constexpr size_t kHeld = 500'000;
  /// True when a request has ended that was known before it had, or ends now.
  bool learn(const std::vector<Invocation>& invocations);
  /// known = false for what was never heard of, or is forgotten.
  [[nodiscard]] RequestFacts of(InvocationId id) const;
  [[nodiscard]] size_t size() const { return m_facts.size(); }
  /// Request ids that begin with these characters, newest first, at most `count`; for completion.
  [[nodiscard]] QStringList requestsLike(const QString& beginning, int count) const;

 private:
  struct Facts {
    std::array<uint8_t, 16> request{};  ///< the digits of the uuid
    int64_t durationUs = 0;
    VersionNumber version = 0;
    int16_t statusCode = 0;
    bool known = false, finished = false, cold = false;
  };
  [[nodiscard]] static QByteArray textOf(const Facts& facts);
  std::deque<Facts> m_facts;  ///< one an invocation, by number
  InvocationId m_first = 0;   ///< number of the front
};

}  // namespace scfdesk

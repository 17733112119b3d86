// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <map>

namespace scfdesk {

/// What an engine would answer at /-/simulate and /-/session, with the real simulator and the real scaling core; it works while
/// it is asked, not on threads. `hold`: jobs stay at 40 % until it is false. `refuse`: no more are taken. `differs`: the recorded
/// session has a decision that a replay does not take.
class SimulationAnswers final {
 public:
  [[nodiscard]] static bool owns(const QByteArray& target) { return target.startsWith("/-/simulate") || target == "/-/session"; }
  Result<QByteArray> answer(const QByteArray& method, const QByteArray& target, const QByteArray& body);
  bool hold = false, refuse = false, differs = false;
  int started = 0, canceled = 0;

 private:
  std::map<int, QByteArray> m_results;  ///< by job: a list, or an error as an object
  int m_last = 0;
};

}  // namespace scfdesk

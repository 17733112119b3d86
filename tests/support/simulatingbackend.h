// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/support/fakebackend.h"

namespace scfdesk {

/// The fake backend with a real simulator behind /-/simulate; it works while it is asked, not on threads. `holdSimulations`:
/// jobs stay at 40 % until it is false. `refuse`: no more are taken. GUI thread; owned by the test.
class SimulatingBackend final : public FakeBackend {
  Q_OBJECT
 public:
  using FakeBackend::FakeBackend;
  void local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply<QByteArray> reply) override;
  void action(const QByteArray& name, const QByteArray& params, QObject* context, Reply<QByteArray> reply) override;
  bool holdSimulations = false, refuse = false;
  int started = 0, canceled = 0;
  std::vector<std::pair<QByteArray, QByteArray>> actions;

 private:
  QByteArray m_results;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/support/fakebackend.h"
#include "tests/support/simulationanswers.h"

namespace scfdesk {

/// The fake backend with a real simulator behind it. GUI thread; owned by the test.
class SimulatingBackend final : public FakeBackend {
  Q_OBJECT
 public:
  using FakeBackend::FakeBackend;
  void local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply<QByteArray> reply) override;
  void action(const QByteArray& name, const QByteArray& params, QObject* context, Reply<QByteArray> reply) override;
  SimulationAnswers simulator;
  std::vector<std::pair<QByteArray, QByteArray>> actions;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/connections.h"

namespace scfdesk {

/// Two connections, Guangzhou and an engine in the lab, for tests and pictures. An end tells of one function, "thumbnail", which
/// has less memory and another variable there; nothing is written anywhere. GUI thread.
class FakeConnections final : public Connections {
  Q_OBJECT
 public:
  using Connections::Connections;
  QString shown = QStringLiteral("embedded");  ///< id of current()
  QStringList asked;                           ///< "switch ID", "test NAME", "save NAME", "remove ID"
  Result<TestAnswer> answer = TestAnswer{7, 0.4};

  [[nodiscard]] QList<ConnectionProfile> profiles() const override;
  [[nodiscard]] ConnectionProfile current() const override;
  [[nodiscard]] QString account() const override { return shown == QLatin1String("embedded") ? QString() : QStringLiteral("AKID****wxyz"); }
  [[nodiscard]] TimeUs heardAt() const override { return 0; }
  void switchTo(const QString& id) override { asked << QStringLiteral("switch ") + id; }
  void save(const ConnectionProfile& profile, const ConnectionKeys& keys, QObject* context, Reply<QString> reply) override;
  void remove(const QString& id, QObject* context, Reply<Done> reply) override;
  void test(const ConnectionProfile& profile, const ConnectionKeys& keys, QObject* context, Reply<TestAnswer> reply) override;
  void openEnd(const QString& id, QObject* context, Reply<std::shared_ptr<DeployTarget>> reply) override;
};

}  // namespace scfdesk

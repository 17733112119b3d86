// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/transport.h"
#include "app/cloud/cloudclient.h"
#include "app/cloud/keyring.h"

namespace scfdesk::cli {

/// A stored connection: Tencent Cloud, or an engine on another machine.
class CloudTransport final : public Transport {
 public:
  explicit CloudTransport(ResolvedConnection connection);
  [[nodiscard]] QString target() const override;
  [[nodiscard]] bool isEngine() const override { return m_client.target().engine; }
  [[nodiscard]] bool isRemote() const override { return true; }
  [[nodiscard]] CloudClient* cloud() override { return isEngine() ? nullptr : &m_client; }
  [[nodiscard]] QString ns() const override { return m_profile.ns; }
  void action(const QByteArray& name, const QByteArray& params, int limitMs, Reply reply) override;
  void local(const QByteArray& method, const QByteArray& path, const QByteArray& body, int limitMs, Reply reply) override;

 private:
  const ConnectionProfile m_profile;
  CloudClient m_client;
};

}  // namespace scfdesk::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cli/httppool.h"
#include "app/cli/transport.h"
#include "app/engine/api/tc3.h"

namespace scfdesk::cli {

/// Where an engine listens and the keys that it is asked with. The keys never come from the command line.
struct EngineAddress {
  QString host;
  int port = 0;
  QByteArray secretId, secretKey;
};
/// The engine of a data folder: by its engine.json, with the keys of SCFDESK_SECRET_ID and SCFDESK_SECRET_KEY or else of the folder.
/// Errors: Local.NoEngine, Local.NoKeys.
[[nodiscard]] Result<EngineAddress> engineOf(const QString& dataDir);
/// An engine at "http://HOST:PORT", with the same keys. Errors: Local.Words for what is no such address, Local.NoKeys.
[[nodiscard]] Result<EngineAddress> engineAt(const QString& url, const QString& dataDir);

/// An engine of ours, over signed HTTP.
class EngineTransport final : public Transport {
 public:
  explicit EngineTransport(const EngineAddress& address);
  [[nodiscard]] QString target() const override;
  [[nodiscard]] bool isEngine() const override { return true; }
  void action(const QByteArray& name, const QByteArray& params, int limitMs, Reply reply) override;
  void local(const QByteArray& method, const QByteArray& path, const QByteArray& body, int limitMs, Reply reply) override;

 private:
  SystemClock m_clock;
  Reactor m_reactor{m_clock};
  HttpPool m_pool;
  Tc3Verifier m_signer;
  QByteArray m_secretId, m_bearer;
};

}  // namespace scfdesk::cli

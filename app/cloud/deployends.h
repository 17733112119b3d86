// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/cloudclient.h"
#include "models/backend.h"
#include "models/deploy/deploytarget.h"

namespace scfdesk {

/// Tencent Cloud takes at most 10 MB of a request signed with TC3.
inline constexpr int64_t kCloudRequestBytes = 10LL * 1000 * 1000;

/// An end of a deploy over a client: the cloud, or an engine in another process. The client must outlive it.
class ClientEnd final : public DeployTarget {
  Q_OBJECT
 public:
  ClientEnd(CloudClient& client, QString name, QString ns, QObject* parent = nullptr);
  [[nodiscard]] QString name() const override { return m_name; }
  [[nodiscard]] QString ns() const override { return m_ns; }
  [[nodiscard]] int64_t requestLimit() const override { return m_client.target().engine ? 0 : kCloudRequestBytes; }
  void action(const QByteArray& name, const QByteArray& params, QObject* context, Reply reply) override;
  void download(const QUrl& url, QObject* context, Reply reply) override;

 private:
  CloudClient& m_client;
  const QString m_name, m_ns;
};

/// An end over a backend: the engine in this process. The backend must outlive it.
class BackendEnd final : public DeployTarget {
  Q_OBJECT
 public:
  BackendEnd(Backend& backend, QString name, QString ns, QObject* parent = nullptr);
  [[nodiscard]] QString name() const override { return m_name; }
  [[nodiscard]] QString ns() const override { return m_ns; }
  [[nodiscard]] int64_t requestLimit() const override { return 0; }
  void action(const QByteArray& name, const QByteArray& params, QObject* context, Reply reply) override;
  void download(const QUrl& url, QObject* context, Reply reply) override;

 private:
  Backend& m_backend;
  const QString m_name, m_ns;
  CloudClient m_downloads;  ///< without keys: an address of a package carries its own right
};

}  // namespace scfdesk

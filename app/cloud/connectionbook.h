// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/connectionfile.h"
#include "app/cloud/keyring.h"
#include "models/backend.h"
#include "models/connections.h"

namespace scfdesk {

class CloudBackend;

/// The connections of this data folder: connections.json, the keyring, and ends for deploys. It does not switch by itself:
/// switchRequested() asks the Application. GUI thread; owned by the Application.
class ConnectionBook final : public Connections {
  Q_OBJECT
 public:
  /// The keyring and the embedded backend must outlive it.
  ConnectionBook(const QString& dataDir, Keyring& keyring, Backend& embedded, QObject* parent = nullptr);

  [[nodiscard]] QList<ConnectionProfile> profiles() const override;
  [[nodiscard]] ConnectionProfile current() const override { return m_current; }
  [[nodiscard]] QString account() const override;
  [[nodiscard]] TimeUs heardAt() const override;
  void switchTo(const QString& id) override;
  void save(const ConnectionProfile& profile, const ConnectionKeys& keys, QObject* context, Reply<QString> reply) override;
  void remove(const QString& id, QObject* context, Reply<Done> reply) override;
  void test(const ConnectionProfile& profile, const ConnectionKeys& keys, QObject* context, Reply<TestAnswer> reply) override;
  void openEnd(const QString& id, QObject* context, Reply<std::shared_ptr<DeployTarget>> reply) override;

  [[nodiscard]] std::optional<ConnectionProfile> profile(const QString& id) const;
  /// The backend of a connection that is not the embedded one, or why there is none.
  void openBackend(const QString& id, QObject* context, Reply<std::shared_ptr<CloudBackend>> reply);
  /// The window shows this one now; null for the embedded engine.
  void setCurrent(const ConnectionProfile& profile, CloudBackend* backend);
  /// Why connections.json could not be read; then nothing is written over it.
  [[nodiscard]] const std::optional<Error>& damage() const { return m_damage; }

 Q_SIGNALS:
  void switchRequested(const QString& id);

 private:
  [[nodiscard]] Status write();
  void withKeys(const ConnectionProfile& profile, const ConnectionKeys& keys, QObject* context, Keyring::KeysReply reply);
  const QString m_dataDir;
  ConnectionFile m_file;
  Keyring& m_keyring;
  Backend& m_embedded;
  QList<ConnectionProfile> m_profiles;
  std::optional<Error> m_damage;
  ConnectionProfile m_current = embeddedConnection();
  QPointer<CloudBackend> m_backend;
};

}  // namespace scfdesk

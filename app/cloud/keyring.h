// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/cloudclient.h"
#include <QHash>

namespace QKeychain {
class Job;
}

namespace scfdesk {

/// Where the keys of connections lie, by the id of the connection. One thread with an event loop; replies come there unless
/// `context` has died. Errors: "Local.NoKeyring" (there is none, or it is locked: `message` says which), "Local.NoKeys".
class Keyring : public QObject {
  Q_OBJECT
 public:
  using KeysReply = std::function<void(Result<CloudKeys>)>;
  using DoneReply = std::function<void(Status)>;
  using QObject::QObject;
  virtual void read(const QString& id, QObject* context, KeysReply reply) = 0;
  virtual void write(const QString& id, const CloudKeys& keys, QObject* context, DoneReply reply) = 0;
  virtual void remove(const QString& id, QObject* context, DoneReply reply) = 0;
};

/// The desktop's (Secret Service, KWallet) through qtkeychain. Never falls back to a file. Where there is none, or none that
/// answers within the limit, keys are held in memory until the program ends, and write() says so as Local.NoKeyring.
class DesktopKeyring final : public Keyring {
  Q_OBJECT
 public:
  using Keyring::Keyring;
  void read(const QString& id, QObject* context, KeysReply reply) override;
  void write(const QString& id, const CloudKeys& keys, QObject* context, DoneReply reply) override;
  void remove(const QString& id, QObject* context, DoneReply reply) override;
  static constexpr int kAnswerMs = 15'000;
  void setLimitMs(int ms) { m_limitMs = ms; }

 private:
  void begin(QKeychain::Job* job, const QString& id, QObject* context, const std::function<void(Status)>& ended);
  QHash<QString, CloudKeys> m_held;
  int m_limitMs = kAnswerMs;
};

/// In memory alone: for tests.
class SessionKeyring final : public Keyring {
  Q_OBJECT
 public:
  using Keyring::Keyring;
  void read(const QString& id, QObject* context, KeysReply reply) override;
  void write(const QString& id, const CloudKeys& keys, QObject* context, DoneReply reply) override;
  void remove(const QString& id, QObject* context, DoneReply reply) override;

 private:
  QHash<QString, CloudKeys> m_held;
};

/// The keys of a connection: those of the variables that it names; else the keyring's, else those of the environment (TENCENTCLOUD_SECRET_ID, ... for the cloud,
/// SCFDESK_SECRET_ID and SCFDESK_SECRET_KEY for an engine).
void findKeys(Keyring& keyring, const ConnectionProfile& profile, QObject* context, Keyring::KeysReply reply);

/// The stored connection of that name or id in a data folder, with its keys; "cloud" is Tencent Cloud as the environment has it
/// (TENCENTCLOUD_REGION). Turns an event loop: for the command line. Errors: Local.NoConnection, Local.NoKeys.
struct ResolvedConnection {
  ConnectionProfile profile;
  CloudTarget target;
};
Result<ResolvedConnection> resolveConnection(const QString& dataDir, const QString& nameOrId);

}  // namespace scfdesk

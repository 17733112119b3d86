// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/keyring.h"
#include "app/cloud/connectionfile.h"
#include <QEventLoop>
#include <QTimer>
#include <nlohmann/json.hpp>
#include <qt6keychain/keychain.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
const QString kService = u"scfdesk"_s;
constexpr int kKeyringMs = 60'000;  // somebody may have to unlock it

QString textOf(const CloudKeys& keys) {
  const nlohmann::ordered_json object{{"secretId", keys.secretId.toStdString()}, {"secretKey", keys.secretKey.toStdString()}, {"token", keys.token.toStdString()}};
  return QString::fromStdString(object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}
CloudKeys keysOf(const QString& text) {
  const auto object = nlohmann::ordered_json::parse(text.toStdString(), nullptr, false);
  const auto part = [&](const char* name) {
    const auto it = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && it != object.end() && it->is_string() ? QByteArray::fromStdString(it->get<std::string>()) : QByteArray();
  };
  return {part("secretId"), part("secretKey"), part("token")};
}
Error none() { return Error{u"Local.NoKeys"_s, u"No keys are stored for this connection."_s, u"Give them in Connections."_s}; }
Error noKeyring(const QKeychain::Job& job) {
  return Error{u"Local.NoKeyring"_s, u"The desktop's keyring cannot be used: %1"_s.arg(job.errorString()),
               u"The keys are held until the program ends; unlock or install a keyring to keep them."_s};
}
}  // namespace

void DesktopKeyring::read(const QString& id, QObject* context, KeysReply reply) {
  if (const auto it = m_held.constFind(id); it != m_held.constEnd()) return reply(*it);
  auto* job = new QKeychain::ReadPasswordJob(kService, this);
  job->setInsecureFallback(false);
  job->setKey(id);
  connect(job, &QKeychain::Job::finished, context ? context : this, [job, reply](QKeychain::Job*) {
    if (job->error() == QKeychain::EntryNotFound) return reply(none());
    if (job->error() != QKeychain::NoError) return reply(noKeyring(*job));
    const CloudKeys keys = keysOf(job->textData());
    if (!keys.valid()) return reply(none());
    reply(keys);
  });
  job->start();
}

void DesktopKeyring::write(const QString& id, const CloudKeys& keys, QObject* context, DoneReply reply) {
  m_held.insert(id, keys);
  auto* job = new QKeychain::WritePasswordJob(kService, this);
  job->setInsecureFallback(false);
  job->setKey(id);
  job->setTextData(textOf(keys));
  connect(job, &QKeychain::Job::finished, context ? context : this, [job, reply](QKeychain::Job*) {
    if (job->error() != QKeychain::NoError) return reply(noKeyring(*job));
    reply(Done{});
  });
  job->start();
}

void DesktopKeyring::remove(const QString& id, QObject* context, DoneReply reply) {
  m_held.remove(id);
  auto* job = new QKeychain::DeletePasswordJob(kService, this);
  job->setInsecureFallback(false);
  job->setKey(id);
  connect(job, &QKeychain::Job::finished, context ? context : this, [job, reply](QKeychain::Job*) {
    if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound) return reply(noKeyring(*job));
    reply(Done{});
  });
  job->start();
}

void SessionKeyring::read(const QString& id, QObject*, KeysReply reply) {
  const auto it = m_held.constFind(id);
  if (it == m_held.constEnd()) return reply(none());
  reply(*it);
}
void SessionKeyring::write(const QString& id, const CloudKeys& keys, QObject*, DoneReply reply) {
  m_held.insert(id, keys);
  reply(Done{});
}
void SessionKeyring::remove(const QString& id, QObject*, DoneReply reply) {
  m_held.remove(id);
  reply(Done{});
}

void findKeys(Keyring& keyring, const ConnectionProfile& profile, QObject* context, Keyring::KeysReply reply) {
  keyring.read(profile.id, context, [profile, reply](const Result<CloudKeys>& keys) {
    if (keys) return reply(keys);
    CloudKeys given = keysFromEnvironment();
    if (profile.kind == ConnectionKind::Engine && qEnvironmentVariableIsSet("SCFDESK_SECRET_ID"))
      given = {qgetenv("SCFDESK_SECRET_ID"), qgetenv("SCFDESK_SECRET_KEY"), {}};
    if (given.valid()) return reply(given);
    reply(Error{u"Local.NoKeys"_s, u"There are no keys for the connection %1. %2"_s.arg(profile.name, keys.error().message).trimmed(),
                profile.kind == ConnectionKind::Engine ? u"Give them in Connections, or set SCFDESK_SECRET_ID and SCFDESK_SECRET_KEY."_s
                                                       : u"Give them in Connections, or set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY."_s});
  });
}

Result<ResolvedConnection> resolveConnection(const QString& dataDir, const QString& nameOrId) {
  const auto stored = ConnectionFile(dataDir).read();
  if (!stored) return stored.error();
  std::optional<ConnectionProfile> found;
  QStringList names;
  for (const ConnectionProfile& profile : *stored) {
    names << profile.name;
    if (profile.name == nameOrId || (!found && profile.id == nameOrId)) found = profile;
  }
  if (!found && nameOrId == u"cloud"_s) {
    found = ConnectionProfile{u"cloud"_s, u"cloud"_s, ConnectionKind::Cloud, u"https://scf.tencentcloudapi.com"_s, qEnvironmentVariable("TENCENTCLOUD_REGION", u"ap-guangzhou"_s), u"default"_s};
  }
  if (!found)
    return Error{u"Local.NoConnection"_s, u"There is no connection %1 in %2."_s.arg(nameOrId, dataDir),
                 names.isEmpty() ? u"Make one in Connections of the window, or write --connection cloud with the keys in the environment."_s
                                 : u"There are: %1."_s.arg(names.join(u", "_s))};
  DesktopKeyring keyring;
  std::optional<Result<CloudKeys>> keys;
  QEventLoop loop;
  findKeys(keyring, *found, &loop, [&](Result<CloudKeys> got) {
    keys = std::move(got);
    loop.quit();
  });
  QTimer::singleShot(kKeyringMs, &loop, &QEventLoop::quit);
  if (!keys) loop.exec();
  if (!keys) return Error{u"Local.NoKeyring"_s, u"The desktop's keyring gives no answer within %1 s."_s.arg(kKeyringMs / 1000), u"Unlock it, and try again."_s};
  if (!*keys) return keys->error();
  return ResolvedConnection{*found, cloudTarget(*found, **keys)};
}

}  // namespace scfdesk

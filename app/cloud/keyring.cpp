// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/keyring.h"
#include "app/cloud/connectionfile.h"
#include <QEventLoop>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <nlohmann/json.hpp>
#include <qt6keychain/keychain.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
const QString kService = u"scfdesk"_s;
constexpr int kKeyringMs = 60'000;  // of a command: somebody may have to unlock it

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
Error none() { return Error{u"Local.NoKeys"_s, u"The keyring gives no keys for it: none are stored, or it is locked."_s, u"Unlock it, or give them in Connections."_s}; }
Error noKeyring(const QKeychain::Job& job) {
  return Error{u"Local.NoKeyring"_s, u"The desktop's keyring cannot be used: %1"_s.arg(job.errorString()), u"Unlock or install one."_s};
}
}  // namespace

// A keyring may never answer: a locked one whose question nobody sees, a service that hangs, an event loop it can't reach.
void DesktopKeyring::begin(QKeychain::Job* job, const QString& id, QObject* context, const std::function<void(Status)>& ended) {
  job->setInsecureFallback(false);
  job->setKey(id);
  const auto answered = std::make_shared<bool>(false);
  const auto answer = [answered, ended, guard = QPointer<QObject>(context), guarded = context != nullptr](const Status& status) {
    if (std::exchange(*answered, true) || (guarded && !guard)) return;
    ended(status);
  };
  connect(job, &QKeychain::Job::finished, this, [answer](QKeychain::Job* done) {
    const bool good = done->error() == QKeychain::NoError || done->error() == QKeychain::EntryNotFound;
    answer(good ? Status(Done{}) : Status(noKeyring(*done)));
  });
  QTimer::singleShot(m_limitMs, this, [answer, seconds = double(m_limitMs) / 1000] {
    answer(Error{u"Local.NoKeyring"_s, u"The desktop's keyring gives no answer within %1 s."_s.arg(seconds), u"Unlock it, and try again."_s});
  });
  job->start();
}

void DesktopKeyring::read(const QString& id, QObject* context, KeysReply reply) {
  if (const auto it = m_held.constFind(id); it != m_held.constEnd()) return reply(*it);
  auto* job = new QKeychain::ReadPasswordJob(kService, this);
  const auto got = std::make_shared<CloudKeys>();
  connect(job, &QKeychain::Job::finished, this, [this, job, id, got] {
    if (job->error() != QKeychain::NoError) return;
    *got = keysOf(job->textData());
    if (got->valid()) m_held.insert(id, *got);  // one that answers late is heard all the same: the next question has it
  });
  begin(job, id, context, [got, reply](const Status& status) {
    if (!status) return reply(status.error());
    got->valid() ? reply(*got) : reply(none());
  });
}

void DesktopKeyring::write(const QString& id, const CloudKeys& keys, QObject* context, DoneReply reply) {
  m_held.insert(id, keys);
  auto* job = new QKeychain::WritePasswordJob(kService, this);
  job->setTextData(textOf(keys));
  begin(job, id, context, [reply](Status status) {
    if (!status) status = Error{status.error().code, status.error().message, u"The keys are held until the program ends; unlock or install a keyring to keep them."_s};
    reply(status);
  });
}

void DesktopKeyring::remove(const QString& id, QObject* context, DoneReply reply) {
  m_held.remove(id);
  begin(new QKeychain::DeletePasswordJob(kService, this), id, context, std::move(reply));
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
  if (const QByteArray prefix = profile.keyVariables.toLatin1(); !prefix.isEmpty()) {
    const auto variable = [&prefix](const char* end) { return qgetenv(QByteArray(prefix + end).constData()); };
    const CloudKeys given{variable("_SECRET_ID"), variable("_SECRET_KEY"), variable("_TOKEN")};
    if (given.valid()) return reply(given);
    return reply(Error{u"Local.NoKeys"_s, u"There are no keys for the connection %1."_s.arg(profile.name), u"Set %1_SECRET_ID and %1_SECRET_KEY."_s.arg(profile.keyVariables)});
  }
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
  keyring.setLimitMs(kKeyringMs);
  std::optional<Result<CloudKeys>> keys;
  QEventLoop loop;
  findKeys(keyring, *found, &loop, [&](Result<CloudKeys> got) {
    keys = std::move(got);
    loop.quit();
  });
  if (!keys) loop.exec();
  if (!*keys) return keys->error();
  return ResolvedConnection{*found, cloudTarget(*found, **keys)};
}

}  // namespace scfdesk

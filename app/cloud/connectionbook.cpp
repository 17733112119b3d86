// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/connectionbook.h"
#include "app/cloud/cloudbackend.h"
#include "app/cloud/cloudjson.h"
#include "app/cloud/deployends.h"
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QUuid>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
Error unknown(const QString& id) { return Error{u"Local.NoConnection"_s, u"There is no connection %1."_s.arg(id), {}}; }
}  // namespace

ConnectionBook::ConnectionBook(const QString& dataDir, Keyring& keyring, Backend& embedded, QObject* parent)
    : m_dataDir(dataDir), m_file(dataDir), m_keyring(keyring), m_embedded(embedded) {
  setParent(parent);
  if (const auto read = m_file.read()) m_profiles = *read;
  else m_damage = read.error();
}

QList<ConnectionProfile> ConnectionBook::profiles() const { return QList<ConnectionProfile>{embeddedConnection()} + m_profiles; }

std::optional<ConnectionProfile> ConnectionBook::profile(const QString& id) const {
  for (const ConnectionProfile& one : profiles())
    if (one.id == id) return one;
  return std::nullopt;
}

QString ConnectionBook::account() const { return m_backend ? m_backend->account() : QString(); }
TimeUs ConnectionBook::heardAt() const { return m_backend ? m_backend->poll().heardAt() : 0; }
void ConnectionBook::switchTo(const QString& id) { Q_EMIT switchRequested(id); }

void ConnectionBook::setCurrent(const ConnectionProfile& profile, CloudBackend* backend) {
  m_current = profile;
  m_backend = backend;
  Q_EMIT changed();
}

Status ConnectionBook::write() {
  if (m_damage) return *m_damage;
  return m_file.write(m_profiles);
}

void ConnectionBook::save(const ConnectionProfile& wanted, const ConnectionKeys& keys, QObject* context, Reply<QString> reply) {
  ConnectionProfile profile = wanted;
  profile.name = profile.name.trimmed();
  if (const Status good = checkConnection(profile); !good) return reply(good.error());
  const bool isNew = profile.id.isEmpty();
  if (isNew && m_profiles.size() >= kConnectionsMost)
    return reply(Error{u"LimitExceeded"_s, u"There are at most %1 connections."_s.arg(kConnectionsMost), u"Remove one."_s});
  for (const ConnectionProfile& one : std::as_const(m_profiles))
    if (one.name == profile.name && one.id != profile.id) return reply(Error{u"ResourceInUse"_s, u"There is a connection %1 already."_s.arg(profile.name), u"Choose another name."_s});
  if (isNew) profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
  const QList<ConnectionProfile> before = m_profiles;
  const auto it = std::find_if(m_profiles.begin(), m_profiles.end(), [&](const auto& one) { return one.id == profile.id; });
  if (it != m_profiles.end()) *it = profile;
  else m_profiles.append(profile);
  if (const Status written = write(); !written) {
    m_profiles = before;
    return reply(written.error());
  }
  if (m_current.id == profile.id) m_current = profile;
  Q_EMIT changed();
  if (!keys.valid()) return reply(profile.id);
  m_keyring.write(profile.id, keys, context, [reply, id = profile.id](const Status& kept) {
    if (!kept) return reply(kept.error());
    reply(id);
  });
}

void ConnectionBook::remove(const QString& id, QObject* context, Reply<Done> reply) {
  if (id == m_current.id || id == embeddedConnection().id)
    return reply(Error{u"ResourceInUse"_s, u"The window shows this connection."_s, u"Switch to another one first."_s});
  const QList<ConnectionProfile> before = m_profiles;
  if (!m_profiles.removeIf([&](const auto& one) { return one.id == id; })) return reply(unknown(id));
  if (const Status written = write(); !written) {
    m_profiles = before;
    return reply(written.error());
  }
  QDir(m_dataDir + u"/connections"_s).remove(id + u".events.json"_s);
  Q_EMIT changed();
  // Where there is no keyring there is nothing to take out of it.
  m_keyring.remove(id, context, [reply](const Status&) { reply(Done{}); });
}

void ConnectionBook::withKeys(const ConnectionProfile& profile, const ConnectionKeys& keys, QObject* context, Keyring::KeysReply reply) {
  if (keys.valid()) return reply(keys);
  findKeys(m_keyring, profile, context, std::move(reply));
}

void ConnectionBook::test(const ConnectionProfile& profile, const ConnectionKeys& keys, QObject* context, Reply<TestAnswer> reply) {
  if (profile.kind == ConnectionKind::Embedded) return reply(TestAnswer());
  if (const Status good = checkConnection(profile); !good) return reply(good.error());
  withKeys(profile, keys, context, [this, profile, context, reply](const Result<CloudKeys>& found) {
    if (!found) return reply(found.error());
    auto* client = new CloudClient(cloudTarget(profile, *found), this);
    QElapsedTimer timer;
    timer.start();
    client->call({"ListFunctions", QByteArray("{\"Namespace\":\"" + profile.ns.toUtf8() + "\",\"Limit\":1}")}, context ? context : this, [client, timer, reply](const Result<QByteArray>& answer) {
      client->deleteLater();
      if (!answer) return reply(answer.error());
      reply(TestAnswer{cloudjson::totalOf(*answer), double(timer.elapsed()) / 1000});
    });
  });
}

void ConnectionBook::openEnd(const QString& id, QObject* context, Reply<std::shared_ptr<DeployTarget>> reply) {
  const auto found = profile(id);
  if (!found) return reply(unknown(id));
  if (found->kind == ConnectionKind::Embedded) return reply(std::shared_ptr<DeployTarget>(std::make_shared<BackendEnd>(m_embedded, found->name, found->ns)));
  findKeys(m_keyring, *found, context, [found, reply](const Result<CloudKeys>& keys) {
    if (!keys) return reply(keys.error());
    auto client = std::make_unique<CloudClient>(cloudTarget(*found, *keys));
    auto end = std::make_shared<ClientEnd>(*client, found->name, found->ns);
    client.release()->setParent(end.get());
    reply(std::shared_ptr<DeployTarget>(end));
  });
}

void ConnectionBook::openBackend(const QString& id, QObject* context, Reply<std::shared_ptr<CloudBackend>> reply) {
  const auto found = profile(id);
  if (!found || found->kind == ConnectionKind::Embedded) return reply(unknown(id));
  findKeys(m_keyring, *found, context, [this, found, reply](const Result<CloudKeys>& keys) {
    if (!keys) return reply(keys.error());
    QDir(m_dataDir).mkpath(u"connections"_s);
    reply(std::make_shared<CloudBackend>(*found, *keys, QString(m_dataDir + u"/connections/"_s + found->id + u".events.json"_s)));
  });
}

}  // namespace scfdesk

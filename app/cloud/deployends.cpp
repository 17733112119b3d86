// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/deployends.h"
#include "models/data/limits.h"

namespace scfdesk {

ClientEnd::ClientEnd(CloudClient& client, QString name, QString ns, QObject* parent) : DeployTarget(parent), m_client(client), m_name(std::move(name)), m_ns(std::move(ns)) {}

void ClientEnd::action(const QByteArray& name, const QByteArray& params, QObject* context, Reply reply) {
  m_client.call({name, params}, context ? context : this, std::move(reply));
}
void ClientEnd::download(const QUrl& url, QObject* context, Reply reply) { m_client.download(url, limits::kZipBytes, context ? context : this, std::move(reply)); }

BackendEnd::BackendEnd(Backend& backend, QString name, QString ns, QObject* parent)
    : DeployTarget(parent), m_backend(backend), m_name(std::move(name)), m_ns(std::move(ns)), m_downloads(CloudTarget{}) {}

void BackendEnd::action(const QByteArray& name, const QByteArray& params, QObject* context, Reply reply) {
  m_backend.action(name, params, context ? context : this, std::move(reply));
}
void BackendEnd::download(const QUrl& url, QObject* context, Reply reply) { m_downloads.download(url, limits::kZipBytes, context ? context : this, std::move(reply)); }

}  // namespace scfdesk

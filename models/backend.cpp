// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/backend.h"

namespace scfdesk {

Backend::Backend(QObject* parent) : QObject(parent) {}
Backend::~Backend() = default;

void Backend::querySeconds(TimeUs, TimeUs, QObject* context, Reply<std::vector<SecondSample>> reply) {
  guarded<std::vector<SecondSample>>(context, std::move(reply))(std::vector<SecondSample>());
}

void Backend::action(const QByteArray& name, const QByteArray&, QObject* context, Reply<QByteArray> reply) {
  guarded<QByteArray>(context, std::move(reply))(
      Error{QStringLiteral("UnsupportedOperation"), QStringLiteral("%1 is not available here.").arg(QString::fromLatin1(name)), {}});
}

void Backend::local(const QByteArray&, const QByteArray& target, const QByteArray&, QObject* context, Reply<QByteArray> reply) {
  guarded<QByteArray>(context, std::move(reply))(
      Error{QStringLiteral("UnsupportedOperation"), QStringLiteral("%1 is not available here.").arg(QString::fromLatin1(target)), {}});
}

}  // namespace scfdesk

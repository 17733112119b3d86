// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/simulatingbackend.h"

namespace scfdesk {

void SimulatingBackend::local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply<QByteArray> reply) {
  QMetaObject::invokeMethod(
      this, [reply = guarded(context, std::move(reply)), result = simulator.answer(method, target, body)] { reply(result); }, Qt::QueuedConnection);
}

void SimulatingBackend::action(const QByteArray& name, const QByteArray& params, QObject* context, Reply<QByteArray> reply) {
  actions.emplace_back(name, params);
  QMetaObject::invokeMethod(this, [reply = guarded(context, std::move(reply))] { reply(QByteArray("{}")); }, Qt::QueuedConnection);
}

}  // namespace scfdesk

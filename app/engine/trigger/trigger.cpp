// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/trigger.h"
#include "app/engine/trigger/triggers.h"

namespace scfdesk {

Trigger::Trigger(Triggers& host, const TriggerInfo& info) : m_host(host), m_info(info), m_type(*triggerType(info.type)), m_number(triggerNumber(info)) {}
Trigger::~Trigger() = default;

void Trigger::apply(const TriggerInfo& info) {
  switchOff();
  m_info = info;
  if (!m_info.enabled) return;
  m_on = true;
  start();
}

void Trigger::switchOff() {
  if (!std::exchange(m_on, false)) return;
  stop();
  m_trouble.clear();
}

void Trigger::deliver(QByteArray&& event, Reply reply, const QByteArray& note, int records, int attempt) {
  InvokeRequest request;
  request.function = m_info.function;
  request.qualifier = m_info.qualifier;
  request.mode = m_type.mode;
  request.source = m_type.source;
  request.payload = std::move(event);
  request.trigger = m_number;
  m_host.setLabel({note, records, attempt});
  m_host.engine().invoke(std::move(request), [reply = std::move(reply)](const Result<InvokeReply>& result) {
    if (reply) reply(result);
  });
}

void Trigger::countRetry(const QByteArray& requestId) { m_ledger.retried(m_host.nowUs(), requestId, nullptr); }

}  // namespace scfdesk

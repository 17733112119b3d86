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
  setTrouble({});
}

void Trigger::again() {
  if (m_on) apply(TriggerInfo(m_info));
}

InvokeRequest Trigger::requestOf(QByteArray&& event) const {
  InvokeRequest request;
  request.function = m_info.function;
  request.qualifier = m_info.qualifier;
  request.mode = m_type.mode;
  request.source = m_type.source;
  request.payload = std::move(event);
  request.trigger = m_number;
  return request;
}

void Trigger::pull(QByteArray&& event, const Batch& batch, std::function<void(const InvokeReply&)> failed, Reply reply) {
  auto pulled = std::make_unique<PulledBatch>();
  pulled->trigger = m_number;
  pulled->partition = batch.partition;
  pulled->offset = batch.offset;
  pulled->retries = batch.retries;
  pulled->failed = std::move(failed);
  m_host.pull(requestOf(std::move(event)), std::move(pulled), {batch.note, batch.records}, std::move(reply));
}

void Trigger::deliver(QByteArray&& event, Reply reply, const QByteArray& note, int records) {
  InvokeRequest request = requestOf(std::move(event));
  m_host.setLabel({note, records});
  m_host.engine().invoke(std::move(request), [reply = std::move(reply)](const Result<InvokeReply>& result) {
    if (reply) reply(result);
  });
}

void Trigger::countRetry(const QByteArray& requestId) { m_ledger.retried(m_host.nowUs(), requestId, nullptr); }

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
// Triggers: batches of pull triggers on their way through the scaling core.
#include "app/engine/trigger/triggers.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

TriggerDelivery Triggers::deliveryOf(const Result<InvokeReply>& result, const QByteArray& event, const Label& label, TimeUs at) {
  TriggerDelivery d;
  d.at = at;
  d.bytes = event.size();
  d.event = event;
  d.note = label.note;
  d.records = label.records;
  if (result) {
    d.requestId = result->requestId;
    d.invocation = result->id;
    d.statusCode = result->statusCode;
    d.durationUs = result->durationUs;
  } else {
    d.statusCode = refusalStatus(result.error().code);
    d.message = result.error().message;
  }
  return d;
}

void Triggers::pull(InvokeRequest&& request, std::unique_ptr<PulledBatch> batch, const Label& label, EngineControl::Reply<InvokeReply> reply) {
  struct Tale {
    uint64_t trigger;
    QByteArray event;
    Label label;
    TimeUs at;
    int attempts = 0;
  };
  auto tale = std::make_shared<Tale>(Tale{request.trigger, request.payload, label, nowUs()});
  const auto attempted = [this, tale](const Result<InvokeReply>& result) {
    Trigger* t = trigger(tale->trigger);
    // A batch that was left is none: it comes again when the trigger is on.
    if (!t || (!result && result.error().code == "RequestCanceled"_L1)) return;
    TriggerDelivery d = deliveryOf(result, tale->event, tale->label, tale->at);
    d.attempts = ++tale->attempts;
    tale->at = nowUs();
    t->ledger().attempted(nowUs(), std::move(d));
  };
  batch->failed = [this, tale, attempted, failed = std::move(batch->failed)](const InvokeReply& attempt) {
    attempted(attempt);
    if (Trigger* t = trigger(tale->trigger)) t->countRetry(attempt.requestId);
    if (failed) failed(attempt);
  };
  m_parts.pull(std::move(request), std::move(batch), [attempted, reply = std::move(reply)](const Result<InvokeReply>& result) {
    attempted(result);
    reply(result);
  });
}

void Triggers::leavePulled(const Trigger& trigger) const {
  if (m_parts.leavePulled) m_parts.leavePulled(trigger.number());
}

}  // namespace scfdesk

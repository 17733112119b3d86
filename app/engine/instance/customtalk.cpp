// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/customtalk.h"
#include "app/engine/clock.h"
#include "models/data/limits.h"

namespace scfdesk {
namespace {
constexpr QByteArrayView kJson("application/json");

void refuse(HttpReply& reply, int status, const char* why) {
  reply.send(status, kJson, QByteArray(QByteArray("{\"error\":{\"code\":\"RuntimeApi.State\",\"message\":\"") + why + "\"}}"));
}
}  // namespace

CustomTalk::CustomTalk(RuntimeApi& api, TalkListener& listener, const InstanceSpec& spec)
    : m_api(api), m_listener(listener), m_address(api.add(*this)) {
  m_environment = {"SCF_RUNTIME_API=" + m_address, "SCF_RUNTIME_API_PORT=" + QByteArray::number(api.port()), "_HANDLER=" + spec.handler.toUtf8()};
  m_headTail = "\r\nmemory_limit_in_mb: " + QByteArray::number(spec.memoryMb) + "\r\ntime_limit_in_ms: " + QByteArray::number(spec.timeoutSeconds * 1000) + "\r\n";
}

CustomTalk::~CustomTalk() { close(); }

void CustomTalk::close() {
  if (m_state == State::Closed) return;
  m_state = State::Closed;
  m_api.remove(m_address);
  m_waiting.cut();
  m_waiting = {};
  m_payload = {};
}

void CustomTalk::run(uint64_t request, QByteArrayView requestId, const QByteArray& payload) {
  if (m_state != State::Ready) return;
  m_request = request;
  m_requestId = requestId.toByteArray();
  m_payload = payload;
  m_state = State::Offered;
  m_enteredNs = machineMonotonicNs();
  if (m_waiting.alive()) handOut();
}

void CustomTalk::handOut() {
  if (m_state == State::Offered) {
    m_state = State::Taken;
    m_enteredNs = machineMonotonicNs();
  }
  HttpReply reply = std::exchange(m_waiting, {});
  reply.send(200, kJson, m_payload, QByteArray("request_id: " + m_requestId + m_headTail));
}

void CustomTalk::onCall(HttpRequest& request, HttpReply reply) {
  const QByteArrayView path = request.path();
  const bool post = request.method() == QByteArrayView("POST");
  if (path == QByteArrayView("/runtime/invocation/next") && request.method() == QByteArrayView("GET")) return next(std::move(reply));
  if (path == QByteArrayView("/runtime/invocation/response") && post) return answer(request, reply, false);
  if (path == QByteArrayView("/runtime/invocation/error") && post) return answer(request, reply, true);
  if (path != QByteArrayView("/runtime/init/ready") || !post)
    return reply.send(404, kJson, "{\"error\":{\"code\":\"RuntimeApi.Path\",\"message\":\"there are POST /runtime/init/ready, GET /runtime/invocation/next, POST "
                                  "/runtime/invocation/response and POST /runtime/invocation/error\"}}");
  reply.send(200, {}, {});
  if (m_state != State::Init) return;  // the first one counts
  m_state = State::Ready;
  m_listener.talkReady();
}

void CustomTalk::next(HttpReply&& reply) {
  if (m_waiting.alive()) refuse(m_waiting, 409, "another request waits for the next event");
  m_waiting = std::move(reply);
  if (m_state == State::Offered || m_state == State::Taken) handOut();
}

void CustomTalk::answer(HttpRequest& request, HttpReply& reply, bool failed) {
  if (m_state != State::Taken) return refuse(reply, 409, "no invocation is under way: its first answer has counted, or it was not asked for");
  reply.send(200, {}, {});
  m_state = State::Ready;
  TalkReply told;
  told.request = m_request;
  told.enteredNs = m_enteredNs;
  told.leftNs = machineMonotonicNs();
  told.result = std::move(request.body);
  if (failed) told.statusCode = status::kUserException;
  if (told.result.size() > limits::kResponseBytes) told.statusCode = status::kResponseTooLarge, told.result.clear();
  m_payload = {};
  m_listener.talkReplied(std::move(told));
}

void CustomTalk::onTooLarge() {
  if (m_state != State::Taken) return;
  m_state = State::Ready;
  m_payload = {};
  TalkReply told;
  told.request = m_request;
  told.enteredNs = m_enteredNs;
  told.leftNs = machineMonotonicNs();
  told.statusCode = status::kResponseTooLarge;
  m_listener.talkReplied(std::move(told));
}

QByteArray CustomTalk::waitsFor() const {
  switch (m_state) {
    case State::Init: return "the bootstrap has not said POST /runtime/init/ready";
    case State::Offered: return "wait for event timeout: the bootstrap has not asked for the event with GET /runtime/invocation/next";
    default: return {};
  }
}

}  // namespace scfdesk

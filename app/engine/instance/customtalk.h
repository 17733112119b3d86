// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/runtimeapi.h"
#include "app/engine/instance/runtimetalk.h"

namespace scfdesk {

/// One custom runtime's side of the runtime API (facts/scf.md 4.1): POST init/ready, GET invocation/next (long poll), POST
/// invocation/response or /error. The first call of a kind counts, within the initialisation and within an invocation.
/// States: Init -> Ready -> (Offered -> Taken -> Ready); Offered = an event waits for `next`, Taken = it was handed out.
class CustomTalk final : public RuntimeTalk, private RuntimeApiClient {
 public:
  /// `api` outlives it.
  CustomTalk(RuntimeApi& api, TalkListener& listener, const InstanceSpec& spec);
  ~CustomTalk() override;

  [[nodiscard]] QByteArray unusable() const override { return m_address.isEmpty() ? "No port on loopback for the API of custom runtimes" : QByteArray(); }
  [[nodiscard]] QByteArray program() const override { return "bootstrap"; }
  [[nodiscard]] QByteArrayList environment() const override { return m_environment; }
  void run(uint64_t request, QByteArrayView requestId, const QByteArray& payload) override;
  [[nodiscard]] QByteArray waitsFor() const override;
  void close() override;

 private:
  enum class State : uint8_t { Init, Ready, Offered, Taken, Closed };
  void onCall(HttpRequest& request, HttpReply reply) override;
  void onTooLarge() override;
  [[nodiscard]] int init() const override { return m_listener.talkInit(); }
  void next(HttpReply&& reply);
  void answer(HttpRequest& request, HttpReply& reply, bool failed);
  void handOut();

  RuntimeApi& m_api;
  TalkListener& m_listener;
  QByteArray m_address;
  QByteArrayList m_environment;
  QByteArray m_headTail;   ///< memory_limit_in_mb, time_limit_in_ms
  State m_state = State::Init;
  HttpReply m_waiting;     ///< a `next` without an event
  uint64_t m_request = 0;
  QByteArray m_requestId;
  QByteArray m_payload;
  int64_t m_enteredNs = 0;
};

}  // namespace scfdesk

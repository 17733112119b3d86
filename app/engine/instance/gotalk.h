// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/bindwatch.h"
#include "app/engine/instance/runtimetalk.h"
#include "app/engine/runtime/gob.h"

namespace scfdesk {

/// A Go binary built with the public scf-go-lib (facts/scf.md 3.1): it listens on _LAMBDA_SERVER_PORT and serves net/rpc with gob.
/// Function.Ping answers when it is ready, Function.Invoke runs one event. Engine thread.
class GoTalk final : public RuntimeTalk, private FdHandler {
 public:
  GoTalk(Reactor& reactor, TalkListener& listener, const InstanceSpec& spec);
  ~GoTalk() override;

  [[nodiscard]] QByteArray program() const override { return m_program; }
  [[nodiscard]] QByteArrayList environment() const override { return m_environment; }
  [[nodiscard]] bool wantsBinds() const override { return true; }
  void watchBinds(int listener) override { m_binds.open(listener); }
  void run(uint64_t request, QByteArrayView requestId, const QByteArray& payload) override;
  [[nodiscard]] QByteArray waitsFor() const override;
  void close() override;

  static constexpr uint16_t kPort = 28902;

 private:
  void connectTo(const sockaddr_in& server);
  void onReady(uint32_t events) override;
  void readSome();
  void writeSome();
  void call(const char* method, const QByteArray& body);
  bool take(gob::Value&& value);
  void onInvoked(const gob::Value& reply);
  void tell(int status, const QByteArray& text, bool recycle);
  void lose(const QByteArray& why);

  Reactor& m_reactor;
  TalkListener& m_listener;
  BindWatch m_binds;
  InstanceSpec m_spec;
  QByteArray m_program;
  QByteArrayList m_environment;
  gob::Decoder m_decoder;
  QByteArray m_out;
  qsizetype m_written = 0;
  int m_fd = -1;
  Reactor::Token m_token = 0;
  Reactor::TimerId m_late = 0;
  bool m_wantsOut = false;
  bool m_described = false;   ///< the types of an Invoke were sent
  bool m_headCame = false;    ///< of the answer that is under way
  bool m_ready = false;
  bool m_closed = false;
  QByteArray m_rpcError;
  uint64_t m_sequence = 0;
  uint64_t m_request = 0;     ///< 0 = none runs
  int64_t m_enteredNs = 0;
};

}  // namespace scfdesk

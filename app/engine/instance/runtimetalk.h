// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/instance.h"

namespace scfdesk {

/// How a run ended, as its runtime's own protocol tells it.
struct TalkReply {
  uint64_t request = 0;
  int statusCode = 200;   ///< as InstanceReply
  QByteArray result;      ///< the answer as it came, or the text of the failure
  int64_t enteredNs = 0;  ///< machineMonotonicNs()
  int64_t leftNs = 0;
  bool recycle = false;   ///< the process must not get another event
};

/// Who hears what a runtime says. Engine thread. May destroy the talk from inside any call.
class TalkListener {
 public:
  virtual ~TalkListener() = default;
  /// Its initialisation has ended well: it takes events.
  virtual void talkReady() = 0;
  /// It can't take events: `code` and `text` as in InstanceListener::instanceInitFailed.
  virtual void talkFailed(int code, const QByteArray& text) = 0;
  virtual void talkReplied(TalkReply&& reply) = 0;
  /// The init of the instance, in the host's numbering; 0 = not known.
  [[nodiscard]] virtual int talkInit() const = 0;
};

/// The engine's side of a protocol that a runtime brings along (facts/scf.md 3.1, 4.1, 4.2). Runtimes with a bootstrap of ours
/// speak frames instead (FrameChannel). Engine thread; owned by the instance's core.
class RuntimeTalk {
 public:
  virtual ~RuntimeTalk() = default;
  /// Why no instance can be born with it, in words; empty = it can.
  [[nodiscard]] virtual QByteArray unusable() const { return {}; }
  /// The program in the code folder that is executed.
  [[nodiscard]] virtual QByteArray program() const = 0;
  /// What its process must be born with beside the function's own environment.
  [[nodiscard]] virtual QByteArrayList environment() const { return {}; }
  /// It is to be told of the process's bind() and listen() calls: a listener of the kernel comes by watchBinds.
  [[nodiscard]] virtual bool wantsBinds() const { return false; }
  /// Takes over the descriptor.
  virtual void watchBinds(int listener);
  /// Hands an event over. Requires: ready and not running.
  virtual void run(uint64_t request, QByteArrayView requestId, const QByteArray& payload) = 0;
  /// Hands a web request over; several may run. Requires: ready.
  virtual void serve(uint64_t request, QByteArrayView requestId, const std::shared_ptr<WebExchange>& exchange);
  /// What is still under way for this request is given up; no reply follows.
  virtual void cancel(uint64_t request) { Q_UNUSED(request) }
  /// Code of the process's own end before it was ready: 405, ContainerStateExited.
  [[nodiscard]] virtual int exitCodeInInit() const { return status::kContainerExited; }
  /// What it waits for, for the one whose limit of time has passed; empty when there is nothing to add.
  [[nodiscard]] virtual QByteArray waitsFor() const { return {}; }
  /// Ends every connection; nothing is told any more.
  virtual void close() = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <functional>

namespace scfdesk {
class CloudClient;
}

namespace scfdesk::cli {

/// The way from a subcommand to what it commands: an engine on this machine, or an account in the cloud. Asynchronous on the
/// thread's Qt event loop; every reply comes exactly once, later than the call returns, and within `limitMs`.
/// The same words as Backend::action() and Backend::local(), so that a connection of app/cloud fits behind it.
/// Errors: "Local.NoEngine" nothing answers there, "Local.NoAnswer" no answer within the limit, else what was answered.
class Transport {
 public:
  using Reply = std::function<void(Result<QByteArray>)>;
  virtual ~Transport() = default;

  /// For sentences: "the engine at 127.0.0.1:9700", "the connection prod".
  [[nodiscard]] virtual QString target() const = 0;
  /// It has the local additions (/-/).
  [[nodiscard]] virtual bool isEngine() const = 0;
  /// A stored connection: whoever destroys something there must have said so.
  [[nodiscard]] virtual bool isRemote() const { return false; }
  /// The client of a connection to Tencent Cloud, for its other services (CLS); null at an engine.
  [[nodiscard]] virtual CloudClient* cloud() { return nullptr; }
  /// The namespace meant when none is named.
  [[nodiscard]] virtual QString ns() const { return QStringLiteral("default"); }
  /// An action of Cloud API 3.0; the reply is the "Response" object as JSON text.
  virtual void action(const QByteArray& name, const QByteArray& params, int limitMs, Reply reply) = 0;
  /// A local addition; the reply is the body. UnsupportedOperation where there are none.
  virtual void local(const QByteArray& method, const QByteArray& path, const QByteArray& body, int limitMs, Reply reply) = 0;
};

}  // namespace scfdesk::cli

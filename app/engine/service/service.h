// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include "models/data/result.h"
#include <QByteArray>
#include <QList>
#include <QString>
#include <functional>

namespace scfdesk {

enum class ServiceState : uint8_t {
  Missing,   ///< its program is not on this machine; trouble() has the command that installs it
  Stopped,
  Starting,  ///< until it answers
  Running,
  Stopping,
  Failed,    ///< it would not start, or has ended by itself; trouble() says why
};
/// "missing" "stopped" "starting" "running" "stopping" "failed".
[[nodiscard]] QString serviceStateName(ServiceState state);

/// One variable in the environment of the functions that a service is added to. Secret ones are masked where people look.
struct ServiceVariable {
  QByteArray name;
  QByteArray value;
  bool secret = false;
};

/// A state service of the engine: a private child server, one inside this process (COS, CKafka), or one elsewhere that was
/// registered by address. Engine thread; owned by Services. No call blocks; a reply may come before the call returns, and comes
/// exactly once. Errors name the thing and the next step.
class Service {
 public:
  using Reply = std::function<void(const Status&)>;
  /// A JSON value as text.
  using Answer = std::function<void(const Result<QByteArray>&)>;
  virtual ~Service() = default;

  [[nodiscard]] virtual QString name() const = 0;   ///< "redis": in the API, in the ready line, its folder below services/
  [[nodiscard]] virtual ServiceState state() const = 0;
  [[nodiscard]] virtual Error trouble() const { return {}; }
  /// Replies when it answers. Done at once when it runs.
  virtual void start(Reply reply) = 0;
  /// Replies when it has ended. Done at once when it does not run.
  virtual void stop(Reply reply) = 0;
  /// Its data goes; it runs again afterwards when it ran.
  virtual void reset(Reply reply) = 0;
  /// The members of its object in the ready line and in GET /-/services: host, port, password ... (a JSON object).
  [[nodiscard]] virtual QByteArray connection() const = 0;
  /// What else GET /-/services shows: title, product, version, memoryBytes, connections, commandsPerSecond, data, keeps ... (a
  /// JSON object). Somebody looks when this is called: figures may be brought up to date for the next call.
  virtual QByteArray details() { return "{}"; }
  /// Empty while it has no address.
  [[nodiscard]] virtual QList<ServiceVariable> variables() const = 0;
  /// Any other action of POST /-/services/NAME ("snapshot", "restore", "command", ...); `body` is the whole JSON object.
  virtual void act(const QString& action, const QByteArray& body, Answer answer);
};

}  // namespace scfdesk

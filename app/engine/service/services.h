// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "app/engine/service/service.h"
#include <QMap>
#include <QSet>
#include <QStringList>
#include <memory>
#include <vector>

namespace scfdesk {

/// The state services of one engine: what stands below /-/services, which functions get which connection, and what is kept of
/// that (services/services.json, 0600: passwords are in it). Engine thread; owned by EngineServices.
class Services final {
 public:
  struct Parts {
    Reactor& reactor;
    QString folder;      ///< <data-dir>/services
    /// The functions whose instances to come see another environment: those that idle are to be ended.
    std::function<void(const QList<FunctionKey>&)> environmentChanged;
    std::function<bool(const FunctionKey&)> functionExists;
    /// A server elsewhere, as it was registered (a JSON object with kind, host, port ...). Error "InvalidParameterValue".
    std::function<Result<std::unique_ptr<Service>>(const QString& name, const QByteArray& description)> registered;
  };
  explicit Services(Parts parts);
  ~Services();

  /// Requires: before load(). Order of adding is order of showing.
  void add(std::unique_ptr<Service> service);
  /// What was kept: functions of each service, registered servers.
  void load();
  [[nodiscard]] Service* find(const QString& name) const;
  [[nodiscard]] QStringList names() const;

  /// GET /-/services, or POST /-/services[/NAME]. `target` is the path.
  void request(const QByteArray& method, const QByteArray& target, const QByteArray& body, Service::Answer answer);
  /// JSON object of those that run, by name: the ready line's `services`.
  [[nodiscard]] QByteArray readyText() const;
  /// Starts services; replies when each has answered or failed, at the latest after `limitMs`, with a line for each that is not
  /// there.
  void startAll(const QStringList& names, int limitMs, std::function<void(const QStringList& troubles)> done);
  /// Ends all that run. Replies when they have ended.
  void stopAll(std::function<void()> done);

  /// What is added to a function's environment, "K=V".
  [[nodiscard]] QByteArrayList environmentOf(const FunctionKey& key) const;
  /// The address or the password of a service is another one now.
  void connectionChanged(const QString& name);
  void functionRemoved(const FunctionKey& key);

  static constexpr int kRegistered = 32;       ///< servers registered by address
  static constexpr int kFunctionsOfOne = 1000; ///< functions that one service is added to

 private:
  void list(const Service::Answer& answer) const;
  void act(const QString& name, const QString& action, const QByteArray& body, Service::Answer answer);
  void setFunctions(const QString& name, const QByteArray& body, const Service::Answer& answer);
  void enroll(const QByteArray& body, const Service::Answer& answer);
  void strike(const QString& name, const Service::Answer& answer);
  [[nodiscard]] QByteArray describe(Service& service) const;
  [[nodiscard]] Status keep() const;

  const Parts m_parts;
  std::vector<std::unique_ptr<Service>> m_services;
  QMap<QString, QByteArray> m_registered;          ///< name -> description
  QMap<QString, QList<FunctionKey>> m_functions;   ///< service -> who gets it
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/serverclient.h"

namespace scfdesk {

/// A server that is not this engine's, known by its address: functions get its connection, the console can ask it, nothing
/// starts or ends it. Running means that it answers. Engine thread; owned by Services.
class RegisteredServer final : public Service {
 public:
  struct Parts {
    Reactor& reactor;
    QString folder;          ///< <data-dir>/services/NAME: files of its client program
    QString spawnerProgram;
  };
  /// `description`: kind, host (a numeric address, or localhost), port, and user, password, database where it has them.
  static Result<std::unique_ptr<Service>> make(const QString& name, const QByteArray& description, const Parts& parts);

  [[nodiscard]] QString name() const override { return m_name; }
  [[nodiscard]] ServiceState state() const override { return m_state; }
  [[nodiscard]] Error trouble() const override { return m_trouble; }
  void start(Reply reply) override;  ///< looks whether it answers
  void stop(Reply reply) override { reply(Done{}); }
  void reset(Reply reply) override;
  [[nodiscard]] QByteArray connection() const override;
  QByteArray details() override;
  [[nodiscard]] QList<ServiceVariable> variables() const override { return m_kind->variables(m_address); }
  void act(const QString& action, const QByteArray& body, Answer answer) override;

 private:
  RegisteredServer(QString name, std::unique_ptr<ServerKind> kind, ServerAddress address, Parts parts);

  Status settle();  ///< makes the folder of its client program

  const QString m_name;
  const std::unique_ptr<ServerKind> m_kind;
  const ServerAddress m_address;
  const Parts m_parts;
  ServerClient m_client;
  ServerPlace m_place;
  ServiceState m_state = ServiceState::Stopped;
  Error m_trouble;
  std::unique_ptr<WireExchange> m_probe;
  std::vector<Reply> m_replies;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/porthold.h"
#include "app/engine/service/serverclient.h"
#include <QStringList>
#include <deque>

namespace scfdesk {

/// A database server that runs for this engine alone: an unprivileged child with a folder, a port on loopback and a password of
/// its own. It ends with the engine, however that ends; its data stays. Engine thread; owned by Services.
/// States: Missing | Stopped -> Starting (set up, launched, asked until it answers) -> Running -> Stopping -> Stopped; Failed
/// from Starting and Running.
class PrivateServer final : public Service {
 public:
  struct Parts {
    Reactor& reactor;
    QString folder;           ///< <data-dir>/services/NAME
    QString spawnerProgram;
    std::function<void(const QString& name)> connectionChanged;
  };
  PrivateServer(std::unique_ptr<ServerKind> kind, Parts parts);
  ~PrivateServer() override;

  [[nodiscard]] QString name() const override { return QString::fromLatin1(m_kind->facts().name); }
  [[nodiscard]] ServiceState state() const override;
  [[nodiscard]] Error trouble() const override;
  void start(Reply reply) override;
  void stop(Reply reply) override;
  void reset(Reply reply) override;
  [[nodiscard]] QByteArray connection() const override;
  QByteArray details() override;
  [[nodiscard]] QList<ServiceVariable> variables() const override;
  void act(const QString& action, const QByteArray& body, Answer answer) override;

  static constexpr int kStartSeconds = 30;   ///< from launch to the first answer
  static constexpr int kSetupSeconds = 120;  ///< of one command that makes the data folder
  static constexpr int kStopSeconds = 8;     ///< then it is killed
  static constexpr int kPortsTried = 100;

 private:
  struct Kept;
  // privateserver.cpp
  void begin();
  [[nodiscard]] Status prepare();
  [[nodiscard]] Result<int> choosePort();
  [[nodiscard]] static bool portFree(const QString& host, int port);
  void launch();
  void probe();
  void onEnded(int status);
  void answered();
  void fail(const Error& error);
  void finish(std::deque<Reply>& replies, const Status& status);
  void keep(bool synced = true);
  void readKept();
  // privateserverdata.cpp
  void runCommands(QList<QByteArrayList> commands, std::function<void(const Status&)> then);
  void setUp();
  /// Stops, does `work`, starts again when it ran.
  void whileStopped(const char* what, std::function<void(Reply)> work, Reply reply);
  void takeSnapshot(Reply reply);
  void restore(Reply reply);
  void startOn(int port, const Answer& answer);
  void command(const QByteArray& body, const Answer& answer);

  const std::unique_ptr<ServerKind> m_kind;
  const Parts m_parts;
  ServerClient m_client;
  ServerAddress m_address;
  ServerPlace m_place;
  PortHold m_hold;              ///< of the port, from its choice to the server's end
  ServiceState m_state = ServiceState::Stopped;
  Error m_trouble;
  QString m_note;               ///< "Port 6379 is in use by another program; 6380 is used."
  std::unique_ptr<KeptProcess> m_process;  ///< the server
  std::unique_ptr<KeptProcess> m_step;     ///< a command of setting up, saving or restoring
  std::unique_ptr<WireExchange> m_probe;
  Reactor::TimerId m_timer = 0;
  Reactor::TimerId m_stepTimer = 0;
  std::deque<Reply> m_startReplies, m_stopReplies;
  const char* m_work = nullptr; ///< "saved", "restored", "reset": while that is done
  bool m_exactPort = false;
  bool m_startAgain = false;    ///< asked for while it was stopping
  int m_portTries = 0;
  int64_t m_launchedNs = 0;     ///< machine's monotonic time
  int64_t m_sinceMs = 0;        ///< wall clock of the state's beginning
  int64_t m_startedInMs = 0;
  int64_t m_snapshotMs = 0, m_snapshotBytes = 0;
};

}  // namespace scfdesk

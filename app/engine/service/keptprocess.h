// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "models/data/result.h"
#include <QByteArray>
#include <QByteArrayList>
#include <sys/types.h>

namespace scfdesk {

/// A program that the small keeper process (scfdesk-spawner service) runs for the engine: an ordinary user's, and gone with the
/// engine however that ends. Engine thread; watched through the keeper's socket and reaped.
class KeptProcess final : private FdHandler {
 public:
  struct Plan {
    QByteArray keeper;             ///< scfdesk-spawner
    uid_t uid = 0;                 ///< 0 = the engine's own user
    gid_t gid = 0;
    QByteArray folder;             ///< working folder
    QByteArray inside = "-";       ///< where the program sees it
    QByteArray input = "-";        ///< file of standard input
    QByteArray output;             ///< file of standard output and error, appended to
    int64_t fileBytes = 0;         ///< the most it may write into a file; 0 = no limit
    QByteArrayList command;        ///< absolute program, arguments. Seen by every user of the machine: never a secret
    QByteArrayList environment;    ///< complete
  };
  /// `ended` gets the wait status; it may destroy this.
  KeptProcess(Reactor& reactor, std::function<void(int status)> ended) : m_reactor(reactor), m_ended(std::move(ended)) {}
  ~KeptProcess() override;  ///< ends everything; without a call of `ended`
  KeptProcess(const KeptProcess&) = delete;
  KeptProcess& operator=(const KeptProcess&) = delete;

  Status start(const Plan& plan);
  /// 't' SIGTERM, 'i' SIGINT, 'k' kill all below.
  void tell(char what);
  /// Of the keeper, whose descendants the program and its processes are.
  [[nodiscard]] pid_t pid() const { return m_pid; }

 private:
  void onReady(uint32_t events) override;
  void reap();

  Reactor& m_reactor;
  std::function<void(int)> m_ended;
  Reactor::Token m_token = 0;
  int m_fd = -1;
  pid_t m_pid = 0;
  int m_status = 9;  ///< killed, unless the keeper says otherwise
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/serverkind.h"
#include "app/engine/service/serverplace.h"
#include <map>

namespace scfdesk {

/// Asks one server: commands of the console, and its own statistics. Engine thread; nothing blocks; destroying it cancels.
class ServerClient final {
 public:
  using Reply = std::function<void(const Result<ServerTable>&)>;
  ServerClient(Reactor& reactor, const ServerKind& kind) : m_reactor(reactor), m_kind(kind) {}

  /// `place` may be without a folder for kinds that are asked over TCP.
  void ask(const QByteArray& text, const ServerAddress& address, const ServerPlace& place, Reply reply);
  /// Asks for figures, unless that was done a moment ago or is under way.
  void refresh(const ServerAddress& address, const ServerPlace& place);
  [[nodiscard]] const ServerFigures& figures() const { return m_figures; }
  /// Commands a second between the last two figures; none before.
  [[nodiscard]] std::optional<double> rate() const { return m_rate; }
  void forget();  ///< the server is another one, or gone

  static constexpr int kAtOnce = 8;            ///< questions under way
  static constexpr int kAnswerSeconds = 35;    ///< a statement may take 30
  static constexpr qsizetype kTextBytes = 1024 * 1024;

 private:
  struct Asked {
    std::unique_ptr<WireExchange> wire;
    std::unique_ptr<KeptProcess> program;
    Reactor::TimerId timer = 0;
    QByteArray input, output;
    Reply reply;
  };
  void askProgram(int number, const ServerKind::Question& question, const ServerPlace& place, const QByteArrayList& environment);
  void end(int number, const Result<ServerTable>& result);
  void take(const Result<ServerTable>& table);

  Reactor& m_reactor;
  const ServerKind& m_kind;
  std::map<int, Asked> m_asked;
  int m_next = 1;
  ServerFigures m_figures;
  std::optional<double> m_rate;
  int64_t m_figuresNs = 0;  ///< machine's monotonic time of the last figures
  int64_t m_askedNs = 0;
  bool m_refreshing = false;

 public:
  ~ServerClient();
  ServerClient(const ServerClient&) = delete;
  ServerClient& operator=(const ServerClient&) = delete;
};

/// The table as JSON: columns, rows, note.
[[nodiscard]] QByteArray tableText(const ServerTable& table);

}  // namespace scfdesk

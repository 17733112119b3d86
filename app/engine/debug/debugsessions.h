// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/debug/debugproxy.h"
#include "app/engine/invoke/dispatcher.h"
#include <map>

namespace scfdesk {

/// "Debug next event": for one version of a function, one instance under the language's own debugger. The next event of that
/// version goes to it, all others run as ever. The user's code is loaded when a debugger is attached and has fallen silent (its
/// breakpoints are set), so that it stops at module level too; the event runs when that is done. The function's limit of time counts while the program runs and stands while it is paused; limits of initialisation and
/// memory are off. The session ends with its event. Engine thread; owned by Engine.
class DebugSessions final : public Dispatcher::DebugGuide {
 public:
  struct Parts {
    Reactor& reactor;
    Dispatcher& dispatcher;
    std::function<const FunctionEntry*(const FunctionKey&, const QString& qualifier)> entry;
    std::function<double()> clockScale;  ///< of engine time against real time
  };
  explicit DebugSessions(Parts parts);
  ~DebugSessions() override;

  using Reply = std::function<void(const Result<QByteArray>&)>;
  /// What /-/debug answers: `path` below it, "" or "/NAMESPACE/NAME"; POST bodies are {"action":"start"|"stop","qualifier"}.
  /// Replies before it returns.
  void request(bool post, const QByteArray& path, const QByteArray& body, const Reply& reply);

  static constexpr int kAttachMs = 900'000;  ///< a session that nobody attaches to, or sends an event to; SCF's own debug mode lasts as long
  static constexpr int kQuietMs = 800;       ///< silence of a debugger that has set its breakpoints
  static constexpr int kQuietMostMs = 5000;  ///< of waiting for that silence
  static constexpr int kConfiguredMostMs = 30'000;  ///< of waiting for a word that debugpy's clients owe by their protocol
  static constexpr int kLingerMs = 500;      ///< of an instance whose event has ended: its debugger still hears of that
  static constexpr size_t kSessions = 8;     ///< at once

  // Dispatcher::DebugGuide
  bool takesEvent(FunctionId unit, uint64_t req, const QByteArray& requestId) override;
  void debuggedStarted(InstanceId instance) override;
  void debuggedReady(InstanceId instance) override;
  void debuggedRan(InstanceId instance, int code) override;
  void debuggedEnded(InstanceId instance, int code, const QByteArray& text) override;
  void eventGone(uint64_t req) override;
  void functionGone(FunctionId unit) override;

 private:
  enum class State : uint8_t {
    Starting,
    Waiting,  ///< the process is there, its code is not loaded
    Loading,
    Ready,    ///< loaded
    Running,
    Done,
    Failed
  };
  struct Session {
    FunctionKey key;
    QString qualifier;
    FunctionId unit = 0;
    DebugPlace place;
    State state = State::Starting;
    InstanceId instance = 0;
    std::unique_ptr<DebugProxy> proxy;
    uint64_t req = 0;         ///< the event that it has taken, until it has ended
    QByteArray requestId;     ///< of the same; stays
    int code = 0;             ///< how that ended
    QString trouble;          ///< why there is no session any more, in words
    QString next;
    int64_t attachedNs = 0;
    int64_t leftNs = 0;       ///< of the function's time, when the clock was last stopped
    int64_t runningSinceNs = 0;  ///< 0 = the clock stands
    Reactor::TimerId timer = 0;  ///< the next thing that time brings
  };

  Result<Session*> start(const FunctionKey& key, const QString& qualifier);
  void proxyChanged(FunctionId unit);
  void tryGo(Session& session);
  void load(Session& session);
  void run(Session& session);
  void setClock(Session& session);
  void linger(Session& session);
  void over(Session& session, State state, const QString& trouble, const QString& next = {});
  void arm(Session& session, int64_t delayNs, void (DebugSessions::*what)(Session&));
  void timeUp(Session& session);
  void cut(Session& session, int code);  ///< ends it in the middle of its event
  void nobodyCame(Session& session);
  Session* byInstance(InstanceId instance);
  Session* live(FunctionId unit);
  [[nodiscard]] QByteArray text(const Session& session) const;

  Parts m_parts;
  std::map<InstanceId, std::unique_ptr<DebugProxy>> m_lingering;
  std::vector<std::unique_ptr<DebugProxy>> m_ended;  ///< they may be in the middle of a call: they go with the next turn
  std::shared_ptr<DebugSessions*> m_self;  ///< what lingers knows by it whether this still lives
  std::map<FunctionId, std::unique_ptr<Session>> m_sessions;  ///< the last one of each version, ended ones too
};

}  // namespace scfdesk

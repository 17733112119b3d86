// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include <QElapsedTimer>
#include <QObject>
#include <optional>

namespace scfdesk {

class ModelHub;

/// Sends events of one function after the other and follows what becomes of them: one event, or one load run. A press that
/// comes before the engine is up is kept and sent when it is. GUI thread; owned by TestView.
/// States: Idle -> Kept -> Running -> Idle; a load run is beside them and ends by itself or by stopLoad().
class FireSession final : public QObject {
  Q_OBJECT
 public:
  explicit FireSession(ModelHub& hub, QObject* parent = nullptr);

  /// Sends the bytes as they are. While an event of this session runs, the newer one takes its place in the reply pane.
  void fire(const FunctionInfo& function, InvokeMode mode, const QByteArray& payload);
  void fireLoad(FunctionId function, const LoadSpec& spec);
  void stopLoad(FunctionId function);
  /// Forgets a kept press and stops following; what was sent goes on in the engine.
  void forget();

  [[nodiscard]] bool kept() const { return bool(m_kept); }
  [[nodiscard]] bool running() const { return m_running; }
  [[nodiscard]] FunctionId function() const { return m_function; }
  [[nodiscard]] InvokeMode mode() const { return m_mode; }
  /// Since the event was sent; 0 when none is running.
  [[nodiscard]] qint64 elapsedMs() const;
  /// The running event as the engine last told of it; null until it did.
  [[nodiscard]] const Invocation* live() const;
  /// The load run of this function that is under way, or null.
  [[nodiscard]] const LoadProgress* activeLoad(FunctionId function) const;

 Q_SIGNALS:
  void keptChanged();
  void started();
  /// The event has ended: everything known about it.
  void replied(const scfdesk::InvocationDetail& detail);
  /// The engine took neither event nor run.
  void refused(const scfdesk::Error& error);
  void loadStarted(quint32 run);

 private:
  struct Press {
    std::optional<LoadSpec> load;
    FunctionKey key;
    FunctionId function = 0;
    InvokeMode mode = InvokeMode::Sync;
    QByteArray payload;
    QString qualifier = {};
  };
  void press(Press press);
  void send(const Press& press);
  void sendLoad(const Press& press);
  void onStatus();
  void onReply(const InvokeReply& reply);
  void onInvocation(quint64 id);
  void finish(InvocationId id, const InvokeReply& fallback);
  ModelHub& m_hub;
  std::optional<Press> m_kept;
  FunctionId m_function = 0;
  InvokeMode m_mode = InvokeMode::Sync;
  InvocationId m_following = 0;   ///< once known
  InvocationId m_newestBefore = 0;  ///< newest at the press: ours is a later one
  uint64_t m_turn = 0;            ///< number of the press that is being followed
  bool m_running = false;
  bool m_stored = false;          ///< async: the event was taken, its end is awaited
  InvokeReply m_reply;
  QElapsedTimer m_clock;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginethread.h"
#include "models/backend.h"
#include <QTimer>

namespace scfdesk {

/// The command interface over an engine in this process: every command is a post to the engine thread, every answer a post
/// back. It asks the engine thread every few seconds whether it still turns; one that does not answer is told of as failed()
/// (and heard again as soon as it answers). GUI thread; owned by the Application.
class EmbeddedBackend final : public Backend {
  Q_OBJECT
 public:
  explicit EmbeddedBackend(const EngineOptions& options, QObject* parent = nullptr);
  ~EmbeddedBackend() override;

  [[nodiscard]] Capabilities capabilities() const override { return {}; }
  void start() override;
  /// A thread that hangs cannot be ended alone: asks for the whole process to begin anew.
  void restart() override { Q_EMIT restartRequested(); }
  /// Ends the engine: running events get 5 s. Blocks.
  void stop();

  void createFunction(const CreateFunction& request, QObject* context, Reply<FunctionInfo> reply) override;
  void updateConfig(const UpdateConfig& request, QObject* context, Reply<FunctionInfo> reply) override;
  void updateCode(const UpdateCode& request, QObject* context, Reply<FunctionInfo> reply) override;
  void deleteFunction(const FunctionKey& key, QObject* context, Reply<Done> reply) override;
  void copyFunction(const FunctionKey& from, const FunctionKey& to, QObject* context, Reply<FunctionInfo> reply) override;
  void setOverrides(const FunctionKey& key, const FunctionOverrides& overrides, QObject* context, Reply<Done> reply) override;
  void findHandlers(const CodeInput& code, QObject* context, Reply<QStringList> reply) override;
  void invoke(const InvokeRequest& request, QObject* context, Reply<InvokeReply> reply) override;
  void startLoad(const LoadSpec& spec, QObject* context, Reply<uint32_t> reply) override;
  void stopLoad(uint32_t run) override;
  void setPaused(bool paused) override;
  void invocationDetail(InvocationId id, QObject* context, Reply<InvocationDetail> reply) override;
  void savedEvents(const FunctionKey& key, QObject* context, Reply<QList<SavedEvent>> reply) override;
  void saveEvent(const SavedEvent& event, QObject* context, Reply<Done> reply) override;
  void deleteEvent(const FunctionKey& key, const QString& name, QObject* context, Reply<Done> reply) override;
  void pendingEvents(const FunctionKey& key, QObject* context, Reply<int> reply) override;
  void querySeconds(TimeUs begin, TimeUs end, QObject* context, Reply<std::vector<SecondSample>> reply) override;
  void action(const QByteArray& name, const QByteArray& params, QObject* context, Reply<QByteArray> reply) override;
  void local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply<QByteArray> reply) override;
  void settings(QObject* context, Reply<EngineSettings> reply) override;
  void setSettings(const EngineSettings& settings, QObject* context, Reply<EngineSettings> reply) override;
  void interpreters(QObject* context, Reply<QList<InterpreterChoice>> reply) override;

  /// How long the engine thread may be silent before it counts as lost. 0 = for ever. For tests; 10 s otherwise.
  void setSilenceLimit(int ms);
  /// The engine thread was silent for longer than that, and still is.
  [[nodiscard]] bool silent() const { return m_silent; }
  /// Runs `work` on the engine thread. For tests.
  void onEngine(std::function<void(Engine&)> work) { m_thread.run(std::move(work)); }

 Q_SIGNALS:
  void restartRequested();

 private:
  void ask();
  void onSilence();
  void onAnswer();
  /// `reply` as the engine thread may call it: the answer comes on the GUI thread, unless this or the context is gone.
  template <typename T>
  EngineControl::Reply<T> home(QObject* context, Reply<T> reply);
  EngineOptions m_options;
  EngineThread m_thread;
  QTimer m_asking, m_silence;
  bool m_asked = false, m_silent = false;
};

}  // namespace scfdesk

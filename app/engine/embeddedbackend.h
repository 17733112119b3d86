// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginethread.h"
#include "models/backend.h"

namespace scfdesk {

/// The command interface over an engine in this process: every command is a post to the engine thread, every answer a post
/// back. GUI thread; owned by the Application.
class EmbeddedBackend final : public Backend {
  Q_OBJECT
 public:
  explicit EmbeddedBackend(const EngineOptions& options, QObject* parent = nullptr);
  ~EmbeddedBackend() override;

  [[nodiscard]] Capabilities capabilities() const override { return {}; }
  void start() override;
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
  void settings(QObject* context, Reply<EngineSettings> reply) override;
  void setSettings(const EngineSettings& settings, QObject* context, Reply<EngineSettings> reply) override;
  void interpreters(QObject* context, Reply<QList<InterpreterChoice>> reply) override;

 private:
  /// `reply` as the engine thread may call it: the answer comes on the GUI thread, unless this or the context is gone.
  template <typename T>
  EngineControl::Reply<T> home(QObject* context, Reply<T> reply);
  EngineOptions m_options;
  EngineThread m_thread;
};

}  // namespace scfdesk

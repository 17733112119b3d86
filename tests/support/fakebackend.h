// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include "tests/support/fakefunctions.h"
#include <QTimer>
#include <chrono>

namespace scfdesk {

/// A backend for widget tests and pictures: it records every command, answers each through the event loop, and simulates
/// an engine by rule (FakeActivity). Its time begins at kFakeNow and moves only by advance(), by live(), and by commands
/// that run something. GUI thread; owned by the test.
class FakeBackend : public Backend {
  Q_OBJECT
 public:
  /// With `pictures` the functions of the pictures exist; else only hello-event.
  explicit FakeBackend(bool pictures = true, QObject* parent = nullptr);
  ~FakeBackend() override;

  // What it does on demand. Each emits deltas at once.
  /// Fifteen minutes of traffic of all functions, ending at kFakeNow. Requires: before start().
  void withHistory() { m_history = true; }
  /// Moves time on, in batches of at most 250 ms.
  void advance(TimeUs by);
  void advanceSeconds(double s) { advance(static_cast<TimeUs>(s * 1e6)); }
  /// The traffic of the pictures' functions on or off (withHistory turns it on).
  void setTraffic(bool on) { m_activity.setTraffic(on); }
  /// Real time drives it: a batch each 16 ms.
  void live(bool on);
  void push(EngineDelta delta);          ///< any delta of a test's own
  void breakDown(const Error& error) { Q_EMIT failed(error); }
  [[nodiscard]] TimeUs now() const { return m_activity.now(); }
  [[nodiscard]] FakeActivity& activity() {
    m_changed = true;
    return m_activity;
  }
  [[nodiscard]] FunctionId idOf(const QString& name) const;
  FunctionInfo info(FunctionId id) const;

  // How it answers.
  void failNext(const Error& error) { m_failures.push_back(error); }  ///< the next command answers with this
  void holdReplies(bool hold);           ///< answers wait until false
  void setManual(bool manual) { m_manual = manual; }  ///< a fired event runs only by advance() or live()
  Capabilities shown;
  QStringList handlers{QStringLiteral("index.main_handler"), QStringLiteral("index.other_handler")};
  int pending = 0;
  QList<SavedEvent> events;
  EngineSettings engineSettings;
  QList<InterpreterChoice> choices;

  /// Answers for one-second values; without it there are none.
  std::function<Result<std::vector<SecondSample>>(TimeUs begin, TimeUs end)> secondsAnswer;
  /// Answers local additions; without it there are none.
  std::function<Result<QByteArray>(const QByteArray& method, const QByteArray& target, const QByteArray& body)> localAnswer;

  // What it was told, in order: "invoke default/thumbnail".
  QStringList calls;
  std::vector<CreateFunction> created;
  std::vector<UpdateConfig> configured;
  std::vector<UpdateCode> coded;
  std::vector<FunctionKey> deleted;
  std::vector<std::pair<FunctionKey, FunctionKey>> copied;
  std::vector<std::pair<FunctionKey, FunctionOverrides>> overridden;
  std::vector<InvokeRequest> invoked;
  std::vector<LoadSpec> loads;
  std::vector<uint32_t> stopped;
  std::vector<SavedEvent> saved;
  std::vector<EngineSettings> settingsWritten;
  bool paused = false;

  // Backend
  [[nodiscard]] Capabilities capabilities() const override { return shown; }
  void start() override;
  void restart() override {
    calls << QStringLiteral("restart");
    start();
  }
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
  void local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply<QByteArray> reply) override;
  void settings(QObject* context, Reply<EngineSettings> reply) override;
  void setSettings(const EngineSettings& settings, QObject* context, Reply<EngineSettings> reply) override;
  void interpreters(QObject* context, Reply<QList<InterpreterChoice>> reply) override;

 private:
  void called(const char* what, const FunctionKey& key = {});
  void later(std::function<void()> answer);
  template <typename T>
  void answer(QObject* context, Reply<T> reply, Result<T> result);
  [[nodiscard]] FakeProfile* profileOf(const FunctionKey& key);
  [[nodiscard]] Error unknown(const FunctionKey& key) const;
  Result<FunctionInfo> change(FakeProfile* profile, const FunctionKey& key, const std::function<Status(FunctionInfo&)>& edit);
  FunctionInfo publish(const FakeProfile& profile);
  EngineDelta history();
  void deliver(EngineDelta delta);
  void soon(EngineDelta delta);  ///< through the event loop: no command answers before it returns
  void runToEnd(InvocationId id);
  [[nodiscard]] EngineStatus status() const;

  FakeActivity m_activity;
  std::vector<FunctionId> m_ids;
  FunctionId m_nextId = 1;
  std::vector<Error> m_failures;
  std::vector<std::function<void()>> m_held;
  std::unordered_map<InvocationId, std::function<void(const Invocation&)>> m_waiting;
  bool m_hold = false, m_manual = false, m_history = false, m_started = false, m_changed = false;
  TimeUs m_statusAt = 0;
  QTimer m_timer;
  std::chrono::steady_clock::time_point m_liveAt;
};

}  // namespace scfdesk

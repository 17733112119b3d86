// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/cloudadditions.h"
#include "app/cloud/cloudlogs.h"
#include "app/cloud/cloudpoll.h"
#include "models/backend.h"
#include <deque>

namespace scfdesk {

/// What a user is asked before something is done that a cloud keeps or charges for.
struct ConsentQuestion {
  enum class Kind : uint8_t { Destructive, FirstFire } kind = Kind::Destructive;
  QByteArray action;       ///< "DeleteFunction"
  QString function;        ///< and what of it: "thumb", "thumb: trigger nightly"
  QString account, region, connection;
};

/// The command interface over a signed connection: Tencent Cloud, or an engine of ours on another machine. Functions are polled
/// (CloudPoll) and their changes come as deltas, once a second with how old the picture is; what was fired from here becomes
/// invocations with the tail of their log. Of functions with a CLS topic the log is read from there, with the requests of others in
/// it; metrics come by the minute from Cloud Monitor. What a cloud cannot show (instances, live logs, decisions) never comes, and
/// capabilities() says so. Every destructive action, from whichever view, and the first Fire of a run go through `consent`.
/// GUI thread; owned by the Application.
class CloudBackend final : public Backend {
  Q_OBJECT
 public:
  using Consent = std::function<void(const ConsentQuestion&, std::function<void(bool)>)>;
  /// `eventsFile`: where saved events of this connection are kept.
  CloudBackend(ConnectionProfile profile, const CloudKeys& keys, QString eventsFile, QObject* parent = nullptr);
  ~CloudBackend() override;
  /// Without one nothing is asked.
  void setConsent(Consent consent) { m_consent = std::move(consent); }
  [[nodiscard]] CloudClient& client() { return m_client; }
  [[nodiscard]] CloudPoll& poll() { return m_poll; }
  [[nodiscard]] CloudLogs& logs() { return m_logs; }
  [[nodiscard]] const ConnectionProfile& profile() const { return m_profile; }
  [[nodiscard]] QString account() const { return cloudpolicy::maskedId(m_client.target().keys.secretId); }

  [[nodiscard]] Capabilities capabilities() const override;
  void start() override;
  void createFunction(const CreateFunction& request, QObject* context, Reply<FunctionInfo> reply) override;
  void updateConfig(const UpdateConfig& request, QObject* context, Reply<FunctionInfo> reply) override;
  void updateCode(const UpdateCode& request, QObject* context, Reply<FunctionInfo> reply) override;
  void deleteFunction(const FunctionKey& key, QObject* context, Reply<Done> reply) override;
  void copyFunction(const FunctionKey& from, const FunctionKey& to, QObject* context, Reply<FunctionInfo> reply) override;
  void setOverrides(const FunctionKey& key, const FunctionOverrides& overrides, QObject* context, Reply<Done> reply) override;
  void findHandlers(const CodeInput& code, QObject* context, Reply<QStringList> reply) override;
  void invoke(const InvokeRequest& request, QObject* context, Reply<InvokeReply> reply) override;
  void startLoad(const LoadSpec& spec, QObject* context, Reply<uint32_t> reply) override;
  void stopLoad(uint32_t) override {}
  void setPaused(bool) override {}
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

  static constexpr size_t kDetailsHeld = 200;   ///< invocations with their event, result and log
  static constexpr int kAsyncLookMs = 3000;     ///< between looks at an async event fired from here
  static constexpr size_t kAsyncWatched = 200;  ///< the oldest are no longer looked at

 private:
  void queue(std::function<void(EngineDelta&)> fill);
  void flush();
  [[nodiscard]] EngineStatus status() const;
  void ask(const QByteArray& action, ConsentQuestion::Kind kind, const QString& function, std::function<void(Result<Done>)> then);
  /// Sends a write; when it was taken, looks at the function and replies with it.
  void change(const QByteArray& action, const QByteArray& params, const FunctionKey& key, QObject* context, Reply<FunctionInfo> reply);
  void onInvoked(InvocationDetail detail, const Result<QByteArray>& answer, bool async, const Reply<InvokeReply>& reply);
  void tell(const InvocationDetail& detail, const QByteArray& log);
  void watchAsync();
  void takeTopics();
  void onLines(const QList<CloudLogLine>& lines);
  [[nodiscard]] QList<SavedEvent> readEvents() const;
  [[nodiscard]] Status writeEvents(const QList<SavedEvent>& events) const;
  template <typename T>
  void refuse(QObject* context, const Reply<T>& reply, const QString& what);
  const ConnectionProfile m_profile;
  CloudClient m_client;
  CloudPoll m_poll;
  CloudLogs m_logs;
  CloudAdditions m_additions;
  Consent m_consent;
  const QString m_eventsFile;
  EngineDelta m_next;
  QTimer m_flush, m_second, m_asyncTimer;
  std::optional<Error> m_trouble;  ///< of the last round
  std::deque<InvocationDetail> m_details;
  std::deque<InvocationDetail> m_async;  ///< fired from here, not ended
  InvocationId m_lastInvocation = 0;
  uint64_t m_lastLine = 0;
  QHash<QByteArray, InvocationId> m_requests;  ///< by request id, of those that are told of
  std::deque<QByteArray> m_requestOrder;       ///< the oldest go first
  static constexpr size_t kRequestsHeld = 10'000;
  [[nodiscard]] InvocationId numberOf(const QByteArray& requestId);
  bool m_fired = false;            ///< the first Fire of this run was allowed
  bool m_heard = false;
};

}  // namespace scfdesk

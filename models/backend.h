// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include "models/data/history.h"
#include "models/data/settings.h"
#include <QObject>
#include <QPointer>
#include <functional>

namespace scfdesk {

/// What a target can do; a view says so instead of showing an empty place.
struct Capabilities {
  bool instances = true;      ///< instance lanes
  bool folders = true;        ///< functions whose source is a folder
  bool engineSettings = true;
  bool localAdditions = true; ///< Backend::local()
};

struct InterpreterChoice {
  QString family;             ///< "python3" | "nodejs"
  QString label;              ///< "Python 3.11.2"
  QString path;
  bool chosen = false;       ///< in the settings, for its whole family
  QStringList runtimes;      ///< runtime names of SCF's API that it runs: "Python3.10"
};

/// The interface that views command through. Lives on the GUI thread; owned by the Application.
/// Every command is asynchronous: it returns at once and answers later on the GUI thread through `reply`, unless `context`
/// has died meanwhile (that is how a view cancels). Never blocks, never throws.
/// The embedded engine implements it by posts to the engine thread; app/cloud implements it with signed HTTPS calls.
class Backend : public QObject {
  Q_OBJECT
 public:
  template <typename T>
  using Reply = std::function<void(Result<T>)>;

  explicit Backend(QObject* parent = nullptr);
  ~Backend() override;

  [[nodiscard]] virtual Capabilities capabilities() const = 0;
  /// Starts the target; `delta` begins to arrive. Everything that exists already comes with the first delta.
  virtual void start() = 0;
  /// After failed(): tries anew. A target inside this process takes the process with it; the window has asked for what is
  /// not saved before.
  virtual void restart() { start(); }

  virtual void createFunction(const CreateFunction& request, QObject* context, Reply<FunctionInfo> reply) = 0;
  virtual void updateConfig(const UpdateConfig& request, QObject* context, Reply<FunctionInfo> reply) = 0;
  virtual void updateCode(const UpdateCode& request, QObject* context, Reply<FunctionInfo> reply) = 0;
  virtual void deleteFunction(const FunctionKey& key, QObject* context, Reply<Done> reply) = 0;
  /// Rename by copy: a new function with the code, configuration and saved events of another.
  virtual void copyFunction(const FunctionKey& from, const FunctionKey& to, QObject* context, Reply<FunctionInfo> reply) = 0;
  virtual void setOverrides(const FunctionKey& key, const FunctionOverrides& overrides, QObject* context, Reply<Done> reply) = 0;
  /// Handlers that the code offers ("index.main_handler"), by looking; at most 20. For the New function dialog.
  virtual void findHandlers(const CodeInput& code, QObject* context, Reply<QStringList> reply) = 0;

  /// The reply comes when the invocation has ended (sync) or was stored (async).
  virtual void invoke(const InvokeRequest& request, QObject* context, Reply<InvokeReply> reply) = 0;
  virtual void startLoad(const LoadSpec& spec, QObject* context, Reply<uint32_t> reply) = 0;
  virtual void stopLoad(uint32_t run) = 0;
  virtual void setPaused(bool paused) = 0;
  virtual void invocationDetail(InvocationId id, QObject* context, Reply<InvocationDetail> reply) = 0;

  virtual void savedEvents(const FunctionKey& key, QObject* context, Reply<QList<SavedEvent>> reply) = 0;
  virtual void saveEvent(const SavedEvent& event, QObject* context, Reply<Done> reply) = 0;
  virtual void deleteEvent(const FunctionKey& key, const QString& name, QObject* context, Reply<Done> reply) = 0;
  /// Pending async events of a function; the delete dialog names them.
  virtual void pendingEvents(const FunctionKey& key, QObject* context, Reply<int> reply) = 0;

  /// One-second values of all functions within [begin, end], by time; what a target has kept. Empty where it keeps none.
  virtual void querySeconds(TimeUs begin, TimeUs end, QObject* context, Reply<std::vector<SecondSample>> reply);

  /// An action of Cloud API 3.0 by its name, for what has no command of its own above: `params` is a JSON object, the reply the
  /// "Response" object as JSON text, or its Error. UnsupportedOperation where the target has no such action.
  virtual void action(const QByteArray& name, const QByteArray& params, QObject* context, Reply<QByteArray> reply);
  /// A local addition (contract.md, under /-/): `method` and `target` ("/-/services") as over HTTP; the reply is the body of
  /// the answer, or the Error in it. UnsupportedOperation where the target is no engine of ours.
  virtual void local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply<QByteArray> reply);

  virtual void settings(QObject* context, Reply<EngineSettings> reply) = 0;
  virtual void setSettings(const EngineSettings& settings, QObject* context, Reply<EngineSettings> reply) = 0;
  virtual void interpreters(QObject* context, Reply<QList<InterpreterChoice>> reply) = 0;

 Q_SIGNALS:
  /// At most one per limits::kDeltaIntervalMs.
  void delta(const scfdesk::EngineDelta& delta);
  /// The target cannot start or was lost; `error` says why and what to do.
  void failed(const scfdesk::Error& error);

 protected:
  /// Wraps a reply so that it is dropped when the context has died.
  template <typename T>
  static Reply<T> guarded(QObject* context, Reply<T> reply) {
    if (!context) return reply;
    return [guard = QPointer<QObject>(context), reply = std::move(reply)](Result<T> r) {
      if (guard && reply) reply(std::move(r));
    };
  }
};

}  // namespace scfdesk

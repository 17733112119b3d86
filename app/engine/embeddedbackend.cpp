// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/embeddedbackend.h"
#include "app/engine/postto.h"
#include "models/data/answers.h"

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kSilenceMs = 10'000;  // a sync of a busy disk takes seconds; nothing that ends well takes this long
constexpr int kServicesMs = 30'000;
constexpr int kAsksWithin = 5;      // times within the limit
}  // namespace

EmbeddedBackend::EmbeddedBackend(const EngineOptions& options, QObject* parent) : Backend(parent), m_options(options) {
  m_silence.setSingleShot(true);
  connect(&m_asking, &QTimer::timeout, this, &EmbeddedBackend::ask);
  connect(&m_silence, &QTimer::timeout, this, &EmbeddedBackend::onSilence);
  setSilenceLimit(kSilenceMs);
}
EmbeddedBackend::~EmbeddedBackend() { m_thread.stop(); }

void EmbeddedBackend::stop() {
  m_asking.stop();
  m_silence.stop();
  m_thread.stop();
}

void EmbeddedBackend::start() {
  m_thread.open(m_options, [this](const Result<Engine*>& engine) {
    if (!engine) {
      postTo(this, [this, error = engine.error()] { Q_EMIT failed(error); });
      return;
    }
    (*engine)->feed().setConsole([this](const EngineDelta& batch) {
      postTo(this, [this, batch] {
        Q_EMIT delta(batch);
        m_thread.run([](Engine& engine) { engine.feed().taken(); });
      });
    });
    (*engine)->tellAll();
    (*engine)->startServices(m_options.services, kServicesMs, [] {});
    postTo(this, [this] { m_asking.start(); });
  });
}

void EmbeddedBackend::setSilenceLimit(int ms) {
  m_asking.setInterval(std::max(1, ms / kAsksWithin));
  m_silence.setInterval(ms);
}

void EmbeddedBackend::ask() {
  if (m_asked || m_silence.interval() == 0) return;
  m_asked = true;
  m_silence.start();
  m_thread.run([this](Engine&) { postTo(this, [this] { onAnswer(); }); });
}

void EmbeddedBackend::onSilence() {
  m_silent = true;
  const int seconds = m_silence.interval() / 1000;
  Q_EMIT failed(Error{u"Local.EngineSilent"_s, u"The engine has not answered for %1 s."_s.arg(seconds),
                      u"Restart it, or wait: what was accepted is stored and goes on."_s});
}

void EmbeddedBackend::onAnswer() {
  m_asked = false;
  m_silence.stop();
  if (!std::exchange(m_silent, false)) return;
  m_thread.run([](Engine& engine) { engine.feed().status(engine.status()); });  // heard again
}

template <typename T>
EngineControl::Reply<T> EmbeddedBackend::home(QObject* context, Reply<T> reply) {
  return [this, reply = guarded<T>(context, std::move(reply))](Result<T> result) {
    postTo(this, [reply, result = std::move(result)]() mutable {
      if (reply) reply(std::move(result));
    });
  };
}

void EmbeddedBackend::createFunction(const CreateFunction& request, QObject* context, Reply<FunctionInfo> reply) {
  m_thread.run([request, reply = home<FunctionInfo>(context, std::move(reply))](Engine& e) { e.createFunction(request, reply); });
}
void EmbeddedBackend::updateConfig(const UpdateConfig& request, QObject* context, Reply<FunctionInfo> reply) {
  m_thread.run([request, reply = home<FunctionInfo>(context, std::move(reply))](Engine& e) { e.updateConfig(request, reply); });
}
void EmbeddedBackend::updateCode(const UpdateCode& request, QObject* context, Reply<FunctionInfo> reply) {
  m_thread.run([request, reply = home<FunctionInfo>(context, std::move(reply))](Engine& e) { e.updateCode(request, reply); });
}
void EmbeddedBackend::deleteFunction(const FunctionKey& key, QObject* context, Reply<Done> reply) {
  m_thread.run([key, reply = home<Done>(context, std::move(reply))](Engine& e) { e.deleteFunction(key, reply); });
}
void EmbeddedBackend::copyFunction(const FunctionKey& from, const FunctionKey& to, QObject* context, Reply<FunctionInfo> reply) {
  m_thread.run([from, to, reply = home<FunctionInfo>(context, std::move(reply))](Engine& e) { e.copyFunction({from, to, {}, false, true}, reply); });
}
void EmbeddedBackend::setOverrides(const FunctionKey& key, const FunctionOverrides& overrides, QObject* context, Reply<Done> reply) {
  m_thread.run([key, overrides, reply = home<Done>(context, std::move(reply))](Engine& e) {
    e.changeOverrides(key, [overrides](const FunctionOverrides&) { return overrides; }, [reply](const Result<FunctionOverrides>& changed) {
      if (!changed) return reply(changed.error());
      reply(Done{});
    });
  });
}
void EmbeddedBackend::findHandlers(const CodeInput& code, QObject* context, Reply<QStringList> reply) {
  m_thread.run([code, reply = home<QStringList>(context, std::move(reply))](Engine& e) { e.findHandlers(code, reply); });
}
void EmbeddedBackend::invoke(const InvokeRequest& request, QObject* context, Reply<InvokeReply> reply) {
  m_thread.run([request, reply = home<InvokeReply>(context, std::move(reply))](Engine& e) { e.invoke(InvokeRequest(request), reply); });
}
void EmbeddedBackend::startLoad(const LoadSpec& spec, QObject* context, Reply<uint32_t> reply) {
  m_thread.run([spec, reply = home<uint32_t>(context, std::move(reply))](Engine& e) { reply(e.startLoad(spec)); });
}
void EmbeddedBackend::stopLoad(uint32_t run) {
  m_thread.run([run](Engine& e) { e.stopLoad(run); });
}
void EmbeddedBackend::setPaused(bool paused) {
  m_thread.run([paused](Engine& e) { e.setPaused(paused); });
}
void EmbeddedBackend::invocationDetail(InvocationId id, QObject* context, Reply<InvocationDetail> reply) {
  m_thread.run([id, reply = home<InvocationDetail>(context, std::move(reply))](Engine& e) { e.invocationDetail(id, reply); });
}
void EmbeddedBackend::savedEvents(const FunctionKey& key, QObject* context, Reply<QList<SavedEvent>> reply) {
  m_thread.run([key, reply = home<QList<SavedEvent>>(context, std::move(reply))](Engine& e) { e.savedEvents(key, reply); });
}
void EmbeddedBackend::saveEvent(const SavedEvent& event, QObject* context, Reply<Done> reply) {
  m_thread.run([event, reply = home<Done>(context, std::move(reply))](Engine& e) { e.saveEvent(event, reply); });
}
void EmbeddedBackend::deleteEvent(const FunctionKey& key, const QString& name, QObject* context, Reply<Done> reply) {
  m_thread.run([key, name, reply = home<Done>(context, std::move(reply))](Engine& e) { e.deleteEvent(key, name, reply); });
}
void EmbeddedBackend::pendingEvents(const FunctionKey& key, QObject* context, Reply<int> reply) {
  m_thread.run([key, reply = home<int>(context, std::move(reply))](Engine& e) { reply(e.pendingEvents(key)); });
}
void EmbeddedBackend::querySeconds(TimeUs begin, TimeUs end, QObject* context, Reply<std::vector<SecondSample>> reply) {
  m_thread.run([=, reply = home<std::vector<SecondSample>>(context, std::move(reply))](Engine& e) { e.querySeconds(begin, end, reply); });
}
void EmbeddedBackend::action(const QByteArray& name, const QByteArray& params, QObject* context, Reply<QByteArray> reply) {
  m_thread.run([name, params, reply = home<QByteArray>(context, std::move(reply))](Engine& e) {
    e.ask("POST", "/", name, params, [reply](int, const QByteArray& body) { reply(responseOf(body)); });
  });
}
void EmbeddedBackend::local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply<QByteArray> reply) {
  m_thread.run([method, target, body, reply = home<QByteArray>(context, std::move(reply))](Engine& e) {
    e.ask(method, target, {}, body, [reply](int status, const QByteArray& answer) { reply(localAnswerOf(status, answer)); });
  });
}
void EmbeddedBackend::settings(QObject* context, Reply<EngineSettings> reply) {
  m_thread.run([reply = home<EngineSettings>(context, std::move(reply))](Engine& e) { reply(e.settings()); });
}
void EmbeddedBackend::setSettings(const EngineSettings& settings, QObject* context, Reply<EngineSettings> reply) {
  m_thread.run([settings, reply = home<EngineSettings>(context, std::move(reply))](Engine& e) {
    e.changeSettings([settings](const EngineSettings&) { return settings; }, reply);
  });
}
void EmbeddedBackend::interpreters(QObject* context, Reply<QList<InterpreterChoice>> reply) {
  m_thread.run([reply = home<QList<InterpreterChoice>>(context, std::move(reply))](Engine& e) { reply(e.interpreterChoices()); });
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cloud/cloudbackend.h"
#include "app/cloud/cloudjson.h"
#include "models/data/limits.h"
#include <QDateTime>
#include <QFile>
#include <QSaveFile>
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
TimeUs nowUs() { return QDateTime::currentMSecsSinceEpoch() * 1000; }
constexpr int kSecondMs = 1000;
constexpr qint64 kEventsFileBytes = 16LL * 1024 * 1024;

// What an action concerns, as people call it: "thumb: trigger nightly".
QString subjectOf(const QByteArray& params) {
  const auto object = nlohmann::ordered_json::parse(params.begin(), params.end(), nullptr, false);
  const auto text = [&](const char* name) {
    const auto it = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && it != object.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
  };
  QStringList parts;
  for (const char* name : {"FunctionName", "TriggerName", "Name", "Qualifier", "LayerName", "Domain", "InvokeRequestId"})
    if (const QString value = text(name); !value.isEmpty()) parts << value;
  if (parts.isEmpty()) parts << text("Namespace");
  return parts.join(u": "_s);
}
}  // namespace

CloudBackend::CloudBackend(ConnectionProfile profile, const CloudKeys& keys, QString eventsFile, QObject* parent)
    : Backend(parent), m_profile(std::move(profile)), m_client(cloudTarget(m_profile, keys)), m_poll(m_client, m_profile.ns), m_logs(m_client, m_profile.ns),
      m_additions(m_client, m_poll, m_profile.ns, [this](const QByteArray& name, const QByteArray& params, CloudAdditions::Reply reply) { action(name, params, this, std::move(reply)); }), m_eventsFile(std::move(eventsFile)) {
  m_flush.setSingleShot(true);
  m_flush.setInterval(limits::kDeltaIntervalMs);
  m_second.setInterval(kSecondMs);
  m_asyncTimer.setInterval(kAsyncLookMs);
  connect(&m_flush, &QTimer::timeout, this, &CloudBackend::flush);
  connect(&m_second, &QTimer::timeout, this, [this] { queue([this](EngineDelta& d) { d.status = status(); }); });
  connect(&m_asyncTimer, &QTimer::timeout, this, &CloudBackend::watchAsync);
  connect(&m_poll, &CloudPoll::functionChanged, this, [this](const FunctionInfo& info) { queue([&](EngineDelta& d) { d.functions.push_back(info); }); });
  connect(&m_poll, &CloudPoll::functionRemoved, this, [this](quint32 id) { queue([&](EngineDelta& d) { d.functionsRemoved.push_back(id); }); });
  connect(&m_poll, &CloudPoll::listed, this, [this] {
    m_trouble.reset();
    m_heard = true;
    takeTopics();
    queue([this](EngineDelta& d) { d.status = status(); });
  });
  connect(&m_logs, &CloudLogs::lines, this, &CloudBackend::onLines);
  connect(&m_poll, &CloudPoll::failed, this, [this](const Error& error) {
    m_trouble = error;
    // Before the first good answer there is nothing to show; later the last picture stays, with its age.
    if (!m_heard) Q_EMIT failed(error);
    else queue([this](EngineDelta& d) { d.status = status(); });
  });
}
CloudBackend::~CloudBackend() = default;

Capabilities CloudBackend::capabilities() const {
  const bool engine = m_profile.kind == ConnectionKind::Engine;
  return {.instances = false, .folders = false, .engineSettings = engine, .localAdditions = engine};
}

void CloudBackend::start() {
  m_second.start();
  m_poll.look({});
  if (m_profile.kind == ConnectionKind::Cloud) m_logs.start();
}

void CloudBackend::queue(std::function<void(EngineDelta&)> fill) {
  fill(m_next);
  if (!m_flush.isActive()) m_flush.start();
}

void CloudBackend::flush() {
  if (!m_heard) return;  // the picture is told when it is whole
  EngineDelta batch = std::exchange(m_next, {});
  batch.now = nowUs();
  if (!batch.status) batch.status = status();
  Q_EMIT delta(batch);
}

EngineStatus CloudBackend::status() const {
  EngineStatus status;
  status.connected = m_heard;
  status.api = m_client.target().endpoint.host() + (m_client.target().endpoint.port() > 0 ? u":%1"_s.arg(m_client.target().endpoint.port()) : QString());
  if (m_profile.kind == ConnectionKind::Cloud) status.api += u' ' + m_profile.region;
  if (m_trouble) status.message = u"%1 %2"_s.arg(m_trouble->message, m_trouble->next).trimmed();
  return status;
}

void CloudBackend::ask(const QByteArray& action, ConsentQuestion::Kind kind, const QString& function, std::function<void(Result<Done>)> then) {
  if (!m_consent) return then(Done{});
  m_consent({kind, action, function, account(), m_profile.region, m_profile.name}, [guard = QPointer<CloudBackend>(this), then](bool yes) {
    if (!guard) return;
    if (yes) return then(Done{});
    then(Error{u"Local.NotConfirmed"_s, u"Nothing was done: it was not confirmed."_s, {}});
  });
}

void CloudBackend::change(const QByteArray& action, const QByteArray& params, const FunctionKey& key, QObject* context, Reply<FunctionInfo> reply) {
  auto safe = guarded<FunctionInfo>(context, std::move(reply));
  m_client.call({action, params}, this, [this, key, safe](const Result<QByteArray>& answer) {
    if (!answer) return safe(answer.error());
    m_poll.refresh(key.name, this, [this, safe](const Result<FunctionInfo>& info) {
      safe(info);
      m_poll.look({});
    });
  });
}

void CloudBackend::createFunction(const CreateFunction& request, QObject* context, Reply<FunctionInfo> reply) {
  CreateFunction here = request;
  here.key.ns = m_profile.ns;
  if (here.code.source == CodeSource::Folder) return refuse(context, reply, u"A folder as the source of a function"_s);
  change("CreateFunction", cloudjson::createFunction(here), here.key, context, std::move(reply));
}
void CloudBackend::updateConfig(const UpdateConfig& request, QObject* context, Reply<FunctionInfo> reply) {
  // SCF sets the handler with the code (facts/scf.md 1.5); without other code it takes it alone only from an engine of ours.
  if (request.handler) {
    nlohmann::ordered_json params = nlohmann::ordered_json::parse(cloudjson::named(request.key).toStdString());
    params["Handler"] = request.handler->toStdString();
    m_client.call({"UpdateFunctionCode", QByteArray::fromStdString(params.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace))}, this,
                  [this, rest = request, context = QPointer<QObject>(context), had = context != nullptr, reply](const Result<QByteArray>& answer) mutable {
                    if (had && !context) return;
                    if (!answer) return reply(answer.error());
                    rest.handler.reset();
                    change("UpdateFunctionConfiguration", cloudjson::updateConfig(rest), rest.key, context, reply);
                  });
    return;
  }
  change("UpdateFunctionConfiguration", cloudjson::updateConfig(request), request.key, context, std::move(reply));
}
void CloudBackend::updateCode(const UpdateCode& request, QObject* context, Reply<FunctionInfo> reply) {
  if (request.code.source == CodeSource::Folder) return refuse(context, reply, u"A folder as the source of a function"_s);
  change("UpdateFunctionCode", cloudjson::updateCode(request), request.key, context, std::move(reply));
}
void CloudBackend::deleteFunction(const FunctionKey& key, QObject* context, Reply<Done> reply) {
  action("DeleteFunction", cloudjson::named(key), context, [this, reply](const Result<QByteArray>& answer) {
    if (!answer) return reply(answer.error());
    m_poll.look({});
    reply(Done{});
  });
}
void CloudBackend::copyFunction(const FunctionKey& from, const FunctionKey& to, QObject* context, Reply<FunctionInfo> reply) {
  nlohmann::ordered_json params = nlohmann::ordered_json::parse(cloudjson::named(from).toStdString());
  params["NewFunctionName"] = to.name.toStdString();
  params["TargetNamespace"] = to.ns.toStdString();
  change("CopyFunction", QByteArray::fromStdString(params.dump()), to, context, std::move(reply));
}

template <typename T>
void CloudBackend::refuse(QObject* context, const Reply<T>& reply, const QString& what) {
  guarded<T>(context, reply)(Error{u"UnsupportedOperation"_s, u"%1 is for the embedded engine only."_s.arg(what), {}});
}
void CloudBackend::setOverrides(const FunctionKey&, const FunctionOverrides&, QObject* context, Reply<Done> reply) { refuse(context, reply, u"A local setting of a function"_s); }
void CloudBackend::findHandlers(const CodeInput&, QObject* context, Reply<QStringList> reply) { guarded<QStringList>(context, std::move(reply))(QStringList()); }
void CloudBackend::startLoad(const LoadSpec&, QObject* context, Reply<uint32_t> reply) { refuse(context, reply, u"A load run"_s); }

void CloudBackend::action(const QByteArray& name, const QByteArray& params, QObject* context, Reply<QByteArray> reply) {
  auto safe = guarded<QByteArray>(context, std::move(reply));
  const auto send = [this, name, params, safe] {
    m_client.call({name, params}, this, [this, name, params, safe](Result<QByteArray> answer) {
      if (answer && cloudpolicy::effectOf(name) == cloudpolicy::Effect::Write) {
        const auto object = nlohmann::ordered_json::parse(params.begin(), params.end(), nullptr, false);
        const bool has = object.is_object() && object.contains("FunctionName") && object["FunctionName"].is_string();
        m_poll.look(has ? QString::fromStdString(object["FunctionName"].get<std::string>()) : QString());
      }
      safe(std::move(answer));
    });
  };
  if (!cloudpolicy::isDestructive(name)) return send();
  ask(name, ConsentQuestion::Kind::Destructive, subjectOf(params), [send, safe](const Result<Done>& allowed) {
    if (!allowed) return safe(allowed.error());
    send();
  });
}

void CloudBackend::local(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply<QByteArray> reply) {
  if (m_profile.kind != ConnectionKind::Engine) return m_additions.ask(method, target, body, context, std::move(reply));
  m_client.local(method, target, body, context ? context : this, std::move(reply));
}

void CloudBackend::settings(QObject* context, Reply<EngineSettings> reply) {
  local("GET", "/-/settings", {}, context, [reply](const Result<QByteArray>& answer) {
    if (!answer) return reply(answer.error());
    reply(settingsFromJson({}, *answer));
  });
}
void CloudBackend::setSettings(const EngineSettings& settings, QObject* context, Reply<EngineSettings> reply) {
  local("PUT", "/-/settings", settingsToJson(settings), context, [reply](const Result<QByteArray>& answer) {
    if (!answer) return reply(answer.error());
    reply(settingsFromJson({}, *answer));
  });
}
void CloudBackend::interpreters(QObject* context, Reply<QList<InterpreterChoice>> reply) { guarded<QList<InterpreterChoice>>(context, std::move(reply))(QList<InterpreterChoice>()); }

QList<SavedEvent> CloudBackend::readEvents() const {
  QFile file(m_eventsFile);
  if (!file.open(QIODevice::ReadOnly) || file.size() > kEventsFileBytes) return {};
  return cloudjson::eventsFromJson(file.readAll());
}
Status CloudBackend::writeEvents(const QList<SavedEvent>& events) const {
  QSaveFile file(m_eventsFile);
  if (!file.open(QIODevice::WriteOnly) || file.write(cloudjson::eventsToJson(events)) < 0 || !file.commit())
    return Error{u"Local.EventsNotWritten"_s, u"%1 cannot be written: %2"_s.arg(m_eventsFile, file.errorString()), {}};
  return Done{};
}
void CloudBackend::savedEvents(const FunctionKey& key, QObject* context, Reply<QList<SavedEvent>> reply) {
  QList<SavedEvent> events = readEvents();
  events.removeIf([&](const SavedEvent& e) { return e.function != key; });
  guarded<QList<SavedEvent>>(context, std::move(reply))(events);
}
void CloudBackend::saveEvent(const SavedEvent& event, QObject* context, Reply<Done> reply) {
  auto safe = guarded<Done>(context, std::move(reply));
  QList<SavedEvent> events = readEvents();
  events.removeIf([&](const SavedEvent& e) { return e.function == event.function && e.name == event.name; });
  const auto count = std::count_if(events.cbegin(), events.cend(), [&](const SavedEvent& e) { return e.function == event.function; });
  if (event.json.size() > limits::kSavedEventBytes) return safe(Error{u"LimitExceeded"_s, u"A saved event has at most %1 bytes."_s.arg(limits::kSavedEventBytes), u"Make it shorter."_s});
  if (count >= limits::kSavedEventsPerFunction) return safe(Error{u"LimitExceeded"_s, u"A function has at most %1 saved events."_s.arg(limits::kSavedEventsPerFunction), u"Delete one."_s});
  events.append(event);
  safe(writeEvents(events));
}
void CloudBackend::deleteEvent(const FunctionKey& key, const QString& name, QObject* context, Reply<Done> reply) {
  QList<SavedEvent> events = readEvents();
  events.removeIf([&](const SavedEvent& e) { return e.function == key && e.name == name; });
  guarded<Done>(context, std::move(reply))(writeEvents(events));
}

}  // namespace scfdesk

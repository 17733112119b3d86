// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engineservices.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/engine.h"
#include "app/engine/postto.h"
#include "app/engine/service/cosservice.h"
#include "app/engine/service/costhread.h"
#include "app/engine/service/kafka/kafkaservice.h"
#include "app/engine/service/privateserver.h"
#include "app/engine/service/registeredserver.h"
#include "app/engine/trigger/triggers.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

namespace {
QByteArray boundText(const std::map<QByteArray, QByteArray>& folders, const Error& trouble) {
  QByteArray text("{\"bound\":{");
  for (const auto& [bucket, folder] : folders) {
    if (!text.endsWith('{')) text += ',';
    jsontext::appendString(text, bucket);
    text += ':';
    jsontext::appendString(text, jsontext::toValidUtf8(folder));
  }
  text += "},\"trouble\":";
  jsontext::appendString(text, QString(trouble.message + (trouble.next.isEmpty() ? QString() : QString(u' ' + trouble.next))).toUtf8());
  return text + '}';
}
}  // namespace

EngineServices::EngineServices(const Parts& parts) {
  const QString folder = parts.dataDir + u"/services"_s;
  Reactor& reactor = parts.reactor;
  m_list = std::make_unique<Services>(Services::Parts{
      reactor, folder, parts.environmentChanged, parts.functionExists,
      [&reactor, folder, spawner = parts.spawnerProgram](const QString& name, const QByteArray& description) {
        return RegisteredServer::make(name, description, {reactor, QString(folder + u'/' + name), spawner});
      }});
  const auto changed = [this](const QString& name) { m_list->connectionChanged(name); };
  for (auto make : {redisKind, mysqlKind, postgresqlKind, memcachedKind}) {
    auto kind = make();
    const QString own = folder + u'/' + QLatin1String(kind->facts().name);
    m_list->add(std::make_unique<PrivateServer>(std::move(kind), PrivateServer::Parts{reactor, own, parts.spawnerProgram, changed}));
  }
  auto kafka = std::make_unique<KafkaService>(KafkaService::Options{folder + u"/ckafka"_s, parts.host, parts.anyPort ? 0 : KafkaService::kPort, [changed] { changed(QLatin1String(KafkaService::kName)); }});
  m_kafka = kafka.get();
  m_list->add(std::move(kafka));
  m_list->add(std::make_unique<CosService>(CosService::Parts{parts.host, parts.cosPort, parts.cosTrouble, parts.secretId.toUtf8(), parts.secretKey.toUtf8(), QString(folder + u"/cos"_s),
                                                             [&reactor] { return reactor.clock().wallUs(); },
                                                             [cos = parts.cos, home = parts.home](const QByteArray& bucket, const QByteArray& bound, const Service::Reply& reply) {
                                                               cos->bind(bucket, bound, [home, reply = reply](const Status& done) mutable { postTo(home, [reply = std::move(reply), done] { reply(done); }); });
                                                             },
                                                             parts.cosEvents,
                                                             [cos = parts.cos, home = parts.home](const Service::Answer& answer) {
                                                               cos->bound([home, answer = answer](const std::map<QByteArray, QByteArray>& folders, const Error& trouble) mutable {
                                                                 postTo(home, [answer = std::move(answer), text = boundText(folders, trouble)] { answer(text); });
                                                               });
                                                             }}));
  m_list->load();
}

EngineServices::~EngineServices() = default;

QByteArray EngineServices::kafkaAddress() const { return m_kafka->address(); }

QByteArray EngineServices::redisConnection(const QString& name) const {
  Service* service = m_list->find(name);
  if (!service) return {};
  if (service->name() == u"redis"_s) return service->state() == ServiceState::Running ? service->connection() : QByteArray();
  const QByteArray details = service->details();
  for (jsontext::ObjectScanner scan(details); scan.next();)
    if (scan.key() == QByteArrayView("kind")) return scan.value() == QByteArrayView("\"redis\"") ? service->connection() : QByteArray();
  return {};
}

void Engine::makeServices() {
  const QString host = m_options.host == u"0.0.0.0"_s || m_options.host == u"localhost"_s ? u"127.0.0.1"_s : m_options.host;
  const auto environmentChanged = [this](const QList<FunctionKey>& keys) {
    // Instances have an environment from their birth: those that idle end, and the next event gets a new one.
    for (const auto& [id, entry] : m_registry->all())
      if (keys.contains(entry->info.key)) m_dispatcher->deploy(id);
  };
  m_services = std::make_unique<EngineServices>(EngineServices::Parts{m_reactor, m_store->dataDir(), m_options.spawnerProgram, host, m_cosPort,
                                                                      m_cosPort ? Error{} : Error{u"Local.CosFailed"_s, u"The local COS could not start."_s, u"The engine's log says why."_s},
                                                                      m_secretId, m_secretKey, environmentChanged, [this](const FunctionKey& key) { return function(key) != nullptr; }, m_cos.get(), &m_context, [this] { return m_triggers->cosEvents(); }, m_options.port == 0});
  m_triggers->setRedisConnection([this](const QString& name) { return m_services ? m_services->redisConnection(name) : QByteArray(); });
  m_triggers->setKafkaAddress([this] { return m_services ? m_services->kafkaAddress() : QByteArray(); });
}

Services* Engine::services() const { return m_services ? &m_services->list() : nullptr; }

QByteArray Engine::runningServices() const { return m_services->list().readyText(); }

void Engine::startServices(const QStringList& names, int limitMs, std::function<void()> done) {
  m_services->list().startAll(names, limitMs, [this, done = std::move(done)](const QStringList& troubles) {
    for (const QString& trouble : troubles) logEngine(LogLevel::Error, trouble);  // to stderr, and to those who look
    done();
  });
}

}  // namespace scfdesk

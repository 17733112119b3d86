// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engine.h"
#include "app/engine/api/endpoint.h"
#include "app/engine/instance/platformfiles.h"
#include "app/engine/descriptors.h"
#include "app/engine/debug/debugsessions.h"
#include "app/engine/engineservices.h"
#include "app/engine/invoke/loadarchive.h"
#include "app/engine/invoke/replayevents.h"
#include "app/engine/invoke/requestid.h"
#include "app/engine/invoke/samples.h"
#include "app/engine/postto.h"
#include "app/engine/resource/customdomains.h"
#include "app/engine/resource/layers.h"
#include "app/engine/service/costhread.h"
#include "app/engine/store/packages.h"
#include "app/engine/trigger/triggers.h"
#include "models/data/limits.h"
#include <QFileInfo>
#include <unistd.h>
#include <csignal>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
// Below these lies the room for what earlier runs left in the history.
constexpr InvocationId kFirstInvocation = 1'000'001;
constexpr uint64_t kFirstLine = 10'000'001;
}  // namespace

Engine::Engine(const EngineOptions& options) : m_options(options), m_reactor(m_clock) { m_workers.setMaxThreadCount(2); }

Engine::~Engine() {
  m_workers.waitForDone();
  m_services.reset();
  m_cos.reset();
  m_endpoint.reset();
  m_triggers.reset();
  m_loads.reset();
  m_replay.reset();
  m_archive.reset();
  m_debug.reset();
  m_dispatcher.reset();
  if (m_factory) m_factory->shutdown(2000);
  m_factory.reset();
  m_registry.reset();
  if (m_store) m_store->close();
}

Result<std::unique_ptr<Engine>> Engine::open(const EngineOptions& options) {
  std::unique_ptr<Engine> engine(new Engine(options));
  if (auto status = engine->start(); !status) return status.error();
  return engine;
}

Status Engine::start() {
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is a full disk, not an end
  m_reactor.attachToQt();
  m_newDataDir = !QFileInfo::exists(m_options.dataDir + u"/db"_s);
  auto store = Store::open(m_options.dataDir, m_reactor);
  if (!store) return store.error();
  m_store = std::move(store.value());
  const StoredState& kept = m_store->state();
  m_settings = kept.settings;
  m_secretId = m_options.secretId.isEmpty() ? kept.secretId : m_options.secretId;
  m_secretKey = m_options.secretKey.isEmpty() ? kept.secretKey : m_options.secretKey;
  for (const NamespaceInfo& ns : kept.namespaces) m_namespaces.append(ns);
  makeParts();
  makeTriggers(kept);
  makeResources(kept);
  m_dispatcher->setDeadLetters(kept.deadLetters);
  // Names of instances and numbers of load runs go by the time of the start, so that they differ from those in the history.
  const auto started = uint32_t(m_clock.wallUs() / 1'000'000);
  m_dispatcher->numberFrom(kFirstInvocation, kFirstLine, 1 + started % 60'000);
  m_loads->numberFrom(started);
  const int wanted = m_options.port >= 0 ? m_options.port : m_settings.port;
  m_endpoint->setConnectionLimit(connectionsFor(raiseDescriptorLimit()));
  auto port = m_endpoint->listen(m_options.host, wanted, m_options.exactPort);
  if (!port) return port.error();
  m_port = *port;
  if (wanted != 0 && m_port != wanted)
    fprintf(stderr, "scfdesk: port %d is in use by another program; listening on %d instead\n", wanted, m_port);
  if (auto status = m_store->writeOwner(m_port); !status) return status;
  startCos();
  makeServices();
  makeDebugSessions();
  m_registry->load(kept.functions);
  startLayers();
  resumePending(kept.pending);
  m_triggers->start();
  m_store->releaseState();
  keepHistory();
  collectPackagesSoon();  // what an earlier run did not come to
  // Nothing is probed before the endpoint answers; this comes in a later turn.
  m_reactor.callSoon([this] { lookForInterpreters(); });
  if (m_options.samples && m_newDataDir) {
    m_samplesLeft = 1;  // until they are counted
    m_reactor.callSoon([this] { addSamples(); });
  }
  m_status.connected = true;
  m_status.api = u"%1:%2"_s.arg(m_options.host).arg(m_port);
  m_status.dataDir = m_store->dataDir();
  logEngine(LogLevel::Platform, u"Engine "_s + QLatin1String(SCFDESK_VERSION) + u" listening on "_s + m_status.api);
  statusTick();
  return Done{};
}

void Engine::startCos() {
  m_cos = std::make_unique<CosThread>();
  CosThread::Options options;
  options.folder = QFile::encodeName(m_store->dataDir() + u"/services/cos"_s);
  options.host = m_options.host;
  options.port = m_options.port == 0 ? 0 : m_port + 1;
  options.secretId = m_secretId.toUtf8();
  options.secretKey = m_secretKey.toUtf8();
  options.changed = [this](std::vector<CosChange>&& changes, std::function<void()> kept) {
    m_triggers->cosJournal().add(changes);
    if (!m_triggers->watchesCos()) return kept();
    postTo(&m_context, [this, changes = std::move(changes), kept = std::move(kept)] { m_triggers->onCosChanges(changes, kept); });
  };
  const auto port = m_cos->start(options);
  if (port) {
    m_cosPort = *port;
    m_triggers->setCosAddress("http://" + m_options.host.toLatin1() + ':' + QByteArray::number(m_cosPort));
    return;
  }
  m_cos.reset();
  fprintf(stderr, "scfdesk: the local COS is not there: %s %s\n", qUtf8Printable(port.error().message), qUtf8Printable(port.error().next));
  setTrouble(u"cos"_s, port.error());
}

void Engine::makeParts() {
  m_feed = std::make_unique<DeltaFeed>(m_reactor);
  m_store->setTroubleHandler([this](const Error& error) { setTrouble(u"store"_s, error); });
  m_dispatcher = std::make_unique<Dispatcher>(Dispatcher::Parts{
      m_reactor, *m_store, *m_feed, m_metrics, [this](FunctionId id) { return m_registry->entry(id); },
      [this] { return instanceFactory(); }, [this]() -> const EngineSettings& { return m_settings; },
      [this](const FunctionKey& key) { return m_services->list().environmentOf(key); },
      [this](const FunctionEntry& entry) { return foldersThere(entry); },
      [this](FunctionId unit, std::function<void(const Status&)> done) { restoreFolders(unit, std::move(done)); }});
  m_registry = std::make_unique<FunctionRegistry>(
      m_reactor, *m_store,
      FunctionRegistry::Listener{
          [this](const FunctionEntry& entry) { m_dispatcher->configure(entry); },
          [this](const FunctionEntry& entry) {
            if (entry.info.version > 0) return;  // told with its function
            m_feed->function(entry.info);
            m_feed->sample(m_dispatcher->gauges(entry.info.id));  // its limit, before anything has run
          },
          [this](FunctionId id) {
            m_dispatcher->deploy(id);
            collectPackagesSoon();
          },
          [this](FunctionId id) {
            m_loads->stopAll(id);
            m_dispatcher->remove(id);
            if (const FunctionEntry* entry = m_registry->entry(id); entry && entry->info.version > 0) return;
            m_metrics.forget(id);
            if (const FunctionInfo* info = function(id)) {
              m_triggers->removeOf(info->key);
              m_services->list().functionRemoved(info->key);
            }
            m_feed->functionRemoved(id);
            collectPackagesSoon();
          },
          [this](FunctionId id, const Error& error) { setTrouble(u"folder-%1"_s.arg(id), error); },
          [this] { return m_clock.nowUs(); },
          [this](const FunctionEntry& entry) {
            if (entry.info.apiExtras.contains(kProvisionedKey)) provision(entry.info);
          },
          [this](const FunctionInfo& info) { return m_layers->folderOf(layersOf(info)); }});
  makeLoads();
  m_dispatcher->setFinishedHandler([this](const Invocation& v) { m_loads->finished(v); });
  m_endpoint = std::make_unique<Endpoint>(m_reactor, *this, Endpoint::Keys{m_secretId, m_secretKey});
  m_endpoint->serveLogs(m_store->dataDir() + u"/segments"_s);
  m_feed->setStream([this](const EngineDelta& delta) { m_endpoint->feed(delta); });
  m_feed->setKeeper([this](std::shared_ptr<const Moments> moments) { m_store->appendMoments(std::move(moments)); });
  m_endpoint->setReaderHandler([this] { m_feed->setStreamWanted(true); });
}

void Engine::resumePending(const std::vector<StoredEvent>& pending) {
  for (const StoredEvent& event : pending) {
    const FunctionEntry* function = m_registry->entry(event.function);
    if (const FunctionEntry* entry = function ? m_registry->version(function->info, event.version) : nullptr)
      m_dispatcher->resume(*entry, event);
    else
      m_store->finishEvent(event.requestId);
  }
  if (!pending.empty()) logEngine(LogLevel::Platform, u"%1 async events of an earlier run go on"_s.arg(pending.size()));
}

/// Runtimes that wait may take a tenth of what instances may.
void Engine::applyPrepared() {
  if (!m_factory) return;
  const int64_t machine = int64_t(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGESIZE);
  const int64_t cap = m_settings.hostMemoryMb ? int64_t(*m_settings.hostMemoryMb) << 20 : machine / 10 * 7;
  m_factory->setPrepared(m_settings.preparedStarts, cap / 10);
}

Result<InstanceFactory*> Engine::instanceFactory() {
  if (m_factory) return m_factory.get();
  auto made = startSpawner(m_reactor, {m_options.spawnerProgram, m_options.resourceDir + u"/runtimes"_s, m_store->dataDir() + u"/instances"_s,
                                       m_settings.isolation, m_settings.preparedStarts});
  if (!made) {
    setTrouble(u"spawner"_s, made.error());
    return made.error();
  }
  m_factory = std::move(made.value());
  applyPrepared();
  m_status.isolation = m_factory->isolation();
  return m_factory.get();
}

void Engine::lookForInterpreters() {
  // The answer of an earlier run is used when it is still right (path, size and time of the files), so this is quick.
  startOn(m_workers, [this, cache = QString(m_store->dataDir() + u"/interpreters.json"_s), chosen = m_settings.interpreters,
                   runtimes = QString(m_store->dataDir() + u"/instances/runtimes"_s)] {
    QList<Interpreter> found = findInterpreters(cache);
    platformfiles::writeLanguages(runtimes, found, chosen);
    postTo(&m_context, [this, found = std::move(found)] {
      m_status.interpreters.clear();
      for (const Interpreter& i : found) m_status.interpreters << i.label() + u" "_s + i.path;
      m_registry->setInterpreters(found, m_settings.interpreters);
      m_dispatcher->interpretersKnown();
      QStringList names;
      for (const Interpreter& i : found) names << i.label();
      logEngine(names.isEmpty() ? LogLevel::Warn : LogLevel::Platform,
                names.isEmpty() ? u"No interpreter found. Install one: "_s + installCommand(u"python3"_s) : u"Found runtimes: "_s + names.join(u", "_s));
    });
  });
}

void Engine::addSamples() {
  startOn(m_workers, [this, folder = QString(m_options.resourceDir + u"/samples"_s)] {
    QList<Sample> samples = readSamples(folder);
    QList<QByteArray> zips;
    for (Sample& sample : samples) {
      auto zip = zipFolder(sample.request.code.folder);
      zips.append(zip ? *zip : QByteArray());
      sample.request.code = {CodeSource::Package, zips.last(), {}};
    }
    postTo(&m_context, [this, samples = std::move(samples)] {
      m_samplesLeft = samples.size() + 1;
      for (const Sample& sample : samples) {
        m_registry->create(sample.request, [this, sample](const Result<FunctionInfo>& made) {
          oneSampleLess();
          if (!made) return logEngine(LogLevel::Warn, u"The sample %1 could not be made: %2"_s.arg(sample.request.key.name, made.error().message));
          for (const SavedEvent& event : sample.events) m_store->saveEvent(made->id, event, [](const Status&) {});
          logEngine(LogLevel::Platform, made->key.name + u" ready, 0 instances"_s);
        });
      }
      oneSampleLess();  // the list itself
    });
  });
}

void Engine::oneSampleLess() {
  if (--m_samplesLeft == 0 && m_samplesMade) std::exchange(m_samplesMade, nullptr)();
}

void Engine::whenSamplesMade(std::function<void()> done) {
  if (m_samplesLeft == 0) return done();
  m_samplesMade = std::move(done);
}

void Engine::shutdown(int graceMs, std::function<void()> done) {
  if (m_closing) return;
  m_triggers->stop();  // what they have gathered is still taken
  m_closing = true;
  m_dispatcher->setPaused(true);  // queued async events stay on disk; running ones get their time
  takeDownWhenIdle(m_clock.nowNs() + int64_t(graceMs) * 1'000'000, std::move(done));
}

void Engine::takeDownWhenIdle(int64_t deadlineNs, std::function<void()> done) {
  if (m_dispatcher->running() && m_clock.nowNs() < deadlineNs) {
    m_reactor.callAfterMs(20, [this, deadlineNs, done = std::move(done)]() mutable { takeDownWhenIdle(deadlineNs, std::move(done)); });
    return;
  }
  m_dispatcher->shutdown([this, done = std::move(done)] {
    m_endpoint->close();
    m_feed->flush();  // the end of the instances, for the next start
    m_services->list().stopAll(done);  // after the functions, which use them to the end
  });
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/instancefactory.h"
#include "app/engine/instance/customtalk.h"
#include "app/engine/instance/gotalk.h"
#include "app/engine/instance/platformfiles.h"
#include "app/engine/instance/webtalk.h"
#include "app/spawner/protocol.h"
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <unistd.h>

namespace scfdesk {
namespace {
constexpr int kHelloMs = 5000;

/// What the dispatcher holds. The core outlives it until its last process was reaped.
class SpawnedInstance final : public Instance {
 public:
  explicit SpawnedInstance(std::shared_ptr<InstanceCore> core) : m_core(std::move(core)) { m_core->setHandle(this); }
  ~SpawnedInstance() override { m_core->letGo(); }
  [[nodiscard]] InstanceId id() const override { return m_core->spec().id; }
  [[nodiscard]] int pid() const override { return m_core->pid(); }
  void run(uint64_t request, const ContextTemplate& context, QByteArrayView requestId, const QByteArray& payload) override {
    m_core->run(request, context, requestId, payload);
  }
  void load() override { m_core->load(); }
  void freeze() override { m_core->freeze(); }
  void thaw() override { m_core->thaw(); }
  void serve(uint64_t request, QByteArrayView requestId, const std::shared_ptr<WebExchange>& exchange) override {
    m_core->serve(request, requestId, exchange);
  }
  void cancel(uint64_t request) override { m_core->cancel(request); }
  [[nodiscard]] QByteArray waitsFor() const override { return m_core->talk() ? m_core->talk()->waitsFor() : QByteArray(); }
  bool terminate() override { return m_core->terminate(); }
  [[nodiscard]] int64_t residentBytes() const override { return m_core->residentBytes(); }
  [[nodiscard]] int64_t moduleLoadUs() const override { return m_core->moduleLoadUs(); }
  [[nodiscard]] int64_t hostBytes() const override { return m_core->hostBytes(); }
  void end(std::function<void()> gone) override { m_core->end(std::move(gone)); }

 private:
  std::shared_ptr<InstanceCore> m_core;
};

InstanceSpec specOf(const SpareKind& kind) {
  InstanceSpec spec;
  spec.interpreter = kind.interpreter;
  spec.family = kind.family;
  spec.memoryMb = kind.heapMb;
  spec.environment = kind.environment;
  return spec;
}
}  // namespace

SpawnedInstances::SpawnedInstances(Reactor& reactor, SpawnerOptions options)
    : m_reactor(reactor),
      m_options(std::move(options)),
      m_mountPoint(m_options.stateDir + QStringLiteral("/root")),
      m_memory(reactor),
      m_groups(m_options.isolation == u"auto" ? GroupTree::ofThisProcess() : GroupTree{GroupTree::Version::None, {}, {}, "control groups: isolation is not auto"}),
      m_bytecode(reactor),
      m_runtimeApi(reactor),
      m_java(reactor),
      m_link(reactor, {[this](const BirthLink::Hello& hello) { onHello(hello); },
                       [this](uint32_t birth, const BirthEnds& ends) { onBorn(birth, ends); },
                       [this](uint32_t birth, const QByteArray& text) { onNotBorn(birth, text); }, [this] { onLost(); }}),
      m_spares(reactor, {[this](const SpareKind& kind, SparePool::Role role) { return askForPrepared(kind, role); },
                         [this](const SpareKind& kind) {
                           const uint32_t birth = m_nextBirth++;
                           return std::pair(birth, packetFor(birth, specOf(kind), BirthKind::ForkedSpare));
                         },
                         [this](uint32_t birth, const BirthEnds& ends) { give(birth, ends, BirthWay::Prepared); },
                         [this](uint32_t birth, const QByteArray& text) { onNotBorn(birth, text); },
                         [this](uint32_t birth) { askFor(birth); }}) {}

SpawnedInstances::~SpawnedInstances() { shutdown(2000); }

Status SpawnedInstances::start() {
  if (!QDir().mkpath(m_mountPoint))
    return Error{QStringLiteral("Local.StateFolder"), QStringLiteral("The folder %1 can't be made.").arg(m_mountPoint),
                 QStringLiteral("Make its parent writable or choose another data folder.")};
  m_hello = false;
  prepareFiles();
  return m_link.start(m_options.spawnerProgram, m_options.isolation, m_mountPoint);
}

void SpawnedInstances::prepareFiles() {
  m_bootstrapDir = m_bytecode.prepare(m_options.bootstrapDir, m_options.stateDir + QStringLiteral("/runtimes"),
                                       QFileInfo(m_options.spawnerProgram).path() + QStringLiteral("/scfdesk-zygote.so"));
  m_locale = m_bootstrapDir == m_options.bootstrapDir ? QByteArray() : platformfiles::writeLocale(m_bootstrapDir);
  m_java.prepare(m_options.bootstrapDir + QStringLiteral("/java"), QFileInfo(m_options.spawnerProgram).path(),
                 m_options.stateDir + QStringLiteral("/runtimes/java"));
}

/// The state folder may have been removed under the engine: made again, and what was prepared from the old one goes. Why it can't be, or
/// empty.
QByteArray SpawnedInstances::restoreFiles() {
  const bool own = m_bootstrapDir != m_options.bootstrapDir;
  const bool there = QFileInfo::exists(m_mountPoint) && (!own || QFileInfo::exists(m_bootstrapDir + QStringLiteral("/python3/bootstrap.py")));
  if (!m_link.running() || there) return {};
  m_spares.clear();
  if (!QDir().mkpath(m_mountPoint)) return QStringLiteral("The folder %1 was removed and can't be made again. Make its parent writable.").arg(m_mountPoint).toUtf8();
  prepareFiles();
  return {};
}

std::unique_ptr<RuntimeTalk> SpawnedInstances::talkFor(const InstanceSpec& spec, TalkListener& listener) {
  if (spec.family == u"custom") return std::make_unique<CustomTalk>(m_runtimeApi, listener, spec);
  if (spec.family == u"go") return std::make_unique<GoTalk>(m_reactor, listener, spec);
  if (spec.family == u"web") return std::make_unique<WebTalk>(m_reactor, listener, spec);
  return nullptr;
}

std::unique_ptr<Instance> SpawnedInstances::create(const InstanceSpec& spec, InstanceListener& listener) {
  auto core = std::make_shared<InstanceCore>(
      InstanceCore::Surroundings{m_reactor, m_memory, m_groups, [this](InstanceCore* gone) { forget(gone); }}, spec, listener);
  auto instance = std::make_unique<SpawnedInstance>(core);
  m_cores.emplace(core.get(), core);
  const QByteArray trouble = restoreFiles();
  if (auto talk = talkFor(spec, core->talkListener())) core->setTalk(std::move(talk), m_locale);
  if (const QByteArray why = !trouble.isEmpty() || !core->talk() ? trouble : core->talk()->unusable(); !why.isEmpty()) {
    const uint32_t birth = m_nextBirth++;
    m_births.emplace(birth, core.get());
    m_reactor.callSoon([this, birth, why] { onNotBorn(birth, why); });
    return instance;
  }
  m_spares.giveWay();
  const SpareKind kind = spareKindOf(spec);
  // Extensions that come with the code are loaded while PHP starts.
  const bool ownExtensions = spec.family == u"php" && QFileInfo::exists(spec.codeDir + QStringLiteral("/php_extension"));
  // A place has let go of the host before its function is known: of what lies there it can only be given the code.
  const bool noPlace = core->talk() && (kind.family != kPlaceFamily || !spec.layerDir.isEmpty() || spec.debugPort != 0);
  const bool mayBePrepared = m_options.prepared && spec.preparedAllowed && !ownExtensions && !noPlace;
  const bool isReady = mayBePrepared && m_hello && m_namespaces;
  if (!isReady || !adoptSpare(*core, kind)) ask(*core, isReady ? &kind : nullptr);
  if (mayBePrepared) m_spares.used(kind);
  return instance;
}

bool SpawnedInstances::adoptSpare(InstanceCore& core, const SpareKind& kind) {
  const InstanceSpec& spec = core.spec();
  if (core.talk()) return fillPlace(core, kind);
  const std::optional<BirthEnds> spare = m_spares.take(kind);
  if (!spare) return false;
  const int code = m_codeMounts.open(QFile::encodeName(spec.codeDir));
  core.adopt(*spare, runtimeRoot(spec, true), code);
  if (code >= 0) close(code);
  return true;
}

bool SpawnedInstances::fillPlace(InstanceCore& core, const SpareKind& kind) {
  const InstanceSpec& spec = core.spec();
  const QByteArray packet = packetFor(0, spec, BirthKind::Fill);
  if (packet.size() > qsizetype(spawner::kPacketBytes) - 1) return false;  // its birth says so
  const int code = m_codeMounts.open(QFile::encodeName(spec.codeDir));
  if (code < 0) return false;
  const std::optional<BirthEnds> place = m_spares.take(kind);
  if (place) core.fill(*place, runtimeRoot(spec, true), packet, code);
  close(code);
  return place.has_value();
}

/// An instance of its own, or a fork of the kind's zygote.
void SpawnedInstances::ask(InstanceCore& core, const SpareKind* kind) {
  const uint32_t birth = m_nextBirth++;
  m_births.emplace(birth, &core);
  if (kind && m_spares.forks(*kind)) {
    const InstanceSpec& spec = core.spec();
    return m_spares.fork(*kind, birth, packetFor(birth, spec, BirthKind::Fork), m_codeMounts.open(QFile::encodeName(spec.codeDir)));
  }
  if (!m_link.running()) {
    const Status started = start();
    // told from the loop: the caller has no instance in its hands yet
    if (!started) return void(m_reactor.callSoon([this, birth, text = started.error().message.toUtf8()] { onNotBorn(birth, text); }));
  }
  if (m_hello) askFor(birth);
}

QByteArray SpawnedInstances::packetFor(uint32_t birth, const InstanceSpec& spec, BirthKind kind) {
  BootstrapPlace place{m_bootstrapDir, spec.family == u"python3" ? m_bytecode.script(spec.interpreter) : QString(), {}};
  if (spec.family == u"java") {
    place.javaOptions = m_java.options(spec.interpreter);
    place.javaArchive = m_java.archive(spec.interpreter);
  }
  return birthPacket(birth, spec, runtimeCommand(spec, place, m_namespaces, kind), m_mountPoint, kind);
}

bool SpawnedInstances::sendBirth(uint32_t birth, const InstanceSpec& spec, BirthKind kind) {
  QByteArray packet = packetFor(birth, spec, kind);
  if (packet.size() > qsizetype(spawner::kPacketBytes) - 1) return false;
  const bool code = m_namespaces && kind == BirthKind::Instance;
  m_link.send(std::move(packet), code ? m_codeMounts.open(QFile::encodeName(spec.codeDir)) : -1);
  return true;
}

void SpawnedInstances::askFor(uint32_t birth) {
  const auto it = m_births.find(birth);
  if (it == m_births.end()) return;
  if (!m_namespaces && m_options.isolation == u"namespaces")
    return onNotBorn(birth, "Namespaces are asked for and not to be had: " + m_missing);
  const InstanceSpec& spec = it->second->spec();
  if (spec.family == u"java" && !m_java.ready())
    return m_java.whenReady(spec.interpreter, [this, birth](const QByteArray& trouble) {
      if (trouble.isEmpty()) askFor(birth);
      else onNotBorn(birth, trouble);
    });
  if (!sendBirth(birth, spec, BirthKind::Instance)) onNotBorn(birth, "Environment and paths of the function have more than " + QByteArray::number(qlonglong(spawner::kPacketBytes) - 1) + " bytes together");
}

uint32_t SpawnedInstances::askForPrepared(const SpareKind& kind, SparePool::Role role) {
  if (!m_hello || !m_namespaces || (kind.family == u"java" && !m_java.ready())) return 0;
  const uint32_t birth = m_nextBirth++;
  return sendBirth(birth, specOf(kind), role == SparePool::Role::Zygote ? BirthKind::Zygote : BirthKind::Spare) ? birth : 0;
}

void SpawnedInstances::onHello(const BirthLink::Hello& hello) {
  m_codeMounts.setUsers(hello.users);
  m_hello = true;
  m_namespaces = hello.namespaces;
  m_ownUser = hello.ownUser;
  m_filter = hello.filter;
  m_missing = hello.missing;
  std::vector<uint32_t> waiting;
  for (const auto& [birth, core] : m_births) waiting.push_back(birth);
  std::sort(waiting.begin(), waiting.end());
  for (const uint32_t birth : waiting) askFor(birth);
  if (m_namespaces) m_spares.ready();
}

void SpawnedInstances::onBorn(uint32_t birth, const BirthEnds& ends) {
  if (!m_spares.born(birth, ends)) give(birth, ends, BirthWay::Spawn);
}

void SpawnedInstances::give(uint32_t birth, const BirthEnds& ends, BirthWay way) {
  const auto it = m_births.find(birth);
  if (it == m_births.end()) {  // nobody waits for it: the init ends with its control socket
    for (const int fd : {ends.control, ends.pidFd, ends.frame, ends.out, ends.err}) close(fd);
    return;
  }
  InstanceCore* core = it->second;
  m_births.erase(it);
  core->born(ends, m_namespaces, runtimeRoot(core->spec(), m_namespaces), way);
}

void SpawnedInstances::onNotBorn(uint32_t birth, const QByteArray& text) {
  if (m_spares.notBorn(birth)) return;
  const auto it = m_births.find(birth);
  if (it == m_births.end()) return;
  InstanceCore* core = it->second;
  m_births.erase(it);
  core->notBorn(text);
}

void SpawnedInstances::onLost() {
  m_hello = false;
  m_codeMounts.setUsers(-1);
  m_spares.clear();  // they have ended with it
  std::vector<uint32_t> waiting;
  for (const auto& [birth, core] : m_births) waiting.push_back(birth);
  for (const uint32_t birth : waiting) onNotBorn(birth, "The spawner has ended");
}

void SpawnedInstances::forget(InstanceCore* core) { m_cores.erase(core); }

QString SpawnedInstances::isolation() const {
  // The answer is a few milliseconds away at most, and only right after the start.
  auto* self = const_cast<SpawnedInstances*>(this);
  if (!m_hello) self->m_link.waitForPacket(kHelloMs);
  if (!m_hello) return QStringLiteral("process group: the spawner does not answer");
  QStringList inForce;
  QStringList missing;
  (m_filter ? inForce : missing) += QStringLiteral("system call filter");
  inForce += QStringLiteral("no capabilities, limits on files and memory");
  (m_namespaces ? inForce : missing) += QStringLiteral("limit on processes, own files, /tmp of 512 MB, own process, mount, user, IPC and host name space");
  if (m_ownUser) inForce += QStringLiteral("another user than root");
  else if (geteuid() == 0) missing += QStringLiteral("another user than root");
  if (m_groups.on()) inForce += QStringLiteral("control groups (version %1) over memory and processes").arg(m_groups.tree().version == GroupTree::Version::V2 ? 2 : 1);
  else missing += QString(QString::fromUtf8(m_groups.tree().missing) + QStringLiteral(" (memory is watched instead)"));
  const QString level = m_namespaces ? QStringLiteral("namespaces") : QString(QStringLiteral("process group: ") + QString::fromUtf8(m_missing));
  return QStringLiteral("%1; in force: %2; missing: %3").arg(level, inForce.join(QStringLiteral(", ")), missing.join(QStringLiteral(", ")));
}

void SpawnedInstances::setPrepared(bool allowed, int64_t bytes) {
  m_spares.setBudget(bytes);
  if (m_options.prepared && !allowed) m_spares.clear();
  m_options.prepared = allowed;
}

void SpawnedInstances::shutdown(int timeoutMs) {
  const int64_t deadline = machineMonotonicNs() + int64_t(timeoutMs) * 1'000'000;
  const auto left = [deadline] { return int(std::max<int64_t>((deadline - machineMonotonicNs()) / 1'000'000, 0)); };
  std::vector<std::shared_ptr<InstanceCore>> cores;
  for (const auto& [pointer, core] : m_cores) cores.push_back(core);
  for (const auto& core : cores) core->letGo();
  m_spares.clear();
  for (const auto& core : cores) core->waitUntilGone(left());
  m_births.clear();
  m_link.stop(left());
  m_cores.clear();
}

Result<std::unique_ptr<InstanceFactory>> startSpawner(Reactor& reactor, const SpawnerOptions& options) {
  auto factory = std::make_unique<SpawnedInstances>(reactor, options);
  if (const Status started = factory->start(); !started) return started.error();
  return std::unique_ptr<InstanceFactory>(std::move(factory));
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/localstore.h"
#include <QFile>
#include <algorithm>
#include <fcntl.h>
#include <unistd.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr int kEventNameChars = 60;
constexpr int64_t kRecentLogBytes = 64LL << 20;

Error workerBusy() {
  return {u"Local.StoreBusy"_s, u"Too many packages and searches wait already; this one was not begun."_s, u"Try again in a moment."_s};
}

}  // namespace

Status checkSavedEvent(const SavedEvent& event) {
  const auto allowed = [](QChar c) {
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-' || c == u' ';
  };
  const QString& name = event.name;
  if (name.isEmpty() || name.size() > kEventNameChars || !name[0].isLetter() || name.endsWith(u' ') || !std::all_of(name.begin(), name.end(), allowed))
    return Error{u"InvalidParameterValue.Name"_s, u"\"%1\" can't be the name of a saved event."_s.arg(name.left(80)),
                 u"Use 1 to %1 letters, digits, spaces, _ and -, beginning with a letter."_s.arg(kEventNameChars)};
  if (event.json.size() > limits::kSavedEventBytes)
    return Error{u"InvalidParameterValue.Content"_s, u"The event \"%1\" has %2 bytes; a saved event can have %3."_s.arg(name).arg(event.json.size()).arg(limits::kSavedEventBytes),
                 u"Make it smaller, or keep it in a file."_s};
  return Done{};
}

Result<std::unique_ptr<Store>> Store::open(const QString& dataDir, Reactor& reactor) {
  auto dir = DataDir::take(dataDir);
  if (!dir) return dir.error();
  auto database = Database::open((*dir)->path());
  if (!database) return database.error();
  StoredState state;
  if (const Status loaded = (*database)->load(state, reactor.clock().nowUs()); !loaded) return loaded.error();
  const Result<StoredKeys> keys = (*dir)->keys();
  if (!keys) return keys.error();
  state.secretId = keys->secretId;
  state.secretKey = keys->secretKey;
  return std::unique_ptr<Store>(new LocalStore(std::move(dir).value(), std::move(database).value(), std::move(state), keys->fresh, reactor));
}

LocalStore::LocalStore(std::unique_ptr<DataDir> dir, std::unique_ptr<Database> database, StoredState state, bool fresh, Reactor& reactor)
    : m_dir(std::move(dir)),
      m_reactor(reactor),
      m_state(std::move(state)),
      m_keyId(m_state.secretId),
      m_nextFunctionId(database->nextFunctionId()),
      m_run(reactor.clock().nowUs()),
      m_packages(m_dir->path()),
      m_answers(reactor),
      m_thread(std::move(database), m_dir->path(), m_run, m_answers) {
  if (!fresh) return;
  [[maybe_unused]] const bool taken = m_worker.post([path = QFile::encodeName(m_dir->path())] {
    const int fd = ::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    syncfs(fd);  // not fsync of `db`: closing any descriptor of it would drop SQLite's locks
    ::close(fd);
  });
}

LocalStore::~LocalStore() { stopThreads(); }

void LocalStore::stopThreads() {
  m_thread.stop();  // first: what it runs after its writes goes to the worker
  m_worker.stop();
}

void LocalStore::close() {
  stopThreads();
  m_answers.close();
}

void LocalStore::releaseState() { m_state = {}; }

void LocalStore::saveFunction(const FunctionInfo& function, Durable done) {
  m_thread.submit({[function](Database& db) { return db.saveFunction(function); }, std::move(done)});
}

void LocalStore::removeFunction(FunctionId id, Durable done) {
  m_thread.submit({[id](Database& db) { return db.removeFunction(id); }, std::move(done)});
}

void LocalStore::saveVersion(const FunctionInfo& version, const FunctionInfo& function, Durable done) {
  m_thread.submit({[version, function](Database& db) -> Status {
                     if (Status saved = db.saveVersion(version); !saved) return saved;
                     return db.saveFunction(function);
                   },
                   std::move(done)});
}

void LocalStore::removeVersion(FunctionId unit, const FunctionInfo& function, Durable done) {
  m_thread.submit({[unit, function](Database& db) -> Status {
                     if (Status removed = db.removeVersion(unit); !removed) return removed;
                     return db.saveFunction(function);
                   },
                   std::move(done)});
}

void LocalStore::saveNamespace(const NamespaceInfo& ns, Durable done) {
  m_thread.submit({[ns](Database& db) { return db.saveNamespace(ns); }, std::move(done)});
}

void LocalStore::removeNamespace(const QString& name, Durable done) {
  m_thread.submit({[name](Database& db) { return db.removeNamespace(name); }, std::move(done)});
}

void LocalStore::saveTrigger(const TriggerInfo& trigger, Durable done) {
  m_thread.submit({[trigger](Database& db) { return db.saveTrigger(trigger); }, std::move(done)});
}

void LocalStore::removeTrigger(const TriggerInfo& trigger, Durable done) {
  m_thread.submit({[trigger](Database& db) { return db.removeTrigger(trigger); }, std::move(done)});
}

void LocalStore::saveTriggerState(uint64_t trigger, const QByteArray& key, const QByteArray& value, bool synced, Durable done) {
  m_thread.submit({[trigger, key, value](Database& db) { return db.saveTriggerState(trigger, key, value); }, std::move(done), value.size(), synced});
}

void LocalStore::saveSettings(const EngineSettings& settings, Durable done) {
  m_thread.submit({[settings](Database& db) { return db.saveSettings(settings); }, std::move(done)});
}

void LocalStore::whenWritten(Durable done) {
  m_thread.submit({[](Database& db) { return db.touch(); }, std::move(done)});
}

void LocalStore::saveEvent(FunctionId fn, const SavedEvent& event, Durable done) {
  if (const Status good = checkSavedEvent(event); !good) {
    m_answers.post([done = std::move(done), good] { if (done) done(good); });
    return;
  }
  m_thread.submit({[fn, event](Database& db) { return db.saveEvent(fn, event); }, std::move(done), event.json.size()});
}

void LocalStore::removeEvent(FunctionId fn, const QString& name, Durable done) {
  m_thread.submit({[fn, name](Database& db) { return db.removeEvent(fn, name); }, std::move(done)});
}

void LocalStore::savedEvents(const FunctionInfo& fn, std::function<void(Result<QList<SavedEvent>>)> reply) {
  readDatabase<QList<SavedEvent>>([fn](Database& db) { return db.savedEvents(fn); }, std::move(reply));
}

void LocalStore::appendInvocation(InvocationRow&& row) { m_thread.append(SegmentKind::Invocation, std::move(row), m_reactor.clock().nowUs()); }

void LocalStore::appendEngineLog(const LogChunk& chunk) {
  InvocationRow row;
  row.log = chunk;
  m_thread.append(SegmentKind::EngineLog, std::move(row), m_reactor.clock().nowUs());
}

void LocalStore::appendDecisions(const QByteArray& lines, TimeUs first, TimeUs last) {
  InvocationRow row;
  row.event = lines;
  row.invocation.at.accepted = first;
  row.invocation.at.replied = last;
  m_thread.append(SegmentKind::Decisions, std::move(row), m_reactor.clock().nowUs());
}

template <typename T>
void LocalStore::onWorker(std::function<Result<T>()> job, std::function<void(Result<T>)> reply) {
  // What a reply holds belongs to the engine thread: others hand it on, and never copy or end it.
  const auto held = std::make_shared<std::function<void(Result<T>)>>(std::move(reply));
  const bool taken = m_worker.post([this, job = std::move(job), held] {
    m_answers.post([reply = std::move(*held), result = job()]() mutable { reply(std::move(result)); });
  });
  if (!taken) m_answers.post([reply = std::move(*held)] { reply(workerBusy()); });
}

template <typename T>
void LocalStore::readSegments(std::function<Result<T>(const SegmentReader&)> job, std::function<void(Result<T>)> reply) {
  m_thread.afterWrites([this, job = std::move(job), reply = std::move(reply)]() mutable {
    onWorker<T>([job = std::move(job), folder = m_dir->file(u"segments"_s)] { return job(SegmentReader(folder)); }, std::move(reply));
  });
}

void LocalStore::readDecisions(TimeUs from, TimeUs to, int count, std::function<void(Result<QByteArray>)> reply) {
  readSegments<QByteArray>([from, to, count](const SegmentReader& reader) { return Result<QByteArray>(reader.decisions(from, to, count)); },
                           std::move(reply));
}

void LocalStore::readInvocation(const QByteArray& requestId, std::function<void(Result<InvocationRow>)> reply) {
  readSegments<InvocationRow>([requestId](const SegmentReader& reader) { return reader.find(requestId); }, std::move(reply));
}

void LocalStore::readAttempts(FunctionId fn, const QByteArray& requestId, TimeUs from, TimeUs to, int count,
                              std::function<void(Result<std::vector<InvocationRow>>)> reply) {
  readSegments<std::vector<InvocationRow>>(
      [=](const SegmentReader& reader) -> Result<std::vector<InvocationRow>> { return reader.attempts(fn, requestId, from, to, count, kRecentLogBytes); },
      std::move(reply));
}

void LocalStore::readRecent(int count, std::function<void(Result<std::vector<InvocationRow>>)> reply) {
  readSegments<std::vector<InvocationRow>>(
      [count, run = m_run](const SegmentReader& reader) -> Result<std::vector<InvocationRow>> { return reader.recent(count, run, kRecentLogBytes); },
      std::move(reply));
}

void LocalStore::appendMoments(std::shared_ptr<const Moments> moments) {
  InvocationRow row;
  row.moments = std::move(moments);
  m_thread.append(SegmentKind::Moments, std::move(row), m_reactor.clock().nowUs());
}

void LocalStore::readDetail(TimeUs from, int atLeast, int atMost, std::function<void(Result<std::vector<StoredRun>>)> reply) {
  readSegments<std::vector<StoredRun>>(
      [=, run = m_run](const SegmentReader& reader) -> Result<std::vector<StoredRun>> { return reader.detail(from, atLeast, atMost, run, kRecentLogBytes); },
      std::move(reply));
}

void LocalStore::readSeconds(TimeUs begin, TimeUs end, std::function<void(Result<std::vector<SecondSample>>)> reply) {
  m_thread.withSeconds([=, this, folder = m_dir->file(u"segments"_s), reply = std::move(reply)](std::vector<SecondSample>&& waiting) mutable {
    onWorker<std::vector<SecondSample>>(
        [=, waiting = std::move(waiting)]() -> Result<std::vector<SecondSample>> { return scfdesk::readSeconds(folder, begin, end, waiting); }, std::move(reply));
  });
}

void LocalStore::addPackage(const QByteArray& zip, std::function<void(Result<Package>)> reply) {
  onWorker<Package>([this, zip] { return m_packages.add(zip); }, std::move(reply));
}

void LocalStore::packageFolder(const QByteArray& sha256, std::function<void(Result<QString>)> reply) {
  onWorker<QString>([this, sha256] { return m_packages.folder(sha256); }, std::move(reply));
}

void LocalStore::readPackage(const QByteArray& sha256, std::function<void(Result<QByteArray>)> reply) {
  onWorker<QByteArray>([this, sha256] { return m_packages.read(sha256); }, std::move(reply));
}

void LocalStore::collectPackages(const QSet<QByteArray>& used, std::function<void(Result<Collected>)> reply) {
  onWorker<Collected>([this, used] { return m_packages.collect(used); }, std::move(reply));
}

void LocalStore::packFolder(const QString& folder, std::function<void(Result<QByteArray>)> reply) {
  onWorker<QByteArray>([folder] { return zipFolder(folder); }, std::move(reply));
}

Status LocalStore::writeOwner(int port) { return m_dir->writeOwner(port, m_keyId, m_reactor.clock().nowUs()); }

void LocalStore::setTailLimits(int64_t maxBytes, int maxAgeDays) { m_thread.setTailLimits(maxBytes, maxAgeDays, m_reactor.clock().nowUs()); }

}  // namespace scfdesk

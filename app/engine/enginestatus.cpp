// SPDX-License-Identifier: GPL-3.0-or-later
// How the engine is: the status bar's numbers, its own log lines, what troubles it.
#include "app/engine/api/endpoint.h"
#include "app/engine/engine.h"
#include "models/data/limits.h"
#include <QFile>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

MachineLoad machineLoad() {
  QFile file(u"/proc/stat"_s);
  return file.open(QIODevice::ReadOnly) ? MachineLoad::parsed(file.readLine()) : MachineLoad();
}

int64_t ownResidentBytes() {
  QFile file(u"/proc/self/statm"_s);
  if (!file.open(QIODevice::ReadOnly)) return 0;
  return file.readLine().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

}  // namespace

void Engine::statusTick() {
  if (m_feed->wanted()) {
    m_status.cores = int(sysconf(_SC_NPROCESSORS_ONLN));
    const MachineLoad load = machineLoad();
    if (m_load.total > 0) m_status.cpuPercent = load.percentSince(m_load, m_status.cores);
    m_load = load;
    m_status.memoryBytes = ownResidentBytes() + m_dispatcher->residentBytes();
    m_status.instances = m_dispatcher->instanceCount();
    m_status.instanceLimit = m_settings.accountMemoryMb / 128;
    m_status.queued = m_dispatcher->queued();
    m_status.deadLetters = m_dispatcher->deadLetters();
    m_status.paused = m_dispatcher->paused();
    if (m_factory) m_status.isolation = m_factory->isolation();
    m_feed->status(m_status);
  }
  m_reactor.callAfterMs(1000, [this] { statusTick(); });
}

void Engine::logEngine(LogLevel level, const QString& text) {
  const QByteArray line = text.toUtf8();
  const LogLevel weight = level == LogLevel::Platform ? LogLevel::Info : level;
  if (weight >= m_options.logLevel) fprintf(stderr, "scfdesk: %s\n", line.constData());
  LogRecord record;
  record.at = m_clock.nowUs();
  record.level = level;
  m_feed->line(record, line);
  LogChunk chunk;
  chunk.append(record, line);
  m_store->appendEngineLog(chunk);
  if (!m_feed->wanted()) m_early.append(record, line);
}

void Engine::setTrouble(const QString& source, const Error& error) {
  if (error.message.isEmpty())
    m_troubles.remove(source);
  else
    m_troubles.insert(source, u"%1 %2"_s.arg(error.message, error.next).trimmed());
  m_status.message = m_troubles.isEmpty() ? QString() : m_troubles.first();
  if (!error.message.isEmpty()) {
    logEngine(LogLevel::Error, m_status.message);
  }
  m_feed->status(m_status);
}

void Engine::tellAll() {
  for (const auto& [id, entry] : m_registry->all())
    if (entry->info.version == 0) m_feed->function(entry->info);  // versions are told with their function
  m_feed->status(m_status);
  m_feed->flush();
  tellLoads();
  tellHistory();
  for (const auto& [id, entry] : m_registry->all())
    if (entry->info.version == 0) m_feed->sample(m_dispatcher->gauges(id));
  for (const LogRecord& record : m_early.records) m_feed->line(record, m_early.textOf(record));
  m_early = {};
}

}  // namespace scfdesk

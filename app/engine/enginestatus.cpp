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

/// Busy and total ticks of the whole machine, from the first line of /proc/stat.
std::pair<int64_t, int64_t> machineTicks() {
  QFile file(u"/proc/stat"_s);
  if (!file.open(QIODevice::ReadOnly)) return {0, 0};
  const QList<QByteArray> fields = file.readLine().simplified().split(' ');
  int64_t total = 0, idle = 0;
  for (int i = 1; i < fields.size() && i <= 8; ++i) {
    total += fields[i].toLongLong();
    if (i == 4 || i == 5) idle += fields[i].toLongLong();
  }
  return {total - idle, total};
}

int64_t ownResidentBytes() {
  QFile file(u"/proc/self/statm"_s);
  if (!file.open(QIODevice::ReadOnly)) return 0;
  return file.readLine().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

}  // namespace

void Engine::statusTick() {
  if (m_feed->wanted()) {
    const auto [busy, total] = machineTicks();
    if (total > m_cpuTotal && m_cpuTotal > 0) m_status.cpuPercent = 100.0 * double(busy - m_cpuBusy) / double(total - m_cpuTotal);
    m_cpuBusy = busy;
    m_cpuTotal = total;
    m_status.cores = int(sysconf(_SC_NPROCESSORS_ONLN));
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
  tellHistory();
  for (const auto& [id, entry] : m_registry->all())
    if (entry->info.version == 0) m_feed->sample(m_dispatcher->gauges(id));
  for (const LogRecord& record : m_early.records) m_feed->line(record, m_early.textOf(record));
  m_early = {};
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/storethread.h"
#include "app/engine/store/datadir.h"
#include "app/engine/store/moments.h"
#include <chrono>
#include <iterator>
#include <malloc.h>
#include <pthread.h>
#include <utility>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

StoreThread::StoreThread(std::unique_ptr<Database> database, const QString& dataDir, int64_t run, Answers& answers)
    : m_answers(answers),
      m_dataDir(dataDir),
      m_trouble(std::make_shared<std::function<void(const Error&)>>()),
      m_database(std::move(database)),
      m_segments(dataDir + "/segments"_L1, run),
      m_seconds(dataDir + "/segments"_L1),
      m_thread([this] { loop(); }) {
  pthread_setname_np(m_thread.native_handle(), "scf-store");
}

StoreThread::~StoreThread() { stop(); }

void StoreThread::stop() {
  if (!m_thread.joinable()) return;
  {
    const std::lock_guard lock(m_mutex);
    m_stop = true;
  }
  m_wake.notify_one();
  m_thread.join();
}

void StoreThread::submit(StoreOperation&& operation) {
  bool wake = false;
  {
    const std::lock_guard lock(m_mutex);
    const bool full = m_operationCount >= storelimits::kOperations || m_operationBytes + operation.bytes > storelimits::kOperationBytes;
    if (!m_stop && (!full || operation.kept)) {
      wake = m_operations.empty();
      m_operationBytes += operation.bytes;
      ++m_operationCount;
      m_operations.push_back(std::move(operation));
      operation.done = nullptr;
    }
  }
  if (wake) m_wake.notify_one();
  if (operation.done)
    m_answers.post([done = std::move(operation.done), dir = m_dataDir] {
      done(Error{u"Local.StoreBusy"_s, u"Too much waits to be written to the data folder %1; this was not kept."_s.arg(dir),
                 u"Try again in a moment; if it stays so, check the disk."_s});
    });
}

void StoreThread::append(SegmentKind kind, InvocationRow&& row, TimeUs now) {
  bool wake = false;
  {
    const std::lock_guard lock(m_mutex);
    if (m_stop) return;
    if (m_rowBytes > storelimits::kRowsDropRows) {
      m_droppedLines += row.log.records.size() + row.log.dropped;
      m_droppedRows += kind == SegmentKind::Invocation;
      return;
    }
    if (m_rowBytes > storelimits::kRowsDropLogs) {
      row.log.dropped += row.log.records.size();
      row.log.records.clear();
      row.log.text.clear();
    }
    if (m_rowBytes > storelimits::kRowsDropBodies) {
      row.event.clear();
      row.result.clear();
    }
    row.log.dropped += std::exchange(m_droppedLines, 0);
    const int64_t before = m_rowBytes;
    if (m_droppedRows > 0) {
      InvocationRow note;
      LogRecord line;
      line.at = now;
      line.level = LogLevel::Warn;
      note.log.append(line, QByteArray(QByteArray::number(qulonglong(std::exchange(m_droppedRows, 0))) +
                                       " invocations were not kept: more came than the disk takes"));
      m_rowBytes += rowBytes(note);
      m_rows.emplace_back(SegmentKind::EngineLog, std::move(note));
    }
    m_rowBytes += rowBytes(row);
    m_rowTime = now;
    wake = m_rows.empty() || (before < storelimits::kRowsWake && m_rowBytes >= storelimits::kRowsWake);
    m_rows.emplace_back(kind, std::move(row));
  }
  if (wake) m_wake.notify_one();
}

void StoreThread::afterWrites(std::function<void()> call) {
  {
    const std::lock_guard lock(m_mutex);
    m_after.push_back(std::move(call));
  }
  m_wake.notify_one();
}

void StoreThread::withSeconds(std::function<void(std::vector<SecondSample>&&)> call) {
  afterWrites([this, call = std::move(call)] { call(m_seconds.waiting()); });
}

void StoreThread::setTailLimits(int64_t maxBytes, int maxAgeDays, TimeUs now) {
  afterWrites([this, maxBytes, maxAgeDays, now] { m_segments.setLimits(maxBytes, maxAgeDays, now); });
}

StoreThread::Work StoreThread::take() {
  std::unique_lock lock(m_mutex);
  const auto urgent = [this] { return m_stop || !m_operations.empty() || !m_after.empty() || m_rowBytes >= storelimits::kRowsWake; };
  const bool again = !m_again.empty() || !m_rowsAgain.empty() || !m_databaseTrouble.code.isEmpty();
  if (again) {
    // While a write fails, rows alone don't hurry: they wait for the next try.
    m_wake.wait_for(lock, milliseconds(storelimits::kRetryMs), [this] { return m_stop || !m_operations.empty() || !m_after.empty(); });
  } else {
    const auto any = [&] { return urgent() || !m_rows.empty(); };
    if (!m_seconds.open())
      m_wake.wait(lock, any);
    else if (!m_wake.wait_for(lock, milliseconds(storelimits::kSecondsMs), any))
      m_secondsDue = true;
    if (!urgent()) m_wake.wait_for(lock, milliseconds(storelimits::kRowDelayMs), urgent);
  }
  return {std::exchange(m_operations, {}), std::exchange(m_rows, {}), std::exchange(m_after, {}), m_stop};
}

void StoreThread::loop() {
  for (;;) {
    Work work = take();
    if (!m_again.empty()) {
      work.operations.insert(work.operations.begin(), std::make_move_iterator(m_again.begin()), std::make_move_iterator(m_again.end()));
      m_again.clear();
    }
    // Rows first: an event that is finished in the database has its row in the log, whenever the process ends.
    writeRows(std::move(work.rows));
    if (!work.operations.empty())
      writeOperations(std::move(work.operations));
    else if (!m_databaseTrouble.code.isEmpty()) {
      const Status probe = m_database->probe();
      m_databaseTrouble = probe ? Error{} : probe.error();
    }
    for (const auto& call : work.after) call();
    tellTrouble();
    if (std::exchange(m_secondsDue, false)) m_seconds.write(0, true);
    if (!work.stop) continue;
    m_seconds.write(0, true);
    if (const int error = m_segments.sync(); error != 0) m_segmentTrouble = diskError(m_dataDir, m_dataDir + "/segments"_L1, error);
    m_database.reset();
    return;
  }
}

void StoreThread::writeOperations(std::vector<StoreOperation>&& operations) {
  for (size_t from = 0; from < operations.size();) {
    size_t to = from;
    for (int64_t bytes = 0; to < operations.size() && to - from < storelimits::kGroupOperations && bytes < storelimits::kGroupBytes; ++to)
      bytes += operations[to].bytes;
    writeGroup(std::span(operations).subspan(from, to - from));
    from = to;
  }
}

void StoreThread::writeGroup(std::span<StoreOperation> group) {
  bool synced = false;
  for (const StoreOperation& operation : group) synced = synced || operation.synced;
  std::vector<Status> results(group.size(), Done{});
  Status whole = m_database->begin(synced);
  for (size_t i = 0; whole && i < group.size(); ++i) {
    results[i] = group[i].run(*m_database);
    if (m_database->broken()) whole = results[i];
  }
  if (whole) whole = m_database->commit();
  if (!whole) m_database->rollback();
  m_databaseTrouble = whole ? Error{} : whole.error();

  std::vector<std::function<void()>> answers;
  int64_t bytes = 0;
  size_t settled = 0;
  for (size_t i = 0; i < group.size(); ++i) {
    StoreOperation& operation = group[i];
    if (!whole && operation.kept) {
      m_again.push_back(std::move(operation));
      continue;
    }
    bytes += operation.bytes;
    ++settled;
    if (operation.done)
      answers.push_back([done = std::move(operation.done), result = whole ? std::move(results[i]) : whole] { done(result); });
  }
  {
    const std::lock_guard lock(m_mutex);
    m_operationBytes -= bytes;
    m_operationCount -= settled;
  }
  m_answers.post(std::move(answers));
}

void StoreThread::writeRows(Rows&& rows) {
  TimeUs now = 0;
  {
    const std::lock_guard lock(m_mutex);
    now = m_rowTime;
  }
  m_rowsAgain.insert(m_rowsAgain.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  int64_t written = 0;
  while (!m_rowsAgain.empty()) {
    Rows piece;
    int64_t bytes = 0;
    for (auto it = m_rowsAgain.begin(); it != m_rowsAgain.end() && bytes < storelimits::kRowsPiece; ++it) {
      bytes += rowBytes(it->second);
      piece.push_back(*it);  // cheap: the bytes are shared
    }
    if (const int error = m_segments.write(piece, now); error != 0) {
      m_segmentTrouble = diskError(m_dataDir, m_dataDir + "/segments"_L1, error);
      return;
    }
    m_segmentTrouble = {};
    for (const auto& [kind, row] : piece) gather(row);
    m_seconds.write(now, false);
    m_rowsAgain.erase(m_rowsAgain.begin(), m_rowsAgain.begin() + qsizetype(piece.size()));
    written += bytes;
    const std::lock_guard lock(m_mutex);
    m_rowBytes -= bytes;
  }
  if (written >= storelimits::kRowsTrim) {
    m_rowsAgain.shrink_to_fit();
    malloc_trim(0);
  }
}

void StoreThread::gather(const InvocationRow& row) {
  if (!row.moments) return m_seconds.add(row.invocation);
  for (const FunctionSample& sample : row.moments->samples) m_seconds.add(sample);
}

void StoreThread::tellTrouble() {
  const Error& trouble = m_databaseTrouble.code.isEmpty() ? m_segmentTrouble : m_databaseTrouble;
  if (trouble == m_told) return;
  m_told = trouble;
  m_answers.post([handler = m_trouble, trouble] {
    if (*handler) (*handler)(trouble);
  });
}

}  // namespace scfdesk

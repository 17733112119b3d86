// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/delta.h"
#include "models/data/limits.h"
#include "models/requestfacts.h"
#include <QObject>
#include <deque>
#include <memory>

namespace scfdesk {

/// One line as views read it; the text points into the store and is valid until the next append.
struct LogLine {
  LogRecord record;
  QByteArrayView text;
};

/// Which lines are wanted. An empty filter wants all.
struct LogFilter {
  FunctionId function = 0;
  InvocationId invocation = 0;
  InstanceId instance = 0;
  LogLevel minimum = LogLevel::Debug;
  bool platform = true;        ///< also PLAT lines
  QByteArray text;             ///< substring, case-insensitive for ASCII
  std::shared_ptr<const LogMatcher> query;  ///< besides all that; compared by identity
  /// `facts` tells of requests.
  [[nodiscard]] LogMatcher::Verdict verdict(const LogLine& line, const RequestFactsRing& facts) const;
  [[nodiscard]] bool all() const;
  friend bool operator==(const LogFilter&, const LogFilter&) = default;
};

/// Lines of the log held by the console: chunks of records over arenas of UTF-8, at most limits::kLogLinesHeld lines; whole
/// chunks are dropped from the front. Index 0 is the oldest held. GUI thread; owned by ModelHub.
class LogStore final : public QObject {
  Q_OBJECT
 public:
  /// `capacity`: lines held.
  explicit LogStore(QObject* parent = nullptr, qint64 capacity = limits::kLogLinesHeld);
  void append(const LogChunk& chunk);
  [[nodiscard]] qint64 size() const { return m_size; }
  [[nodiscard]] LogLine at(qint64 index) const;   ///< O(log chunks)
  [[nodiscard]] uint64_t dropped() const { return m_dropped; }
  /// Absolute number of index 0: total lines ever dropped from the front. index + base is stable.
  [[nodiscard]] qint64 base() const { return m_base; }
  /// First index at or after t (lines are in time order).
  [[nodiscard]] qint64 indexAtTime(TimeUs t) const;
  /// Lines that came in the last second.
  [[nodiscard]] int linesPerSecond(TimeUs now) const;
  /// What requests came to; told before the lines of the same batch.
  void learn(const std::vector<Invocation>& invocations);
  [[nodiscard]] const RequestFactsRing& requests() const { return m_requests; }

 Q_SIGNALS:
  void learned();              ///< a request has ended
  void appended(qint64 count);
  void trimmed(qint64 count);  ///< dropped from the front

 private:
  struct Chunk {
    LogChunk data;
    qint64 first = 0;  ///< absolute number of its first line
  };
  void appendSlice(const LogChunk& chunk, size_t begin, size_t end);
  [[nodiscard]] const Chunk& chunkOf(qint64 absolute) const;
  RequestFactsRing m_requests;
  qint64 m_capacity;
  std::deque<Chunk> m_chunks;
  std::deque<std::pair<TimeUs, int>> m_rate;
  qint64 m_size = 0;
  qint64 m_base = 0;
  uint64_t m_dropped = 0;
};

/// Lines as a log table scrolls over them: by row, oldest first. A row's number is stable while rows come and go in front of it.
class LogRows : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;
  [[nodiscard]] virtual qint64 size() const = 0;
  [[nodiscard]] virtual LogLine at(qint64 row) const = 0;
  /// Index in its source of a row, and the first row at or after one (size() = none).
  [[nodiscard]] virtual qint64 storeIndex(qint64 row) const = 0;
  [[nodiscard]] virtual qint64 rowAt(qint64 storeIndex) const = 0;
  [[nodiscard]] virtual RequestFacts factsOf(const LogLine& line) const = 0;

 Q_SIGNALS:
  void changed(qint64 removedInFront, qint64 insertedInFront, qint64 appended);
  /// Rows that have come between the others, rising; among the last ones.
  void merged(const std::vector<qint64>& rows);
  void reset();
};

/// The lines of a store that pass a filter, kept up to date; what a log view scrolls over. A new filter over many lines is
/// worked off in slices of at most 8 ms per turn of the event loop, newest first, so that the window never waits.
class LogView final : public LogRows {
  Q_OBJECT
 public:
  explicit LogView(const LogStore& store, QObject* parent = nullptr);
  void setFilter(const LogFilter& filter);
  [[nodiscard]] const LogFilter& filter() const { return m_filter; }
  [[nodiscard]] qint64 size() const override;
  [[nodiscard]] LogLine at(qint64 row) const override;
  [[nodiscard]] qint64 storeIndex(qint64 row) const override;
  [[nodiscard]] qint64 rowAt(qint64 storeIndex) const override;
  [[nodiscard]] RequestFacts factsOf(const LogLine& line) const override { return m_store.requests().of(line.record.invocation); }
  [[nodiscard]] bool busy() const { return m_scanTo > 0; }  ///< older lines are still being looked at
  /// Lines of those held that were looked at; of the store's size when no filter is set.
  [[nodiscard]] qint64 looked() const;
  [[nodiscard]] const LogStore& store() const { return m_store; }

 private:
  void onAppended(qint64 count);
  void onTrimmed(qint64 count);
  void onLearned();
  bool take(qint64 absolute, bool atFront);
  qint64 scanSlice();
  void scheduleSlice();
  const LogStore& m_store;
  LogFilter m_filter;
  std::deque<qint64> m_matches;  ///< absolute numbers, when the filter is not "all"
  std::deque<qint64> m_later;    ///< absolute numbers of lines whose request has not ended
  qint64 m_scanTo = 0;           ///< absolute number below which nothing was looked at yet; 0 = done
  bool m_scheduled = false;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/segmentrecord.h"
#include <QStringList>
#include <deque>
#include <functional>
#include <memory>

namespace scfdesk {

/// A stretch of one segment that is read at once: its lines are in the order of their times; blocks follow each other in the
/// order in which requests ended.
struct LogBlock {
  QString segment;            ///< file name without ending
  int64_t row = 0;            ///< number of its first line
  int64_t firstRecord = 0;
  int32_t records = 0;
  int32_t lines = 0;
  uint64_t dataFrom = 0, dataTo = 0;  ///< bytes of the .dat file
  TimeUs last = 0;            ///< end of its last request
};

/// A line as it is kept, with what its request came to.
struct KeptLine {
  int64_t row = 0;
  LogRecord record;           ///< offset and length: of `text`
  QByteArrayView text;        ///< into the block's bytes
  size_t owner = 0;           ///< index in KeptLines::owners
};
struct KeptLines {
  std::vector<std::unique_ptr<InvocationRow>> owners;  ///< as they were written; the texts lie in their logs
  std::vector<KeptLine> lines;
};

/// Which lines the segment files hold, by number, without holding them: made from the records alone, newest segments first, a
/// bounded piece a call, so that the newest lines are there at once. Numbers are given when a line is first seen (the newest
/// then is -1, later ones count from 0 up, older ones down) and stay for this object's life. One thread (a worker).
class LogIndex final {
 public:
  static constexpr int kBlockLines = 4096;
  static constexpr uint64_t kBlockBytes = 4ULL << 20;
  explicit LogIndex(QString folder) : m_folder(std::move(folder)) {}
  /// Looks what has come since, and for segments that are gone.
  void refresh();
  /// Reads records of older segments, about this many; false when nothing older is left.
  bool extend(int64_t records);
  [[nodiscard]] bool complete() const { return m_listed && m_older.isEmpty(); }
  [[nodiscard]] int64_t first() const { return m_blocks.empty() ? m_end : m_blocks.front().row; }
  [[nodiscard]] int64_t end() const { return m_end; }
  [[nodiscard]] const std::deque<LogBlock>& blocks() const { return m_blocks; }
  /// Index of the block with the last line before `row`; -1 when there is none.
  [[nodiscard]] int64_t blockBefore(int64_t row) const;
  /// Its bytes as they lie in the file; empty when they are gone.
  [[nodiscard]] QByteArray bytesOf(const LogBlock& block) const;
  /// Its lines in order; `wanted` chooses among requests before their lines are read.
  [[nodiscard]] KeptLines linesOf(const LogBlock& block, const QByteArray& bytes, const std::function<bool(const InvocationRow&)>& wanted) const;

 private:
  std::vector<LogBlock> read(const QString& segment, int64_t from, int64_t* to) const;
  [[nodiscard]] QByteArray recordsOf(const QString& segment, int64_t from, int64_t count) const;
  QString m_folder;
  std::deque<LogBlock> m_blocks;  ///< oldest first
  QStringList m_older;            ///< not indexed yet, newest first
  QString m_newest;
  int64_t m_newestRecords = 0;    ///< of the newest segment that are indexed
  int64_t m_end = 0;
  bool m_listed = false;
};

}  // namespace scfdesk

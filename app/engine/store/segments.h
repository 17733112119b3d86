// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/segmentrecord.h"
#include <map>

namespace scfdesk {

/// What a row costs while it waits; the measure of the queue's limits.
int64_t rowBytes(const InvocationRow& row);

/// Writes the segment files: pairs `segments/yyyyMMdd-HHmm.rec` (fixed-width records) and `.dat` (their bytes), one pair a
/// minute (UTC). Data first, then the records that point to it, so that a record that is there can be read.
/// Store thread; owns its descriptors. Files that are too old or too many bytes go oldest first, never the one being written.
class SegmentWriter final {
 public:
  /// `run`: start of this engine, marks its records.
  SegmentWriter(QString folder, int64_t run);
  ~SegmentWriter();
  SegmentWriter(const SegmentWriter&) = delete;
  SegmentWriter& operator=(const SegmentWriter&) = delete;

  /// Rows go to the segment of `now` (microseconds). 0 or errno; after a failure the files are as before and nothing was kept.
  int write(const std::vector<std::pair<SegmentKind, InvocationRow>>& rows, TimeUs now);
  /// Looks for what is there and deletes what the limits don't allow.
  void setLimits(int64_t maxBytes, int maxAgeDays, TimeUs now);
  /// On disk, not only handed to the kernel. 0 or errno.
  int sync();
  [[nodiscard]] int64_t totalBytes() const { return m_totalBytes; }

 private:
  int openFor(TimeUs now);
  void closeFiles();
  void scan();
  void trim(TimeUs now);

  QString m_folder;
  int64_t m_run = 0;
  int64_t m_minute = -1;
  QString m_name;
  int m_records = -1;
  int m_data = -1;
  int64_t m_recordsSize = 0;
  int64_t m_dataSize = 0;
  int64_t m_maxBytes = 2LL * 1024 * 1024 * 1024;
  int m_maxAgeDays = 7;
  int64_t m_totalBytes = 0;
  std::map<QString, int64_t> m_sizes;  // bytes of both files of a segment, by name: oldest first
  bool m_scanned = false;
};

/// Reads what is kept; any thread (worker threads in practice), while another thread writes. Shows every whole record up to a
/// torn tail.
class SegmentReader final {
 public:
  explicit SegmentReader(QString folder) : m_folder(std::move(folder)) {}
  /// "ResourceNotFound.RequestId" when nothing of that id is kept.
  [[nodiscard]] Result<InvocationRow> find(const QByteArray& requestId) const;
  /// Finished attempts of a function that ended in [from, to], newest first, at most `count` and `maxBytes` of bodies and log; a
  /// request id narrows it.
  [[nodiscard]] std::vector<InvocationRow> attempts(FunctionId fn, const QByteArray& requestId, TimeUs from, TimeUs to, int count, int64_t maxBytes) const;
  /// All kept since `from` of runs other than `notOfRun`, run by run, oldest first: see Store::readDetail. At most `maxBytes`
  /// of log text, the newest.
  [[nodiscard]] std::vector<StoredRun> detail(TimeUs from, int atLeast, int atMost, int64_t notOfRun, int64_t maxBytes) const;
  /// The last `count` rows of runs other than `notOfRun`, oldest first, without event and result; at most `maxBytes` of log text.
  [[nodiscard]] std::vector<InvocationRow> recent(int count, int64_t notOfRun, int64_t maxBytes) const;

  /// The last `count` lines of decisions between two times, oldest first.
  [[nodiscard]] QByteArray decisions(TimeUs from, TimeUs to, int count) const;

 private:
  QString m_folder;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/kafka/kafkabatch.h"
#include "models/data/result.h"
#include <QString>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace scfdesk {

/// One partition: an append-only log in segment files named by their first offset, each with a sparse index in memory (and beside
/// it, once it is full). A batch is in the file before it is acknowledged, so it outlives the process; a torn end is cut off at the
/// next open. Broker thread; it blocks on the disk. Owned by its topic.
class KafkaLog final {
 public:
  static constexpr int64_t kSegmentBytes = 64LL * 1024 * 1024;
  static constexpr int64_t kIndexBytes = 16 * 1024;  ///< of the log between two entries of the index
  static constexpr int kKeptBatches = 5;             ///< of each producer, to know a repetition (as Kafka)
  static constexpr size_t kProducers = 1000;         ///< whose last batches are known

  /// Makes the folder, or reads what it holds.
  static Result<std::unique_ptr<KafkaLog>> open(const QString& folder, int64_t segmentBytes = kSegmentBytes);
  ~KafkaLog();
  KafkaLog(const KafkaLog&) = delete;
  KafkaLog& operator=(const KafkaLog&) = delete;

  [[nodiscard]] int64_t startOffset() const { return m_segments.front().base; }
  [[nodiscard]] int64_t endOffset() const { return m_end; }
  [[nodiscard]] int64_t bytes() const { return m_bytes; }
  [[nodiscard]] int64_t lastTimestamp() const;

  struct Appended {
    int16_t error = 0;      ///< of kafkaerror
    int64_t offset = -1;    ///< of its first message
    bool repeated = false;  ///< it was there already
  };
  /// A batch that KafkaBatch::checked() has let through. `batch` gets its offset.
  Appended append(QByteArray& batch, const KafkaBatch& head);
  /// Whole batches from the one that holds `offset` on, within one segment: as many as fit `most` bytes; the first one even if it
  /// does not fit, when `atLeastOne`. Empty at the end. Requires: startOffset() <= offset <= endOffset().
  Result<QByteArray> read(int64_t offset, int64_t most, bool atLeastOne);
  struct Found {
    int64_t offset = -1, timestamp = -1;
  };
  /// The first message that is not older than `timestamp` (of a compressed batch: its first message).
  Found offsetOf(int64_t timestamp);
  /// Drops whole segments that are older than `oldestMs`, or that lie before the last `mostBytes`; -1 = no such limit.
  void drop(int64_t oldestMs, int64_t mostBytes);
  /// The active file's descriptor when something was written since the last call, else -1: to sync it elsewhere.
  int takeDirty();
  /// Writes the index of the last segment, so that the next open need not read it.
  void close();

 private:
  struct Mark {
    int64_t offset = 0, maxTimestamp = 0;  ///< the largest timestamp up to and with this batch
    int64_t position = 0;
  };
  struct Segment {
    int64_t base = 0, bytes = 0, maxTimestamp = -1;
    int fd = -1;
    std::vector<Mark> marks;
  };
  struct Producer {
    int16_t epoch = 0;
    struct Last { int32_t first = 0, last = 0; int64_t offset = 0; };
    std::vector<Last> lasts;  ///< oldest first
  };

  KafkaLog(QString folder, int64_t segmentBytes) : m_folder(std::move(folder)), m_segmentBytes(segmentBytes) {}
  // kafkalogfiles.cpp
  Status load();
  Status recover(Segment& segment, bool last);
  bool readIndex(Segment& segment, int64_t* next) const;
  void writeIndex(const Segment& segment, int64_t next) const;
  Status beginSegment(int64_t base);
  [[nodiscard]] QString fileOf(int64_t base, const char* ending) const;
  void removeFirst();
  int open(Segment& segment) const;
  /// Calls `look` with each head from `position` on and its place, until it gives false. False when a read failed.
  bool walk(Segment& segment, int64_t position, const std::function<bool(const KafkaBatch&, int64_t)>& look) const;

  /// Of the full segments, only the one that is being read stays open.
  void keepOpen(const Segment& segment);
  void mark(Segment& segment, const KafkaBatch& head, int64_t position);
  [[nodiscard]] Appended judge(const KafkaBatch& head) const;
  void remember(const KafkaBatch& head);

  const QString m_folder;
  const int64_t m_segmentBytes;
  std::vector<Segment> m_segments;  ///< by offset; the last one is written to
  int64_t m_end = 0, m_bytes = 0;
  int64_t m_readBase = -1;  ///< of the full segment that is open
  bool m_dirty = false;
  std::unordered_map<int64_t, Producer> m_producers;
};

}  // namespace scfdesk

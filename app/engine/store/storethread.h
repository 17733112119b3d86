// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/answers.h"
#include "app/engine/store/database.h"
#include "app/engine/store/seconds.h"
#include "app/engine/store/segments.h"
#include <condition_variable>
#include <deque>
#include <thread>

namespace scfdesk {

/// Limits of what may wait for the disk.
namespace storelimits {
inline constexpr size_t kOperations = 100'000;                ///< then "Local.StoreBusy"
inline constexpr int64_t kOperationBytes = 256LL << 20;       ///< payloads of those
inline constexpr size_t kGroupOperations = 4096;              ///< one transaction
inline constexpr int64_t kGroupBytes = 32LL << 20;
inline constexpr int64_t kRowsDropLogs = 32LL << 20;          ///< rows waiting: from here without their log text
inline constexpr int64_t kRowsDropBodies = 48LL << 20;        ///< and without event and result
inline constexpr int64_t kRowsDropRows = 64LL << 20;         ///< from here rows are left out and counted
inline constexpr int64_t kRowsWake = 1LL << 20;               ///< written at once from here, else after kRowDelayMs
inline constexpr int64_t kRowsPiece = 4LL << 20;              ///< one write
inline constexpr int64_t kRowsTrim = 16LL << 20;              ///< a burst: its memory goes back to the system
inline constexpr int kRowDelayMs = 100;
inline constexpr int kSecondsMs = 4000;                       ///< after the last row, its second is written too
inline constexpr int kRetryMs = 1000;                         ///< after a failed write
}  // namespace storelimits

/// One change of the database, on its way to the store thread.
struct StoreOperation {
  std::function<Status(Database&)> run;  ///< store thread
  Store::Durable done;                   ///< engine thread; may be empty
  int64_t bytes = 0;                     ///< of payload that it holds
  bool synced = true;                    ///< `done` waits for the disk, not only for the kernel
  bool kept = false;                     ///< tried again until it is written (nobody waits for its answer)
};

/// The thread that owns the database and the segment files. Everything that waits is written as one group, then answered.
/// Methods: engine thread. A failed write answers its group with the Error, tells the trouble handler once, and keeps what
/// nobody waits for (finished events, rows) to try again every kRetryMs.
class StoreThread final {
 public:
  StoreThread(std::unique_ptr<Database> database, const QString& dataDir, int64_t run, Answers& answers);
  ~StoreThread();
  StoreThread(const StoreThread&) = delete;
  StoreThread& operator=(const StoreThread&) = delete;

  void submit(StoreOperation&& operation);
  void append(SegmentKind kind, InvocationRow&& row, TimeUs now);
  /// Runs `call` on the store thread when all that waits now was written or has failed.
  void afterWrites(std::function<void()> call);
  /// Runs `call` on the store thread with the one-second values that are not in a file yet.
  void withSeconds(std::function<void(std::vector<SecondSample>&&)> call);
  void setTailLimits(int64_t maxBytes, int maxAgeDays, TimeUs now);
  void setTroubleHandler(std::function<void(const Error&)> handler) { *m_trouble = std::move(handler); }
  /// Writes what waits, syncs, ends the thread. Blocks. Answers are posted, not run.
  void stop();

 private:
  using Rows = std::vector<std::pair<SegmentKind, InvocationRow>>;
  struct Work {
    std::vector<StoreOperation> operations;
    Rows rows;
    std::vector<std::function<void()>> after;
    bool stop = false;
  };
  void loop();
  Work take();
  void writeOperations(std::vector<StoreOperation>&& operations);
  void writeGroup(std::span<StoreOperation> group);
  void writeRows(Rows&& rows);
  void gather(const InvocationRow& row);
  void tellTrouble();

  Answers& m_answers;
  QString m_dataDir;
  std::shared_ptr<std::function<void(const Error&)>> m_trouble;  // called on the engine thread

  // Store thread alone.
  std::unique_ptr<Database> m_database;
  SegmentWriter m_segments;
  SecondsWriter m_seconds;
  bool m_secondsDue = false;
  std::vector<StoreOperation> m_again;
  std::deque<std::pair<SegmentKind, InvocationRow>> m_rowsAgain;
  Error m_databaseTrouble, m_segmentTrouble, m_told;

  std::mutex m_mutex;  // protects what follows, down to the thread
  std::condition_variable m_wake;
  std::vector<StoreOperation> m_operations;
  int64_t m_operationBytes = 0;  // of those that wait or are being written
  size_t m_operationCount = 0;
  Rows m_rows;
  int64_t m_rowBytes = 0;        // of those that wait or are being written
  uint64_t m_droppedLines = 0;   // of rows left out whole; told by the next row
  uint64_t m_droppedRows = 0;    // invocations left out; told by a line of the engine's log
  TimeUs m_rowTime = 0;
  std::vector<std::function<void()>> m_after;
  bool m_stop = false;

  std::thread m_thread;
};

}  // namespace scfdesk

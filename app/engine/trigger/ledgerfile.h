// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/trigger/triggerledger.h"
#include <optional>
#include <unordered_map>
#include <vector>

namespace scfdesk {

/// The totals of all triggers in the file `ledgers` of the data folder, written over in place as they change, through a mapping of
/// it: a kill takes none of them, no write waits for the disk, and none is a call of the system. One record of kRecordBytes per trigger, native byte order (a data folder belongs to
/// one machine), with a checksum; what can't be read counts as not there. Engine thread; owned by Triggers.
/// Without the file (a full disk) nothing is kept here, and the copies in the database stand in, which are a second behind.
class LedgerFile final {
 public:
  static constexpr size_t kRecordBytes = 64;
  static constexpr int64_t kMostBytes = 16LL * 1024 * 1024;  ///< what is read and written of it

  /// An empty path keeps nothing.
  explicit LedgerFile(const QString& path);
  ~LedgerFile();
  LedgerFile(const LedgerFile&) = delete;
  LedgerFile& operator=(const LedgerFile&) = delete;

  /// What was kept of a trigger, as of the start.
  [[nodiscard]] std::optional<TriggerCounts> kept(uint64_t trigger) const;
  void write(uint64_t trigger, const TriggerCounts& counts);
  void remove(uint64_t trigger);

 private:
  void put(size_t slot, const char* record);
  [[nodiscard]] bool grow(size_t slots);
  int m_fd = -1;
  char* m_bytes = nullptr;  ///< kMostBytes of address space; what is behind m_room has no file
  size_t m_room = 0;        ///< places that the file has blocks for
  size_t m_slots = 0;
  std::vector<size_t> m_free;
  std::unordered_map<uint64_t, size_t> m_slotOf;
  std::unordered_map<uint64_t, TriggerCounts> m_kept;
};

}  // namespace scfdesk

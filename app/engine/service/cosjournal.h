// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/coschange.h"
#include <deque>
#include <mutex>

namespace scfdesk {

/// The last changes of objects, and what each has fired. Any thread: the COS thread adds, the engine thread tells what became of
/// a change and reads. In memory alone; begins empty with the engine.
class CosJournal final {
 public:
  static constexpr size_t kMost = 200;
  struct Fired {
    uint64_t trigger = 0;
    QString ns, function;
    QByteArray requestId;  ///< empty: nothing was taken
    QString trouble;       ///< why not; empty with no request: the trigger is off
  };
  struct Entry {
    uint64_t number = 0;
    CosChange change;
    std::vector<Fired> fired;
  };
  /// Gives each change its number.
  void add(std::vector<CosChange>& changes);
  void tell(uint64_t number, Fired fired);
  /// Newest first.
  [[nodiscard]] std::vector<Entry> recent() const;

 private:
  mutable std::mutex m_mutex;   // protects all below
  std::deque<Entry> m_entries;  // newest at the front
  uint64_t m_last = 0;
};

}  // namespace scfdesk

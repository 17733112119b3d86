// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/scaling/types.h"
#include <map>
#include <tuple>
#include <vector>

namespace scfdesk {

/// The scaling core's numbers of the partitions that triggers pull from: one for each that has an open batch, given anew when it
/// has none. Engine thread; owned by the Dispatcher.
class PulledPartitions final {
 public:
  struct Place {
    uint64_t trigger = 0;    ///< its number
    int32_t partition = 0;   ///< of the trigger's source
    scaling::FnId unit = 0;  ///< a partition of the core belongs to one version
    friend auto operator<=>(const Place&, const Place&) = default;
  };

  /// A batch of this place begins.
  [[nodiscard]] scaling::PartId open(const Place& place) {
    if (const auto it = m_ids.find(place); it != m_ids.end()) {
      ++m_places[it->second - 1].batches;
      return it->second;
    }
    if (m_free.empty()) {
      m_places.emplace_back();
      m_free.push_back(scaling::PartId(m_places.size()));
    }
    const scaling::PartId id = m_free.back();
    m_free.pop_back();
    m_ids.emplace(place, id);
    m_places[id - 1] = {place, 1};
    return id;
  }
  /// One of its batches is final.
  void close(scaling::PartId id) {
    Entry& entry = m_places[id - 1];
    if (--entry.batches > 0) return;
    m_ids.erase(entry.place);
    m_free.push_back(id);
  }
  /// Where it is, or was until its number is given anew.
  [[nodiscard]] const Place* find(scaling::PartId id) const { return id > 0 && id <= m_places.size() ? &m_places[id - 1].place : nullptr; }
  [[nodiscard]] size_t inUse() const { return m_ids.size(); }

 private:
  struct Entry {
    Place place;
    int batches = 0;
  };
  std::vector<Entry> m_places;  ///< by number - 1
  std::vector<scaling::PartId> m_free;
  std::map<Place, scaling::PartId> m_ids;
};

}  // namespace scfdesk

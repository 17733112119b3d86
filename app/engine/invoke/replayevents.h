// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/load.h"
#include <QByteArray>
#include <functional>
#include <map>

namespace scfdesk {

/// The events that a replay fires again. They lie on disk, so they are read ahead of their time: up to kAhead of a run and kMostBytes
/// of all, else when they are due. Engine thread; owned by EngineLoads.
class ReplayEvents final {
 public:
  static constexpr int kAhead = 32;
  static constexpr qint64 kMostBytes = 64 << 20;
  using Found = std::function<void(bool kept, const QByteArray& event)>;
  /// Reads the event of an invocation; answers at once or later.
  using Read = std::function<void(InvocationId, Found)>;
  explicit ReplayEvents(Read read) : m_read(std::move(read)) {}
  /// Gives event `index` of a run to `go`, at once where it has been read already.
  void take(uint32_t run, const LoadRecording& recorded, int index, Found go);
  /// The run has ended.
  void forget(uint32_t run);
  [[nodiscard]] qint64 heldBytes() const { return m_bytes; }

 private:
  struct Event {
    bool there = false, kept = false;
    QByteArray event;
    Found go;  ///< it is due and still being read
  };
  void ask(uint32_t run, const LoadRecording& recorded, int index);
  Read m_read;
  std::map<std::pair<uint32_t, int>, Event> m_events;
  qint64 m_bytes = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include "app/engine/http/httpserver.h"
#include <deque>
#include <list>

namespace scfdesk {

/// Server-sent events of /-/events: a bounded ring of what the engine has told, and the readers of it. Nothing is written as text
/// before somebody reads it. A reader that falls out of the ring is cut; it comes back with since=<its last id> and goes on where
/// the ring begins. Ids rise by one per record over all types. Engine thread; owned by Endpoint.
class EventStream final {
 public:
  enum Type : uint8_t { Instance = 1, DecisionType = 2, Log = 4, InvocationType = 8, All = 15 };

  explicit EventStream(const EngineControl& engine) : m_engine(engine) {}
  ~EventStream();
  EventStream(const EventStream&) = delete;
  EventStream& operator=(const EventStream&) = delete;

  /// Takes what an engine batch holds for readers.
  void feed(const EngineDelta& delta);
  /// Answers with the stream. `since`: the last id the reader has; none = only what comes.
  void open(HttpReply reply, uint8_t types, std::optional<uint64_t> since);
  /// Called when a reader comes: from then on the engine gathers what it feeds.
  void setReaderHandler(std::function<void()> handler) { m_readerCame = std::move(handler); }
  [[nodiscard]] int readers() const { return int(m_readers.size()); }
  [[nodiscard]] uint64_t lastId() const { return m_nextId - 1; }

  /// "invocation,log" -> types; none when a name is unknown. Empty = all.
  static std::optional<uint8_t> typesOf(QByteArrayView names);

 private:
  struct Batch {
    uint64_t firstId = 0;
    uint64_t count = 0;
    int64_t bytes = 0;
    std::vector<InstanceTransition> transitions;
    std::vector<Decision> decisions;
    LogChunk log;
    std::vector<Invocation> invocations;
  };
  struct Reader {
    HttpReply reply;
    uint8_t types = All;
    uint64_t next = 1;
    bool pumping = false;
  };
  void trim();
  void pump(Reader& reader);
  void drop(Reader* reader);
  bool append(QByteArray& out, const Batch& batch, uint64_t id, uint8_t types) const;
  void appendFunction(QByteArray& out, FunctionId id) const;
  void appendInvocation(QByteArray& out, const Invocation& v) const;

  const EngineControl& m_engine;
  std::function<void()> m_readerCame;
  std::deque<Batch> m_batches;
  std::list<Reader> m_readers;
  uint64_t m_nextId = 1;
  uint64_t m_records = 0;
  int64_t m_bytes = 0;
};

}  // namespace scfdesk

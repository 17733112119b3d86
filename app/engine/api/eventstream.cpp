// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/eventstream.h"
#include "app/engine/api/jsontext.h"
#include "models/data/limits.h"
#include <algorithm>

namespace scfdesk {
namespace {
constexpr qsizetype kPieceBytes = 64 * 1024;  // unsent bytes of a reader before it waits for its client

void member(QByteArray& out, const char* name, const QString& text) {
  out.append(",\"").append(name).append("\":");
  jsontext::appendString(out, text.toUtf8());
}
void member(QByteArray& out, const char* name, int64_t number) { out.append(",\"").append(name).append("\":").append(QByteArray::number(qlonglong(number))); }
void member(QByteArray& out, const char* name, bool value) { out.append(",\"").append(name).append("\":").append(value ? "true" : "false"); }
// Microseconds as milliseconds, as everywhere under /-/.
void begin(QByteArray& out, uint64_t id, const char* type, TimeUs at) {
  out.append("id: ").append(QByteArray::number(qulonglong(id))).append("\nevent: ").append(type).append("\ndata: {\"timeMs\":").append(QByteArray::number(double(at) / 1000, 'f', 3));
}
}  // namespace

EventStream::~EventStream() {
  for (Reader& reader : m_readers) {
    reader.reply.onGone({});
    reader.reply.end();
  }
}

std::optional<uint8_t> EventStream::typesOf(QByteArrayView names) {
  if (names.isEmpty()) return All;
  uint8_t types = 0;
  for (const QByteArray& name : names.toByteArray().split(',')) {
    if (name == "invocation") {
      types |= InvocationType;
    } else if (name == "log") {
      types |= Log;
    } else if (name == "instance") {
      types |= Instance;
    } else if (name == "decision") {
      types |= DecisionType;
    } else {
      return std::nullopt;
    }
  }
  return types;
}

void EventStream::feed(const EngineDelta& delta) {
  Batch batch;
  batch.count = delta.transitions.size() + delta.decisions.size() + delta.log.records.size() + delta.invocations.size();
  if (batch.count == 0) return;
  batch.firstId = m_nextId;
  batch.transitions = delta.transitions;
  batch.decisions = delta.decisions;
  batch.log = delta.log;
  batch.invocations = delta.invocations;
  batch.bytes = int64_t(batch.transitions.size() * sizeof(InstanceTransition) + batch.decisions.size() * sizeof(Decision) + batch.log.records.size() * sizeof(LogRecord) + batch.invocations.size() * sizeof(Invocation)) + batch.log.text.size();
  m_nextId += batch.count;
  m_records += batch.count;
  m_bytes += batch.bytes;
  m_batches.push_back(std::move(batch));
  trim();
  for (auto it = m_readers.begin(); it != m_readers.end();) {
    Reader& reader = *it++;  // pump may drop it
    if (!reader.pumping) pump(reader);
  }
}

void EventStream::trim() {
  while (m_batches.size() > 1 && (m_records > uint64_t(limits::kEventRing) || m_bytes > limits::kEventRingBytes)) {
    m_records -= m_batches.front().count;
    m_bytes -= m_batches.front().bytes;
    m_batches.pop_front();
  }
}

void EventStream::open(HttpReply reply, uint8_t types, std::optional<uint64_t> since) {
  if (m_readerCame) m_readerCame();
  reply.beginStream("text/event-stream", "Cache-Control: no-store\r\n");
  if (!reply.write(": events of the engine\n\n")) return;
  const uint64_t oldest = m_batches.empty() ? m_nextId : m_batches.front().firstId;
  // An id of an earlier run may lie ahead: then everything that is kept comes.
  const uint64_t next = !since ? m_nextId : *since >= m_nextId ? oldest : std::max(*since + 1, oldest);
  m_readers.push_back({std::move(reply), types, next});
  Reader* reader = &m_readers.back();
  reader->reply.onGone([this, reader] { drop(reader); });
  reader->reply.onDrained([this, reader] {
    if (!reader->pumping) pump(*reader);
  });
  pump(*reader);
}

void EventStream::drop(Reader* reader) {
  if (reader->pumping) return;  // pump sees that its reply is dead
  m_readers.remove_if([reader](const Reader& r) { return &r == reader; });
}

void EventStream::pump(Reader& reader) {
  reader.pumping = true;
  QByteArray out;
  // Begins in the batch that holds the next id; everything before was sent.
  auto it = std::upper_bound(m_batches.begin(), m_batches.end(), reader.next, [](uint64_t id, const Batch& b) { return id < b.firstId; });
  if (it != m_batches.begin()) --it;
  bool alive = reader.reply.alive();
  if (alive && it != m_batches.end() && reader.next < it->firstId) {
    reader.reply.onGone({});
    reader.reply.onDrained({});
    reader.reply.cut();
    alive = false;
  }
  while (alive && reader.next < m_nextId && it != m_batches.end()) {
    if (reader.next >= it->firstId + it->count) {
      ++it;
      continue;
    }
    if (reader.reply.unsent() + size_t(out.size()) >= size_t(kPieceBytes)) {
      if (out.isEmpty()) break;  // goes on when the client has read
      alive = reader.reply.write(out);
      out.clear();
      continue;
    }
    append(out, *it, reader.next, reader.types);
    ++reader.next;
  }
  if (alive && !out.isEmpty()) alive = reader.reply.write(out);
  reader.pumping = false;
  if (!alive) drop(&reader);
}

void EventStream::appendFunction(QByteArray& out, FunctionId id) const {
  const FunctionInfo* function = id ? m_engine.function(id) : nullptr;
  member(out, "namespace", function ? function->key.ns : QString());
  member(out, "function", function ? function->key.name : QString());
}

void EventStream::appendInvocation(QByteArray& out, const Invocation& v) const {
  appendFunction(out, v.function);
  member(out, "requestId", QString::fromLatin1(v.requestId));
  member(out, "instance", v.instance ? instanceName(v.instance) : QString());
  member(out, "mode", v.mode == InvokeMode::Sync ? QStringLiteral("sync") : QStringLiteral("async"));
  member(out, "trigger", sourceName(v.source));
  member(out, "finished", v.finished);
  member(out, "statusCode", int64_t(v.statusCode));
  member(out, "retryNum", int64_t(v.retryNum));
  member(out, "cold", v.cold);
  if (v.cold) member(out, "way", birthWayName(v.way));
  if (!v.finished) return;
  member(out, "durationUs", v.durationUs);
  member(out, "billedMs", v.billedMs);
  member(out, "memoryBytes", v.peakMemoryBytes);
  const std::pair<const char*, TimeUs> stages[] = {{"dispatchedUs", v.at.dispatched}, {"startedUs", v.at.started}, {"readyUs", v.at.ready}, {"enteredUs", v.at.entered}, {"leftUs", v.at.left}, {"repliedUs", v.at.replied}};
  for (const auto& [name, at] : stages)
    if (at) member(out, name, at - v.at.accepted);
  if (!v.message.isEmpty()) member(out, "message", v.message);
}

bool EventStream::append(QByteArray& out, const Batch& batch, uint64_t id, uint8_t types) const {
  size_t i = size_t(id - batch.firstId);
  if (i < batch.transitions.size()) {
    if (!(types & Instance)) return false;
    const InstanceTransition& t = batch.transitions[i];
    begin(out, id, "instance", t.at);
    appendFunction(out, t.function);
    member(out, "instance", instanceName(t.instance));
    member(out, "state", instanceStateName(t.state));
    if (t.failed) member(out, "failed", true);
    if (!t.reason.isEmpty()) member(out, "reason", t.reason);
  } else if ((i -= batch.transitions.size()) < batch.decisions.size()) {
    if (!(types & DecisionType)) return false;
    const Decision& d = batch.decisions[i];
    begin(out, id, "decision", d.at);
    appendFunction(out, d.function);
    member(out, "kind", d.kind);
    member(out, "rule", d.rule);
    member(out, "inputs", d.inputs);
    if (!d.limit.isEmpty()) member(out, "limit", d.limit);
    if (d.instance) member(out, "instance", instanceName(d.instance));
  } else if ((i -= batch.decisions.size()) < batch.log.records.size()) {
    if (!(types & Log)) return false;
    const LogRecord& r = batch.log.records[i];
    begin(out, id, "log", r.at);
    appendFunction(out, r.function);
    if (r.instance) member(out, "instance", instanceName(r.instance));
    if (r.invocation) member(out, "invocation", int64_t(r.invocation));
    member(out, "level", logLevelName(r.level));
    out.append(",\"text\":");
    jsontext::appendString(out, batch.log.textOf(r));
  } else {
    i -= batch.log.records.size();
    if (!(types & InvocationType)) return false;
    const Invocation& v = batch.invocations[i];
    begin(out, id, "invocation", v.finished ? v.at.replied : v.at.accepted);
    appendInvocation(out, v);
  }
  out.append("}\n\n");
  return true;
}

}  // namespace scfdesk

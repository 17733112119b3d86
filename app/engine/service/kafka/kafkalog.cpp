// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkalog.h"
#include "app/engine/service/kafka/kafkawire.h"
#include <algorithm>
#include <cerrno>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
// Sequence numbers of a producer wrap around at 2^31.
int32_t sequenceAfter(int32_t first, int32_t steps) { return int32_t((uint32_t(first) + uint32_t(steps)) & 0x7fffffffU); }

bool writeAll(int fd, QByteArrayView bytes, int64_t at) {
  while (!bytes.isEmpty()) {
    const ssize_t n = pwrite(fd, bytes.data(), size_t(bytes.size()), at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes = bytes.sliced(n);
    at += n;
  }
  return true;
}

qsizetype readSome(int fd, char* to, qsizetype most, int64_t at) {
  qsizetype done = 0;
  while (done < most) {
    const ssize_t n = pread(fd, to + done, size_t(most - done), at + done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return -1;
    if (n == 0) break;
    done += n;
  }
  return done;
}
}  // namespace

KafkaLog::~KafkaLog() {
  for (const Segment& segment : m_segments)
    if (segment.fd >= 0) ::close(segment.fd);
}

int64_t KafkaLog::lastTimestamp() const {
  int64_t last = -1;
  for (const Segment& segment : m_segments) last = std::max(last, segment.maxTimestamp);
  return last;
}

void KafkaLog::mark(Segment& segment, const KafkaBatch& head, int64_t position) {
  segment.maxTimestamp = std::max(segment.maxTimestamp, head.maxTimestamp);
  if (segment.marks.empty() || position - segment.marks.back().position >= kIndexBytes)
    segment.marks.push_back({head.baseOffset, segment.maxTimestamp, position});
}

KafkaLog::Appended KafkaLog::judge(const KafkaBatch& head) const {
  if (head.producerId < 0) return {};
  const auto known = m_producers.find(head.producerId);
  // One that is not known (any more) may go on where it is: the log is kept longer than the memory of its producers.
  if (known == m_producers.end()) return {};
  const Producer& producer = known->second;
  if (head.producerEpoch < producer.epoch) return {kafkaerror::kInvalidProducerEpoch, -1, false};
  if (head.producerEpoch > producer.epoch) return head.baseSequence == 0 ? Appended{} : Appended{kafkaerror::kOutOfOrderSequence, -1, false};
  const int32_t last = sequenceAfter(head.baseSequence, head.lastOffsetDelta);
  for (const auto& kept : producer.lasts)
    if (kept.first == head.baseSequence && kept.last == last) return {kafkaerror::kNone, kept.offset, true};
  if (head.baseSequence != sequenceAfter(producer.lasts.back().last, 1)) return {kafkaerror::kOutOfOrderSequence, -1, false};
  return {};
}

void KafkaLog::remember(const KafkaBatch& head) {
  if (head.producerId < 0) return;
  if (m_producers.size() >= kProducers && !m_producers.contains(head.producerId)) {
    // The one that has been silent longest goes.
    const auto oldest = std::min_element(m_producers.begin(), m_producers.end(), [](const auto& a, const auto& b) { return a.second.lasts.back().offset < b.second.lasts.back().offset; });
    m_producers.erase(oldest);
  }
  Producer& producer = m_producers[head.producerId];
  if (producer.epoch != head.producerEpoch) producer.lasts.clear();
  producer.epoch = head.producerEpoch;
  producer.lasts.push_back({head.baseSequence, sequenceAfter(head.baseSequence, head.lastOffsetDelta), head.baseOffset});
  if (producer.lasts.size() > kKeptBatches) producer.lasts.erase(producer.lasts.begin());
}

KafkaLog::Appended KafkaLog::append(QByteArray& batch, const KafkaBatch& given) {
  if (const Appended judged = judge(given); judged.error != kafkaerror::kNone || judged.repeated) return judged;
  if (m_segments.back().bytes > 0 && m_segments.back().bytes + batch.size() > m_segmentBytes) {
    writeIndex(m_segments.back(), m_end);
    if (!beginSegment(m_end)) return {kafkaerror::kStorage, -1, false};
  }
  Segment& segment = m_segments.back();
  const int fd = open(segment);
  KafkaBatch::place(batch, m_end);
  if (fd < 0 || !writeAll(fd, batch, segment.bytes)) {
    if (fd >= 0) [[maybe_unused]] const int cut = ftruncate(fd, segment.bytes);  // what is left of it is cut off at the next open anyway
    return {kafkaerror::kStorage, -1, false};
  }
  KafkaBatch head = given;
  head.baseOffset = m_end;
  mark(segment, head, segment.bytes);
  remember(head);
  segment.bytes += batch.size();
  m_bytes += batch.size();
  m_end = head.nextOffset();
  m_dirty = true;
  return {kafkaerror::kNone, head.baseOffset, false};
}

bool KafkaLog::walk(Segment& segment, int64_t position, const std::function<bool(const KafkaBatch&, int64_t)>& look) const {
  const int fd = open(segment);
  if (fd < 0) return false;
  QByteArray piece(kIndexBytes * 2, Qt::Uninitialized);
  int64_t pieceAt = 0;
  qsizetype have = 0;
  while (position < segment.bytes) {
    if (position < pieceAt || position + KafkaBatch::kHead > pieceAt + have) {
      have = readSome(fd, piece.data(), piece.size(), position);
      pieceAt = position;
      if (have < KafkaBatch::kHead) return false;
    }
    const auto head = KafkaBatch::head(QByteArrayView(piece).sliced(position - pieceAt, KafkaBatch::kHead));
    if (!head || position + head->bytes > segment.bytes) return false;
    if (!look(*head, position)) return true;
    position += head->bytes;
  }
  return true;
}

Result<QByteArray> KafkaLog::read(int64_t offset, int64_t most, bool atLeastOne) {
  if (offset >= m_end) return QByteArray();
  auto it = std::upper_bound(m_segments.begin(), m_segments.end(), offset, [](int64_t o, const Segment& s) { return o < s.base; });
  if (it != m_segments.begin()) --it;
  const auto from = std::upper_bound(it->marks.begin(), it->marks.end(), offset, [](int64_t o, const Mark& m) { return o < m.offset; });
  int64_t position = from == it->marks.begin() ? 0 : std::prev(from)->position;
  int64_t first = 0;
  const auto find = [&] {
    return walk(*it, position, [&](const KafkaBatch& head, int64_t at) {
      position = at;
      first = head.nextOffset() > offset ? head.bytes : 0;
      return first == 0;
    });
  };
  keepOpen(*it);
  bool walked = find();
  if (walked && first == 0 && std::next(it) != m_segments.end()) {
    // Something was cut off the end of this one: what is next comes after the gap.
    ++it;
    position = 0;
    keepOpen(*it);
    walked = find();
  }
  const auto unreadable = [&] { return Error{u"Local.StoreFailed"_s, u"The log %1 could not be read at offset %2."_s.arg(m_folder).arg(offset), {}}; };
  if (!walked || first == 0) return unreadable();
  if (first > most && !atLeastOne) return QByteArray();
  const int64_t size = std::min(std::max(most, first), it->bytes - position);
  QByteArray out(size, Qt::Uninitialized);
  if (readSome(it->fd, out.data(), size, position) != size) return unreadable();
  qsizetype whole = 0;
  while (whole + KafkaBatch::kHead <= size) {
    const auto head = KafkaBatch::head(QByteArrayView(out).sliced(whole));
    if (!head || whole + head->bytes > size) break;
    whole += head->bytes;
  }
  out.truncate(whole);
  return out;
}

void KafkaLog::keepOpen(const Segment& segment) {
  if (segment.base == m_readBase || segment.base == m_segments.back().base) return;
  for (Segment& other : m_segments)
    if (other.base == m_readBase && &other != &m_segments.back() && other.fd >= 0) ::close(std::exchange(other.fd, -1));
  m_readBase = segment.base;
}

KafkaLog::Found KafkaLog::offsetOf(int64_t timestamp) {
  for (Segment& segment : m_segments) {
    if (segment.maxTimestamp < timestamp || segment.bytes == 0) continue;
    keepOpen(segment);
    const auto from = std::lower_bound(segment.marks.begin(), segment.marks.end(), timestamp, [](const Mark& m, int64_t t) { return m.maxTimestamp < t; });
    Found found;
    int64_t at = 0, bytes = 0;
    KafkaBatch batch;
    walk(segment, from == segment.marks.begin() ? 0 : std::prev(from)->position, [&](const KafkaBatch& head, int64_t position) {
      if (head.maxTimestamp < timestamp) return true;
      batch = head;
      at = position;
      bytes = head.bytes;
      found = {head.baseOffset, head.baseTimestamp};
      return false;
    });
    if (found.offset < 0) continue;
    if (batch.codec() != 0 || found.timestamp >= timestamp) return found;
    QByteArray whole(bytes, Qt::Uninitialized);
    if (readSome(open(segment), whole.data(), bytes, at) != bytes) return found;
    KafkaReader in(QByteArrayView(whole).sliced(KafkaBatch::kHead));
    for (int32_t i = 0; i < batch.count && in.ok(); ++i) {
      const int64_t size = in.varlong();
      const qsizetype before = in.left();
      in.i8();
      const int64_t time = batch.baseTimestamp + in.varlong();
      if (time >= timestamp) return {batch.baseOffset + i, time};
      in.skip(qsizetype(size) - (before - in.left()));
    }
    return found;
  }
  return {};
}

void KafkaLog::drop(int64_t oldestMs, int64_t mostBytes) {
  const auto old = [&](const Segment& s) { return oldestMs >= 0 && s.bytes > 0 && s.maxTimestamp < oldestMs; };
  if (old(m_segments.back())) {
    writeIndex(m_segments.back(), m_end);
    if (!beginSegment(m_end)) return;
  }
  while (m_segments.size() > 1 && (old(m_segments.front()) || (mostBytes >= 0 && m_bytes - m_segments.front().bytes >= mostBytes))) removeFirst();
}

int KafkaLog::takeDirty() { return std::exchange(m_dirty, false) ? m_segments.back().fd : -1; }

}  // namespace scfdesk

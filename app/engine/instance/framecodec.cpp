// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/framecodec.h"
#include <QtEndian>
#include <algorithm>
#include <cstring>

namespace scfdesk {
namespace {
constexpr qsizetype kReplyHead = 8 + 4 + 8 + 8 + 8;
constexpr qsizetype kLoadFailedHead = 4 + 8;

bool known(uint8_t type) {
  switch (FrameType(type)) {
    case FrameType::Load:
    case FrameType::Event:
    case FrameType::Up:
    case FrameType::Loaded:
    case FrameType::LoadFailed:
    case FrameType::Reply:
    case FrameType::Answered:
      return true;
  }
  return false;
}

template <typename T>
T get(const char* at) {
  return qFromLittleEndian<T>(at);
}

template <typename T>
void put(QByteArray& to, T value) {
  char bytes[sizeof(T)];
  qToLittleEndian(value, bytes);
  to.append(bytes, sizeof(T));
}
}  // namespace

bool FrameDecoder::feed(QByteArrayView bytes, std::vector<Frame>& frames) {
  while (!m_broken && !bytes.isEmpty()) {
    if (m_headHave < kFrameHead) {
      const qsizetype n = std::min(kFrameHead - m_headHave, bytes.size());
      std::memcpy(m_head.data() + m_headHave, bytes.data(), size_t(n));
      m_headHave += n;
      bytes = bytes.sliced(n);
      if (m_headHave < kFrameHead) break;
      const qsizetype length = get<quint32>(reinterpret_cast<const char*>(m_head.data()));
      m_broken = length > m_maxPayload || !known(m_head[4]);
      if (m_broken) break;
      m_frame.type = FrameType(m_head[4]);
      m_frame.payload = QByteArray(length, Qt::Uninitialized);
      m_have = 0;
      if (length == 0) finish(frames);
      continue;
    }
    const std::span<char> space = room();
    const qsizetype n = std::min(qsizetype(space.size()), bytes.size());
    std::memcpy(space.data(), bytes.data(), size_t(n));
    bytes = bytes.sliced(n);
    advance(n, frames);
  }
  return !m_broken;
}

std::span<char> FrameDecoder::room() {
  if (m_broken || m_headHave < kFrameHead) return {};
  return {m_frame.payload.data() + m_have, size_t(m_frame.payload.size() - m_have)};
}

void FrameDecoder::advance(qsizetype bytes, std::vector<Frame>& frames) {
  m_have += bytes;
  if (m_have == m_frame.payload.size()) finish(frames);
}

void FrameDecoder::finish(std::vector<Frame>& frames) {
  frames.push_back(std::move(m_frame));
  m_frame = Frame();
  m_headHave = 0;
  m_have = 0;
}

std::optional<ReplyFrame> parseReply(QByteArray&& payload) {
  if (payload.size() < kReplyHead) return std::nullopt;
  const char* p = payload.constData();
  ReplyFrame reply;
  reply.request = get<quint64>(p);
  const auto code = get<quint32>(p + 8);
  reply.statusCode = int(code & ~(kFreezeNow | kAnswered));
  reply.freeze = (code & kFreezeNow) != 0;
  reply.answered = (code & kAnswered) != 0;
  reply.enteredNs = get<qint64>(p + 12);
  reply.leftNs = get<qint64>(p + 20);
  reply.peakBytes = get<qint64>(p + 28);
  reply.result = std::move(payload);
  reply.result.remove(0, kReplyHead);
  return reply;
}

std::optional<LoadFailedFrame> parseLoadFailed(const QByteArray& payload) {
  if (payload.size() < kLoadFailedHead) return std::nullopt;
  return LoadFailedFrame{int(get<quint32>(payload.constData())), get<qint64>(payload.constData() + 4),
                         payload.mid(kLoadFailedHead)};
}

std::optional<LoadedFrame> parseLoaded(const QByteArray& payload) {
  if (payload.size() != 16) return std::nullopt;
  return LoadedFrame{get<qint64>(payload.constData()), get<qint64>(payload.constData() + 8)};
}

QByteArray loadFrame(const QByteArray& handler, const QByteArray& root, const QByteArrayList& environment) {
  QByteArray payload = handler + '\0' + root + '\0';
  for (const QByteArray& entry : environment) payload += entry + '\0';
  QByteArray frame;
  frame.reserve(kFrameHead + payload.size());
  put(frame, quint32(payload.size()));
  frame.append(char(FrameType::Load));
  frame.append(payload);
  return frame;
}

namespace {
QByteArray eventHeadOf(uint64_t request, qsizetype payloadBytes, uint32_t context, qsizetype room) {
  QByteArray head(kFrameHead + 12, Qt::Uninitialized);
  if (room) head.reserve(head.size() + room);
  char* to = head.data();
  qToLittleEndian(quint32(payloadBytes), to);
  to[4] = char(FrameType::Event);
  qToLittleEndian(quint64(request), to + kFrameHead);
  qToLittleEndian(quint32(context), to + kFrameHead + 8);
  return head;
}
}  // namespace

QByteArray eventHead(uint64_t request, qsizetype contextBytes, qsizetype eventBytes) {
  return eventHeadOf(request, 12 + contextBytes + eventBytes, uint32_t(contextBytes), 0);
}

QByteArray eventAgainHead(uint64_t request, QByteArrayView requestId, qsizetype eventBytes) {
  return eventHeadOf(request, 12 + requestId.size() + eventBytes, uint32_t(requestId.size()) | kContextAgain, requestId.size()).append(requestId);
}

}  // namespace scfdesk

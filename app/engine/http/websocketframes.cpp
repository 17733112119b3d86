// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/http/websocketframes.h"
#include <algorithm>
#include <cstring>

namespace scfdesk {
namespace {
constexpr int kContinuation = 0;
constexpr int kBinary = 2;
constexpr int kClose = 8;
constexpr int kControlBytes = 125;
}  // namespace

bool WebSocketFrames::takeHead() {
  const int opcode = m_head[0] & 15;
  const bool last = (m_head[0] & 128) != 0;
  const int shortLength = m_head[1] & 127;
  const size_t extended = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
  const bool masked = (m_head[1] & 128) != 0;
  m_headNeed = 2 + extended + (masked ? 4 : 0);
  if (m_headHave < m_headNeed) return true;
  m_left = uint64_t(shortLength);
  if (extended != 0) m_left = 0;
  for (size_t i = 0; i < extended; ++i) m_left = m_left << 8 | m_head[2 + i];
  m_mask = {};
  if (masked) std::memcpy(m_mask.data(), m_head.data() + 2 + extended, 4);
  m_at = 0;
  m_headHave = 0;
  m_headNeed = 2;
  if (opcode >= kClose) {  // control frames may lie within a message
    m_close = opcode == kClose;
    if (m_left > uint64_t(kControlBytes) || !last) return false;
    if (m_close && m_left < 2 && !m_closeCode) m_closeCode = kNoCode;
    return true;
  }
  m_close = false;
  if (opcode > kBinary) return false;
  if (opcode != kContinuation) m_message = 0;
  if (m_left > uint64_t(m_maxMessage) || m_message + int64_t(m_left) > m_maxMessage) {
    m_tooLong = true;
    return false;
  }
  m_message += int64_t(m_left);
  if (last) ++m_messages;
  return true;
}

bool WebSocketFrames::feed(QByteArrayView bytes) {
  for (qsizetype at = 0; at < bytes.size() && !m_broken;) {
    if (m_left == 0) {
      m_head[m_headHave++] = static_cast<unsigned char>(bytes[at++]);
      if (m_headHave == m_headNeed) m_broken = !takeHead();
      continue;
    }
    const auto n = qsizetype(std::min<uint64_t>(m_left, uint64_t(bytes.size() - at)));
    for (qsizetype i = 0; m_close && i < n && m_at + uint64_t(i) < 2; ++i) {
      const uint64_t place = m_at + uint64_t(i);
      m_code = m_code << 8 | (static_cast<unsigned char>(bytes[at + i]) ^ m_mask[place & 3]);
      if (place == 1 && !m_closeCode) m_closeCode = m_code & 0xffff;
    }
    m_at += uint64_t(n);
    m_left -= uint64_t(n);
    at += n;
  }
  return !m_broken;
}

}  // namespace scfdesk

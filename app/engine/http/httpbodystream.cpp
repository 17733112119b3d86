// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/http/httpbodystream.h"

namespace scfdesk {

void HttpBodyStream::put(QByteArrayView piece) {
  if (m_received + piece.size() > m_limit) {
    m_received += piece.size();
    if (const auto more = m_more) more();
    return;
  }
  // A body that fits is kept whole: it may have to be sent a second time.
  if (m_at > 0 && (m_dropped || m_held.size() + piece.size() > kHeldBytes)) {
    m_held.remove(0, m_at);
    m_at = 0;
    m_dropped = true;
  }
  m_held.append(piece.data(), piece.size());
  m_received += piece.size();
  m_wasFull = m_wasFull || full();
  if (const auto more = m_more) more();
}

void HttpBodyStream::finish() {
  m_complete = true;
  if (const auto more = m_more) more();
}

void HttpBodyStream::take(qsizetype bytes) {
  m_at += bytes;
  if (m_dropped && m_at == m_held.size()) {
    m_held.resize(0);
    m_at = 0;
  }
  if (!m_wasFull || held() > kLowBytes) return;
  m_wasFull = false;
  if (const auto room = m_room) room();
}

bool HttpBodyStream::rewind() {
  if (m_dropped) return false;
  m_at = 0;
  return true;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/ckafkaevent.h"
#include "app/engine/api/jsontext.h"

namespace scfdesk {
namespace {
constexpr char kHead[] = "{\"Records\":[";

void appendText(QByteArray& out, QByteArrayView text) {
  if (jsontext::isValidUtf8(text)) jsontext::appendString(out, text);
  else jsontext::appendString(out, jsontext::toValidUtf8(text));
}
}  // namespace

CkafkaEvent::CkafkaEvent(const QByteArray& topic, int32_t partition) : m_partition(partition), m_before("{\"Ckafka\":{\"topic\":"), m_text(kHead) {
  jsontext::appendString(m_before, topic);
  m_before += ",\"partition\":" + QByteArray::number(partition) + ",\"offset\":";
}

bool CkafkaEvent::add(int64_t offset, std::optional<QByteArrayView> key, QByteArrayView body, qsizetype most) {
  const qsizetype before = m_text.size();
  if (!m_messages.empty() && before + body.size() + m_before.size() + kAroundBytes > most) return false;
  if (!m_messages.empty()) m_text += ',';
  const qsizetype begin = m_text.size();
  m_text += m_before;
  m_text += QByteArray::number(qlonglong(offset));
  m_text += ",\"msgKey\":";
  if (key) appendText(m_text, *key);
  else m_text += "\"None\"";
  m_text += ",\"msgBody\":";
  appendText(m_text, body);
  m_text += "}}";
  if (!m_messages.empty() && bytes() > most) {
    m_text.truncate(before);
    return false;
  }
  m_messages.push_back({offset, begin, m_text.size()});
  return true;
}

bool CkafkaEvent::addRecord(int64_t offset, QByteArrayView record, qsizetype most) {
  if (!m_messages.empty() && bytes() + 1 + record.size() > most) return false;
  if (!m_messages.empty()) m_text += ',';
  const qsizetype begin = m_text.size();
  m_text += record;
  m_messages.push_back({offset, begin, m_text.size()});
  return true;
}

QByteArray CkafkaEvent::text() const {
  QByteArray text;
  text.reserve(bytes());
  return text.append(m_text).append("]}");
}

CkafkaEvent CkafkaEvent::part(int from, int count) const {
  CkafkaEvent event;
  event.m_partition = m_partition;
  event.m_before = m_before;
  event.m_text = kHead;
  const qsizetype begin = m_messages[size_t(from)].begin;
  const qsizetype shift = event.m_text.size() - begin;
  for (int i = from; i < from + count; ++i) {
    const Message& m = m_messages[size_t(i)];
    event.m_messages.push_back({m.offset, m.begin + shift, m.end + shift});
  }
  event.m_text += QByteArrayView(m_text).sliced(begin, m_messages[size_t(from + count - 1)].end - begin);
  return event;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkaoffsets.h"
#include "app/engine/service/kafka/kafkabatch.h"
#include "app/engine/service/kafka/kafkawire.h"
#include "app/engine/store/datadir.h"
#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace scfdesk {
namespace {
// One record: length, CRC-32C of the rest, group, topic, partition, offset (-1 = taken away), metadata.
QByteArray record(const KafkaOffsets::Key& key, const KafkaOffsets::Value& value) {
  KafkaWriter body;
  body.string(key.group).string(key.topic).i32(key.partition).i64(value.offset).string(value.metadata);
  KafkaWriter out;
  out.i32(int32_t(body.out().size()) + 4).i32(int32_t(crc32c(body.out()))).raw(body.out());
  return out.out();
}
}  // namespace

Result<std::unique_ptr<KafkaOffsets>> KafkaOffsets::open(const QString& file) {
  std::unique_ptr<KafkaOffsets> offsets(new KafkaOffsets(file));
  if (auto status = offsets->load(); !status) return status.error();
  return offsets;
}

KafkaOffsets::~KafkaOffsets() {
  if (m_fd >= 0) ::close(m_fd);
}

Status KafkaOffsets::load() {
  m_fd = ::open(QFile::encodeName(m_file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  QFile reader;
  if (m_fd < 0 || !reader.open(m_fd, QIODevice::ReadOnly)) return diskError(m_file, m_file, errno);
  const QByteArray all = reader.readAll();
  KafkaReader in(all);
  while (in.ok() && !in.atEnd()) {
    const QByteArrayView whole = in.bytes();
    KafkaReader one(whole);
    const auto crc = uint32_t(one.i32());
    if (!in.ok() || !one.ok() || crc32c(whole.sliced(4)) != crc) break;
    Key key{one.string(), one.string(), one.i32()};
    Value value{one.i64(), one.string()};
    if (!one.ok()) break;
    m_bytes += 4 + whole.size();
    if (value.offset < 0) m_values.erase(key);
    else m_values[std::move(key)] = std::move(value);
  }
  // The rest is an unfinished write: nobody was told that it is kept.
  if (m_bytes < all.size() && ftruncate(m_fd, m_bytes) < 0) return diskError(m_file, m_file, errno);
  for (const auto& [key, value] : m_values) m_liveBytes += record(key, value).size();
  return Done{};
}

const KafkaOffsets::Value* KafkaOffsets::find(const Key& key) const {
  const auto it = m_values.find(key);
  return it == m_values.end() ? nullptr : &it->second;
}

bool KafkaOffsets::append(const Key& key, const Value& value) {
  const QByteArray text = record(key, value);
  if (pwrite(m_fd, text.constData(), size_t(text.size()), m_bytes) != text.size()) {
    [[maybe_unused]] const int cut = ftruncate(m_fd, m_bytes);
    return false;
  }
  m_bytes += text.size();
  return true;
}

bool KafkaOffsets::commit(const Key& key, const Value& value) {
  const auto known = m_values.find(key);
  if (known == m_values.end() && m_values.size() >= kMost) return false;
  if (value.offset < 0 || !append(key, value)) return false;
  if (known != m_values.end()) {
    m_liveBytes += value.metadata.size() - known->second.metadata.size();
    known->second = value;
  } else {
    m_values[key] = value;
    m_liveBytes += record(key, value).size();
  }
  return m_bytes < kSlackBytes || m_bytes < 4 * m_liveBytes || rewrite();
}

bool KafkaOffsets::remove(const Key& key) {
  const auto known = m_values.find(key);
  if (known == m_values.end()) return true;
  if (!append(key, {-1, {}})) return false;
  m_liveBytes -= record(key, known->second).size();
  m_values.erase(known);
  return true;
}

bool KafkaOffsets::removeGroup(const QByteArray& group) {
  std::vector<Key> keys;
  for (const auto& [key, value] : m_values)
    if (key.group == group) keys.push_back(key);
  bool done = true;
  for (const Key& key : keys) done = remove(key) && done;
  return done;
}

bool KafkaOffsets::removeTopic(const QByteArray& topic) {
  std::vector<Key> keys;
  for (const auto& [key, value] : m_values)
    if (key.topic == topic) keys.push_back(key);
  bool done = true;
  for (const Key& key : keys) done = remove(key) && done;
  return done;
}

bool KafkaOffsets::rewrite() {
  QByteArray all;
  for (const auto& [key, value] : m_values) all += record(key, value);
  if (replaceFile(m_file, all, 0600, true) != 0) return true;  // the old file is as good, only longer
  const int fd = ::open(QFile::encodeName(m_file).constData(), O_RDWR | O_CLOEXEC);
  if (fd < 0) return false;
  ::close(m_fd);
  m_fd = fd;
  m_bytes = m_liveBytes = all.size();
  return true;
}

void KafkaOffsets::sync() { fdatasync(m_fd); }

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <QString>
#include <map>
#include <memory>
#include <tuple>

namespace scfdesk {

/// Offsets that consumer groups have committed, in a file of their own: appended to, and written anew when most of it is out of
/// date. A commit is in the file when commit() returns, so it outlives the process. One thread; it blocks on the disk.
class KafkaOffsets final {
 public:
  static constexpr size_t kMost = 100'000;              ///< offsets that are kept
  static constexpr qsizetype kMetadataBytes = 4096;     ///< of one commit, as Kafka
  static constexpr int64_t kSlackBytes = 4LL * 1024 * 1024;  ///< of the file, before it is looked at

  struct Key {
    QByteArray group, topic;
    int32_t partition = 0;
    friend auto operator<=>(const Key& a, const Key& b) { return std::tie(a.group, a.topic, a.partition) <=> std::tie(b.group, b.topic, b.partition); }
    friend bool operator==(const Key& a, const Key& b) { return (a <=> b) == 0; }
  };
  struct Value {
    int64_t offset = -1;  ///< the next message that is wanted
    QByteArray metadata;
  };

  static Result<std::unique_ptr<KafkaOffsets>> open(const QString& file);
  ~KafkaOffsets();
  KafkaOffsets(const KafkaOffsets&) = delete;
  KafkaOffsets& operator=(const KafkaOffsets&) = delete;

  [[nodiscard]] const std::map<Key, Value>& all() const { return m_values; }
  [[nodiscard]] const Value* find(const Key& key) const;
  /// False when the disk refuses it, or when there are too many.
  [[nodiscard]] bool commit(const Key& key, const Value& value);
  [[nodiscard]] bool remove(const Key& key);
  bool removeGroup(const QByteArray& group);
  bool removeTopic(const QByteArray& topic);
  void sync();

 private:
  explicit KafkaOffsets(QString file) : m_file(std::move(file)) {}
  Status load();
  bool append(const Key& key, const Value& value);
  bool rewrite();
  const QString m_file;
  int m_fd = -1;
  int64_t m_bytes = 0, m_liveBytes = 0;
  std::map<Key, Value> m_values;
};

}  // namespace scfdesk

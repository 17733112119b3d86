// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <optional>
#include <vector>

namespace scfdesk {

/// The event of a CKafka trigger (facts/scf.md section 5) while it is being made: messages of one partition in their order.
/// A value; any thread.
class CkafkaEvent final {
 public:
  /// Of the text around one message and of its numbers, with room.
  static constexpr qsizetype kAroundBytes = 160;

  CkafkaEvent() = default;
  CkafkaEvent(const QByteArray& topic, int32_t partition);
  /// Adds a message unless the event would then have more than `most` bytes: false. The first one is always taken.
  bool add(int64_t offset, std::optional<QByteArrayView> key, QByteArrayView body, qsizetype most);
  /// The same with the text of a whole record, of another source that uses the offset only for itself.
  bool addRecord(int64_t offset, QByteArrayView record, qsizetype most);
  [[nodiscard]] int count() const { return int(m_messages.size()); }
  [[nodiscard]] int32_t partition() const { return m_partition; }
  [[nodiscard]] int64_t first() const { return m_messages.front().offset; }
  [[nodiscard]] int64_t last() const { return m_messages.back().offset; }
  [[nodiscard]] QByteArray text() const;
  [[nodiscard]] qsizetype bytes() const { return m_text.size() + 2; }
  /// The messages from the `from`th on, `count` of them, as an event of their own.
  [[nodiscard]] CkafkaEvent part(int from, int count) const;

 private:
  struct Message { int64_t offset; qsizetype begin, end; };  ///< of its text
  int32_t m_partition = 0;
  QByteArray m_before;  ///< of each message, up to its offset
  QByteArray m_text;
  std::vector<Message> m_messages;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <QList>
#include <QString>
#include <memory>
#include <optional>
#include <utility>

struct rd_kafka_s;

namespace scfdesk {

/// Where a Kafka broker is, and who one is there. A value; the password is read from its file when a client is made, and is in no
/// answer, log or export.
struct KafkaAccess {
  QByteArray brokers;       ///< host:port, several separated by commas
  QByteArray protocol;      ///< "PLAINTEXT" "SSL" "SASL_PLAINTEXT" "SASL_SSL"; empty = the first
  QByteArray mechanism;     ///< "PLAIN" "SCRAM-SHA-256" "SCRAM-SHA-512"
  QByteArray username;
  QString passwordFile;
  QString caFile;           ///< empty = those of the system
  friend bool operator==(const KafkaAccess&, const KafkaAccess&) = default;
};

/// librdkafka, wrapped: any broker, the built-in one too. Calls block; none on the engine thread.
namespace kafkaclient {

struct Destroy { void operator()(rd_kafka_s* client) const; };
using Handle = std::unique_ptr<rd_kafka_s, Destroy>;
using Settings = QList<std::pair<const char*, QByteArray>>;

/// A consumer or producer with these settings over those of the access. `opaque` goes to the error callback, which may be null.
Result<Handle> make(bool consumer, const KafkaAccess& access, const Settings& settings, void* opaque = nullptr,
                    void (*onError)(rd_kafka_s*, int, const char*, void*) = nullptr);
/// The line that a password file holds.
Result<QByteArray> passwordOf(const QString& path);
/// One sentence for an error of librdkafka.
Error error(int code, const KafkaAccess& access);

struct Outgoing { QByteArray key, value; };  ///< a null key is none
struct Sent { int32_t partition = 0; int64_t offset = -1; };
/// Produces messages and waits until they are kept, at most kSendMs. Partition -1 = by the key. Where each of them is.
Result<QList<Sent>> produce(const KafkaAccess& access, const QByteArray& topic, int32_t partition, const QList<Outgoing>& messages);

struct Message {
  int32_t partition = 0;
  int64_t offset = 0, timestampMs = -1;
  std::optional<QByteArray> key;
  QByteArray value;
  int64_t bytes = 0;  ///< of the whole value
};
/// Messages of a partition from an offset on, oldest first: at most `most`, of each at most kShownBytes.
Result<QList<Message>> browse(const KafkaAccess& access, const QByteArray& topic, int32_t partition, int64_t from, int most);

inline constexpr int kSendMs = 10'000, kBrowseMs = 5'000;
inline constexpr qsizetype kShownBytes = 64 * 1024;
inline constexpr int kBrowseMost = 1000;

}  // namespace kafkaclient
}  // namespace scfdesk

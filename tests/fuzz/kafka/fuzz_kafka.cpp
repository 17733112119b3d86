// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a request to the built-in broker, whole and as a run of requests on one broker: it answers or ends, and what it
// keeps stays in order. Any bytes as a record batch: what is let through can be read by its own head.
#include "app/engine/service/kafka/kafkabroker.h"
#include <QTemporaryDir>
#include <cstdlib>

using namespace scfdesk;

static void require(bool holds) {
  if (!holds) std::abort();
}

static void tryBatch(QByteArrayView bytes) {
  const auto head = KafkaBatch::checked(bytes);
  if (!head) return;
  require(head->bytes == bytes.size() && head->count > 0 && head->nextOffset() > head->baseOffset);
  QByteArray placed = bytes.toByteArray();
  KafkaBatch::place(placed, 77);
  require(KafkaBatch::checked(placed)->baseOffset == 77);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static QTemporaryDir folder;
  static SystemClock clock;
  static Reactor reactor(clock);
  static std::unique_ptr<KafkaBroker> broker = [] {
    auto made = KafkaBroker::open(reactor, folder.path());
    require(made.ok());
    return std::move(made.value());
  }();
  const QByteArrayView bytes(reinterpret_cast<const char*>(data), qsizetype(size));
  tryBatch(bytes);
  // A run of requests, each after its 32 bit length, as on a connection.
  KafkaReader in(bytes);
  for (int i = 0; i < 20 && in.ok() && !in.atEnd(); ++i) {
    const QByteArrayView frame = in.bytes();
    if (!in.ok()) break;
    broker->tryFrame(frame);
  }
  broker->tryFrame(bytes);
  require(broker->topics().partitionCount() <= KafkaTopics::kAllPartitions);
  if (broker->topics().all().size() > 50) {
    KafkaTopics::Outcome outcome;
    broker->removeTopic(broker->topics().all().begin()->first, &outcome);
    require(outcome.error == kafkaerror::kNone);
  }
  return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// How fast messages go into a broker and out of it, with librdkafka as the client. Prints figures; only wrong results fail.
#include "app/engine/clock.h"
#include "app/engine/service/kafka/kafkaclient.h"
#include "app/engine/service/kafka/kafkathread.h"
#include <QCoreApplication>
#include <QEventLoop>
#include <QTemporaryDir>
#include <cstdio>
#include <cstring>
#include <librdkafka/rdkafka.h>

using namespace scfdesk;

namespace {
constexpr int kMessageBytes = 100;

double seconds(int64_t sinceNs) { return double(machineMonotonicNs() - sinceNs) / 1e9; }

bool produce(const KafkaAccess& access, const char* topic, int count) {
  auto made = kafkaclient::make(false, access, {{"linger.ms", "5"}, {"batch.num.messages", "10000"}, {"queue.buffering.max.messages", "200000"}});
  if (!made) return false;
  rd_kafka_t* producer = made.value().get();
  rd_kafka_topic_t* to = rd_kafka_topic_new(producer, topic, nullptr);
  char text[kMessageBytes];
  std::memset(text, 'x', sizeof text);
  const int64_t begin = machineMonotonicNs();
  for (int i = 0; i < count; ++i) {
    while (rd_kafka_produce(to, 0, RD_KAFKA_MSG_F_COPY, text, sizeof text, nullptr, 0, nullptr) != 0) rd_kafka_poll(producer, 10);
    if (i % 1000 == 0) rd_kafka_poll(producer, 0);
  }
  const bool good = rd_kafka_flush(producer, 60'000) == RD_KAFKA_RESP_ERR_NO_ERROR;
  std::printf("produced %d messages of %d bytes: %.0f a second\n", count, kMessageBytes, count / seconds(begin));
  rd_kafka_topic_destroy(to);
  return good;
}

bool consume(const KafkaAccess& access, const char* topic, int count) {
  auto made = kafkaclient::make(true, access, {{"group.id", "bench"}, {"enable.auto.commit", "false"}, {"auto.offset.reset", "earliest"}});
  if (!made) return false;
  rd_kafka_t* consumer = made.value().get();
  const int64_t begin = machineMonotonicNs();
  rd_kafka_queue_t* queue = rd_kafka_queue_get_consumer(consumer);
  rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(list, topic, 0)->offset = 0;
  rd_kafka_assign(consumer, list);
  rd_kafka_topic_partition_list_destroy(list);
  int seen = 0;
  for (int empty = 0; seen < count && empty < 100;) {
    rd_kafka_message_t* messages[1000];
    const auto got = rd_kafka_consume_batch_queue(queue, 100, messages, 1000);
    empty = got > 0 ? 0 : empty + 1;
    for (ssize_t i = 0; i < got; ++i) {
      seen += messages[i]->err == RD_KAFKA_RESP_ERR_NO_ERROR;
      rd_kafka_message_destroy(messages[i]);
    }
  }
  std::printf("consumed %d: %.0f a second\n", seen, seen / seconds(begin));
  rd_kafka_queue_destroy(queue);
  return seen == count;
}
}  // namespace

int main(int argc, char** argv) {
  QCoreApplication app(argc, argv);
  KafkaAccess access;
  if (argc == 5) {
    access.brokers = argv[1];
    const int count = std::atoi(argv[4]);
    return (std::strcmp(argv[3], "produce") == 0 ? produce(access, argv[2], count) : consume(access, argv[2], count)) ? 0 : 1;
  }
  QTemporaryDir folder;
  KafkaThread broker;
  int port = 0;
  QEventLoop loop;
  broker.start({folder.path(), QStringLiteral("127.0.0.1"), 0, false}, [&](const Result<int>& at) {
    port = at ? *at : 0;
    loop.quit();
  });
  loop.exec();
  access.brokers = "127.0.0.1:" + QByteArray::number(port);
  return port > 0 && produce(access, "bench", 200'000) && consume(access, "bench", 200'000) ? 0 : 1;
}

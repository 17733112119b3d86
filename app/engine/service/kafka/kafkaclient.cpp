// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkaclient.h"
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <librdkafka/rdkafka.h>
#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::kafkaclient {
namespace {
constexpr qsizetype kPasswordBytes = 4096;

void quiet(const rd_kafka_t*, int, const char*, const char*) {}

struct Delivery {
  bool done = false;
  rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR_NO_ERROR;
  Sent sent;
};

void delivered(rd_kafka_t*, const rd_kafka_message_t* message, void*) {
  auto* delivery = static_cast<Delivery*>(message->_private);
  if (!delivery) return;
  delivery->done = true;
  delivery->error = message->err;
  delivery->sent = {message->partition, message->offset};
}
}  // namespace

Result<QByteArray> passwordOf(const QString& path) {
  QFile file(path);
  // A pipe would have us wait for its writer.
  if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) return Error{u"Local.FileUnreadable"_s, u"The password file %1 can't be read."_s.arg(path), u"Name a file that holds the password alone."_s};
  QByteArray text = file.read(kPasswordBytes);
  while (text.endsWith('\n') || text.endsWith('\r')) text.chop(1);
  return text;
}

void Destroy::operator()(rd_kafka_s* client) const { rd_kafka_destroy_flags(client, RD_KAFKA_DESTROY_F_NO_CONSUMER_CLOSE); }

Error error(int code, const KafkaAccess& access) {
  const auto known = static_cast<rd_kafka_resp_err_t>(code);
  const QString where = QString::fromUtf8(access.brokers);
  switch (known) {
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT: return {u"Local.BrokerAway"_s, u"No Kafka broker answers at %1."_s.arg(where), u"Start it; it is tried again and again."_s};
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED: return {u"Local.BrokerRefused"_s, u"The Kafka broker at %1 refuses the user name or password."_s.arg(where), {}};
    case RD_KAFKA_RESP_ERR__SSL: return {u"Local.BrokerRefused"_s, u"No TLS connection with the Kafka broker at %1."_s.arg(where), u"Look at its certificate and at caFile."_s};
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION: return {u"Local.NoTopic"_s, u"The Kafka broker at %1 has no such topic or partition."_s.arg(where), u"Create the topic."_s};
    default: break;
  }
  return {u"Local.Kafka"_s, u"Kafka at %1: %2."_s.arg(where, QString::fromUtf8(rd_kafka_err2str(known))), {}};
}

Result<Handle> make(bool consumer, const KafkaAccess& access, const Settings& settings, void* opaque, void (*onError)(rd_kafka_s*, int, const char*, void*)) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  char why[512] = "";
  Settings all{{"bootstrap.servers", access.brokers}, {"client.id", "scfdesk"}, {"socket.keepalive.enable", "true"}, {"reconnect.backoff.max.ms", "5000"}, {"broker.address.family", "any"}};
  if (!access.protocol.isEmpty()) all.append({"security.protocol", access.protocol});
  if (!access.caFile.isEmpty()) all.append({"ssl.ca.location", QFile::encodeName(access.caFile)});
  if (access.protocol.startsWith("SASL")) {
    const auto password = passwordOf(access.passwordFile);
    if (!password) {
      rd_kafka_conf_destroy(conf);
      return password.error();
    }
    all.append({"sasl.mechanism", access.mechanism});
    all.append({"sasl.username", access.username});
    all.append({"sasl.password", *password});
  }
  all += settings;
  for (const auto& [name, value] : all) {
    if (rd_kafka_conf_set(conf, name, value.constData(), why, sizeof why) == RD_KAFKA_CONF_OK) continue;
    rd_kafka_conf_destroy(conf);
    return Error{u"Local.Kafka"_s, u"librdkafka takes no such %1."_s.arg(QLatin1String(name)), {}};
  }
  rd_kafka_conf_set_log_cb(conf, quiet);
  rd_kafka_conf_set_opaque(conf, opaque);
  if (onError) rd_kafka_conf_set_error_cb(conf, onError);
  if (!consumer) rd_kafka_conf_set_dr_msg_cb(conf, delivered);
  rd_kafka_t* client = rd_kafka_new(consumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER, conf, why, sizeof why);
  if (client) return Handle(client);
  rd_kafka_conf_destroy(conf);
  return Error{u"Local.Kafka"_s, u"No Kafka client can be made for %1: %2."_s.arg(QString::fromUtf8(access.brokers), QString::fromUtf8(why)), {}};
}

Result<QList<Sent>> produce(const KafkaAccess& access, const QByteArray& topic, int32_t partition, const QList<Outgoing>& messages) {
  auto made = make(false, access, {{"message.max.bytes", "20000000"}, {"linger.ms", "1"}, {"message.timeout.ms", QByteArray::number(kSendMs - 1000)}});
  if (!made) return made.error();
  rd_kafka_t* producer = made.value().get();
  std::vector<Delivery> deliveries(static_cast<size_t>(messages.size()));
  rd_kafka_resp_err_t failed = RD_KAFKA_RESP_ERR_NO_ERROR;
  for (qsizetype i = 0; i < messages.size() && failed == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
    const Outgoing& one = messages[i];
    rd_kafka_vu_t parts[6] = {};
    parts[0].vtype = RD_KAFKA_VTYPE_TOPIC;
    parts[0].u.cstr = topic.constData();
    parts[1].vtype = RD_KAFKA_VTYPE_PARTITION;
    parts[1].u.i32 = partition;
    parts[2].vtype = RD_KAFKA_VTYPE_VALUE;
    parts[2].u.mem = {const_cast<char*>(one.value.constData()), size_t(one.value.size())};
    parts[3].vtype = RD_KAFKA_VTYPE_MSGFLAGS;
    parts[3].u.i = RD_KAFKA_MSG_F_COPY;
    parts[4].vtype = RD_KAFKA_VTYPE_OPAQUE;
    parts[4].u.ptr = &deliveries[size_t(i)];
    parts[5].vtype = RD_KAFKA_VTYPE_KEY;
    parts[5].u.mem = {const_cast<char*>(one.key.constData()), size_t(one.key.size())};
    if (rd_kafka_error_t* refused = rd_kafka_produceva(producer, parts, one.key.isNull() ? 5 : 6)) {
      failed = rd_kafka_error_code(refused);
      rd_kafka_error_destroy(refused);
    }
  }
  if (failed == RD_KAFKA_RESP_ERR_NO_ERROR) rd_kafka_flush(producer, kSendMs);
  // What has not been told of by now is not told of any more: the deliveries end here.
  rd_kafka_purge(producer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
  rd_kafka_flush(producer, 1000);
  QList<Sent> sent;
  for (const Delivery& delivery : deliveries) {
    if (failed == RD_KAFKA_RESP_ERR_NO_ERROR && !delivery.done) failed = RD_KAFKA_RESP_ERR__TIMED_OUT;
    if (failed == RD_KAFKA_RESP_ERR_NO_ERROR && delivery.error != RD_KAFKA_RESP_ERR_NO_ERROR) failed = delivery.error;
    sent.append(delivery.sent);
  }
  if (failed == RD_KAFKA_RESP_ERR__PURGE_QUEUE || failed == RD_KAFKA_RESP_ERR__PURGE_INFLIGHT) failed = RD_KAFKA_RESP_ERR__TIMED_OUT;
  if (failed != RD_KAFKA_RESP_ERR_NO_ERROR) return error(failed, access);
  return sent;
}

Result<QList<Message>> browse(const KafkaAccess& access, const QByteArray& topic, int32_t partition, int64_t from, int most) {
  auto made = make(true, access, {{"group.id", "scfdesk-browse"}, {"enable.auto.commit", "false"}, {"auto.offset.reset", "earliest"}, {"fetch.wait.max.ms", "50"}, {"queued.max.messages.kbytes", "32768"}});
  if (!made) return made.error();
  rd_kafka_t* consumer = made.value().get();
  int64_t low = 0, high = 0;
  if (const auto code = rd_kafka_query_watermark_offsets(consumer, topic.constData(), partition, &low, &high, kBrowseMs); code != RD_KAFKA_RESP_ERR_NO_ERROR) return error(code, access);
  // Counted from the end when it is negative.
  int64_t next = std::clamp(from < 0 ? high + from : from, low, high);
  QList<Message> messages;
  rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(list, topic.constData(), partition)->offset = next;
  rd_kafka_assign(consumer, list);
  rd_kafka_topic_partition_list_destroy(list);
  constexpr int kPollMs = 100;
  for (int waited = 0; messages.size() < std::min(most, kBrowseMost) && next < high && waited < kBrowseMs;) {
    rd_kafka_message_t* message = rd_kafka_consumer_poll(consumer, kPollMs);
    if (!message) {
      waited += kPollMs;
      continue;
    }
    if (!message->err) {
      Message one{message->partition, message->offset, rd_kafka_message_timestamp(message, nullptr), std::nullopt, {}, int64_t(message->len)};
      if (message->key) one.key = QByteArray(static_cast<const char*>(message->key), qsizetype(std::min<size_t>(message->key_len, size_t(kShownBytes))));
      one.value = QByteArray(static_cast<const char*>(message->payload), qsizetype(std::min<size_t>(message->len, size_t(kShownBytes))));
      messages.append(std::move(one));
      next = message->offset + 1;
    }
    rd_kafka_message_destroy(message);
  }
  return messages;
}

}  // namespace scfdesk::kafkaclient

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkabroker.h"
#include "app/engine/service/kafka/kafkaconnection.h"
#include "app/engine/service/kafka/kafkawait.h"
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int16_t kApiVersions = 18;
}

KafkaBroker::KafkaBroker(Reactor& reactor) : m_reactor(reactor) {}

const std::vector<KafkaBroker::Api>& KafkaBroker::apis() {
  // The most of each is the last version before the flexible encoding.
  static const std::vector<Api> list = {
      {0, 3, 8, &KafkaBroker::produce},          {1, 4, 11, &KafkaBroker::fetch},          {2, 1, 5, &KafkaBroker::listOffsets},
      {3, 0, 8, &KafkaBroker::metadata},         {8, 2, 7, &KafkaBroker::offsetCommit},    {9, 1, 5, &KafkaBroker::offsetFetch},
      {10, 0, 2, &KafkaBroker::findCoordinator}, {11, 0, 5, &KafkaBroker::joinGroup},      {12, 0, 3, &KafkaBroker::heartbeat},
      {13, 0, 3, &KafkaBroker::leaveGroup},      {14, 0, 3, &KafkaBroker::syncGroup},      {15, 0, 4, &KafkaBroker::describeGroups},
      {16, 0, 2, &KafkaBroker::listGroups},      {kApiVersions, 0, 3, &KafkaBroker::apiVersions}, {19, 0, 4, &KafkaBroker::createTopics},
      {20, 0, 3, &KafkaBroker::deleteTopics},    {22, 0, 1, &KafkaBroker::initProducerId}, {32, 0, 2, &KafkaBroker::describeConfigs},
      {33, 0, 1, &KafkaBroker::alterConfigs},    {37, 0, 1, &KafkaBroker::createPartitions}, {42, 0, 1, &KafkaBroker::deleteGroups}};
  return list;
}

Result<std::unique_ptr<KafkaBroker>> KafkaBroker::open(Reactor& reactor, const QString& folder) {
  std::unique_ptr<KafkaBroker> broker(new KafkaBroker(reactor));
  auto topics = KafkaTopics::open(folder);
  if (!topics) return topics.error();
  broker->m_topics = std::move(topics.value());
  auto offsets = KafkaOffsets::open(folder + u"/offsets.log"_s);
  if (!offsets) return offsets.error();
  broker->m_offsets = std::move(offsets.value());
  broker->m_server = std::make_unique<KafkaServer>(reactor, static_cast<KafkaFrames&>(*broker));
  return broker;
}

KafkaBroker::~KafkaBroker() {
  m_server.reset();
  for (const auto& [id, wait] : m_waits)
    if (wait->timer) m_reactor.cancel(wait->timer);
  m_groups.clear();
  if (m_topics) m_topics->close();
  if (m_offsets) m_offsets->sync();
}

void KafkaBroker::housekeep(const std::function<void(int fd)>& sync) {
  m_topics->dropOld(m_reactor.clock().wallUs() / 1000);
  for (const auto& [name, topic] : m_topics->all())
    for (const auto& log : topic.partitions)
      if (const int fd = log->takeDirty(); fd >= 0)
        if (const int copy = dup(fd); copy >= 0) sync(copy);
  std::erase_if(m_groups, [](const auto& g) { return g.second->state() == KafkaGroup::State::Empty; });
}

KafkaWriter KafkaBroker::begin(const Place& place) {
  KafkaWriter out;
  out.i32(0).i32(place.correlation);
  return out;
}

void KafkaBroker::reply(const Place& place, KafkaWriter&& answer) {
  answer.put32(0, int32_t(answer.out().size() - 4));
  m_server->answer(place.connection, std::move(answer.out()));
}

bool KafkaBroker::whole(Call& call) {
  if (call.in.ok()) return true;
  m_malformed = true;
  return false;
}

bool KafkaBroker::onFrame(KafkaConnection& connection, QByteArrayView frame) {
  Call call{0, 0, 0, connection.id(), {}, connection.peer(), connection.localHost(), KafkaReader(frame)};
  return handle(call);
}

void KafkaBroker::tryFrame(QByteArrayView frame) {
  Call call{0, 0, 0, 0, {}, "127.0.0.1", "127.0.0.1", KafkaReader(frame)};
  handle(call);
}

bool KafkaBroker::handle(Call& call) {
  call.key = call.in.i16();
  call.version = call.in.i16();
  call.correlation = call.in.i32();
  call.client = call.in.nullableString();
  if (!call.in.ok()) return false;
  ++m_traffic.requests;
  for (const Api& api : apis()) {
    if (api.key != call.key) continue;
    if (call.version >= api.least && call.version <= api.most) {
      m_malformed = false;
      (this->*api.action)(call);
      return !m_malformed;
    }
    if (call.key != kApiVersions) return false;
    // A newer client finds out so what it may ask.
    call.version = 0;
    KafkaWriter out = begin(placeOf(call));
    writeVersions(out, 0, kafkaerror::kUnsupportedVersion);
    reply(placeOf(call), std::move(out));
    return true;
  }
  return false;
}

void KafkaBroker::writeVersions(KafkaWriter& out, int16_t version, int16_t error) const {
  out.i16(error);
  const bool flexible = version >= 3;
  if (flexible) out.uvarint(uint32_t(apis().size()) + 1);
  else out.i32(int32_t(apis().size()));
  for (const Api& api : apis()) {
    out.i16(api.key).i16(api.least).i16(api.most);
    if (flexible) out.uvarint(0);
  }
  if (version >= 1) out.i32(0);
  if (flexible) out.uvarint(0);
}

void KafkaBroker::apiVersions(Call& call) {
  if (call.version >= 3) {
    call.in.tags();
    call.in.compactString();
    call.in.compactString();
    call.in.tags();
  }
  if (!whole(call)) return;
  KafkaWriter out = begin(placeOf(call));
  writeVersions(out, call.version, kafkaerror::kNone);
  reply(placeOf(call), std::move(out));
}

}  // namespace scfdesk

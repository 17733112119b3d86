// SPDX-License-Identifier: GPL-3.0-or-later
// KafkaBroker: consumer groups and their offsets.
#include "app/engine/service/kafka/kafkabroker.h"
#include <algorithm>

namespace scfdesk {
namespace {
constexpr qsizetype kGroupChars = 1000;
}

KafkaGroup* KafkaBroker::group(const QByteArray& id) {
  const auto it = m_groups.find(id);
  return it == m_groups.end() ? nullptr : it->second.get();
}

void KafkaBroker::findCoordinator(Call& call) {
  call.in.string();
  const int8_t type = call.version >= 1 ? call.in.i8() : int8_t(0);
  if (!whole(call)) return;
  KafkaWriter out = begin(placeOf(call));
  if (call.version >= 1) out.i32(0);
  out.i16(type == 0 ? kafkaerror::kNone : kafkaerror::kInvalidRequest);
  if (call.version >= 1) out.nullableString(type == 0 ? QByteArray() : QByteArray("The built-in broker has no transactions."));
  out.i32(type == 0 ? kNodeId : -1).string(type == 0 ? call.localHost : QByteArray()).i32(type == 0 ? m_server->port() : -1);
  reply(placeOf(call), std::move(out));
}

void KafkaBroker::joinGroup(Call& call) {
  KafkaReader& in = call.in;
  const QByteArray id = in.string();
  KafkaGroup::Joining request;
  request.sessionMs = in.i32();
  request.rebalanceMs = call.version >= 1 ? in.i32() : request.sessionMs;
  request.memberId = in.string();
  if (call.version >= 5) request.instanceId = in.nullableString();
  request.protocolType = in.string();
  const int protocols = in.array(6);
  for (int i = 0; i < protocols && in.ok(); ++i) {
    QByteArray name = in.string();
    request.protocols.push_back({std::move(name), in.bytes().toByteArray()});
  }
  if (!whole(call)) return;
  request.clientId = call.client;
  request.host = '/' + call.host;
  request.needsId = call.version >= 4;
  const auto answer = [this, place = placeOf(call)](const KafkaGroup::Joined& joined) {
    KafkaWriter out = begin(place);
    if (place.version >= 2) out.i32(0);
    out.i16(joined.error).i32(joined.generation).string(joined.protocol).string(joined.leader).string(joined.memberId).i32(int32_t(joined.members.size()));
    for (const auto& member : joined.members) {
      out.string(member.id);
      if (place.version >= 5) out.nullableString(member.instanceId.isEmpty() ? QByteArray() : member.instanceId);
      out.bytes(member.metadata);
    }
    reply(place, std::move(out));
  };
  KafkaGroup::Joined refused;
  refused.memberId = request.memberId;
  if (id.isEmpty() || id.size() > kGroupChars) {
    refused.error = kafkaerror::kInvalidGroup;
    return answer(refused);
  }
  auto& group = m_groups[id];
  if (!group && m_groups.size() > kGroups) {
    m_groups.erase(id);
    refused.error = kafkaerror::kGroupMaxSize;
    return answer(refused);
  }
  if (!group) group = std::make_unique<KafkaGroup>(m_reactor, id);
  group->join(request, answer);
}

void KafkaBroker::syncGroup(Call& call) {
  KafkaReader& in = call.in;
  const QByteArray id = in.string();
  const int32_t generation = in.i32();
  const QByteArray member = in.string();
  if (call.version >= 3) in.nullableString();
  std::vector<std::pair<QByteArray, QByteArray>> assignments;
  const int count = in.array(6);
  for (int i = 0; i < count && in.ok(); ++i) {
    QByteArray name = in.string();
    assignments.emplace_back(std::move(name), in.bytes().toByteArray());
  }
  if (!whole(call)) return;
  const auto answer = [this, place = placeOf(call)](int16_t error, const QByteArray& assignment) {
    KafkaWriter out = begin(place);
    if (place.version >= 1) out.i32(0);
    out.i16(error).bytes(assignment);
    reply(place, std::move(out));
  };
  if (KafkaGroup* known = group(id)) return known->sync(member, generation, assignments, answer);
  answer(kafkaerror::kUnknownMember, {});
}

void KafkaBroker::heartbeat(Call& call) {
  const QByteArray id = call.in.string();
  const int32_t generation = call.in.i32();
  const QByteArray member = call.in.string();
  if (!whole(call)) return;
  KafkaGroup* known = group(id);
  KafkaWriter out = begin(placeOf(call));
  if (call.version >= 1) out.i32(0);
  out.i16(known ? known->heartbeat(member, generation) : kafkaerror::kUnknownMember);
  reply(placeOf(call), std::move(out));
}

void KafkaBroker::leaveGroup(Call& call) {
  KafkaReader& in = call.in;
  KafkaGroup* known = group(in.string());
  std::vector<std::pair<QByteArray, QByteArray>> members;
  if (call.version < 3) {
    members.emplace_back(in.string(), QByteArray());
  } else {
    const int count = in.array(4);
    for (int i = 0; i < count && in.ok(); ++i) {
      QByteArray member = in.string();
      members.emplace_back(std::move(member), in.nullableString());
    }
  }
  if (!whole(call)) return;
  std::vector<int16_t> errors;
  for (const auto& [member, instance] : members) errors.push_back(known ? known->leave(member, instance) : kafkaerror::kUnknownMember);
  KafkaWriter out = begin(placeOf(call));
  if (call.version >= 1) out.i32(0);
  out.i16(call.version < 3 ? errors.front() : kafkaerror::kNone);
  if (call.version >= 3) {
    out.i32(int32_t(members.size()));
    for (size_t i = 0; i < members.size(); ++i) out.string(members[i].first).nullableString(members[i].second).i16(errors[i]);
  }
  reply(placeOf(call), std::move(out));
}

void KafkaBroker::offsetCommit(Call& call) {
  KafkaReader& in = call.in;
  const QByteArray id = in.string();
  const int32_t generation = in.i32();
  const QByteArray member = in.string();
  if (call.version >= 7) in.nullableString();
  if (call.version <= 4) in.i64();  // retention
  KafkaGroup* known = group(id);
  const int16_t refused = id.isEmpty() || id.size() > kGroupChars ? kafkaerror::kInvalidGroup : known ? known->mayCommit(member, generation) : generation < 0 ? kafkaerror::kNone : kafkaerror::kUnknownMember;
  KafkaWriter out = begin(placeOf(call));
  if (call.version >= 3) out.i32(0);
  const int topics = in.array(6);
  out.i32(topics);
  for (int t = 0; t < topics && in.ok(); ++t) {
    const QByteArray name = in.string();
    const int partitions = in.array(14);
    out.string(name).i32(partitions);
    for (int p = 0; p < partitions && in.ok(); ++p) {
      const int32_t index = in.i32();
      const int64_t offset = in.i64();
      if (call.version >= 6) in.i32();
      const QByteArray metadata = in.nullableString();
      if (!in.ok()) break;
      int16_t error = refused;
      if (error == kafkaerror::kNone && !m_topics->log(name, index)) error = kafkaerror::kUnknownTopic;
      if (error == kafkaerror::kNone && metadata.size() > KafkaOffsets::kMetadataBytes) error = kafkaerror::kMetadataTooLarge;
      if (error == kafkaerror::kNone && offset < 0) error = kafkaerror::kInvalidRequest;
      if (error == kafkaerror::kNone && !m_offsets->commit({id, name, index}, {offset, metadata})) error = kafkaerror::kStorage;
      out.i32(index).i16(error);
    }
  }
  if (whole(call)) reply(placeOf(call), std::move(out));
}

void KafkaBroker::offsetFetch(Call& call) {
  KafkaReader& in = call.in;
  const QByteArray id = in.string();
  bool everything = false;
  std::vector<std::pair<QByteArray, std::vector<int32_t>>> wanted;
  const int topics = in.array(6, &everything);
  for (int t = 0; t < topics && in.ok(); ++t) {
    wanted.emplace_back(in.string(), std::vector<int32_t>());
    const int partitions = in.array(4);
    for (int p = 0; p < partitions && in.ok(); ++p) wanted.back().second.push_back(in.i32());
  }
  if (!whole(call)) return;
  if (everything) {
    for (auto it = m_offsets->all().lower_bound({id, {}, INT32_MIN}); it != m_offsets->all().end() && it->first.group == id; ++it) {
      if (wanted.empty() || wanted.back().first != it->first.topic) wanted.emplace_back(it->first.topic, std::vector<int32_t>());
      wanted.back().second.push_back(it->first.partition);
    }
  }
  KafkaWriter out = begin(placeOf(call));
  if (call.version >= 3) out.i32(0);
  out.i32(int32_t(wanted.size()));
  for (const auto& [name, partitions] : wanted) {
    out.string(name).i32(int32_t(partitions.size()));
    for (const int32_t index : partitions) {
      const KafkaOffsets::Value* value = m_offsets->find({id, name, index});
      out.i32(index).i64(value ? value->offset : -1);
      if (call.version >= 5) out.i32(-1);
      out.string(value ? value->metadata : QByteArray()).i16(kafkaerror::kNone);
    }
  }
  if (call.version >= 2) out.i16(kafkaerror::kNone);
  reply(placeOf(call), std::move(out));
}

void KafkaBroker::describeGroups(Call& call) {
  KafkaReader& in = call.in;
  const int count = in.array(2);
  std::vector<QByteArray> ids;
  for (int i = 0; i < count && in.ok(); ++i) ids.push_back(in.string());
  if (call.version >= 3) in.i8();
  if (!whole(call)) return;
  KafkaWriter out = begin(placeOf(call));
  if (call.version >= 1) out.i32(0);
  out.i32(count);
  for (const QByteArray& id : ids) {
    const KafkaGroup* known = group(id);
    const auto kept = m_offsets->all().lower_bound({id, {}, INT32_MIN});
    const bool hasOffsets = kept != m_offsets->all().end() && kept->first.group == id;
    out.i16(kafkaerror::kNone).string(id).string(known ? known->stateName() : hasOffsets ? "Empty" : "Dead");
    out.string(known ? known->protocolType() : QByteArray()).string(known ? known->protocol() : QByteArray()).i32(known ? int32_t(known->members().size()) : 0);
    if (known) {
      for (const auto& [memberId, member] : known->members()) {
        const auto used = std::find_if(member.protocols.begin(), member.protocols.end(), [&](const auto& p) { return p.name == known->protocol(); });
        out.string(memberId);
        if (call.version >= 4) out.nullableString(member.instanceId.isEmpty() ? QByteArray() : member.instanceId);
        out.string(member.clientId).string(member.host).bytes(used == member.protocols.end() ? QByteArray() : used->metadata).bytes(member.assignment);
      }
    }
    if (call.version >= 3) out.i32(INT32_MIN);
  }
  reply(placeOf(call), std::move(out));
}

void KafkaBroker::listGroups(Call& call) {
  std::map<QByteArray, QByteArray> ids;
  for (const auto& [key, value] : m_offsets->all()) ids.emplace(key.group, "consumer");
  for (const auto& [id, known] : m_groups) ids[id] = known->protocolType();
  KafkaWriter out = begin(placeOf(call));
  if (call.version >= 1) out.i32(0);
  out.i16(kafkaerror::kNone).i32(int32_t(ids.size()));
  for (const auto& [id, type] : ids) out.string(id).string(type);
  reply(placeOf(call), std::move(out));
}

void KafkaBroker::deleteGroups(Call& call) {
  const int count = call.in.array(2);
  std::vector<QByteArray> ids;
  for (int i = 0; i < count && call.in.ok(); ++i) ids.push_back(call.in.string());
  if (!whole(call)) return;
  KafkaWriter out = begin(placeOf(call));
  out.i32(0).i32(count);
  for (const QByteArray& id : ids) {
    const KafkaGroup* known = group(id);
    const auto kept = m_offsets->all().lower_bound({id, {}, INT32_MIN});
    const bool hasOffsets = kept != m_offsets->all().end() && kept->first.group == id;
    int16_t error = kafkaerror::kNone;
    if (!known && !hasOffsets) error = kafkaerror::kGroupNotFound;
    else if (known && known->state() != KafkaGroup::State::Empty) error = kafkaerror::kNonEmptyGroup;
    else if (!m_offsets->removeGroup(id)) error = kafkaerror::kStorage;
    else m_groups.erase(id);
    out.string(id).i16(error);
  }
  reply(placeOf(call), std::move(out));
}

}  // namespace scfdesk

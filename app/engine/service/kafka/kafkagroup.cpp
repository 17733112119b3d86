// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkagroup.h"
#include "app/engine/service/kafka/kafkawire.h"
#include <QUuid>
#include <algorithm>

namespace scfdesk {

KafkaGroup::~KafkaGroup() {
  if (m_joinTimer) m_reactor.cancel(m_joinTimer);
  for (const auto& [id, timer] : m_announced) m_reactor.cancel(timer);
  for (const auto& [id, member] : m_members)
    if (member.timer) m_reactor.cancel(member.timer);
}

const char* KafkaGroup::stateName() const {
  switch (m_state) {
    case State::Joining: return "PreparingRebalance";
    case State::Syncing: return "CompletingRebalance";
    case State::Stable: return "Stable";
    case State::Empty: break;
  }
  return "Empty";
}

qsizetype KafkaGroup::heldBytes() const {
  qsizetype bytes = 0;
  for (const auto& [id, member] : m_members) {
    bytes += member.assignment.size();
    for (const Protocol& protocol : member.protocols) bytes += protocol.name.size() + protocol.metadata.size();
  }
  return bytes;
}

bool KafkaGroup::fits(const Joining& request) const {
  if (request.protocolType.isEmpty() || request.protocols.empty()) return false;
  const bool alone = m_members.empty() || (m_members.size() == 1 && m_members.contains(request.memberId));
  if (alone) return true;
  if (request.protocolType != m_type) return false;
  return std::any_of(request.protocols.begin(), request.protocols.end(), [&](const Protocol& p) {
    return std::all_of(m_members.begin(), m_members.end(), [&](const auto& m) {
      return m.first == request.memberId || std::any_of(m.second.protocols.begin(), m.second.protocols.end(), [&](const Protocol& q) { return q.name == p.name; });
    });
  });
}

void KafkaGroup::join(const Joining& request, JoinReply reply) {
  const auto refuse = [&](int16_t error) {
    Joined refused;
    refused.error = error;
    refused.memberId = request.memberId;
    reply(refused);
  };
  if (request.sessionMs < kLeastSessionMs || request.sessionMs > kMostSessionMs) return refuse(kafkaerror::kInvalidSessionTimeout);
  if (!fits(request)) return refuse(kafkaerror::kInconsistentProtocol);
  qsizetype bytes = heldBytes();
  for (const Protocol& p : request.protocols) bytes += p.name.size() + p.metadata.size();
  if (bytes > kHeldBytes) return refuse(kafkaerror::kGroupMaxSize);

  QByteArray id = request.memberId;
  if (id.isEmpty()) {
    if (m_members.size() + m_announced.size() >= kMembers) return refuse(kafkaerror::kGroupMaxSize);
    id = (request.instanceId.isEmpty() ? request.clientId.left(200) : request.instanceId.left(200)) + '-' + QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    if (!request.instanceId.isEmpty()) {
      // A static member that comes back takes the place of the one it was.
      const auto old = std::find_if(m_members.begin(), m_members.end(), [&](const auto& m) { return m.second.instanceId == request.instanceId; });
      if (old != m_members.end()) {
        Member before = std::move(old->second);
        if (before.timer) m_reactor.cancel(before.timer);
        m_members.erase(old);
        Joined fenced;
        fenced.error = kafkaerror::kFencedInstance;
        if (before.joining) before.joining(fenced);
        if (before.syncing) before.syncing(kafkaerror::kFencedInstance, {});
      }
    } else if (request.needsId) {
      m_announced[id] = m_reactor.callAfterMs(request.sessionMs, [this, id] { m_announced.erase(id); });
      Joined answer;
      answer.error = kafkaerror::kMemberIdRequired;
      answer.memberId = id;
      return reply(answer);
    }
  } else if (const auto announced = m_announced.find(id); announced != m_announced.end()) {
    m_reactor.cancel(announced->second);
    m_announced.erase(announced);
  } else if (!m_members.contains(id)) {
    return refuse(kafkaerror::kUnknownMember);
  } else if (!request.instanceId.isEmpty() && m_members[id].instanceId != request.instanceId) {
    return refuse(kafkaerror::kFencedInstance);
  }

  const bool known = m_members.contains(id);
  Member& member = m_members[id];
  const bool same = known && member.protocols.size() == request.protocols.size() &&
                    std::equal(member.protocols.begin(), member.protocols.end(), request.protocols.begin(), [](const Protocol& a, const Protocol& b) { return a.name == b.name && a.metadata == b.metadata; });
  member.id = id;
  member.instanceId = request.instanceId;
  member.clientId = request.clientId;
  member.host = request.host;
  member.sessionMs = request.sessionMs;
  member.rebalanceMs = std::clamp(request.rebalanceMs, request.sessionMs, kMostSessionMs);
  member.protocols = request.protocols;
  m_type = request.protocolType;
  keepAlive(member);
  if (known && same && (m_state == State::Syncing || (m_state == State::Stable && id != m_leader))) return reply(answerFor(member));  // it missed the answer
  if (member.joining) {
    Joined again;
    again.error = kafkaerror::kRebalanceInProgress;
    std::exchange(member.joining, nullptr)(again);
  }
  member.joining = std::move(reply);
  if (m_state != State::Joining) rebalance();
  joinIfAll();
}

void KafkaGroup::keepAlive(Member& member) {
  if (member.timer) m_reactor.cancel(member.timer);
  member.timer = m_reactor.callAfterMs(member.sessionMs, [this, id = member.id] {
    const auto it = m_members.find(id);
    if (it == m_members.end()) return;
    it->second.timer = 0;
    // Who waits for an answer of this group is there.
    if (it->second.joining || it->second.syncing) return keepAlive(it->second);
    remove(id);
  });
}

void KafkaGroup::rebalance() {
  m_gathering = m_state == State::Empty;
  m_state = State::Joining;
  int most = 0;
  for (auto& [id, member] : m_members) {
    most = std::max(most, member.rebalanceMs);
    member.assignment.clear();
    if (member.syncing) std::exchange(member.syncing, nullptr)(kafkaerror::kRebalanceInProgress, {});
  }
  if (m_joinTimer) m_reactor.cancel(m_joinTimer);
  m_joinTimer = m_reactor.callAfterMs(m_gathering ? kGatherMs : most, [this] {
    m_joinTimer = 0;
    m_gathering = false;
    finishJoin();
  });
}

void KafkaGroup::joinIfAll() {
  if (m_state != State::Joining || m_gathering) return;
  if (std::all_of(m_members.begin(), m_members.end(), [](const auto& m) { return bool(m.second.joining); })) finishJoin();
}

QByteArray KafkaGroup::chosenProtocol() const {
  // The first in a member's list that all have gets its vote.
  std::map<QByteArray, int> votes;
  for (const auto& [id, member] : m_members) {
    for (const Protocol& p : member.protocols) {
      const bool all = std::all_of(m_members.begin(), m_members.end(), [&](const auto& m) { return std::any_of(m.second.protocols.begin(), m.second.protocols.end(), [&](const Protocol& q) { return q.name == p.name; }); });
      if (!all) continue;
      ++votes[p.name];
      break;
    }
  }
  QByteArray best;
  for (const auto& [name, count] : votes)
    if (best.isNull() || count > votes[best]) best = name;
  return best;
}

KafkaGroup::Joined KafkaGroup::answerFor(const Member& member) const {
  Joined answer;
  answer.generation = m_generation;
  answer.protocol = m_protocol;
  answer.leader = m_leader;
  answer.memberId = member.id;
  if (member.id != m_leader) return answer;
  for (const auto& [id, other] : m_members) {
    const auto it = std::find_if(other.protocols.begin(), other.protocols.end(), [&](const Protocol& p) { return p.name == m_protocol; });
    answer.members.push_back({id, other.instanceId, it == other.protocols.end() ? QByteArray() : it->metadata});
  }
  return answer;
}

void KafkaGroup::finishJoin() {
  if (m_joinTimer) m_reactor.cancel(std::exchange(m_joinTimer, 0));
  m_gathering = false;
  // Who has not come again in time is out.
  std::erase_if(m_members, [&](const auto& m) {
    if (m.second.joining) return false;
    if (m.second.timer) m_reactor.cancel(m.second.timer);
    return true;
  });
  ++m_generation;
  if (m_members.empty()) {
    m_state = State::Empty;
    m_protocol.clear();
    m_leader.clear();
    return;
  }
  if (!m_members.contains(m_leader)) m_leader = m_members.begin()->first;
  m_protocol = chosenProtocol();
  m_state = State::Syncing;
  std::vector<std::pair<JoinReply, Joined>> answers;
  for (auto& [id, member] : m_members) {
    answers.emplace_back(std::exchange(member.joining, nullptr), answerFor(member));
    keepAlive(member);
  }
  for (const auto& [reply, answer] : answers) reply(answer);
}

void KafkaGroup::sync(const QByteArray& memberId, int32_t generation, const std::vector<std::pair<QByteArray, QByteArray>>& assignments, SyncReply reply) {
  const auto it = m_members.find(memberId);
  if (it == m_members.end()) return reply(kafkaerror::kUnknownMember, {});
  if (generation != m_generation) return reply(kafkaerror::kIllegalGeneration, {});
  Member& member = it->second;
  keepAlive(member);
  if (m_state == State::Joining) return reply(kafkaerror::kRebalanceInProgress, {});
  if (m_state == State::Stable) return reply(kafkaerror::kNone, member.assignment);
  if (member.syncing) std::exchange(member.syncing, nullptr)(kafkaerror::kRebalanceInProgress, {});
  member.syncing = std::move(reply);
  if (memberId != m_leader) return;
  qsizetype bytes = heldBytes();
  for (const auto& [id, assignment] : assignments) bytes += assignment.size();
  for (const auto& [id, assignment] : assignments)
    if (const auto other = m_members.find(id); other != m_members.end() && bytes <= kHeldBytes) other->second.assignment = assignment;
  m_state = State::Stable;
  std::vector<std::pair<SyncReply, QByteArray>> answers;
  for (auto& [id, other] : m_members)
    if (other.syncing) answers.emplace_back(std::exchange(other.syncing, nullptr), other.assignment);
  for (const auto& [answer, assignment] : answers) answer(bytes <= kHeldBytes ? kafkaerror::kNone : kafkaerror::kGroupMaxSize, assignment);
}

int16_t KafkaGroup::heartbeat(const QByteArray& memberId, int32_t generation) {
  const auto it = m_members.find(memberId);
  if (it == m_members.end()) return kafkaerror::kUnknownMember;
  if (generation != m_generation) return kafkaerror::kIllegalGeneration;
  keepAlive(it->second);
  return m_state == State::Joining ? kafkaerror::kRebalanceInProgress : kafkaerror::kNone;
}

int16_t KafkaGroup::mayCommit(const QByteArray& memberId, int32_t generation) {
  if (generation < 0 && m_members.empty()) return kafkaerror::kNone;
  const auto it = m_members.find(memberId);
  if (it == m_members.end()) return kafkaerror::kUnknownMember;
  if (generation != m_generation) return kafkaerror::kIllegalGeneration;
  keepAlive(it->second);
  return m_state == State::Syncing ? kafkaerror::kRebalanceInProgress : kafkaerror::kNone;
}

int16_t KafkaGroup::leave(const QByteArray& memberId, const QByteArray& instanceId) {
  QByteArray id = memberId;
  if (id.isEmpty() && !instanceId.isEmpty()) {
    const auto it = std::find_if(m_members.begin(), m_members.end(), [&](const auto& m) { return m.second.instanceId == instanceId; });
    if (it != m_members.end()) id = it->first;
  }
  if (const auto announced = m_announced.find(id); announced != m_announced.end()) {
    m_reactor.cancel(announced->second);
    m_announced.erase(announced);
    return kafkaerror::kNone;
  }
  if (!m_members.contains(id)) return kafkaerror::kUnknownMember;
  remove(id);
  return kafkaerror::kNone;
}

void KafkaGroup::remove(const QByteArray& memberId) {
  auto node = m_members.extract(memberId);
  if (node.empty()) return;
  Member& gone = node.mapped();
  if (gone.timer) m_reactor.cancel(gone.timer);
  Joined out;
  out.error = kafkaerror::kUnknownMember;
  if (gone.joining) gone.joining(out);
  if (gone.syncing) gone.syncing(kafkaerror::kUnknownMember, {});
  if (m_state != State::Joining) {
    rebalance();
    m_gathering = false;
  }
  if (m_members.empty()) finishJoin();
  else joinIfAll();
}

}  // namespace scfdesk

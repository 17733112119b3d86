// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include <QByteArray>
#include <functional>
#include <map>
#include <vector>

namespace scfdesk {

/// One consumer group: who its members are and who has which partitions. The members work the assignment out themselves (the
/// leader does); this sees to it that all agree on one generation.
/// Empty -> Joining (members come, until all known ones have asked again) -> Syncing (the leader works) -> Stable -> Joining ...
/// Broker thread; owned by KafkaGroups. Replies may come before a call returns.
class KafkaGroup final {
 public:
  enum class State { Empty, Joining, Syncing, Stable };
  static constexpr int kMembers = 500;
  static constexpr int kLeastSessionMs = 1000, kMostSessionMs = 1'800'000;
  static constexpr int kGatherMs = 150;  ///< how long the first join waits for others (Kafka: 3 s)
  static constexpr qsizetype kHeldBytes = 16 * 1024 * 1024;  ///< of all members' metadata and assignments

  struct Protocol { QByteArray name, metadata; };
  struct Joining {
    QByteArray memberId, instanceId, clientId, host, protocolType;
    int sessionMs = 0, rebalanceMs = 0;
    std::vector<Protocol> protocols;
    bool needsId = false;  ///< the client knows MEMBER_ID_REQUIRED
  };
  struct Joined {
    int16_t error = 0;
    int32_t generation = -1;
    QByteArray protocol, leader, memberId;
    struct Member { QByteArray id, instanceId, metadata; };
    std::vector<Member> members;  ///< for the leader alone
  };
  using JoinReply = std::function<void(const Joined&)>;
  using SyncReply = std::function<void(int16_t error, const QByteArray& assignment)>;

  KafkaGroup(Reactor& reactor, QByteArray id) : m_reactor(reactor), m_id(std::move(id)) {}
  ~KafkaGroup();
  KafkaGroup(const KafkaGroup&) = delete;
  KafkaGroup& operator=(const KafkaGroup&) = delete;

  void join(const Joining& request, JoinReply reply);
  void sync(const QByteArray& memberId, int32_t generation, const std::vector<std::pair<QByteArray, QByteArray>>& assignments, SyncReply reply);
  int16_t heartbeat(const QByteArray& memberId, int32_t generation);
  int16_t leave(const QByteArray& memberId, const QByteArray& instanceId);
  /// Whether this member of this generation may commit offsets; none of a group (generation -1) may while nobody is in it.
  int16_t mayCommit(const QByteArray& memberId, int32_t generation);

  struct Member {
    QByteArray id, instanceId, clientId, host;
    int sessionMs = 0, rebalanceMs = 0;
    std::vector<Protocol> protocols;
    QByteArray assignment;
    JoinReply joining;
    SyncReply syncing;
    Reactor::TimerId timer = 0;
  };
  [[nodiscard]] const QByteArray& id() const { return m_id; }
  [[nodiscard]] State state() const { return m_state; }
  [[nodiscard]] const std::map<QByteArray, Member>& members() const { return m_members; }
  [[nodiscard]] const QByteArray& protocol() const { return m_protocol; }
  [[nodiscard]] const QByteArray& protocolType() const { return m_type; }
  [[nodiscard]] const char* stateName() const;

 private:
  [[nodiscard]] bool fits(const Joining& request) const;
  [[nodiscard]] QByteArray chosenProtocol() const;
  void rebalance();
  void finishJoin();
  void joinIfAll();
  void keepAlive(Member& member);
  void remove(const QByteArray& memberId);
  [[nodiscard]] Joined answerFor(const Member& member) const;
  [[nodiscard]] qsizetype heldBytes() const;

  Reactor& m_reactor;
  const QByteArray m_id;
  State m_state = State::Empty;
  QByteArray m_type, m_protocol, m_leader;
  int32_t m_generation = 0;
  std::map<QByteArray, Member> m_members;
  std::map<QByteArray, Reactor::TimerId> m_announced;  ///< ids that were given and have not been used yet
  Reactor::TimerId m_joinTimer = 0;
  bool m_gathering = false;  ///< the first join waits for others
};

}  // namespace scfdesk

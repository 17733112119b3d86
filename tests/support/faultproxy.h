// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>
#include <vector>

class QTcpSocket;

namespace scfdesk {

/// What a proxy does with one request.
enum class Fault : uint8_t {
  None,
  Hold,           ///< takes the request and never answers; it does not reach the target
  HoldAfter,      ///< the target does it; the answer never comes
  Http500,        ///< answered by the proxy; it does not reach the target
  Http502After,   ///< the target does it; the answer is HTTP 502
  Throttled,      ///< RequestLimitExceeded; it does not reach the target
  InternalAfter,  ///< the target does it; the answer is InternalError
  DropBefore,     ///< the connection closes; it does not reach the target
  DropAfter,      ///< the target does it; the connection closes without a byte of the answer
  HalfAnswer,     ///< the target does it; half of the answer comes
  Garbage,        ///< the target does it; the answer is HTML
  WrongSignature, ///< the signature is altered on the way: the target refuses
};

/// A proxy between a client and an engine of ours that breaks what it is told to break, request by request. Lives on the thread
/// of the test, whose event loop moves it; never waits.
class FaultProxy final : public QObject {
 public:
  explicit FaultProxy(const QUrl& target, QObject* parent = nullptr);
  [[nodiscard]] QUrl url() const;
  /// The next `times` requests of this action (empty = any) meet the fault; rules are used up in order.
  void add(Fault fault, const QByteArray& action = {}, int times = 1);
  /// The n-th request from now (1 = the next) that is no Get... or List... meets the fault.
  void addAtWrite(int n, Fault fault);
  /// This action is answered here, with this "Response" object: an action of another service (SearchLog, GetMonitorData).
  void setAnswer(const QByteArray& action, const QByteArray& response) { m_answers[action] = response; }
  void clear();
  /// Bodies of the requests that setAnswer() answered.
  [[nodiscard]] const QList<QByteArray>& asked() const { return m_asked; }
  /// X-TC-Action of every request that came, in order ("" where there is none).
  [[nodiscard]] const QList<QByteArray>& seen() const { return m_seen; }
  [[nodiscard]] int count(const QByteArray& action) const { return int(m_seen.count(action)); }
  /// Requests that met a fault.
  [[nodiscard]] int broken() const { return m_broken; }

 private:
  struct Rule {
    Fault fault;
    QByteArray action;
    int times;
  };
  void onConnection();
  void onRequest(QTcpSocket* client, QByteArray request);
  [[nodiscard]] Fault faultFor(const QByteArray& action);
  QTcpServer m_server;
  QUrl m_target;
  std::vector<Rule> m_rules;
  int m_writeAt = 0;
  Fault m_writeFault = Fault::None;
  QList<QByteArray> m_seen;
  int m_broken = 0;
  QHash<QByteArray, QByteArray> m_answers;
  QList<QByteArray> m_asked;
};

}  // namespace scfdesk

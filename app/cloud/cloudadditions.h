// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/cloudpoll.h"
#include <QHash>

namespace scfdesk {

/// What views ask of an engine's local additions (/-/code, /-/triggers, /-/provisioned, /-/async), answered for Tencent Cloud by the
/// actions that tell of it, in the same shape. Answers of reads are kept for some seconds, as views look again and again. What the
/// cloud cannot tell is an Error that says so. On the client's thread; owned by CloudBackend.
class CloudAdditions final : public QObject {
  Q_OBJECT
 public:
  using Reply = std::function<void(Result<QByteArray>)>;
  /// How something is written: with the questions that are asked before.
  using Write = std::function<void(const QByteArray& action, const QByteArray& params, Reply reply)>;
  CloudAdditions(CloudClient& client, const CloudPoll& poll, QString ns, Write write, QObject* parent = nullptr);
  /// As over HTTP: "GET", "/-/triggers?function=thumb". The reply is dropped when `context` has died.
  void ask(const QByteArray& method, const QByteArray& target, const QByteArray& body, QObject* context, Reply reply);

  static constexpr int kKeptMs = 5000;          ///< an answer is used again for so long
  static constexpr size_t kAnswersKept = 100;
  static constexpr qsizetype kTraced = 20;      ///< functions whose async events are counted at once
  static constexpr int kEnded = 50;             ///< newest async events that have ended, of the chosen function

 private:
  [[nodiscard]] Reply kept(const QByteArray& target, Reply reply);
  void code(const QString& name, const QString& qualifier, const Reply& reply);
  void triggers(const QString& name, const Reply& reply);
  void trigger(const QByteArray& id, const Reply& reply);
  void changeTrigger(const QByteArray& id, const QByteArray& body, const Reply& reply);
  void provisioned(const QString& name, const Reply& reply);
  void asyncQueue(FunctionId only, int count, const Reply& reply);
  void asyncEvent(const QByteArray& requestId, const Reply& reply);
  [[nodiscard]] QByteArray types() const;
  CloudClient& m_client;
  const CloudPoll& m_poll;
  const QString m_ns;
  const Write m_write;
  struct Kept {
    int64_t atMs = 0;
    QByteArray answer;
  };
  QHash<QByteArray, Kept> m_kept;
  QHash<QByteArray, QByteArray> m_events;  ///< async events as they were listed, by request id
};

/// One entry of ListTriggers as /-/triggers gives it; its id holds everything that finds it again. Pure.
QByteArray cloudTriggerText(const QByteArray& listed, const QString& ns, const QString& function);

}  // namespace scfdesk

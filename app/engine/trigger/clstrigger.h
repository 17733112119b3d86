// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "app/engine/trigger/trigger.h"

namespace scfdesk {

/// CLS (facts/scf.md section 5): log lines of functions in batches, gzip and base64. Its name is the topic's id: that of the
/// functions whose ClsTopicId it is, or kLocalTopic for all functions. Engine thread; owned by Triggers, which hands it what runs have
/// printed. Never feeds on its own output: lines of its own function, and of any run that a CLS trigger brought, are left out.
class ClsTrigger final : public Trigger {
 public:
  using Trigger::Trigger;
  ~ClsTrigger() override;
  void fire(const QByteArray& what, Reply reply) override;
  [[nodiscard]] QByteArray about() const override;
  /// Lines of an attempt that has ended.
  void logged(const FunctionInfo& function, const Invocation& attempt, const LogChunk& log);

  /// {"effective","function_name","name_space","qualifier","max_size","max_wait","topic_id"}; max_size: records of a batch,
  /// max_wait: seconds.
  static Result<QString> keep(const QString& sent);
  static Status checkName(const QString& name);
  struct Record {
    TimeUs at = 0;
    QByteArray content;
  };
  /// {"clslogs":{"data":"<base64(gzip(json))>"}}
  static QByteArray eventOf(const QByteArray& topic, const std::vector<Record>& records);
  static QByteArray gzip(const QByteArray& bytes);

  static constexpr const char* kLocalTopic = "local-logs";
  static constexpr int kLeastWait = 3, kMostWait = 300;    ///< seconds
  static constexpr int kMostRecords = 1000;                ///< ours: of a batch
  static constexpr int64_t kBatchBytes = 512LL * 1024;     ///< ours: of its lines, before they are packed

 protected:
  void start() override;
  void stop() override;

 private:
  void flush();
  void send(std::vector<Record>&& records, Reply reply = {});

  std::vector<Record> m_waiting;
  int64_t m_waitingBytes = 0;
  int m_maxRecords = 100, m_maxWait = 60;
  Reactor::TimerId m_timer = 0;
};

}  // namespace scfdesk

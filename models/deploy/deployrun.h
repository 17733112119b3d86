// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/deploy/deployread.h"
#include <QTimer>

namespace scfdesk {

struct DeployRequest {
  QStringList functions;
  bool publish = false;
  QString versionDescription;
  QMap<QString, QByteArray> events;  ///< by function: what it is verified with after the deploy; none = no invoke
};

/// How far one step is.
struct StepProgress {
  enum class State : uint8_t { Waiting, Running, Done, Failed } state = State::Waiting;
  int attempts = 0;
  Error error;  ///< of the last attempt; of a step that is done, what it overcame
};

/// What an invoke after the deploy brought.
struct Verification {
  QString function;
  bool ok = false;
  QByteArray result;  ///< RetMsg
  QString error;
  double durationMs = 0;
  int64_t memoryBytes = 0;
  QByteArray log;
};

/// One deploy from one end to another: reads, plans, applies step by step, reads again and sees that nothing differs, invokes. A
/// step whose end is unknown (time-out, half an answer) is looked at and asked for again until it is done or refused. A step that
/// fails ends the run; what was done stays, and read() plans anew what is left: running it again is safe at any time. `pull` is
/// the same with the ends exchanged. One thread; the ends must outlive it.
class DeployRun final : public QObject {
  Q_OBJECT
 public:
  enum class State : uint8_t { Idle, Reading, Planned, Applying, Verifying, Done, Failed };
  DeployRun(DeployTarget& source, DeployTarget& target, DeployRequest request, QObject* parent = nullptr);

  /// Reads both ends and makes the plan: Planned, or Failed.
  void read();
  /// Requires: Planned. Ends in Done or Failed.
  void apply();
  /// Ends after the step at hand, as Failed with Local.Stopped.
  void stop() { m_stopping = true; }

  [[nodiscard]] State state() const { return m_state; }
  [[nodiscard]] const DeployPlan& plan() const { return m_plan; }
  [[nodiscard]] const QList<StepProgress>& progress() const { return m_progress; }
  [[nodiscard]] const QList<Verification>& verifications() const { return m_verifications; }
  /// Why it failed.
  [[nodiscard]] const Error& error() const { return m_error; }
  [[nodiscard]] DeployTarget& source() const { return m_source; }
  [[nodiscard]] DeployTarget& target() const { return m_target; }

  static constexpr int kAttempts = 5;     ///< of a step
  static constexpr int kPollMs = 1000;    ///< between looks at a function that is being changed
  static constexpr int kPolls = 300;      ///< looks at most
  /// For tests: waits as a share of what they are.
  void setDelayScale(double scale) { m_delayScale = scale; }

 Q_SIGNALS:
  void stateChanged();
  void stepChanged(int step);

 private:
  void setState(State state);
  void fail(Error error);
  void beginStep(int step);
  void sendStep(int step);
  void onAnswer(int step, const Result<QByteArray>& answer);
  void again(int step, const Error& error);
  void settle(int step, int polls, std::function<void(Result<QByteArray>)> then);
  void countVersions(int step, std::function<void(Result<int>)> then);
  void endStep(int step);
  void readAgain();
  void verify(int at);
  void later(int ms, std::function<void()> work);
  DeployTarget& m_source;
  DeployTarget& m_target;
  const DeployRequest m_request;
  State m_state = State::Idle;
  DeployPlan m_plan;
  QMap<QString, QByteArray> m_zips;
  QList<StepProgress> m_progress;
  QList<Verification> m_verifications;
  Error m_error;
  int m_versions = 0;       ///< that the function had before the step at hand
  bool m_uncertain = false; ///< an attempt of the step at hand ended unknown
  bool m_stopping = false;
  double m_delayScale = 1;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/cloudclient.h"
#include "models/data/function.h"
#include <QHash>
#include <QSet>

namespace scfdesk {

/// Keeps a picture of the functions of one namespace by asking: the list at an interval, the details of a function when its time
/// of change or its state differs, of one more each round, and soon again of one that is being changed. Waits longer after each
/// failure. Numbers of functions are given once and never reused. Lives on the client's thread, which must outlive it.
class CloudPoll final : public QObject {
  Q_OBJECT
 public:
  CloudPoll(CloudClient& client, QString ns, QObject* parent = nullptr);
  void start();
  /// A function was changed from here: look at it now. An empty name: at the list.
  void look(const QString& name);
  [[nodiscard]] const FunctionInfo* function(const FunctionKey& key) const;
  [[nodiscard]] const FunctionInfo* function(FunctionId id) const;
  [[nodiscard]] QList<FunctionInfo> functions() const { return m_functions.values(); }
  /// Reads the details of one function and replies with them.
  void refresh(const QString& name, QObject* context, std::function<void(Result<FunctionInfo>)> reply);
  /// When the list was last read well, in us of the real time; 0 = never.
  [[nodiscard]] TimeUs heardAt() const { return m_heardAt; }

  static constexpr int kIntervalMs = 10'000;
  static constexpr int kSoonMs = 1500;         ///< while a function is being changed
  static constexpr int kLongestMs = 120'000;   ///< between rounds after failures
  static constexpr int kPage = 100;
  static constexpr int kFunctionsMost = 5000;
  void setIntervalMs(int ms) { m_interval = ms; }  ///< for tests

 Q_SIGNALS:
  void functionChanged(const scfdesk::FunctionInfo& info);
  void functionRemoved(quint32 id);
  void listed();                                 ///< the list was read, and again when a round ended well
  void failed(const scfdesk::Error& error);      ///< a round did not

 private:
  void round();
  void page(int offset);
  void take(const QList<FunctionInfo>& listed);
  void nextDetail();
  void endRound(const std::optional<Error>& error);
  [[nodiscard]] FunctionId unit(const QString& name, VersionNumber version);
  CloudClient& m_client;
  const QString m_ns;
  QTimer m_timer;
  QHash<QString, FunctionInfo> m_functions;  ///< by name
  QHash<QString, FunctionId> m_units;        ///< "name" and "name 3"
  QSet<QString> m_detailed;
  QList<QString> m_wanted;                   ///< details to be read
  QList<FunctionInfo> m_listing;
  FunctionId m_lastUnit = 0;
  qsizetype m_turn = 0;
  TimeUs m_heardAt = 0;
  int m_interval = kIntervalMs;
  int m_failures = 0;
  bool m_busy = false, m_again = false;
};

}  // namespace scfdesk

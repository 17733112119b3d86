// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/cloudclient.h"
#include "models/data/history.h"
#include "models/data/log.h"
#include <QHash>
#include <QSet>

namespace scfdesk {

/// One line of CLS about a function (facts/scf.md 9.2).
struct CloudLogLine {
  TimeUs at = 0;
  QString function;
  QByteArray requestId;
  QByteArray message;
  LogLevel level = LogLevel::Info;
  int statusCode = 0;       ///< SCF_StatusCode; 0 = not said
  int64_t durationUs = -1;  ///< of the line that reports the end of a request; else -1
  int64_t memoryBytes = 0;
  QByteArray key;           ///< the same line has the same key
};

/// A page of SearchLog (CLS, version 2020-10-16).
struct CloudLogPage {
  QList<CloudLogLine> lines;
  QString context;  ///< for the next page
  bool over = true;
};
Result<CloudLogPage> cloudLogPage(const QByteArray& searchLog);

/// Points of GetMonitorData (Cloud Monitor, version 2018-07-24): by function, (second, value).
using MonitorPoints = QHash<QString, QList<std::pair<int64_t, double>>>;
Result<MonitorPoints> monitorPoints(const QByteArray& getMonitorData);
/// Parameters of GetMonitorData of one metric of at most kMonitorInstances functions, by the minute.
QByteArray monitorParams(const QByteArray& metric, const QString& ns, const QStringList& functions, int64_t beginSecond, int64_t endSecond);
inline constexpr int kMonitorInstances = 10;
inline constexpr int kMonitorPeriod = 60;

/// Reads what functions have logged from their CLS topics, again and again: CLS has a line some seconds after it was written, so
/// each look begins before the last one ended, and lines that were told are not told again. Waits longer after failures. On the
/// client's thread, which must outlive it.
class CloudLogs final : public QObject {
  Q_OBJECT
 public:
  CloudLogs(CloudClient& client, QString ns, QObject* parent = nullptr);
  /// The topics that functions log to.
  void setTopics(const QSet<QString>& topics);
  void start();

  static constexpr int kIntervalMs = 5000;
  static constexpr int kLongestMs = 120'000;
  static constexpr int64_t kOverlapMs = 60'000;  ///< how late a line may come
  static constexpr int64_t kFirstMs = 15 * 60'000;
  static constexpr int kPage = 100;
  static constexpr int kPagesMost = 20;          ///< of one topic in one look; the rest comes with the next
  static constexpr int kKeysHeld = 20'000;
  void setIntervalMs(int ms) { m_interval = ms; }  ///< for tests

 Q_SIGNALS:
  void lines(const QList<scfdesk::CloudLogLine>& lines);
  void failed(const scfdesk::Error& error);

 private:
  void look();
  void page(const QString& topic, const QString& context, int number);
  void next();
  CloudClient& m_client;
  const QString m_ns;
  QTimer m_timer;
  QSet<QString> m_topics;
  QStringList m_left;              ///< of the look at hand
  QHash<QString, int64_t> m_read;  ///< by topic: up to where, ms
  QSet<QByteArray> m_told;
  int64_t m_to = 0;
  int m_interval = kIntervalMs;
  int m_failures = 0;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/backend.h"
#include "models/logstore.h"
#include <QCache>
#include <QSet>
#include <QTimer>
#include <deque>

class QJsonObject;

namespace scfdesk {

/// One line of an answer of /-/logs. Its record's seq rises with its number on disk and is never 0; invocation and offset are not
/// known of it.
void keptLine(const QJsonObject& line, LogRecord& record, QByteArray& text, RequestFacts& facts);

/// The log that is kept on disk, as rows: all of it, or what a query finds. The engine searches from new to old, a page at a time;
/// what is found comes in front, and any line is fetched when it is looked at (until then it is empty). What has been written by
/// the moment it was asked for; ask anew for more. GUI thread; owned by its view.
class DiskLog final : public LogRows {
  Q_OBJECT
 public:
  static constexpr size_t kMostMatches = limits::kLogLinesHeld;  ///< then the search ends and says so
  explicit DiskLog(Backend& backend, QObject* parent = nullptr);
  /// Begins anew. An empty query means every line.
  void search(const QString& query);
  /// Ends what is under way; what was found stays.
  void cancel();
  [[nodiscard]] bool busy() const { return m_busy; }
  [[nodiscard]] bool cancelled() const { return m_cancelled; }
  [[nodiscard]] bool full() const { return m_matches.size() >= kMostMatches; }
  [[nodiscard]] qint64 looked() const { return m_looked; }
  /// Lines on disk that are known of; all when known().
  [[nodiscard]] qint64 total() const { return m_end - m_first; }
  [[nodiscard]] bool known() const { return m_complete; }
  [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
  /// Of a row, all of its bytes where they were not cut; nothing when it is not there yet.
  [[nodiscard]] bool there(qint64 row) const;

  [[nodiscard]] qint64 size() const override;
  [[nodiscard]] LogLine at(qint64 row) const override;
  [[nodiscard]] qint64 storeIndex(qint64 row) const override;  ///< the line's number on disk
  [[nodiscard]] qint64 rowAt(qint64 number) const override;
  [[nodiscard]] RequestFacts factsOf(const LogLine& line) const override;

 Q_SIGNALS:
  void progressed();

 private:
  struct Kept {
    LogRecord record;
    QByteArray text;
    RequestFacts facts;
  };
  void ask();
  void onPage(const Result<QByteArray>& page);
  void want(qint64 number) const;
  void fetch();
  void keep(const QJsonObject& line);
  Backend& m_backend;
  QString m_query;
  QByteArray m_id;               ///< of this search, for the engine
  uint64_t m_searches = 0;
  bool m_all = true, m_busy = false, m_cancelled = false, m_complete = false, m_started = false;
  qint64 m_first = 0, m_end = 0, m_next = 0, m_looked = 0;
  std::deque<qint64> m_matches;  ///< numbers, rising
  std::optional<Error> m_error;
  mutable QCache<qint64, Kept> m_lines;
  mutable QSet<qint64> m_wanted;
  mutable QTimer m_soon;
  bool m_fetching = false;
};

}  // namespace scfdesk

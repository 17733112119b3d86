// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/answers.h"
#include "app/engine/store/logindex.h"
#include "app/engine/store/worker.h"
#include "models/data/logmatcher.h"
#include <atomic>

namespace scfdesk {

/// What is asked of the kept log: a page of a search that goes from new to old, or certain lines.
struct LogAsk {
  QByteArray id;                       ///< names the search, for cancel(); a later page of the same name takes its place
  LogQuery query;                      ///< empty: every line
  std::optional<int64_t> before;       ///< lines with lower numbers; none = from the newest, looking anew what has come
  std::optional<int64_t> from;         ///< not below this number
  int lines = 200;                     ///< whole lines given at most
  int matches = 200;                   ///< numbers of matches given at most
  qsizetype cutAt = 0;                 ///< bytes of a line given at most; 0 = all
  std::vector<int64_t> rows;           ///< instead: these lines
  bool index = false;                  ///< instead: no line, only how many there are, one piece further back each time
};

struct LogPage {
  int64_t first = 0, end = 0;          ///< numbers of the lines known so far; `complete`: that is all
  bool complete = false;
  int64_t next = 0;                    ///< where the next page goes on (`before`)
  bool more = false;
  int64_t looked = 0;                  ///< lines behind this page, matching or not
  bool cancelled = false;
  std::vector<KeptLines> blocks;       ///< that hold the texts
  std::vector<std::pair<size_t, KeptLine>> lines;  ///< newest first, each with its block
  std::vector<int64_t> matches;        ///< numbers, falling
};

/// Searches the segment files on a thread of its own, a bounded piece of work at a time: a page holds what was found until then,
/// and the asker asks on. Engine thread; replies come there.
class LogSearch final {
 public:
  static constexpr int kMostLines = 1000;
  static constexpr int kMostMatches = 20'000;
  static constexpr qsizetype kPageBytes = 4 << 20;        ///< of text in one page
  static constexpr int64_t kPageWork = 24LL << 20;        ///< bytes read for one page, about
  static constexpr int64_t kPageRecords = 40'000;         ///< records indexed for one page, about

  LogSearch(const QString& folder, Reactor& reactor);
  ~LogSearch();
  LogSearch(const LogSearch&) = delete;
  LogSearch& operator=(const LogSearch&) = delete;

  /// `names`: of functions, as they are now.
  void ask(LogAsk ask, QHash<FunctionId, QString> names, std::function<void(Result<std::shared_ptr<LogPage>>)> reply);
  /// A page that is being made ends at its next block. False when no such search runs.
  bool cancel(const QByteArray& id);

  /// The work itself; any one thread.
  static LogPage page(LogIndex& index, const LogAsk& ask, const QHash<FunctionId, QString>& names, const std::atomic<bool>& cancelled);

 private:
  std::shared_ptr<LogIndex> m_index;  ///< worker
  Answers m_answers;
  QHash<QByteArray, std::shared_ptr<std::atomic<bool>>> m_running;
  Worker m_worker;
};

/// What the owner of a line came to.
RequestFacts factsOfRow(const InvocationRow& row);

}  // namespace scfdesk

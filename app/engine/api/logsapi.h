// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include "app/engine/http/httpserver.h"
#include "app/engine/store/logsearch.h"

namespace scfdesk {

/// The local addition about the kept log, /-/logs: pages of a search or of all lines, from new to old, and single lines. The work
/// is bounded for each page; the asker goes on with before=NEXT for as long as more is true, and shows looked as its progress.
/// Engine thread; owned by LocalApi, which has checked who asks. The search's thread begins with the first question.
///
/// With index=1 a page says only how many lines there are (first, end; complete: that is all).
///
/// GET /-/logs?query=Q&before=ROW&from=ROW&lines=N&matches=N&cut=BYTES&id=NAME, GET /-/logs?rows=R,R,..., DELETE /-/logs?id=NAME.
class LogsApi final {
 public:
  static constexpr int kMostRows = 500;
  LogsApi(EngineControl& engine, Reactor& reactor) : m_engine(engine), m_reactor(reactor) {}
  /// Where the segment files are; before that there is no log to search.
  void setFolder(const QString& folder) { m_folder = folder; }
  void handle(const HttpRequest& request, HttpReply& reply);

 private:
  [[nodiscard]] Result<LogAsk> read(const HttpRequest& request) const;
  EngineControl& m_engine;
  Reactor& m_reactor;
  QString m_folder;
  std::unique_ptr<LogSearch> m_search;
};

}  // namespace scfdesk

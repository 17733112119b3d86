// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/cloud/cloudlogs.h"
#include "models/data/logmatcher.h"

namespace scfdesk::cli {

class Session;

/// Which lines of CLS a query means: the query of the Logs view, asked of lines that come page by page. What only an ended request
/// has (status, duration) is known from the lines that were added before. A value; one thread.
class CloudLineFilter final {
 public:
  explicit CloudLineFilter(LogQuery query);
  CloudLineFilter(const CloudLineFilter&) = delete;
  CloudLineFilter& operator=(const CloudLineFilter&) = delete;
  /// Takes what these lines tell of their requests.
  void learn(const QList<CloudLogLine>& lines);
  [[nodiscard]] bool matches(const CloudLogLine& line) const;

 private:
  [[nodiscard]] RequestFacts factsOf(InvocationId number) const { return m_facts.value(number); }
  QStringList m_names;                        ///< of functions; their place + 1 is their id
  QHash<QByteArray, InvocationId> m_requests;
  QHash<InvocationId, RequestFacts> m_facts;
  LogMatcher m_matcher;
};

/// The parameters of SearchLog for the newest lines of some functions (none: of all), or of one request, as JSON.
QByteArray searchLogParams(const QString& topic, const QString& ns, const QStringList& functions, const QString& requestId, int64_t fromMs, int64_t toMs, int limit, const QString& context);

/// logs at a connection to Tencent Cloud: from the CLS topics of the functions, or, where one function has none, what GetFunctionLogs
/// still tells. `query` as in the Logs view; `lines`: so many of the newest. The exit status.
int runRemoteLogs(Session& session, CloudClient& client, const QString& query, int lines);

}  // namespace scfdesk::cli

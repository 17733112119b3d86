// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/queryfilter.h"
#include "models/functionmodel.h"
#include "models/logstore.h"
#include <algorithm>
#include <iterator>

namespace scfdesk {

QueryFilter::QueryFilter(const Series& all, const FunctionModel& functions, const LogStore& logs, QObject* parent)
    : QObject(parent), m_all(all), m_functions(functions), m_logs(logs) {}

void QueryFilter::setText(const QString& text) {
  if (text == m_text) return;
  m_text = text;
  m_matcher.reset();
  const LogQuery query = LogQuery::parse(text).query;
  if (!query.empty())
    m_matcher = std::make_shared<LogMatcher>(query, [this](FunctionId id) {
      const FunctionInfo* info = m_functions.info(id);
      return info ? info->key.name : QString();
    });
  m_found.takeFinished(m_all, [this](const Finished& row) { return m_matcher && matches(row.function, row.instance, row.invocation); });
  ++m_revision;
  Q_EMIT changed();
}

bool QueryFilter::matches(FunctionId function, InstanceId instance, InvocationId invocation) const {
  return !m_matcher || m_matcher->invocation(function, instance, m_logs.requests().of(invocation)) == LogMatcher::Verdict::Yes;
}

bool QueryFilter::concerns(FunctionId function) const { return !m_matcher || m_matcher->takesFunction(function); }

std::optional<VersionNumber> QueryFilter::version() const {
  std::optional<VersionNumber> found;
  if (m_matcher)
    for (const LogTerm& term : m_matcher->query().terms()) {
      if (term.kind != LogTerm::Kind::Version) continue;
      if (found || term.negated || term.versions.size() != 1) return std::nullopt;
      found = term.versions.front();
    }
  return found;
}

bool QueryFilter::asksOfRuns() const {
  using Kind = LogTerm::Kind;
  return dividesRuns() || (m_matcher && std::any_of(m_matcher->query().terms().begin(), m_matcher->query().terms().end(), [](const LogTerm& term) { return term.kind == Kind::Function || term.kind == Kind::Version; }));
}

bool QueryFilter::dividesRuns(bool withinVersion) const {
  using Kind = LogTerm::Kind;
  // Instances are of one version each: who counts those of the version that is asked for need not ask their runs.
  const bool versions = !withinVersion || !version();
  return m_matcher && std::any_of(m_matcher->query().terms().begin(), m_matcher->query().terms().end(), [versions](const LogTerm& term) {
    return (term.kind == Kind::Version && versions) || term.kind == Kind::Request || term.kind == Kind::Instance || term.kind == Kind::Status || term.kind == Kind::Cold || term.kind == Kind::Duration;
  });
}

void QueryFilter::apply(const EngineDelta& delta) {
  if (!m_matcher) return;
  EngineDelta found;
  found.now = delta.now;
  std::copy_if(delta.invocations.begin(), delta.invocations.end(), std::back_inserter(found.invocations), [this](const Invocation& i) {
    return i.finished && m_matcher->invocation(i.function, i.instance, LogMatcher::factsOf(i)) == LogMatcher::Verdict::Yes;
  });
  m_found.apply(found);
}

}  // namespace scfdesk

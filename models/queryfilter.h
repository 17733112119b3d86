// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/logmatcher.h"
#include "models/series.h"
#include <QObject>
#include <memory>
#include <optional>

namespace scfdesk {

class FunctionModel;
class LogStore;

/// The one query of the window (the language of Logs). Lanes, graphs and tables of invocations ask it; what only a line has, its
/// text and its level, restricts lines alone. series() holds the finished invocations that match. GUI thread; owned by ModelHub.
class QueryFilter final : public QObject {
  Q_OBJECT
 public:
  QueryFilter(const Series& all, const FunctionModel& functions, const LogStore& logs, QObject* parent = nullptr);
  /// What stands before a mistake counts.
  void setText(const QString& text);
  [[nodiscard]] const QString& text() const { return m_text; }
  [[nodiscard]] bool active() const { return m_matcher != nullptr; }
  [[nodiscard]] const std::shared_ptr<const LogMatcher>& matcher() const { return m_matcher; }
  /// Does an invocation match, as far as is known of it? One that has not ended does not match what asks for its end.
  [[nodiscard]] bool matches(FunctionId function, InstanceId instance, InvocationId invocation) const;
  /// Can anything of the function match? False is sure.
  [[nodiscard]] bool concerns(FunctionId function) const;
  /// Does it ask anything of runs, and not of lines alone?
  [[nodiscard]] bool asksOfRuns() const;
  /// Does it tell runs of one function from each other? If not, all of a function that it concerns match. `withinVersion`: of the one
  /// version that it asks for, whose instances can be counted apart.
  [[nodiscard]] bool dividesRuns(bool withinVersion = false) const;
  /// The one version that it asks for, if it asks for one.
  [[nodiscard]] std::optional<VersionNumber> version() const;
  /// Of all, or of what matches.
  [[nodiscard]] const Series& series() const { return m_matcher ? m_found : m_all; }
  /// Rises when another query is set.
  [[nodiscard]] uint64_t revision() const { return m_revision; }
  void apply(const EngineDelta& delta);

 Q_SIGNALS:
  void changed();

 private:
  const Series& m_all;
  const FunctionModel& m_functions;
  const LogStore& m_logs;
  Series m_found;
  QString m_text;
  std::shared_ptr<const LogMatcher> m_matcher;
  uint64_t m_revision = 0;
};

}  // namespace scfdesk

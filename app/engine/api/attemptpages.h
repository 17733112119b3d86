// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/enginecontrol.h"
#include <QSet>
#include <memory>

namespace scfdesk {

/// The kept attempts of a function between two times, from the newest to the oldest, page by page: the engine holds one page at
/// a time, however many there are. Engine thread; lives until its last call.
class AttemptPages final : public std::enable_shared_from_this<AttemptPages> {
 public:
  using Attempts = std::vector<InvocationDetail>;
  struct Handlers {
    /// A page, none of it told before. False: no more are wanted.
    std::function<bool(Attempts&&)> page;
    /// The end: `complete` is false when the reading failed or was not wanted to the end.
    std::function<void(bool complete, const std::optional<Error>& error)> done;
  };
  static void read(EngineControl& engine, FunctionId function, TimeUs from, TimeUs to, Handlers handlers);
  AttemptPages(EngineControl& engine, FunctionId function, TimeUs from, Handlers handlers) : m_engine(engine), m_function(function), m_from(from), m_handlers(std::move(handlers)) {}

 private:
  void ask(TimeUs to);
  void take(TimeUs to, Result<Attempts> attempts);
  static QByteArray keyOf(const InvocationDetail& d) { return d.invocation.requestId + '#' + QByteArray::number(d.invocation.retryNum); }

  EngineControl& m_engine;
  FunctionId m_function;
  TimeUs m_from;
  Handlers m_handlers;
  QSet<QByteArray> m_told;  ///< of the page before: the next one begins with those of its last moment
};

}  // namespace scfdesk

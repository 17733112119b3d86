// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/api/attemptpages.h"
#include "app/engine/simulate/session.h"

namespace scfdesk {

/// Gathers what a session file holds from a running engine. Nothing secret goes in: of environment variables the names alone,
/// no path of this machine, and in printed lines the values of variables and the engine's key are put out of sight. Events and
/// results of invocations stay here. Engine thread; lives until its last call.
class SessionMaker final : public std::enable_shared_from_this<SessionMaker> {
 public:
  static constexpr qsizetype kMostTraceBytes = 32 * 1024 * 1024;
  static constexpr qsizetype kMostLogBytes = 16 * 1024 * 1024;
  static constexpr qsizetype kLeastSecret = 4;  ///< shorter values are words of any log
  using Made = std::function<void(Result<simulate::Session>)>;
  static void make(EngineControl& engine, const QByteArray& secretKey, TimeUs from, TimeUs to, Made made);
  SessionMaker(EngineControl& engine, Made made) : m_engine(engine), m_made(std::move(made)) {}

 private:
  void begin(const QByteArray& secretKey, TimeUs from, TimeUs to);
  void next();
  EngineControl& m_engine;
  Made m_made;
  simulate::Session m_session;
  QList<QByteArray> m_secrets;
  std::vector<std::pair<FunctionId, std::string>> m_left;
};

}  // namespace scfdesk

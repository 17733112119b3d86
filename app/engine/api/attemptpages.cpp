// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/attemptpages.h"

namespace scfdesk {

void AttemptPages::read(EngineControl& engine, FunctionId function, TimeUs from, TimeUs to, Handlers handlers) {
  std::make_shared<AttemptPages>(engine, function, from, std::move(handlers))->ask(to);
}

void AttemptPages::ask(TimeUs to) {
  m_engine.attempts(m_function, {}, m_from, to, [self = shared_from_this(), to](Result<Attempts> attempts) { self->take(to, std::move(attempts)); });
}

void AttemptPages::take(TimeUs to, Result<Attempts> attempts) {
  if (!attempts) return m_handlers.done(false, attempts.error());
  Attempts page = std::move(attempts).value();
  TimeUs oldest = to;
  for (const InvocationDetail& d : page) oldest = std::min(oldest, std::max(d.invocation.at.replied, m_from));
  QSet<QByteArray> told;
  for (const InvocationDetail& d : page) told.insert(keyOf(d));
  std::erase_if(page, [this](const InvocationDetail& d) { return m_told.contains(keyOf(d)); });
  m_told = std::move(told);
  if (page.empty()) return m_handlers.done(true, std::nullopt);
  if (!m_handlers.page(std::move(page))) return m_handlers.done(false, std::nullopt);
  ask(oldest);
}

}  // namespace scfdesk

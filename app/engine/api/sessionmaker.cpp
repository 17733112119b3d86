// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/sessionmaker.h"
#include "app/engine/scaling/recordedcore.h"
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

namespace {

simulate::SessionFunction told(const FunctionInfo& f) {
  simulate::SessionFunction s{f.id, f.key.ns, f.key.name, int(f.version), f.config.runtime, f.config.memoryMb, f.codeSha256, {}};
  for (const auto& [name, value] : f.config.environment) s.environment << name;
  return s;
}

}  // namespace

void SessionMaker::make(EngineControl& engine, const QByteArray& secretKey, TimeUs from, TimeUs to, Made made) {
  std::make_shared<SessionMaker>(engine, std::move(made))->begin(secretKey, from, to);
}

void SessionMaker::begin(const QByteArray& secretKey, TimeUs from, TimeUs to) {
  m_session.engine = SCFDESK_VERSION;
  m_session.made = m_engine.nowUs();
  m_session.from = from;
  m_session.to = to;
  QJsonObject settings = QJsonDocument::fromJson(settingsToJson(m_engine.settings())).object();
  settings.remove(u"interpreters"_s);
  m_session.settings = QJsonDocument(settings).toJson(QJsonDocument::Compact);
  if (!secretKey.isEmpty()) m_secrets << secretKey;
  const auto keep = [this](const FunctionInfo& f) {
    m_session.functions.push_back(told(f));
    for (const auto& [name, value] : f.config.environment)
      if (const QByteArray bytes = value.toUtf8(); bytes.size() >= kLeastSecret && !m_secrets.contains(bytes)) m_secrets << bytes;
  };
  for (const NamespaceInfo& ns : m_engine.namespaces()) {
    for (const FunctionInfo& f : m_engine.functions(ns.name)) {
      keep(f);
      m_left.emplace_back(f.id, f.key.name.toStdString());
      for (const VersionInfo& v : f.versions)
        if (const FunctionInfo* version = m_engine.version(f, v.number)) keep(*version);
    }
  }
  // The longest first: one may be a part of another.
  std::sort(m_secrets.begin(), m_secrets.end(), [](const QByteArray& a, const QByteArray& b) { return a.size() > b.size(); });
  if (const scaling::RecordedCore* core = m_engine.coreRecording()) {
    m_session.parts = core->parts();
    m_session.forgotten = core->forgotten();
    m_session.clockOffset = m_engine.coreClockOffsetUs();
  }
  next();
}

void SessionMaker::next() {
  if (m_left.empty()) return m_made(std::move(m_session));
  const auto [id, name] = m_left.back();
  m_left.pop_back();
  AttemptPages::Handlers handlers;
  handlers.page = [self = shared_from_this(), name = name](AttemptPages::Attempts&& page) {
    simulate::Session& s = self->m_session;
    std::reverse(page.begin(), page.end());
    s.trace.append(simulate::traceLinesOf(name, page));
    if (s.log.size() < kMostLogBytes)
      s.log.append(simulate::logLinesOf(name, page, self->m_secrets));
    else
      s.logComplete = false;
    s.traceComplete = s.traceComplete && s.trace.size() < kMostTraceBytes;
    return s.trace.size() < kMostTraceBytes;
  };
  handlers.done = [self = shared_from_this()](bool, const std::optional<Error>& error) {
    if (error) return self->m_made(*error);
    self->next();
  };
  AttemptPages::read(m_engine, id, m_session.from, m_session.to, std::move(handlers));
}

}  // namespace scfdesk

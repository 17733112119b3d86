// SPDX-License-Identifier: GPL-3.0-or-later
// CloudBackend: what is fired from here, and what becomes of it.
#include "app/cloud/cloudbackend.h"
#include "app/cloud/cloudjson.h"
#include "models/data/limits.h"
#include <QDateTime>
#include <QRegularExpression>
#include <optional>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
TimeUs nowUs() { return QDateTime::currentMSecsSinceEpoch() * 1000; }

/// What the log of a request says of its start (facts/scf.md 9.1); nothing when it was warm.
struct ColdStart {
  int64_t us = 0, initUs = 0;  ///< the whole start, and the module level in it
};
std::optional<ColdStart> coldStartOf(const QByteArray& log) {
  static const QRegularExpression report(u"^Init Report .*Coldstart: ?(\\d+)ms(?:.*InitFunction: ?(\\d+)ms)?"_s, QRegularExpression::MultilineOption);
  const auto match = report.match(QString::fromUtf8(log));
  if (!match.hasMatch()) return std::nullopt;
  return ColdStart{match.captured(1).toLongLong() * 1000, match.captured(2).toLongLong() * 1000};
}
}  // namespace

void CloudBackend::invoke(const InvokeRequest& request, QObject* context, Reply<InvokeReply> reply) {
  auto safe = guarded<InvokeReply>(context, std::move(reply));
  const auto send = [this, request, safe] {
    m_fired = true;
    const FunctionInfo* function = m_poll.function(request.function);
    InvocationDetail detail;
    Invocation& one = detail.invocation;
    one.function = function ? function->id : 0;
    one.version = versionFromName(request.qualifier).value_or(0);
    one.mode = request.mode;
    one.source = request.source;
    one.memoryMb = function ? function->config.memoryMb : 0;
    one.eventBytes = request.payload.size();
    one.at.accepted = nowUs();
    detail.event = request.payload;
    const bool async = request.mode == InvokeMode::Async;
    m_client.call({"Invoke", cloudjson::invoke(request)}, this, [this, detail, async, safe](const Result<QByteArray>& answer) { onInvoked(detail, answer, async, safe); });
  };
  if (m_fired || m_profile.kind != ConnectionKind::Cloud) return send();
  ask("Invoke", ConsentQuestion::Kind::FirstFire, request.function.name, [send, safe](const Result<Done>& allowed) {
    if (!allowed) return safe(allowed.error());
    send();
  });
}

void CloudBackend::onInvoked(InvocationDetail detail, const Result<QByteArray>& answer, bool async, const Reply<InvokeReply>& reply) {
  Invocation& one = detail.invocation;
  Result<InvokeReply> got = answer ? cloudjson::invokeReply(*answer, async) : Result<InvokeReply>(answer.error());
  if (!got) return reply(got.error());
  InvokeReply& said = got.value();
  one.requestId = said.requestId;
  one.id = said.id = numberOf(said.requestId);
  if (async) {
    tell(detail, {});
    if (m_async.size() == kAsyncWatched) m_async.pop_front();
    m_async.push_back(detail);
    if (!m_asyncTimer.isActive()) m_asyncTimer.start();
    return reply(std::move(got));
  }
  // The cloud tells how long the handler ran, not when: what is left before it is the way there, the queue and the start.
  one.finished = true;
  one.statusCode = said.statusCode;
  one.durationUs = said.durationUs;
  one.billedMs = said.billedMs;
  one.peakMemoryBytes = said.peakMemoryBytes;
  one.resultBytes = said.result.size();
  one.at.replied = one.at.left = std::max(nowUs(), one.at.accepted);
  one.at.entered = std::max(one.at.accepted, one.at.left - one.durationUs);
  one.at.dispatched = one.at.entered;
  if (const auto cold = coldStartOf(said.logTail)) {
    one.cold = true;
    one.at.ready = one.at.entered;
    one.at.started = std::max(one.at.accepted, one.at.ready - cold->initUs);
    one.at.dispatched = std::max(one.at.accepted, one.at.ready - cold->us);
  }
  if (said.statusCode != status::kSuccess) one.message = statusCodeName(said.statusCode);
  detail.result = said.result;
  detail.log = said.logTail;
  detail.logCut = said.logTail.size() >= limits::kLogTailBytes;
  tell(detail, said.logTail);
  reply(std::move(got));
}

void CloudBackend::tell(const InvocationDetail& detail, const QByteArray& log) {
  if (detail.invocation.finished) {
    if (m_details.size() == kDetailsHeld) m_details.pop_front();
    m_details.push_back(detail);
  }
  queue([&](EngineDelta& d) {
    d.invocations.push_back(detail.invocation);
    for (QByteArray line : log.split('\n')) {
      if (line.endsWith('\r')) line.chop(1);
      if (line.isEmpty()) continue;
      LogRecord record;
      record.seq = ++m_lastLine;
      record.at = detail.invocation.at.replied;
      record.function = detail.invocation.function;
      record.invocation = detail.invocation.id;
      record.level = line.startsWith("START ") || line.startsWith("END ") || line.startsWith("Report ") || line.startsWith("Init Report ") ? LogLevel::Platform : logLevelOf(line, false);
      d.log.append(record, line);
    }
  });
}

void CloudBackend::watchAsync() {
  if (m_async.empty()) return m_asyncTimer.stop();
  // One a turn: what waits long does not spend the rate that everything else needs.
  InvocationDetail detail = m_async.front();
  m_async.pop_front();
  m_client.call({"GetAsyncEventStatus", QByteArray("{\"InvokeRequestId\":\"" + detail.invocation.requestId + "\"}")}, this, [this, detail](const Result<QByteArray>& answer) mutable {
    const auto code = answer ? cloudjson::asyncStatus(*answer) : Result<int>(answer.error());
    Invocation& one = detail.invocation;
    if (code && *code != status::kRunning) {
      one.finished = true;
      one.statusCode = *code;
      one.at.replied = one.at.left = one.at.entered = std::max(nowUs(), one.at.accepted);
      one.at.dispatched = one.at.accepted;
      if (*code != status::kSuccess) one.message = statusCodeName(*code);
      return tell(detail, {});
    }
    if (!code && callFailure(code.error().code) == CallFailure::Refused) return;  // it is no longer known there
    m_async.push_back(detail);
    if (!m_asyncTimer.isActive()) m_asyncTimer.start();
  });
}

void CloudBackend::invocationDetail(InvocationId id, QObject* context, Reply<InvocationDetail> reply) {
  auto safe = guarded<InvocationDetail>(context, std::move(reply));
  for (const InvocationDetail& detail : m_details)
    if (detail.invocation.id == id) return safe(detail);
  safe(Error{u"ResourceNotFound"_s, u"The details of the last %1 invocations fired from here are held."_s.arg(kDetailsHeld), {}});
}

void CloudBackend::pendingEvents(const FunctionKey& key, QObject* context, Reply<int> reply) {
  QByteArray params = cloudjson::named(key);
  params.replace(params.size() - 1, 1, ",\"Status\":[\"RUNNING\"],\"Limit\":1}");
  m_client.call({"ListAsyncEvents", params}, context ? context : this, [reply](const Result<QByteArray>& answer) {
    if (!answer) return reply(answer.error());
    reply(cloudjson::totalOf(*answer));
  });
}

}  // namespace scfdesk

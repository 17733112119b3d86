// SPDX-License-Identifier: GPL-3.0-or-later
// The dispatcher's events: logged, answered, kept.
#include "app/engine/invoke/dispatcher.h"
#include "app/engine/invoke/platformlog.h"
#include "app/engine/http/webexchange.h"
#include "models/data/limits.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

constexpr qsizetype kRequestLogLines = 100'000;  // beside limits::kRequestLogBytes: an empty line has no bytes, but costs
constexpr int64_t kDetailBytes = 64LL * 1024 * 1024;  // of invocations whose detail is held in memory
constexpr size_t kDetails = 2000;

QByteArray tailOf(const LogChunk& log) {
  QByteArray tail;
  size_t first = log.records.size();
  qsizetype bytes = 0;
  while (first > 0 && bytes < limits::kLogTailBytes) bytes += qsizetype(log.records[--first].length) + 1;
  for (size_t i = first; i < log.records.size(); ++i) {
    tail += log.textOf(log.records[i]).toByteArray();
    tail += '\n';
  }
  return tail.right(limits::kLogTailBytes);
}

/// The line of a stack trace that says what happened: the last one in Python's, the first one elsewhere.
QByteArray headline(const QByteArray& trace) {
  const QList<QByteArray> lines = trace.trimmed().split('\n');
  return (trace.contains("\n    at ") ? lines.first() : lines.last()).trimmed();
}

QByteArray wholeOf(const LogChunk& log) {
  QByteArray text;
  for (const LogRecord& r : log.records) {
    text += log.textOf(r).toByteArray();
    text += '\n';
  }
  return text;
}

}  // namespace

void Dispatcher::logLine(Flight& f, LogLevel level, QByteArrayView text, InstanceId instance) {
  if (f.quiet && level == LogLevel::Platform) return;
  const bool platform = level == LogLevel::Platform || level == LogLevel::Error;
  const bool full = f.log.text.size() + text.size() > limits::kRequestLogBytes || f.log.records.size() >= kRequestLogLines;
  if (full && !platform) {
    ++f.droppedLines;
    return;
  }
  LogRecord record{m_nextLine++, m_parts.reactor.clock().nowUs(), f.invocation.function, instance, f.invocation.id, 0, 0, level};
  f.log.append(record, text);
  m_parts.feed.line(record, text);
}

void Dispatcher::logStart(Flight& f, InstanceId instance) {
  if (f.started) return;
  f.started = true;
  if (!f.quiet) logLine(f, LogLevel::Platform, platformlog::start(f.invocation.requestId), instance);
}

/// Once in the life of an instance: which interpreter really runs, when it is another than the declared one.
void Dispatcher::logRuntime(Flight& f, const FunctionEntry& entry, InstanceId instance) {
  if (entry.native.isEmpty() && entry.interpreter && entry.info.runtimeShown.contains(u"(runs "))
    logLine(f, LogLevel::Platform, platformlog::runtime(f.invocation.requestId, entry.info.runtimeShown, entry.interpreter->path), instance);
}

void Dispatcher::closeAttempt(Flight& f, int code) {
  Invocation& v = f.invocation;
  const TimeUs now = m_parts.reactor.clock().nowUs();
  const FunctionEntry* entry = m_parts.entry(f.unit);
  static const FunctionConfig kNone;
  const FunctionConfig& config = entry ? entry->info.config : kNone;
  if (code == status::kInitTimeout && entry && entry->native == "web"_L1) code = status::kPortBinding;
  v.statusCode = code;
  v.finished = true;
  if (f.web && f.web->body->length() < 0) v.eventBytes = f.web->body->received();
  v.retryAt = 0;
  v.at.replied = now;
  if (v.at.entered != 0 && v.at.left < v.at.entered) v.at.left = now;
  v.durationUs = v.at.entered ? std::max<TimeUs>(v.at.left - v.at.entered, 1) : 0;  // what has run took some time, and is billed
  v.billedMs = (v.durationUs + 999) / 1000;
  if (code != status::kSuccess) {
    const bool native = entry && !entry->native.isEmpty();  // 443 is then a start file's trouble, told in words
    const bool trace = code == status::kUserException || (code == status::kUserCodeError && !native);
    QByteArray message = errorMessage(code, config);
    if (!trace && !f.failureText.isEmpty()) {
      // SCF's own text first; what this machine adds (a missing handler's name, an exit status, what was waited for) follows it.
      if (!f.failureText.startsWith(message) && !(native && code == status::kUserCodeError)) message += ": " + f.failureText;
      else message = f.failureText;
    }
    f.result = errorObject(code, message, v.requestId, trace ? f.failureText : QByteArray());
    v.message = QString::fromUtf8(trace ? headline(f.failureText) : message);
  }
  v.resultBytes = f.result.size();
  if (code != status::kSuccess && std::exchange(f.quiet, false)) logLine(f, LogLevel::Platform, platformlog::start(v.requestId), v.instance);
  if (f.started && !f.quiet) {
    if (f.droppedLines > 0)
      logLine(f, LogLevel::Platform, u"%1 lines dropped: one request may print %2 KB and %3 lines"_s.arg(f.droppedLines).arg(limits::kRequestLogBytes / 1024).arg(kRequestLogLines).toUtf8(),
              v.instance);
    if (code != status::kSuccess) logLine(f, LogLevel::Error, platformlog::error(v.requestId, v.message.toUtf8()), v.instance);
    if (!f.web || code != status::kSuccess) logLine(f, LogLevel::Platform, platformlog::response(v.requestId, f.result), v.instance);
    logLine(f, LogLevel::Platform, platformlog::end(v.requestId), v.instance);
    logLine(f, LogLevel::Platform, platformlog::report(v), v.instance);
  }
  m_parts.metrics.countInvocation(v.function, v.version, v.source, code, v.at.replied - v.at.accepted);
  m_parts.feed.invocation(v);
  if (m_logs) m_logs(v, f.log);
  keepRow(f);
}

void Dispatcher::keepRow(Flight& f) {
  const Invocation& v = f.invocation;
  const int64_t second = v.at.replied / 1'000'000;
  if (second != m_rowWindow) {
    m_rowWindow = second;
    m_rowsInWindow = 0;
  }
  const bool full = ++m_rowsInWindow <= kFullRowsPerSecond || v.statusCode != status::kSuccess;
  if (m_parts.feed.wanted()) {
    m_requestIds.emplace_back(v.id, v.requestId);
    if (m_requestIds.size() > limits::kHistoryRows) m_requestIds.pop_front();
  }
  if (full) {
    InvocationDetail& detail = m_details[v.id];
    detail = {v, f.payload, f.result, wholeOf(f.log), f.droppedLines > 0};
    m_detailBytes += detail.event.size() + detail.result.size() + detail.log.size();
    while (m_details.size() > kDetails || (m_detailBytes > kDetailBytes && m_details.size() > 1)) {
      const InvocationDetail& oldest = m_details.begin()->second;
      m_detailBytes -= oldest.event.size() + oldest.result.size() + oldest.log.size();
      m_details.erase(m_details.begin());
    }
  }
  InvocationRow row;
  row.invocation = v;
  if (full) {
    row.event = f.payload;
    row.result = f.result;
    row.log = f.log;
  }
  m_parts.store.appendInvocation(std::move(row));
}

void Dispatcher::reject(const scaling::Decision& d) {
  const auto it = m_flights.find(d.req);
  if (it == m_flights.end()) return;
  Flight& f = *it->second;
  const FunctionEntry* entry = m_parts.entry(f.unit);
  const QString name = entry ? entry->info.key.name : QString();
  const FunctionId fn = f.invocation.function;
  m_parts.metrics.countThrottle(fn, d.code);
  ++m_throttledSinceSample[fn];
  m_parts.feed.throttle({fn, m_parts.reactor.clock().nowUs(), d.code, true});
  Error error;
  if (d.code == status::kResourceLimitReached) {
    error.code = u"ResourceLimitReached"_s;
    error.message = d.reason.reserved || d.reason.rule == scaling::Rule::ReservedQuota || d.reason.rule == scaling::Rule::FunctionOff
                        ? u"Function [ %1 ] concurrency exceeded reserved quota %2 MB"_s.arg(name).arg(d.reason.limit)
                        : u"Function [ %1 ] concurrency exceeded region unreserved quota %2 MB"_s.arg(name).arg(d.reason.limit);
  } else if (d.code == status::kResourceLimit) {
    error.code = u"ResourceLimit"_s;
    error.message = u"ResourceLimit: more than %1 instance starts in a minute."_s.arg(m_parts.settings().burstPerMinute);
  } else {
    error.code = u"FailedOperation.FunctionStatusError"_s;
    error.message = u"FunctionStatusError"_s;
  }
  f.failureText = error.message.toUtf8();
  if (f.pulled) m_pulled.close(f.pulled->id);
  auto reply = std::move(f.reply);
  closeAttempt(f, d.code);
  if (m_finished && f.invocation.loadRun) m_finished(f.invocation);
  m_flights.erase(d.req);
  if (reply) reply(error);
}

void Dispatcher::retry(const scaling::Decision& d) {
  Flight* f = flight(d.req);
  if (!f) return;
  const TimeUs now = m_parts.reactor.clock().nowUs();
  const TimeUs due = now + (d.at - d.now) / 1000;
  if (d.code == status::kResourceLimitReached || d.code == status::kResourceLimit) {
    const FunctionId fn = f->invocation.function;
    m_parts.metrics.countThrottle(fn, d.code);
    ++m_throttledSinceSample[fn];
    m_parts.feed.throttle({fn, now, d.code, false});
    f->invocation.retryAt = due;
    f->invocation.statusCode = d.code;
    if (m_eventStep && f->trigger && f->stored) m_eventStep({EventStep::Retry, f->trigger, f->invocation, f->qualifier, f->payload, f->result});
    f->invocation.statusCode = status::kRunning;
    f->invocation.message = u"%1 %2, tried again in %3 s"_s.arg(d.code).arg(statusCodeName(d.code)).arg((d.at - d.now) / scaling::kSecond);
    m_parts.feed.invocation(f->invocation);
    if (f->pulled) tellRefused(*f, d);
  } else {
    // An attempt that ran is an invocation of its own with the same request id; the next one has the next number.
    closeAttempt(*f, d.code);
    if (m_eventStep && f->trigger && f->stored) m_eventStep({EventStep::Retry, f->trigger, f->invocation, f->qualifier, f->payload, f->result});
    const InvokeReply ended = replyOf(*f);
    Invocation next = f->invocation;
    next.id = m_nextInvocation++;
    next.at = {.accepted = next.at.accepted};
    next.retryAt = due;
    next.finished = next.cold = false;
    next.statusCode = status::kRunning;
    next.retryNum = d.attempt;
    next.instance = 0;
    next.way = BirthWay::None;
    next.durationUs = next.billedMs = next.peakMemoryBytes = next.resultBytes = 0;
    next.message = u"attempt %1 failed, tried again in %2 s"_s.arg(d.attempt).arg((d.at - d.now) / scaling::kSecond);
    f->invocation = next;
    f->log = {};
    f->result.clear();
    f->failureText.clear();
    f->started = false;
    f->droppedLines = 0;
    f->bound = 0;
    m_parts.feed.invocation(next);
    if (f->pulled && f->pulled->failed) f->pulled->failed(ended);
  }
  if (f->stored) m_parts.store.updateEvent(f->invocation.requestId, f->invocation.retryNum, due);
}

/// A batch that was refused (quota, burst) has had no run; it comes again.
void Dispatcher::tellRefused(const Flight& f, const scaling::Decision& d) {
  if (!f.pulled->failed) return;
  InvokeReply refused;
  refused.id = f.invocation.id;
  refused.requestId = f.invocation.requestId;
  refused.statusCode = d.code;
  f.pulled->failed(refused);
}

void Dispatcher::finish(const scaling::Decision& d, bool deadLetter) {
  const auto it = m_flights.find(d.req);
  if (it == m_flights.end()) return;
  auto owned = std::move(it->second);
  m_flights.erase(it);
  Flight& f = *owned;
  if (f.pulled) m_pulled.close(f.pulled->id);
  closeAttempt(f, d.code);
  const Invocation& v = f.invocation;
  if (m_finished && v.loadRun) m_finished(v);
  if (f.stored) {
    landed(f);
    if (deadLetter && !f.asyncRun) {
      const FunctionEntry* entry = m_parts.entry(f.unit);
      m_parts.store.addDeadLetter({0, entry ? entry->info.key : FunctionKey{},
                                   StoredEvent{v.requestId, v.function, v.version, f.qualifier, v.source, v.at.accepted, v.retryNum, 0, f.payload}, d.code,
                                   f.result, v.at.replied});
      ++m_deadLetters;
    }
    const bool dead = deadLetter && !f.asyncRun;
    if (m_eventStep && (f.trigger || dead)) m_eventStep({dead ? EventStep::DeadLetter : EventStep::Done, f.trigger, v, f.qualifier, f.payload, f.result});
    f.traced ? m_parts.store.finishTraced(asyncInfo(f)) : m_parts.store.finishEvent(v.requestId);
  }
  if (f.tailTimer) m_parts.reactor.cancel(f.tailTimer);
  if (!f.reply) return;
  if (f.early && d.code != status::kSuccess) {  // what its caller was to hear holds; the log says how the run ended
    f.early->logTail = tailOf(f.log);
    return f.reply(std::move(*f.early));
  }
  if (d.code == status::kCanceled || (d.code == status::kFunctionNotFound && v.at.entered == 0)) {
    const bool gone = d.code == status::kFunctionNotFound;
    return f.reply(Error{gone ? u"ResourceNotFound.Function"_s : u"RequestCanceled"_s,
                         gone ? u"The function was deleted before the event could run."_s : u"The invocation was cancelled."_s, {}});
  }
  f.reply(replyOf(f));
}

InvokeReply Dispatcher::replyOf(const Flight& f) {
  const Invocation& v = f.invocation;
  InvokeReply reply;
  reply.id = v.id;
  reply.requestId = v.requestId;
  reply.statusCode = v.statusCode;
  reply.result = f.result;
  if (v.source != Source::Url) reply.logTail = tailOf(f.log);  // a URL's caller gets none
  reply.durationUs = v.durationUs;
  reply.billedMs = v.billedMs;
  reply.peakMemoryBytes = v.peakMemoryBytes;
  return reply;
}

/// The caller gets the result now; the run, its Duration and its log go on (facts/scf.md 2.4 and 12.21). What it comes to in the
/// end, a timeout as well, is only written down.
void Dispatcher::instanceAnswered(Instance& instance, InstanceReply&& reply) {
  LiveInstance* l = live(instance);
  Flight* f = l && l->runs(reply.request) ? flight(reply.request) : nullptr;
  if (!f || reply.statusCode != status::kSuccess) return;
  f->answered = true;
  f->result = std::move(reply.json);
  if (!f->reply) return;
  InvokeReply given = replyOf(*f);
  given.statusCode = status::kSuccess;
  given.durationUs = std::max<TimeUs>(reply.left - reply.entered, 1);
  given.billedMs = (given.durationUs + 999) / 1000;
  given.peakMemoryBytes = reply.peakBytes;
  if (!f->wantsTail) return std::exchange(f->reply, {})(std::move(given));
  f->early = std::make_unique<InvokeReply>(std::move(given));
  // Real time: most loops are empty within a moment, however fast the engine's clock runs.
  f->tailTimer = m_parts.reactor.callAfterMs(int64_t(kTailMs * m_timeScale), [this, req = f->req] {
    Flight* f = flight(req);
    if (!f || !f->early) return;
    f->tailTimer = 0;
    const auto early = std::move(f->early);
    if (!f->reply) return;
    early->logTail = tailOf(f->log);
    std::exchange(f->reply, {})(std::move(*early));
  });
}

const InvocationDetail* Dispatcher::detail(InvocationId id) const {
  const auto it = m_details.find(id);
  return it == m_details.end() ? nullptr : &it->second;
}

}  // namespace scfdesk

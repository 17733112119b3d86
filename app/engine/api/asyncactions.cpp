// SPDX-License-Identifier: GPL-3.0-or-later
// CloudApi: async events and what is kept of requests.
#include "app/engine/api/apijson.h"
#include "app/engine/api/cloudapi.h"
#include "app/engine/api/paging.h"
#include <algorithm>

namespace scfdesk {
namespace {
constexpr TimeUs kMinuteUs = 60'000'000;
constexpr TimeUs kDayUs = 24 * 60 * kMinuteUs;
constexpr int kMostLogs = 10'000;  // Offset + Limit

Error error(const char* code, const QString& message, const QString& next = {}) { return Error{QString::fromLatin1(code), message, next}; }

struct Span {
  TimeUs from = 0, to = INT64_MAX;
  [[nodiscard]] bool holds(TimeUs at) const { return at >= from && at <= to; }
};

// StartTime and EndTime of a call, with its default when both are missing.
Result<Span> spanOf(const ApiParams& params, TimeUs now, TimeUs length) {
  Span span{now - length, now};
  const char* code = "InvalidParameterValue.StartTimeOrEndTime";
  if (params.has("EndTime")) {
    const auto to = paging::timeOf(params.text("EndTime"), code);
    if (!to) return to.error();
    span = {*to + 999'999 - length, *to + 999'999};  // the whole of that second
  }
  if (params.has("StartTime")) {
    const auto from = paging::timeOf(params.text("StartTime"), code);
    if (!from) return from.error();
    span.from = *from;
    if (!params.has("EndTime")) span.to = std::min(*from + length, std::max(now, *from));
  }
  if (span.to < span.from) return error(code, QStringLiteral("EndTime is before StartTime."));
  if (span.to - span.from > kDayUs + kMinuteUs) return error(code, QStringLiteral("StartTime and EndTime lie more than one day apart."));
  return span;
}

Result<Span> intervalOf(const ApiParams& params, const char* name) {
  if (!params.has(name)) return Span{};
  const ApiParams interval = params.object(name);
  const auto from = paging::timeOf(interval.text("Start"), "InvalidParameterValue.StartTimeOrEndTime");
  if (!from) return from.error();
  const auto to = paging::timeOf(interval.text("End"), "InvalidParameterValue.StartTimeOrEndTime");
  if (!to) return to.error();
  return Span{*from, *to + 999'999};
}

bool passes(const Invocation& v, const QString& filter) {
  const QString f = filter.toLower();
  if (f.isEmpty()) return true;
  if (f == QLatin1String("is0")) return v.statusCode == status::kSuccess;
  if (f == QLatin1String("not0")) return v.statusCode != status::kSuccess;
  if (f == QLatin1String("timelimitexceeded")) return v.statusCode == status::kTimeLimit;
  if (f == QLatin1String("resourcelimitexceeded")) return v.statusCode == status::kMemoryLimit || v.statusCode == status::kResourceLimit || v.statusCode == status::kResourceLimitReached;
  return v.statusCode == status::kUserException || v.statusCode == status::kUserCodeError;
}
}  // namespace

void CloudApi::getFunctionEventInvokeConfig(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const auto version = versionOf(**function, params.text("Qualifier", QStringLiteral("$LATEST")));
  if (!version) return call.fail(version.error());
  const AsyncConfig& config = (*function)->async;
  call.succeed(QByteArray("\"AsyncTriggerConfig\":{\"RetryConfig\":[{\"RetryNum\":" + QByteArray::number(config.retries) + "}],\"MsgTTL\":" + QByteArray::number(config.maxAgeSeconds) + '}'));
}

void CloudApi::updateFunctionEventInvokeConfig(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const ApiParams wanted = params.object("AsyncTriggerConfig");
  // SCF's own answers have a second entry of -1: system errors are tried again until MsgTTL.
  const AsyncConfig config{int(std::clamp<int64_t>(wanted.objects("RetryConfig").first().number("RetryNum", 0), INT32_MIN, INT32_MAX)),
                           int(std::clamp<int64_t>(wanted.number("MsgTTL", 0), INT32_MIN, INT32_MAX))};
  m_engine.setAsyncConfig((*function)->key, config, [call = std::move(call)](const Result<Done>& set) { set ? call.succeed() : call.fail(set.error()); });
}

void CloudApi::getAsyncEventStatus(const ApiParams& params, Call&& call) {
  m_engine.asyncEvent(params.bytes("InvokeRequestId"), [call = std::move(call)](const Result<AsyncEventInfo>& event) {
    event ? call.succeed(apijson::asyncEventStatus(*event)) : call.fail(event.error());
  });
}

void CloudApi::listAsyncEvents(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const auto started = intervalOf(params, "StartTimeInterval"), ended = intervalOf(params, "EndTimeInterval");
  if (!started) return call.fail(started.error());
  if (!ended) return call.fail(ended.error());
  const QStringList states = params.texts("Status");
  for (const QString& state : states)
    if (!QStringList{QStringLiteral("RUNNING"), QStringLiteral("FINISHED"), QStringLiteral("ABORTED"), QStringLiteral("FAILED")}.contains(state))
      return call.fail(error("InvalidParameterValue.Status", QStringLiteral("Status must be RUNNING, FINISHED, ABORTED or FAILED, not `%1`.").arg(state.left(80))));
  const bool withEnd = params.has("EndTimeInterval");
  m_engine.asyncEvents((*function)->id, [=, call = std::move(call)](const Result<QList<AsyncEventInfo>>& found) {
    if (!found) return call.fail(found.error());
    QList<AsyncEventInfo> list = *found;
    const QStringList types = params.texts("InvokeType");
    const QString qualifier = params.text("Qualifier");
    const QByteArray requestId = params.bytes("InvokeRequestId");
    list.removeIf([&](const AsyncEventInfo& e) {
      return (!states.isEmpty() && !states.contains(e.state())) || (!types.isEmpty() && !types.contains(apijson::invokeType(e.source))) ||
             (!qualifier.isEmpty() && e.qualifier != qualifier) || (!requestId.isEmpty() && e.requestId != requestId) || !started->holds(e.accepted) ||
             (withEnd && (e.ended == 0 || !ended->holds(e.ended)));
    });
    const bool rising = paging::rising(params), byEnd = params.text("Orderby").compare(QLatin1String("EndTime"), Qt::CaseInsensitive) == 0;
    std::stable_sort(list.begin(), list.end(), [=](const AsyncEventInfo& a, const AsyncEventInfo& b) {
      const TimeUs x = byEnd ? a.ended : a.accepted, y = byEnd ? b.ended : b.accepted;
      return rising ? x < y : y < x;
    });
    QList<QByteArray> texts;
    for (const AsyncEventInfo& event : paging::page(params, list)) texts.append(apijson::asyncEventText(event));
    call.succeed(paging::listText("EventList", texts, list.size()));
  });
}

void CloudApi::terminateAsyncEvent(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const Status status = m_engine.terminateAsync((*function)->id, params.bytes("InvokeRequestId"), params.flag("GraceShutdown", false));
  status ? call.succeed() : call.fail(status.error());
}

void CloudApi::getRequestStatus(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const auto span = spanOf(params, m_engine.nowUs(), 15 * kMinuteUs);
  if (!span) return call.fail(span.error());
  const FunctionInfo& f = **function;
  const QByteArray requestId = params.bytes("FunctionRequestId");
  // What runs or waits is answered for as well as what has ended.
  m_engine.asyncEvent(requestId, [this, f, requestId, span = *span, call = std::move(call)](const Result<AsyncEventInfo>& event) {
    std::optional<AsyncEventInfo> running;
    if (event && event->function == f.id && event->ended == 0 && span.holds(event->accepted)) running = *event;
    m_engine.attempts(f.id, requestId, span.from, span.to, [=](const Result<std::vector<InvocationDetail>>& attempts) {
      if (!attempts) return call.fail(attempts.error());
      QList<QByteArray> texts;
      if (running) texts.append(apijson::runningStatus(f, *running));
      for (const InvocationDetail& d : *attempts) texts.append(apijson::requestStatus(f, d));
      call.succeed(paging::listText("Data", texts, texts.size()));
    });
  });
}

void CloudApi::getFunctionLogs(const ApiParams& params, Call&& call) {
  const auto function = find(params);
  if (!function) return call.fail(function.error());
  const auto span = spanOf(params, m_engine.nowUs(), kDayUs);
  if (!span) return call.fail(span.error());
  const int64_t offset = params.number("Offset", 0), limit = params.number("Limit", 20);
  if (offset + limit > kMostLogs) return call.fail(error("LimitExceeded.Offset", QStringLiteral("Offset and Limit together are %1; they may be %2.").arg(offset + limit).arg(kMostLogs), QStringLiteral("Narrow StartTime and EndTime.")));
  const FunctionInfo& f = **function;
  std::optional<VersionNumber> only;
  if (params.has("Qualifier")) {
    const auto version = versionOf(f, params.text("Qualifier"));
    if (!version) return call.fail(version.error());
    only = (*version)->version;
  }
  m_engine.attempts(f.id, params.bytes("FunctionRequestId"), span->from, span->to, [=, call = std::move(call)](const Result<std::vector<InvocationDetail>>& found) {
    if (!found) return call.fail(found.error());
    const QString filter = params.object("Filter").text("RetCode"), by = params.text("OrderBy").toLower();
    QList<const InvocationDetail*> list;
    for (const InvocationDetail& d : *found)
      if ((!only || d.invocation.version == *only) && passes(d.invocation, filter)) list.append(&d);
    const auto key = [&by](const InvocationDetail* d) {
      return by == QLatin1String("duration") ? d->invocation.durationUs : by == QLatin1String("mem_usage") ? d->invocation.peakMemoryBytes : d->invocation.at.accepted;
    };
    const bool rising = paging::rising(params);
    std::stable_sort(list.begin(), list.end(), [&](const auto* a, const auto* b) { return rising ? key(a) < key(b) : key(b) < key(a); });
    QList<QByteArray> texts;
    for (const InvocationDetail* d : paging::page(params, list)) texts.append(apijson::functionLog(f, *d));
    call.succeed(QByteArray(paging::listText("Data", texts, list.size()) + ",\"SearchContext\":{\"Offset\":\"\",\"Limit\":0,\"Keyword\":\"\",\"Type\":\"Application\"}"));
  });
}

}  // namespace scfdesk

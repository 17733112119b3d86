// SPDX-License-Identifier: GPL-3.0-or-later
// LocalApi: async events that wait or run, with their attempts, and dead letters without their payload.
#include "app/engine/api/jsontext.h"
#include "app/engine/api/localapi.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr QByteArrayView kJson("application/json");
constexpr int kMostEvents = 1000;
constexpr int kUsualEvents = 200;

std::string str(const QString& text) { return text.toStdString(); }
std::string str(const QByteArray& text) { return jsontext::toValidUtf8(text).toStdString(); }
QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }

/// "waiting": for an instance; "retrying": until its next attempt is due; "running".
const char* stateOf(const Invocation& v) { return v.at.entered != 0 ? "running" : v.retryAt != 0 ? "retrying" : "waiting"; }

json eventJson(const Invocation& v, const QString& qualifier, qsizetype bytes) {
  return {{"requestId", str(v.requestId)}, {"id", v.id}, {"function", v.function}, {"qualifier", str(qualifier)}, {"source", str(sourceName(v.source))}, {"state", stateOf(v)},
          {"acceptedMs", v.at.accepted / 1000}, {"attempt", v.retryNum + 1}, {"retryAtMs", v.retryAt / 1000}, {"bytes", bytes}, {"message", str(v.message)}};
}

/// Of an attempt that has ended.
json attemptJson(const Invocation& v) {
  return {{"id", v.id}, {"attempt", v.retryNum + 1}, {"statusCode", v.statusCode}, {"startMs", (v.at.entered ? v.at.entered : v.at.accepted) / 1000}, {"endMs", v.at.replied / 1000},
          {"durationUs", v.durationUs}, {"cold", v.cold}, {"message", str(v.message)}};
}

struct Depth {
  int depth = 0, running = 0, retrying = 0;
  TimeUs oldest = 0, nextRetry = 0;
};

json letterJson(const DeadLetterInfo& l) {
  return {{"id", std::to_string(l.id)}, {"namespace", str(l.function.ns)}, {"function", str(l.function.name)}, {"qualifier", str(l.qualifier)}, {"requestId", str(l.requestId)},
          {"source", str(sourceName(l.source))}, {"statusCode", l.statusCode}, {"attempts", l.retryNum + 1}, {"firstMs", l.accepted / 1000}, {"lastMs", l.at / 1000},
          {"bytes", l.payload.size()}, {"error", str(l.error.left(2000))}};
}
}  // namespace

/// /-/async: the queue by function. ?function=ID&count=N: also the events of one, oldest first. /-/async/REQUESTID: one event.
void LocalApi::asyncQueue(const HttpRequest& request, HttpReply& reply) {
  constexpr QByteArrayView kEvent("/-/async/");
  if (request.path().startsWith(kEvent)) return asyncEvent(request.path().sliced(kEvent.size()).toByteArray(), reply);
  bool good = true, counted = true;
  const auto functionText = localQueryValue(request.query(), "function"), countText = localQueryValue(request.query(), "count");
  const FunctionId only = functionText ? functionText->toUInt(&good) : 0;
  const int count = countText ? countText->toInt(&counted) : kUsualEvents;
  if (!good || !counted || count < 1 || count > kMostEvents)
    return localRefusal(reply, 400, {QStringLiteral("InvalidParameterValue"), QStringLiteral("function must be the number of a function, and count 1 to %1.").arg(kMostEvents), {}});
  std::map<FunctionId, Depth> depths;
  std::vector<std::pair<Invocation, QString>> events;
  m_engine.eachPendingAsync([&](const Invocation& v, const QString& qualifier, const QByteArray&) {
    Depth& d = depths[v.function];
    ++d.depth;
    d.running += v.at.entered != 0;
    if (v.at.entered == 0 && v.retryAt != 0) {
      ++d.retrying;
      d.nextRetry = d.nextRetry == 0 ? v.retryAt : std::min(d.nextRetry, v.retryAt);
    }
    d.oldest = d.oldest == 0 ? v.at.accepted : std::min(d.oldest, v.at.accepted);
    if (only != 0 && v.function == only) events.emplace_back(v, qualifier);
  });
  json functions = json::array();
  for (const auto& [id, d] : depths) {
    const FunctionInfo* f = m_engine.function(id);
    if (!f) continue;
    functions.push_back({{"id", id}, {"namespace", str(f->key.ns)}, {"name", str(f->key.name)}, {"depth", d.depth}, {"running", d.running}, {"retrying", d.retrying},
                         {"oldestMs", d.oldest / 1000}, {"nextRetryMs", d.nextRetry / 1000}});
  }
  json answer{{"time", m_engine.nowUs() / 1000}, {"functions", std::move(functions)}};
  if (only != 0) {
    const auto shown = std::min<size_t>(events.size(), size_t(count));
    std::partial_sort(events.begin(), events.begin() + ptrdiff_t(shown), events.end(),
                      [](const auto& a, const auto& b) { return std::tie(a.first.at.accepted, a.first.id) < std::tie(b.first.at.accepted, b.first.id); });
    json list = json::array();
    for (size_t i = 0; i < shown; ++i) list.push_back(eventJson(events[i].first, events[i].second, events[i].first.eventBytes));
    answer["events"] = std::move(list);
    answer["total"] = events.size();
  }
  reply.send(200, kJson, dump(answer));
}

void LocalApi::asyncEvent(const QByteArray& requestId, HttpReply& reply) {
  std::optional<json> event;
  FunctionId function = 0;
  TimeUs accepted = 0;
  m_engine.eachPendingAsync([&](const Invocation& v, const QString& qualifier, const QByteArray& payload) {
    if (event || v.requestId != requestId) return;
    event = eventJson(v, qualifier, payload.size());
    (*event)["payload"] = str(payload);
    function = v.function;
    accepted = v.at.accepted;
  });
  if (!event)
    return localRefusal(reply, 404, {QStringLiteral("ResourceNotFound.AsyncEvent"), QStringLiteral("No async event %1 waits or runs: it has ended.").arg(QString::fromUtf8(requestId.left(80))), {}});
  m_engine.attempts(function, requestId, accepted, m_engine.nowUs(), [reply, event = *event](const Result<std::vector<InvocationDetail>>& attempts) mutable {
    json list = json::array();
    if (attempts)
      for (auto it = attempts->rbegin(); it != attempts->rend(); ++it) list.push_back(attemptJson(it->invocation));
    event["attempts"] = std::move(list);
    reply.send(200, kJson, dump(event));
  });
}

void LocalApi::letterList(const QString& name, HttpReply& reply) {
  m_engine.deadLetters(name, [reply](const Result<QList<DeadLetterInfo>>& letters) mutable {
    if (!letters) return localRefusal(reply, localStatusOf(letters.error()), letters.error());
    json list = json::array();
    for (const DeadLetterInfo& l : *letters) list.push_back(letterJson(l));
    reply.send(200, kJson, dump({{"deadLetters", std::move(list)}}));
  });
}

/// One dead letter with its payload and the attempts that are still kept.
void LocalApi::letter(int64_t id, HttpReply& reply) {
  m_engine.deadLetters({}, [this, id, reply](const Result<QList<DeadLetterInfo>>& letters) mutable {
    if (!letters) return localRefusal(reply, localStatusOf(letters.error()), letters.error());
    const auto it = std::find_if(letters->begin(), letters->end(), [id](const DeadLetterInfo& l) { return l.id == id; });
    if (it == letters->end())
      return localRefusal(reply, 404, {QStringLiteral("ResourceNotFound.DeadLetter"), QStringLiteral("There is no dead letter %1: it was retried or discarded.").arg(id), {}});
    json out = letterJson(*it);
    out["payload"] = str(it->payload);
    out["error"] = str(it->error);
    const FunctionInfo* f = m_engine.function(it->function);
    if (!f) {
      out["attemptList"] = json::array();
      return reply.send(200, kJson, dump(out));
    }
    m_engine.attempts(f->id, it->requestId, it->accepted, it->at + 1'000'000, [reply, out](const Result<std::vector<InvocationDetail>>& attempts) mutable {
      json list = json::array();
      if (attempts)
        for (auto a = attempts->rbegin(); a != attempts->rend(); ++a) list.push_back(attemptJson(a->invocation));
      out["attemptList"] = std::move(list);
      reply.send(200, kJson, dump(out));
    });
  });
}

}  // namespace scfdesk

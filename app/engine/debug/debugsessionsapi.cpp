// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of debug sessions from outside, as JSON.
#include "app/engine/debug/debugsessions.h"
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
using json = nlohmann::ordered_json;

namespace {
constexpr qsizetype kBodyBytes = 4096;

std::string str(const QString& text) { return text.toStdString(); }
}  // namespace

QByteArray DebugSessions::text(const Session& s) const {
  const bool attached = s.proxy && s.proxy->attached();
  const bool paused = s.proxy && s.proxy->paused();
  const char* state = "starting";
  switch (s.state) {
    case State::Starting: break;
    case State::Waiting:
      if (attached && s.place.protocol == DebugProtocol::Delve) state = paused ? "paused" : "loading";
      else state = s.req != 0 ? "waiting" : "ready";
      break;
    case State::Loading: state = paused ? "paused" : "loading"; break;
    case State::Ready: state = s.req != 0 ? "waiting" : "ready"; break;
    case State::Running: state = paused ? "paused" : "running"; break;
    case State::Done: state = "done"; break;
    case State::Failed: state = "failed"; break;
  }
  json value = {{"namespace", str(s.key.ns)}, {"name", str(s.key.name)}, {"qualifier", str(s.qualifier)}, {"state", state}, {"protocol", debugProtocolName(s.place.protocol).toStdString()},
                {"host", "127.0.0.1"}, {"port", s.place.port}, {"attached", attached}, {"paused", paused}, {"requestId", s.requestId.toStdString()}};
  if (s.state == State::Running) {
    const double run = s.runningSinceNs == 0 ? 0 : double(m_parts.reactor.clock().nowNs() - s.runningSinceNs) / m_parts.clockScale();
    value["timeLeftMs"] = std::max<int64_t>(0, (s.leftNs - int64_t(run)) / 1'000'000);
  }
  if (s.state == State::Done) value["code"] = s.code;
  if (!s.trouble.isEmpty()) value["error"] = {{"message", str(s.trouble)}, {"next", str(s.next)}};
  value["localRoot"] = str(s.place.localRoot);
  value["remoteRoot"] = str(s.place.remoteRoot);
  value["vscode"] = vscodeLaunch(s.place).toStdString();
  value["nvim"] = nvimDap(s.place).toStdString();
  return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace));
}

void DebugSessions::request(bool post, const QByteArray& path, const QByteArray& body, const Reply& reply) {
  if (path.isEmpty() || path == "/") {
    if (post) return reply(Error{u"InvalidParameterValue"_s, u"A session is started at /-/debug/NAMESPACE/NAME."_s, {}});
    QByteArray list = "{\"sessions\":[";
    for (const auto& [unit, s] : m_sessions) {
      if (!list.endsWith('[')) list += ',';
      list += text(*s);
    }
    return reply(QByteArray(list + "]}"));
  }
  const qsizetype slash = path.indexOf('/', 1);
  const FunctionKey key{QString::fromUtf8(QByteArray::fromPercentEncoding(path.mid(1, std::max<qsizetype>(slash - 1, 0)))),
                        slash < 0 ? QString() : QString::fromUtf8(QByteArray::fromPercentEncoding(path.mid(slash + 1)))};
  QString qualifier = u"$LATEST"_s;
  std::string action;
  if (post) {
    const json value = body.size() > kBodyBytes ? json() : json::parse(body.begin(), body.end(), nullptr, false);
    const auto member = [&value](const char* name) { return value.is_object() && value.contains(name) && value[name].is_string() ? value[name].get<std::string>() : std::string(); };
    action = member("action");
    if (value.is_object() && value.contains("qualifier") && !value["qualifier"].is_string())
      return reply(Error{u"InvalidParameterValue"_s, u"\"qualifier\" must be a string."_s, u"{\"action\":\"start\",\"qualifier\":\"1\"}"_s});
    if (const std::string named = member("qualifier"); !named.empty()) qualifier = QString::fromStdString(named);
    if (action != "start" && action != "stop")
      return reply(Error{u"InvalidParameterValue"_s, u"\"action\" must be \"start\" or \"stop\"."_s, u"{\"action\":\"start\",\"qualifier\":\"$LATEST\"}"_s});
  }
  if (action == "start") {
    const auto started = start(key, qualifier);
    if (!started) return reply(started.error());
    return reply(text(**started));
  }
  // The newest of the function's, whatever its version.
  Session* found = nullptr;
  for (const auto& [unit, s] : m_sessions)
    if (s->key == key && (!post || s->qualifier == qualifier) && (!found || found->state >= State::Done)) found = s.get();
  if (!found) return reply(Error{u"ResourceNotFound"_s, u"`%1` is not being debugged."_s.arg(key.name), {}});
  if (action == "stop" && found->state < State::Done) {
    if (found->state == State::Running) cut(*found, status::kCanceled);
    else over(*found, State::Done, {});
  }
  reply(text(*found));
}

}  // namespace scfdesk

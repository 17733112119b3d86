// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/api/simulateapi.h"
#include "app/engine/api/localapi.h"
#include "app/engine/api/sessionmaker.h"
#include "app/engine/postto.h"
#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr QByteArrayView kJson("application/json");
constexpr QByteArrayView kBelow("/-/simulate/");

struct Span {
  TimeUs from = 0, to = 0;
};

/// fromMs and toMs of a query, in us; without them everything until now.
Result<Span> spanOf(QByteArrayView query, TimeUs now) {
  int64_t ms[] = {0, now / 1000};
  for (const size_t i : {size_t(0), size_t(1)}) {
    const auto given = localQueryValue(query, i == 0 ? "fromMs" : "toMs");
    bool number = true;
    if (given) ms[i] = given->toLongLong(&number);
    if (!number || ms[i] < 0 || ms[i] > std::numeric_limits<int64_t>::max() / 2000) return Error{u"InvalidParameterValue"_s, u"fromMs and toMs must be whole milliseconds."_s, {}};
  }
  return Span{ms[0] * 1000, ms[1] * 1000 + 999};
}

QByteArray lineOf(const nlohmann::ordered_json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)) + '\n'; }

/// Pages of a recording while they come, the newest first.
struct Gathered {
  std::vector<QByteArray> pages;
  qsizetype bytes = 0;
  int64_t lines = 0;
  TimeUs oldest = 0;
};

}  // namespace

SimulateApi::SimulateApi(EngineControl& engine, QByteArray secretKey) : m_engine(engine), m_secretKey(std::move(secretKey)) { m_packing.setMaxThreadCount(1); }
SimulateApi::~SimulateApi() { m_packing.waitForDone(); }

bool SimulateApi::owns(QByteArrayView path) {
  return path == QByteArrayView("/-/simulate") || path == QByteArrayView("/-/recording") || path == QByteArrayView("/-/session") || path.startsWith(kBelow);
}

void SimulateApi::started(const Result<uint64_t>& id, HttpReply& reply) {
  if (!id) return localRefusal(reply, localStatusOf(id.error()), id.error());
  reply.send(202, kJson, "{\"id\":" + QByteArray::number(qulonglong(*id)) + '}');
}

void SimulateApi::recording(const HttpRequest& request, HttpReply& reply) {
  if (request.method() != QByteArrayView("GET") && !request.isHead()) return localWrongMethod(reply, "GET");
  const auto text = [&](const char* name, const char* otherwise) { return QString::fromUtf8(localQueryValue(request.query(), name).value_or(QByteArray(otherwise))); };
  const FunctionKey key{text("namespace", "default"), text("function", "")};
  const FunctionInfo* function = m_engine.function(key);
  if (!function) return localRefusal(reply, 404, {u"ResourceNotFound.Function"_s, u"There is no function `%1` in namespace `%2`."_s.arg(key.name, key.ns), u"Write /-/recording?function=NAME."_s});
  const auto span = spanOf(request.query(), m_engine.nowUs());
  if (!span) return localRefusal(reply, 400, span.error());
  const std::string name = key.name.toStdString();
  auto gathered = std::make_shared<Gathered>();
  AttemptPages::Handlers handlers;
  handlers.page = [gathered, name](AttemptPages::Attempts&& page) {
    std::reverse(page.begin(), page.end());
    gathered->oldest = page.front().invocation.at.replied;
    gathered->pages.push_back(simulate::traceLinesOf(name, page));
    gathered->bytes += gathered->pages.back().size();
    gathered->lines += gathered->pages.back().count('\n');
    return gathered->bytes < kMostRecordingBytes;
  };
  handlers.done = [gathered, reply, name, memory = function->config.memoryMb](bool complete, const std::optional<Error>& error) mutable {
    if (error) return localRefusal(reply, localStatusOf(*error), *error);
    QByteArray all = lineOf({{"type", "header"}, {"version", 1}}) + lineOf({{"type", "fn"}, {"name", name}, {"memoryMb", memory}});
    for (auto page = gathered->pages.rbegin(); page != gathered->pages.rend(); ++page) all += *page;
    nlohmann::ordered_json end{{"type", "end"}, {"invocations", gathered->lines}, {"complete", complete}};
    if (!complete) end["goOnToMs"] = gathered->oldest / 1000;
    reply.send(200, "application/x-ndjson", all + lineOf(end));
  };
  AttemptPages::read(m_engine, function->id, span->from, span->to, std::move(handlers));
}

void SimulateApi::session(const HttpRequest& request, HttpReply& reply) {
  if (request.method() == QByteArrayView("POST") && !request.body.isEmpty()) return started(m_jobs.look(request.body), reply);
  const bool post = request.method() == QByteArrayView("POST");
  if (!post && request.method() != QByteArrayView("GET")) return localWrongMethod(reply, "GET, POST");
  const auto span = spanOf(request.query(), m_engine.nowUs());
  if (!span) return localRefusal(reply, 400, span.error());
  // The reply stays on this thread: who packs knows its number alone.
  const uint64_t number = ++m_lastPacked;
  m_replies.emplace(number, reply);
  SessionMaker::make(m_engine, m_secretKey, span->from, span->to, [this, guard = QPointer<QObject>(&m_context), post, number](Result<simulate::Session> made) {
    if (!guard) return;
    if (!made || post) {
      auto node = m_replies.extract(number);
      return made ? started(m_jobs.look(std::move(made).value()), node.mapped()) : localRefusal(node.mapped(), localStatusOf(made.error()), made.error());
    }
    startOn(m_packing, [this, number, session = std::make_shared<simulate::Session>(std::move(made).value())] {
      auto file = std::make_shared<Result<QByteArray>>(simulate::packSession(*session));
      postTo(&m_context, [this, number, file] {
        auto node = m_replies.extract(number);
        if (!*file) return localRefusal(node.mapped(), localStatusOf(file->error()), file->error());
        node.mapped().send(200, "application/zip", **file);
      });
    });
  });
}

void SimulateApi::handle(const HttpRequest& request, HttpReply& reply) {
  if (request.path() == QByteArrayView("/-/recording")) return recording(request, reply);
  if (request.path() == QByteArrayView("/-/session")) return session(request, reply);
  const bool post = request.method() == QByteArrayView("POST");
  if (!request.path().startsWith(kBelow)) return post ? started(m_jobs.start(request.body), reply) : localWrongMethod(reply, "POST");
  bool number = false;
  const uint64_t id = request.path().sliced(kBelow.size()).toByteArray().toULongLong(&number);
  if (!number) return localRefusal(reply, 404, {u"ResourceNotFound.Simulation"_s, u"The path must end in the number of a simulation."_s, {}});
  if (post) {
    const auto value = nlohmann::json::parse(request.body.begin(), request.body.end(), nullptr, false);
    if (!value.is_object() || value.size() != 1 || !value.contains("action") || value["action"] != "cancel")
      return localRefusal(reply, 400, {u"InvalidParameterValue"_s, u"The body must be {\"action\":\"cancel\"}."_s, {}});
    if (const auto canceled = m_jobs.cancel(id); !canceled) return localRefusal(reply, localStatusOf(canceled.error()), canceled.error());
  } else if (request.method() != QByteArrayView("GET") && !request.isHead()) {
    return localWrongMethod(reply, "GET, POST");
  }
  const auto state = m_jobs.state(id);
  if (!state) return localRefusal(reply, localStatusOf(state.error()), state.error());
  reply.send(200, kJson, *state);
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/tracelines.h"
#include <cmath>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace scfdesk::simulate {

namespace {

/// A number, also one that an export has written as text.
std::optional<double> numberOf(const json& object, const char* name) {
  const auto it = object.find(name);
  if (it == object.end()) return std::nullopt;
  if (it->is_number()) return it->get<double>();
  return it->is_string() ? numberIn(it->get_ref<const std::string&>()) : std::nullopt;
}

std::string textOf(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

/// 0 for a word that is none.
int codeOf(const std::string& outcome) {
  if (outcome.empty() || outcome == "ok") return 200;
  if (outcome == "user_error") return 430;
  if (outcome == "timeout") return 433;
  if (outcome == "oom") return 434;
  if (outcome == "exit") return 439;
  return 0;
}

/// {"type":"inv","t":NS,"fn":"NAME","exec_ns":NS,"outcome":"ok"}; other types than inv and fn are passed over.
std::optional<QString> takeOwn(const json& o, TraceTable& table) {
  const std::string type = textOf(o, "type");
  if (type == "fn") {
    const std::string name = textOf(o, "name");
    if (name.empty()) return u"a function without \"name\""_s;
    const auto memory = numberOf(o, "memoryMb");
    if (TraceFunction* function = table.function(name); function && memory && *memory >= 1 && *memory <= 1'000'000) function->memoryMb = static_cast<int>(*memory);
    return std::nullopt;
  }
  if (type != "inv") return std::nullopt;
  const std::string name = textOf(o, "fn");
  const auto at = o.find("t");
  if (name.empty() || at == o.end() || !at->is_number_integer()) return u"\"t\" in whole nanoseconds and \"fn\" are wanted"_s;
  Arrival arrival{at->get<int64_t>()};
  if (const auto run = o.find("exec_ns"); run != o.end()) {
    if (!run->is_number_integer() || run->get<int64_t>() < 0) return u"\"exec_ns\" must be whole nanoseconds"_s;
    arrival.run = run->get<int64_t>();
  }
  arrival.code = codeOf(textOf(o, "outcome"));
  if (arrival.code == 0) return u"\"outcome\" must be one of ok, user_error, timeout, oom, exit"_s;
  TraceFunction* function = table.function(name);
  return function ? table.add(*function, arrival) : std::nullopt;
}

/// A platform line of an invocation: start in ms since the epoch, duration in ms.
std::optional<QString> takeCls(const json& o, TraceTable& table) {
  const std::string type = textOf(o, "SCF_Type");
  const auto start = numberOf(o, "SCF_StartTime"), duration = numberOf(o, "SCF_Duration"), code = numberOf(o, "SCF_StatusCode");
  if (type != "Platform" || !start || !duration || (code && *code == 202)) return std::nullopt;  // a line of the code, or not ended yet
  const std::string name = textOf(o, "SCF_FunctionName");
  if (name.empty()) return u"SCF_FunctionName is missing"_s;
  if (!(*duration >= 0) || !(*start >= 0)) return u"SCF_StartTime and SCF_Duration must not be negative"_s;
  TraceFunction* function = table.function(name);
  if (!function) return std::nullopt;
  return table.add(*function, {static_cast<Ns>(*start * 1e6), nsOf(*duration / 1000), code ? static_cast<int>(*code) : 200});
}

}  // namespace

std::optional<Error> readJsonLines(const TraceSource& source, TraceTable& table, bool cls) {
  TraceLines lines(source.file, source);
  std::string_view line;
  while (lines.next(line)) {
    const json object = json::parse(line.begin(), line.end(), nullptr, false);
    if (!object.is_object()) return lines.wrong(u"no JSON object"_s);
    if (const auto mistake = cls ? takeCls(object, table) : takeOwn(object, table)) return lines.wrong(*mistake);
  }
  return lines.mistake();
}

}  // namespace scfdesk::simulate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/compare/comparison.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

namespace {
using json = nlohmann::ordered_json;
constexpr int kSuccess = 200, kFailure = 430;

QByteArray textOf(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? QByteArray::fromStdString(it->get_ref<const std::string&>()) : QByteArray();
}
double numberOf(const json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_number() ? it->get<double>() : 0;
}
/// Of a failed run: what its error object says.
int statusOf(const QByteArray& result) {
  const json object = json::parse(result.begin(), result.end(), nullptr, false);
  const int code = object.is_object() ? int(numberOf(object, "statusCode")) : 0;
  return code ? code : kFailure;
}
}  // namespace

bool Comparison::same() const { return complete() && first.statusCode == second.statusCode && result.changes.empty() && !result.more; }
bool Comparison::sameLog() const {
  return std::all_of(log.cbegin(), log.cend(), [](const LineChange& line) { return line.kind == LineChange::Kind::Same; });
}

Comparison compareSides(CompareSide first, CompareSide second, const QStringList& muted) {
  Comparison out;
  if (!first.error && !second.error) {
    // An error object carries the id of its request: it is never the same twice.
    QStringList left = muted;
    if (first.statusCode != kSuccess && second.statusCode != kSuccess) left << u"$.requestId"_s;
    out.result = diffJson(first.result, second.result, left);
    out.log = diffLines(comparableLines(first.log, first.requestId), comparableLines(second.log, second.requestId));
  }
  out.first = std::move(first);
  out.second = std::move(second);
  return out;
}

Status takeInvoke(CompareSide& side, const QByteArray& answer, double roundTripMs) {
  const json whole = json::parse(answer.begin(), answer.end(), nullptr, false);
  const auto it = whole.is_object() ? whole.find("Result") : whole.end();
  if (!whole.is_object() || it == whole.end() || !it->is_object()) return Error{u"Local.BadAnswer"_s, u"The answer of %1 does not hold what it should."_s.arg(u"Invoke"_s), {}};
  const json& result = *it;
  const bool good = numberOf(result, "InvokeResult") == 0;
  side.result = textOf(result, "RetMsg");
  if (!good && side.result.isEmpty()) side.result = textOf(result, "ErrMsg");
  side.statusCode = good ? kSuccess : statusOf(side.result);
  side.log = textOf(result, "Log");
  side.requestId = textOf(result, "FunctionRequestId");
  side.durationMs = numberOf(result, "Duration");
  side.billedMs = numberOf(result, "BillDuration");
  side.memoryBytes = std::max(side.memoryBytes, int64_t(numberOf(result, "MemUsage")));
  side.roundTripMs = roundTripMs;
  side.coldStarts += side.log.contains("Init Report ") ? 1 : 0;
  ++side.runs;
  return Done{};
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/session.h"
#include "app/engine/simulate/zipbytes.h"
#include <algorithm>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::simulate {

namespace {

using json = nlohmann::ordered_json;
constexpr const char* kFormat = "scfdesk-session";
constexpr int kVersion = 1;

QByteArray dump(const json& value) { return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace)); }
QByteArray bytesOf(const std::vector<uint8_t>& v) { return {reinterpret_cast<const char*>(v.data()), qsizetype(v.size())}; }
std::vector<uint8_t> vectorOf(const QByteArray& b) { return {b.begin(), b.end()}; }
QByteArray partName(size_t i, const char* what) { return "core/" + QByteArray::number(qulonglong(i)) + "." + what; }

/// Words of the JSON lines; "" for what never ran.
const char* outcomeOf(const Invocation& i) {
  switch (i.statusCode) {
    case status::kSuccess: return "ok";
    case status::kTimeLimit: return "timeout";
    case status::kMemoryLimit: return "oom";
    case status::kProcessExit: return "exit";
    case status::kResourceLimit:
    case status::kResourceLimitReached: return "";
    default: return "user_error";
  }
}

/// Members of a manifest that may be missing or of a wrong type: then the value that is given.
template <typename T>
T member(const json& object, const char* name, T otherwise) {
  const auto it = object.find(name);
  if (it == object.end()) return otherwise;
  if constexpr (std::is_same_v<T, std::string>) {
    return it->is_string() ? it->get<std::string>() : otherwise;
  } else if constexpr (std::is_same_v<T, bool>) {
    return it->is_boolean() ? it->get<bool>() : otherwise;
  } else {
    return it->is_number_integer() ? it->get<T>() : otherwise;
  }
}

}  // namespace

QByteArray traceLinesOf(const std::string& name, const std::vector<InvocationDetail>& attempts) {
  QByteArray text;
  for (const InvocationDetail& d : attempts) {
    const Invocation& i = d.invocation;
    if (i.retryNum > 0 || i.at.accepted <= 0) continue;  // the simulator makes its own retries
    json inv{{"type", "inv"}, {"t", i.at.accepted * 1000}, {"fn", name}};
    if (const char* outcome = outcomeOf(i); *outcome) {
      inv["exec_ns"] = i.durationUs * 1000;
      inv["outcome"] = outcome;
      if (i.cold && i.at.ready > i.at.dispatched && i.at.dispatched > 0) inv["start_ns"] = (i.at.ready - i.at.dispatched) * 1000;
    }
    text += dump(inv) + '\n';
  }
  return text;
}

QByteArray logLinesOf(const std::string& name, const std::vector<InvocationDetail>& attempts, const QList<QByteArray>& secrets) {
  QByteArray text;
  for (const InvocationDetail& d : attempts) {
    if (d.log.isEmpty()) continue;
    QByteArray said = d.log;
    for (const QByteArray& secret : secrets) said.replace(secret, "***");
    text += dump({{"us", d.invocation.at.accepted}, {"function", name}, {"requestId", d.invocation.requestId.toStdString()}, {"text", said.toStdString()}}) + '\n';
  }
  return text;
}

Result<QByteArray> packSession(const Session& s) {
  json functions = json::array(), parts = json::array();
  for (const SessionFunction& f : s.functions) {
    json names = json::array();
    for (const QString& name : f.environment) names.push_back(name.toStdString());
    functions.push_back({{"id", f.id}, {"namespace", f.ns.toStdString()}, {"name", f.name.toStdString()}, {"version", f.version}, {"runtime", f.runtime.toStdString()},
                         {"memoryMb", f.memoryMb}, {"codeSha256", f.codeSha256.toStdString()}, {"environment", std::move(names)}});
  }
  std::vector<ZipEntry> entries(1);
  for (size_t i = 0; i < s.parts.size(); ++i) {
    const scaling::RecordedPart& p = *s.parts[i];
    parts.push_back({{"events", p.eventCount}, {"decisions", p.decisionCount}, {"hash", p.hash}, {"fromNs", p.from}, {"toNs", p.to}});
    entries.push_back({partName(i, "snapshot"), bytesOf(p.snapshot)});
    entries.push_back({partName(i, "events"), bytesOf(p.events)});
    entries.push_back({partName(i, "decisions"), bytesOf(p.decisions)});
  }
  entries.push_back({"trace.jsonl", s.trace});
  entries.push_back({"log.jsonl", s.log});
  entries[0] = {"session.json",
                dump({{"format", kFormat}, {"version", kVersion}, {"engine", s.engine.toStdString()}, {"madeUs", s.made}, {"fromUs", s.from}, {"toUs", s.to}, {"clockOffsetUs", s.clockOffset}, {"seed", s.seed},
                      {"settings", json::parse(s.settings.begin(), s.settings.end(), nullptr, false)}, {"functions", std::move(functions)}, {"parts", std::move(parts)}, {"forgottenEvents", s.forgotten},
                      {"traceComplete", s.traceComplete}, {"logComplete", s.logComplete}})};
  return zipOf(entries);
}

Result<Session> unpackSession(const QByteArray& file) {
  auto entries = entriesOf(file, Session::kMostBytes, Session::kMostEntries);
  if (!entries) return entries.error();
  const auto entry = [&](const QByteArray& name) -> const QByteArray* {
    for (const ZipEntry& e : entries.value())
      if (e.name == name) return &e.bytes;
    return nullptr;
  };
  const auto wrong = [](const QString& what) { return Error{u"InvalidParameterValue"_s, u"This is no session file: %1."_s.arg(what), u"Save one with Save session in Simulate."_s}; };
  const QByteArray* head = entry("session.json");
  if (!head) return wrong(u"session.json is missing"_s);
  const json value = json::parse(head->begin(), head->end(), nullptr, false);
  if (!value.is_object() || member<std::string>(value, "format", "") != kFormat) return wrong(u"session.json does not say so"_s);
  if (member<int>(value, "version", 0) != kVersion) return wrong(u"it is of version %1, this program reads %2"_s.arg(member<int>(value, "version", 0)).arg(kVersion));
  Session s;
  s.engine = QByteArray::fromStdString(member<std::string>(value, "engine", ""));
  s.made = member<int64_t>(value, "madeUs", 0);
  s.from = member<int64_t>(value, "fromUs", 0);
  s.to = member<int64_t>(value, "toUs", 0);
  // Times beyond a thousand years would not be added up.
  constexpr int64_t kMostUs = int64_t{1} << 55, kMostNs = int64_t{1} << 60;
  s.clockOffset = std::clamp<int64_t>(member<int64_t>(value, "clockOffsetUs", 0), 0, kMostUs);
  s.seed = member<uint64_t>(value, "seed", 1);
  s.forgotten = member<uint64_t>(value, "forgottenEvents", 0);
  s.traceComplete = member(value, "traceComplete", false);
  s.logComplete = member(value, "logComplete", false);
  if (const auto it = value.find("settings"); it != value.end()) s.settings = dump(*it);
  if (const auto it = value.find("functions"); it != value.end() && it->is_array()) {
    for (const json& f : *it) {
      if (!f.is_object()) return wrong(u"a function is no object"_s);
      SessionFunction& made = s.functions.emplace_back();
      made.id = member<uint32_t>(f, "id", 0);
      made.ns = QString::fromStdString(member<std::string>(f, "namespace", ""));
      made.name = QString::fromStdString(member<std::string>(f, "name", ""));
      made.version = member<int>(f, "version", 0);
      made.runtime = QString::fromStdString(member<std::string>(f, "runtime", ""));
      made.memoryMb = member<int>(f, "memoryMb", 0);
      made.codeSha256 = QByteArray::fromStdString(member<std::string>(f, "codeSha256", ""));
    }
  }
  if (const auto it = value.find("parts"); it != value.end() && it->is_array()) {
    for (size_t i = 0; i < it->size(); ++i) {
      const json& p = (*it)[i];
      const QByteArray *snapshot = entry(partName(i, "snapshot")), *events = entry(partName(i, "events")), *decisions = entry(partName(i, "decisions"));
      if (!p.is_object() || !snapshot || !events || !decisions) return wrong(u"part %1 of the recording is missing"_s.arg(i + 1));
      auto part = std::make_shared<scaling::RecordedPart>();
      part->snapshot = vectorOf(*snapshot);
      part->events = vectorOf(*events);
      part->decisions = vectorOf(*decisions);
      part->eventCount = member<uint64_t>(p, "events", 0);
      part->decisionCount = member<uint64_t>(p, "decisions", 0);
      part->hash = member<uint64_t>(p, "hash", 0);
      part->from = std::clamp<int64_t>(member<int64_t>(p, "fromNs", 0), 0, kMostNs);
      part->to = std::clamp<int64_t>(member<int64_t>(p, "toNs", 0), part->from, kMostNs);
      s.parts.push_back(std::move(part));
    }
  }
  if (const QByteArray* trace = entry("trace.jsonl")) s.trace = *trace;
  if (const QByteArray* log = entry("log.jsonl")) s.log = *log;
  return s;
}

}  // namespace scfdesk::simulate

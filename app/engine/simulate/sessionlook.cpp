// SPDX-License-Identifier: GPL-3.0-or-later
// A session as a view shows it: replayed while it is looked through.
#include "app/engine/scaling/replay.h"
#include "app/engine/simulate/session.h"
#include <algorithm>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::simulate {

namespace {

using json = nlohmann::ordered_json;
using scaling::DecisionKind;
constexpr size_t kColumns = 600;
constexpr size_t kMostDecisions = 5000;  // the last ones are told in words
constexpr size_t kMostLines = 2000;
constexpr size_t kMostArrivals = 100'000;
constexpr size_t kMostTimings = 2000;

std::string hex(uint64_t hash) {
  char text[20];
  snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

/// How many of all functions' instances and requests were in each state: the most of each step of time.
struct Course {
  struct Point {
    int starting = 0, busy = 0, idle = 0, waiting = 0, refused = 0, cold = 0;
  };
  std::vector<Point> points = std::vector<Point>(kColumns);
  scaling::Ns from = 0, step = 1;
  std::map<scaling::FnId, scaling::FnCounters> now;
  size_t filled = 0;

  Course(scaling::Ns begin, scaling::Ns end) : from(begin), step(std::max<scaling::Ns>(1, (end - begin) / static_cast<int64_t>(kColumns) + 1)) {}
  [[nodiscard]] size_t at(scaling::Ns t) const { return t <= from ? 0 : std::min(kColumns - 1, static_cast<size_t>((t - from) / step)); }
  [[nodiscard]] Point sum() const {
    Point p;
    for (const auto& [fn, c] : now) p.starting += c.starting, p.busy += c.busy, p.idle += c.idle, p.waiting += c.waiting + c.retrying;
    return p;
  }
  void take(const scaling::Core& core, scaling::FnId fn) {
    if (fn != 0) now[fn] = core.counters(fn);
  }
  void put(scaling::Ns t) {
    const Point p = sum();
    const size_t column = at(t);
    for (; filled <= column; ++filled) most(points[filled], last);
    most(points[column], p);
    last = p;
  }
  void end() {
    for (; filled < kColumns; ++filled) most(points[filled], last);
  }

 private:
  Point last;
  static void most(Point& a, const Point& b) {
    if (b.starting + b.busy + b.idle >= a.starting + a.busy + a.idle) a.starting = b.starting, a.busy = b.busy, a.idle = b.idle;
    a.waiting = std::max(a.waiting, b.waiting);
  }
};

json seriesOf(const Course& c, TimeUs offset) {
  const auto column = [&](int Course::Point::*member) {
    json list = json::array();
    for (const Course::Point& p : c.points) list.push_back(p.*member);
    return list;
  };
  using P = Course::Point;
  return {{"fromUs", c.from / 1000 + offset}, {"stepUs", static_cast<double>(c.step) / 1000}, {"starting", column(&P::starting)}, {"busy", column(&P::busy)}, {"idle", column(&P::idle)},
          {"waiting", column(&P::waiting)}, {"refused", column(&P::refused)}, {"cold", column(&P::cold)}};
}

json replayJson(const scaling::ReplayOutcome& o, const Session& s) {
  json value{{"same", o.same}, {"events", o.events}, {"decisions", o.decisions}, {"recordedHash", hex(o.recordedHash)}, {"replayedHash", hex(o.replayedHash)}, {"forgottenEvents", s.forgotten}};
  if (!o.trouble.empty()) value["trouble"] = o.trouble;
  if (const auto& d = o.difference) {
    const auto text = [](const std::optional<scaling::Decision>& one) { return one ? scaling::textOf(*one) : std::string("nothing"); };
    value["difference"] = {{"decision", d->decision}, {"event", d->event}, {"us", d->at / 1000 + s.clockOffset}, {"recorded", text(d->recorded)}, {"replayed", text(d->replayed)}};
  }
  return value;
}

/// Arrivals and timings of each function, from the trace.
std::map<std::string, json> timingsOf(const QByteArray& trace) {
  struct Seen {
    std::vector<double> at;
    json runs = json::array(), starts = json::array();
  };
  std::map<std::string, Seen> seen;
  for (qsizetype begin = 0; begin < trace.size();) {
    const qsizetype end = trace.indexOf('\n', begin) < 0 ? trace.size() : trace.indexOf('\n', begin);
    const json line = json::parse(trace.begin() + begin, trace.begin() + end, nullptr, false);
    begin = end + 1;
    if (!line.is_object() || !line.contains("fn") || !line["fn"].is_string() || !line.contains("t") || !line["t"].is_number_integer()) continue;
    Seen& f = seen[line["fn"].get<std::string>()];
    if (f.at.size() < kMostArrivals) f.at.push_back(static_cast<double>(line["t"].get<int64_t>()) / 1e9);
    const auto timing = [&](const char* name, json& list) {
      if (const auto it = line.find(name); it != line.end() && it->is_number_integer() && list.size() < kMostTimings) list.push_back(static_cast<double>(it->get<int64_t>()) / 1e9);
    };
    timing("exec_ns", f.runs);
    timing("start_ns", f.starts);
  }
  double origin = 0;
  bool first = true;
  for (auto& [name, f] : seen) {
    std::sort(f.at.begin(), f.at.end());
    if (!f.at.empty() && (first || f.at.front() < origin)) origin = f.at.front(), first = false;
  }
  std::map<std::string, json> told;
  for (auto& [name, f] : seen) {
    json arrivals = json::array();
    for (const double t : f.at) arrivals.push_back(t - origin);
    told[name] = {{"arrivals", std::move(arrivals)}, {"runs", std::move(f.runs)}, {"starts", std::move(f.starts)}};
  }
  return told;
}

json linesOf(const QByteArray& log) {
  json lines = json::array();
  for (qsizetype begin = 0; begin < log.size() && lines.size() < kMostLines;) {
    const qsizetype end = log.indexOf('\n', begin) < 0 ? log.size() : log.indexOf('\n', begin);
    json line = json::parse(log.begin() + begin, log.begin() + end, nullptr, false);
    begin = end + 1;
    if (line.is_object()) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

Result<QByteArray> lookThrough(const Session& s, const std::atomic<bool>* canceled, std::atomic<uint64_t>* donePpm) {
  uint64_t all = 1;
  for (const auto& part : s.parts) all += part->eventCount;
  Course course(s.parts.empty() ? 0 : s.parts.front()->from, s.parts.empty() ? 1 : s.parts.back()->to);
  std::deque<scaling::Decision> told;
  uint64_t turns = 0;
  const scaling::ReplayOutcome outcome = scaling::replay(s.parts, [&](const scaling::Core& core, const scaling::Event* event, scaling::Ns now, const std::vector<scaling::Decision>& decided) {
    if (turns == 0)
      for (const SessionFunction& f : s.functions) course.take(core, f.id);
    if (event) course.take(core, event->fn);
    for (const scaling::Decision& d : decided) {
      course.take(core, d.fn);
      Course::Point& p = course.points[course.at(now)];
      p.refused += d.kind == DecisionKind::Reject || (d.kind == DecisionKind::Retry && (d.code == 432 || d.code == 429));
      p.cold += d.kind == DecisionKind::Run && d.cold;
      told.push_back(d);
      if (told.size() > kMostDecisions) told.pop_front();
    }
    // Instances that got ready decide nothing; a look at all of them now and then finds what else moved.
    if (decided.empty() || (turns & 0xFF) == 0)
      for (auto& [fn, counters] : course.now) counters = core.counters(fn);
    course.put(now);
    if ((++turns & 0x3FF) != 0) return true;
    if (donePpm) *donePpm = std::min<uint64_t>(1'000'000, turns * 1'000'000 / all);
    return !(canceled && *canceled);
  });
  if (canceled && *canceled) return Error{u"Local.Canceled"_s, u"Looking through the session was canceled."_s, {}};
  course.end();
  auto timings = timingsOf(s.trace);
  json functions = json::array(), decisions = json::array();
  std::map<scaling::FnId, std::string> names;
  for (const SessionFunction& f : s.functions) {
    names[f.id] = f.name.toStdString() + (f.version > 0 ? ":" + std::to_string(f.version) : std::string());
    json one{{"name", f.name.toStdString()}, {"namespace", f.ns.toStdString()}, {"version", f.version}, {"runtime", f.runtime.toStdString()}, {"memoryMb", f.memoryMb}, {"codeSha256", f.codeSha256.toStdString()}};
    if (const auto it = timings.find(f.name.toStdString()); it != timings.end() && f.version == 0) one.update(it->second);
    functions.push_back(std::move(one));
  }
  for (const scaling::Decision& d : told) decisions.push_back({{"us", d.now / 1000 + s.clockOffset}, {"function", names.contains(d.fn) ? names[d.fn] : std::string()}, {"text", scaling::textOf(d)}});
  const json value{{"engine", s.engine.toStdString()}, {"madeUs", s.made}, {"fromUs", s.from}, {"toUs", s.to}, {"seed", s.seed}, {"settings", json::parse(s.settings.begin(), s.settings.end(), nullptr, false)},
                   {"functions", std::move(functions)}, {"replay", replayJson(outcome, s)}, {"series", seriesOf(course, s.clockOffset)}, {"decisions", std::move(decisions)}, {"log", linesOf(s.log)},
                   {"traceComplete", s.traceComplete}, {"logComplete", s.logComplete}};
  return QByteArray::fromStdString(value.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace scfdesk::simulate

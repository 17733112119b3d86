// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeactivity.h"
#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

namespace {

/// As the engine's scaling core says it.
QString quotaWords(int memoryMb, int executing, int limit) {
  return u"executing %1 MB + %2 MB of %3 MB"_s.arg(executing * memoryMb).arg(memoryMb).arg(limit * memoryMb);
}

constexpr TimeUs kSampleEvery = 250'000;
constexpr size_t kQueueShown = 24;  // events that wait before more of them are counted as throttled

TimeUs us(double ms) { return std::max<TimeUs>(1, std::llround(ms * 1000)); }

QByteArray requestIdOf(InvocationId id) {
  uint64_t x = id * 0x9E3779B97F4A7C15ULL;
  x ^= x >> 29;
  const QByteArray hex = QByteArray::number(qulonglong(x), 16).rightJustified(16, '0') +
                         QByteArray::number(qulonglong(x * 0xBF58476D1CE4E5B9ULL), 16).rightJustified(16, '0');
  return hex.mid(0, 8) + '-' + hex.mid(8, 4) + '-' + hex.mid(12, 4) + '-' + hex.mid(16, 4) + '-' + hex.mid(20, 12);
}

}  // namespace

FakeActivity::FakeActivity(TimeUs begin, uint32_t seed) : m_begin(begin), m_now(begin), m_random(seed) {}

double FakeActivity::random() {
  m_random += 0x6D2B79F5U;
  uint32_t x = (m_random ^ (m_random >> 15)) * (1U | m_random);
  x = (x + (x ^ (x >> 7)) * (61U | x)) ^ x;
  return static_cast<double>(x ^ (x >> 14)) / 4294967296.0;
}

double FakeActivity::jitter(double ms, double spread) { return ms * std::exp((random() + random() + random() - 1.5) * 2 * spread); }

void FakeActivity::schedule(TimeUs at, Kind kind, FunctionId fn, InstanceId instance, InvocationId invocation, uint32_t epoch) {
  m_events.push({at, m_eventSeq++, kind, fn, instance, invocation, epoch});
}

void FakeActivity::add(const FakeProfile& profile) {
  const FunctionId fn = profile.info.id;
  const bool known = m_functions.contains(fn);
  m_functions[fn].profile = profile;
  if (known) return;
  schedule(m_now + 1, Kind::Sample, fn);
  if (m_traffic && profile.rate) schedule(m_now, Kind::Traffic, fn);
}

void FakeActivity::remove(FunctionId fn) {
  const auto it = m_functions.find(fn);
  if (it == m_functions.end()) return;
  std::vector<InstanceId> mine;
  for (const auto& [id, inst] : m_instances)
    if (inst.fn == fn) mine.push_back(id);
  std::sort(mine.begin(), mine.end());
  for (const InstanceId id : mine) move(it->second, id, InstanceState::Gone, false, 0, u"function deleted"_s);
  m_functions.erase(it);
}

FakeProfile* FakeActivity::profile(FunctionId fn) {
  const auto it = m_functions.find(fn);
  return it == m_functions.end() ? nullptr : &it->second.profile;
}
const FakeProfile* FakeActivity::profile(FunctionId fn) const {
  const auto it = m_functions.find(fn);
  return it == m_functions.end() ? nullptr : &it->second.profile;
}

void FakeActivity::setTraffic(bool on) {
  if (m_traffic == on) return;
  m_traffic = on;
  if (!on) return;
  std::vector<FunctionId> ids;
  for (const auto& [fn, f] : m_functions)
    if (f.profile.rate) ids.push_back(fn);
  std::sort(ids.begin(), ids.end());
  for (const FunctionId fn : ids) schedule(m_now, Kind::Traffic, fn);
}

InvocationId FakeActivity::fire(FunctionId fn, InvokeMode mode, Source source, int64_t eventBytes, uint32_t loadRun, TimeUs at) {
  const FakeProfile* p = profile(fn);
  if (!p) return 0;
  Invocation i;
  i.id = m_nextInvocation++;
  i.requestId = requestIdOf(i.id);
  i.function = fn;
  i.mode = mode;
  i.source = source;
  i.loadRun = loadRun;
  i.memoryMb = p->info.config.memoryMb;
  i.eventBytes = eventBytes;
  m_invocations[i.id] = i;
  schedule(std::max(at, m_now), Kind::Arrive, fn, 0, i.id);
  return i.id;
}

uint32_t FakeActivity::startLoad(FunctionId fn, const LoadSpec& spec) {
  LoadProgress p;
  p.run = m_nextRun++;
  p.function = fn;
  p.spec = spec;
  p.startedAt = m_now;
  m_loads[p.run] = p;
  m_dirtyLoads.push_back(p.run);
  for (int i = 0; i < spec.count; ++i)
    fire(fn, spec.mode, Source::Load, spec.payload.size(), p.run, m_now + std::llround(loadDueSeconds(spec, i) * 1e6));
  return p.run;
}

void FakeActivity::stopLoad(uint32_t run) {
  const auto it = m_loads.find(run);
  if (it == m_loads.end() || it->second.endedAt != 0) return;
  it->second.stopped = true;
  m_dirtyLoads.push_back(run);
  if (it->second.finished() >= it->second.sent) it->second.endedAt = m_now;
}

EngineDelta FakeActivity::advance(TimeUs until) {
  while (!m_events.empty() && m_events.top().at <= until) {
    const Event e = m_events.top();
    m_events.pop();
    m_now = std::max(m_now, e.at);
    handle(e);
  }
  m_now = std::max(m_now, until);
  m_out.now = m_now;
  std::sort(m_dirtyLoads.begin(), m_dirtyLoads.end());
  m_dirtyLoads.erase(std::unique(m_dirtyLoads.begin(), m_dirtyLoads.end()), m_dirtyLoads.end());
  for (const uint32_t run : m_dirtyLoads) m_out.loads.push_back(m_loads[run]);
  m_dirtyLoads.clear();
  return std::exchange(m_out, {});
}

void FakeActivity::handle(const Event& e) {
  const auto it = m_functions.find(e.fn);
  if (it == m_functions.end()) return;
  Function& f = it->second;
  if (e.kind == Kind::Arrive) return arrive(e.invocation);
  if (e.kind == Kind::Traffic) return traffic(f);
  if (e.kind == Kind::Sample) {
    schedule(e.at + kSampleEvery, Kind::Sample, e.fn);
    return sample(f);
  }
  const auto inst = m_instances.find(e.instance);
  if (inst == m_instances.end() || inst->second.epoch != e.epoch) return;
  switch (e.kind) {
    case Kind::Started:
      inst->second.started = m_now;
      move(f, e.instance, InstanceState::Init);
      schedule(m_now + us(jitter(f.profile.initMs, 0.15)), Kind::Ready, e.fn, e.instance, 0, inst->second.epoch);
      break;
    case Kind::Ready: becomeReady(f, e.instance); break;
    case Kind::RunEnd: runEnd(f, e.instance, e.invocation); break;
    case Kind::Freeze:
      move(f, e.instance, InstanceState::Frozen);
      schedule(m_now + us((f.profile.keepAliveSeconds - f.profile.freezeSeconds) * 1000), Kind::Reclaim, e.fn, e.instance, 0,
               inst->second.epoch);
      break;
    case Kind::Reclaim:
      std::erase(f.free, e.instance);
      move(f, e.instance, InstanceState::Gone, false, 0,
           u"idle for %1 s, keep-alive is %1 s"_s.arg(f.profile.keepAliveSeconds, 0, 'f', 0));
      break;
    default: break;
  }
}

void FakeActivity::traffic(Function& f) {
  if (!m_traffic || !f.profile.rate) return;
  const double most = f.profile.maxRate;  // thinning: candidates at the highest rate, some of which become events
  schedule(m_now + us(-std::log(1 - random()) / most * 1000), Kind::Traffic, f.profile.info.id);
  if (random() < f.profile.rate(static_cast<double>(m_now - m_begin) / 1e6) / most)
    fire(f.profile.info.id, f.profile.mode, Source::Api, 240 + std::llround(random() * 900));
}

void FakeActivity::arrive(InvocationId id) {
  Invocation& i = m_invocations[id];
  Function& f = m_functions[i.function];
  if (i.loadRun != 0) {
    LoadProgress& load = m_loads[i.loadRun];
    if (load.stopped) return;
    ++load.sent;
    m_dirtyLoads.push_back(load.run);
  }
  i.at.accepted = m_now;
  m_out.invocations.push_back(i);
  if (!f.free.empty()) {
    const InstanceId inst = f.free.back();
    f.free.pop_back();
    i.at.dispatched = m_now;
    return run(f, inst, id);
  }
  if (f.starting + f.init + f.busy < f.profile.limit) {
    f.waiting.push_back(id);
    return startInstance(f, id);
  }
  const bool sync = i.mode == InvokeMode::Sync;
  if (!sync && f.waiting.size() < kQueueShown) {
    f.waiting.push_back(id);
    return;
  }
  ++f.throttledSince;
  m_out.throttles.push_back({i.function, m_now, status::kResourceLimitReached, sync});
  m_out.decisions.push_back({0, m_now, i.function, 0, id, u"reject"_s, u"account quota"_s,
                             quotaWords(f.profile.info.config.memoryMb, f.profile.limit, f.profile.limit), u"accountMemoryMb"_s});
  if (sync) return finish(i, status::kResourceLimitReached, u"The account quota is used up."_s);
  f.waiting.push_back(id);
}

void FakeActivity::startInstance(Function& f, InvocationId forWhom) {
  const int memory = f.profile.info.config.memoryMb;
  const InstanceId id = m_nextInstance++;
  Instance inst;
  inst.fn = f.profile.info.id;
  inst.wanted = forWhom;
  m_instances[id] = inst;
  ++f.starting;
  m_invocations[forWhom].at.dispatched = m_now;
  m_out.transitions.push_back({id, inst.fn, InstanceState::Starting, m_now, forWhom, false, BirthWay::Spawn, 
                               u"no idle instance, "_s + quotaWords(memory, f.starting + f.init + f.busy - 1, f.profile.limit)});
  m_out.decisions.push_back({0, m_now, inst.fn, id, forWhom, u"start"_s, u"no idle instance"_s,
                             quotaWords(memory, f.starting + f.init + f.busy - 1, f.profile.limit), u"accountMemoryMb"_s});
  schedule(m_now + us(jitter(f.profile.startMs, 0.15)), Kind::Started, inst.fn, id, 0, 0);
}

void FakeActivity::becomeReady(Function& f, InstanceId id) {
  m_instances[id].ready = m_now;
  if (f.waiting.empty()) return release(f, id);
  const InvocationId next = f.waiting.front();
  f.waiting.pop_front();
  Invocation& i = m_invocations[next];
  if (m_instances[id].wanted == next) {
    i.at.started = m_instances[id].started;
    i.at.ready = m_now;
  } else {
    i.at.dispatched = m_now;
  }
  run(f, id, next);
}

void FakeActivity::run(Function& f, InstanceId inst, InvocationId id) {
  Invocation& i = m_invocations[id];
  i.instance = inst;
  i.cold = m_instances[inst].runs++ == 0;
  i.way = i.cold ? BirthWay::Spawn : BirthWay::None;
  if (i.at.dispatched == 0) i.at.dispatched = m_now;
  i.at.entered = m_now + 200;
  move(f, inst, InstanceState::Busy, false, id);
  const double ms = random() < 0.012 ? jitter(f.profile.runMs, f.profile.spread) * 3.2 : jitter(f.profile.runMs, f.profile.spread);
  log(i, LogLevel::Platform, "START RequestId:" + i.requestId);
  for (QByteArray line : f.profile.lines) {
    const QByteArrayView view(line);
    const LogLevel level = logLevelOf(view, false);
    log(i, level, line.replace("%i", QByteArray::number(qlonglong(++f.runs))));
  }
  schedule(m_now + us(ms), Kind::RunEnd, i.function, inst, id, m_instances[inst].epoch);
}

void FakeActivity::runEnd(Function& f, InstanceId inst, InvocationId id) {
  Invocation& i = m_invocations[id];
  i.at.left = m_now;
  i.durationUs = i.at.left - i.at.entered;
  const double mb = f.profile.baseMb + std::min(40.0, m_instances[inst].runs * 0.6) + random() * 4;
  f.peakMb = std::max(f.peakMb, mb);
  i.peakMemoryBytes = std::llround(mb * 1024 * 1024);
  i.resultBytes = f.profile.result.size();
  const bool failed = random() < f.profile.failRate;
  if (failed) log(i, LogLevel::Error, f.profile.failMessage.toUtf8());
  const bool dies = failed && f.profile.failCode != status::kUserException;
  finish(i, failed ? f.profile.failCode : status::kSuccess, failed ? f.profile.failMessage : QString());
  log(i, LogLevel::Platform, "END RequestId:" + i.requestId);
  log(i, LogLevel::Platform, "Report RequestId:" + i.requestId + " Duration:" + QByteArray::number(qlonglong(i.billedMs)) + "ms Memory:" +
                                 QByteArray::number(i.memoryMb) + "MB MemUsage:" + QByteArray::number(mb, 'f', 4) + "MB");
  if (dies) {
    move(f, inst, InstanceState::Gone, true, 0, f.profile.failMessage);
    if (!f.waiting.empty()) startInstance(f, f.waiting.front());
    return;
  }
  if (f.waiting.empty()) {
    move(f, inst, InstanceState::Idle, failed);
    release(f, inst);
    return;
  }
  const InvocationId next = f.waiting.front();
  f.waiting.pop_front();
  m_invocations[next].at.dispatched = m_now;
  if (failed) move(f, inst, InstanceState::Idle, true);
  run(f, inst, next);
}

void FakeActivity::release(Function& f, InstanceId inst) {
  if (m_instances[inst].state != InstanceState::Idle) move(f, inst, InstanceState::Idle);
  f.free.push_back(inst);
  const bool freezes = f.profile.freezeSeconds < f.profile.keepAliveSeconds;
  schedule(m_now + us((freezes ? f.profile.freezeSeconds : f.profile.keepAliveSeconds) * 1000),
           freezes ? Kind::Freeze : Kind::Reclaim, f.profile.info.id, inst, 0, m_instances[inst].epoch);
}

void FakeActivity::finish(Invocation& i, int code, const QString& message) {
  i.finished = true;
  i.statusCode = code;
  i.message = message;
  i.billedMs = (i.durationUs + 999) / 1000;
  i.at.replied = m_now + 1;
  m_out.invocations.push_back(i);
  tally(i);
}

void FakeActivity::tally(const Invocation& i) {
  if (i.loadRun == 0) return;
  LoadProgress& load = m_loads[i.loadRun];
  ++load.byCode[i.statusCode];
  if (i.statusCode == status::kSuccess) ++load.succeeded;
  else if (i.statusCode == status::kResourceLimitReached) ++load.throttled;
  else ++load.failed;
  if (load.finished() >= (load.stopped ? load.sent : load.spec.count)) load.endedAt = m_now;
  m_dirtyLoads.push_back(load.run);
}

int& FakeActivity::count(Function& f, InstanceState state) {
  switch (state) {
    case InstanceState::Starting: return f.starting;
    case InstanceState::Init: return f.init;
    case InstanceState::Busy: return f.busy;
    case InstanceState::Idle: return f.idle;
    default: return f.frozen;
  }
}

void FakeActivity::move(Function& f, InstanceId inst, InstanceState to, bool failed, InvocationId invocation, const QString& reason) {
  Instance& i = m_instances[inst];
  --count(f, i.state);
  m_out.transitions.push_back({inst, i.fn, to, m_now, invocation, failed, BirthWay::None, reason});
  if (to == InstanceState::Gone) {
    m_out.decisions.push_back({0, m_now, i.fn, inst, 0, u"stop"_s, u"keep-alive"_s, reason, u"keepAliveSeconds"_s});
    m_instances.erase(inst);
    return;
  }
  ++count(f, to);
  i.state = to;
  ++i.epoch;
}

void FakeActivity::sample(Function& f) {
  const bool silent = f.starting + f.init + f.busy + f.idle + f.frozen == 0 && f.waiting.empty() && f.throttledSince == 0;
  if (silent && f.silent) return;
  f.silent = silent;
  FunctionSample s;
  s.function = f.profile.info.id;
  s.at = m_now;
  s.starting = f.starting;
  s.init = f.init;
  s.busy = f.busy;
  s.idle = f.idle;
  s.frozen = f.frozen;
  // Those that an instance is being started for are its first run; the others wait.
  s.queued = static_cast<int>(f.waiting.size());
  s.throttled = std::exchange(f.throttledSince, 0);
  s.limit = f.profile.limit;
  s.maxMemoryBytes = silent ? 0 : std::llround((f.peakMb > 0 ? f.peakMb : f.profile.baseMb) * 1024 * 1024);
  f.peakMb *= 0.995;
  m_out.samples.push_back(s);
}

void FakeActivity::log(const Invocation& i, LogLevel level, const QByteArray& line) {
  LogRecord r;
  r.seq = ++m_logSeq;
  r.at = m_now;
  r.function = i.function;
  r.instance = i.instance;
  r.invocation = i.id;
  r.level = level;
  m_out.log.append(r, line);
}

const Invocation* FakeActivity::invocation(InvocationId id) const {
  const auto it = m_invocations.find(id);
  return it == m_invocations.end() ? nullptr : &it->second;
}

QByteArray FakeActivity::logOf(InvocationId id) const {
  const Invocation* i = invocation(id);
  if (!i) return {};
  QByteArray out = "START RequestId:" + i->requestId + '\n';
  if (const FakeProfile* p = profile(i->function))
    for (QByteArray line : p->lines) out += line.replace("%i", QByteArray::number(qulonglong(id))) + '\n';
  if (!i->message.isEmpty()) out += i->message.toUtf8() + '\n';
  out += "END RequestId:" + i->requestId + '\n';
  return out + "Report RequestId:" + i->requestId + " Duration:" + QByteArray::number(qlonglong(i->billedMs)) + "ms Memory:" +
         QByteArray::number(i->memoryMb) + "MB MemUsage:" + QByteArray::number(static_cast<double>(i->peakMemoryBytes) / 1048576, 'f', 4) + "MB\n";
}

int FakeActivity::living(FunctionId fn) const {
  int n = 0;
  for (const auto& [id, f] : m_functions)
    if (fn == 0 || fn == id) n += f.starting + f.init + f.busy + f.idle + f.frozen;
  return n;
}

int FakeActivity::queued(FunctionId fn) const {
  int n = 0;
  for (const auto& [id, f] : m_functions)
    if (fn == 0 || fn == id) n += static_cast<int>(f.waiting.size());
  return n;
}

}  // namespace scfdesk

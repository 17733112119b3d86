// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakebackend.h"
#include "models/data/limits.h"
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

namespace {
constexpr TimeUs kBatch = 250'000;
constexpr TimeUs kStatusEvery = 1'000'000;
constexpr TimeUs kRunStep = 50'000;
constexpr int kRunSteps = 20'000;  // a run that never ends would hang the test: it gives up after 1,000 s of the fake's time
}  // namespace

FakeBackend::FakeBackend(bool pictures, QObject* parent) : Backend(parent), m_activity(kFakeNow - kFakeHistory) {
  for (const FakeProfile& p : fakeProfiles()) {
    if (!pictures && !p.info.sample) continue;
    m_activity.add(p);
    m_ids.push_back(p.info.id);
    m_nextId = std::max(m_nextId, p.info.id + 1);
  }
  choices = {{u"python3"_s, u"Python 3.11.2"_s, u"/usr/bin/python3.11"_s, true, {}},
             {u"python3"_s, u"Python 3.9.19"_s, u"/opt/python/3.9/bin/python3.9"_s, false, {}},
             {u"nodejs"_s, u"Node.js 20.20.0"_s, u"/usr/bin/node"_s, true, {}}};
  for (const FunctionId id : m_ids) {
    const FunctionInfo i = info(id);
    events.append({i.key, u"default"_s, R"({"key1":"test value 1","key2":"test value 2"})", u"hello"_s});
  }
  connect(&m_timer, &QTimer::timeout, this, [this] {
    const auto now = std::chrono::steady_clock::now();
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(now - m_liveAt).count();
    m_liveAt = now;
    deliver(m_activity.advance(m_activity.now() + us));
  });
}

FakeBackend::~FakeBackend() = default;

void FakeBackend::start() {
  if (m_started) {  // it is there again after a break
    EngineDelta again;
    again.now = m_activity.now();
    again.status = status();
    soon(std::move(again));
    return;
  }
  m_started = true;
  EngineDelta first = m_history ? history() : m_activity.advance(kFakeNow);
  for (const FunctionId id : m_ids) first.functions.push_back(info(id));
  soon(std::move(first));
}

EngineDelta FakeBackend::history() {
  // The same for every fake of a process unless a test has changed its functions: made once, then copied.
  static std::optional<std::pair<FakeActivity, EngineDelta>> made;
  if (m_ids.size() == fakeProfiles().size() && !m_changed) {
    if (!made) {
      m_activity.setTraffic(true);
      EngineDelta delta = m_activity.advance(kFakeNow);
      made.emplace(m_activity, std::move(delta));
    }
    m_activity = made->first;
    return made->second;
  }
  m_activity.setTraffic(true);
  return m_activity.advance(kFakeNow);
}

void FakeBackend::advance(TimeUs by) {
  const TimeUs end = m_activity.now() + by;
  while (m_activity.now() < end) deliver(m_activity.advance(std::min(end, m_activity.now() + kBatch)));
}

void FakeBackend::live(bool on) {
  m_liveAt = std::chrono::steady_clock::now();
  if (on) m_timer.start(limits::kDeltaIntervalMs);
  else m_timer.stop();
}

void FakeBackend::push(EngineDelta delta) {
  if (delta.now == 0) delta.now = m_activity.now();
  Q_EMIT this->delta(delta);
}

void FakeBackend::deliver(EngineDelta delta) {
  if (delta.now >= m_statusAt + kStatusEvery) {
    m_statusAt = delta.now;
    delta.status = status();
  }
  Q_EMIT this->delta(delta);
  if (m_waiting.empty()) return;
  for (const Invocation& i : delta.invocations) {
    if (!i.finished) continue;
    const auto it = m_waiting.find(i.id);
    if (it == m_waiting.end()) continue;
    const auto done = std::move(it->second);
    m_waiting.erase(it);
    done(i);
  }
}

void FakeBackend::soon(EngineDelta delta) {
  QTimer::singleShot(0, this, [this, delta = std::move(delta)]() mutable { deliver(std::move(delta)); });
}

void FakeBackend::runToEnd(InvocationId id) {
  for (int i = 0; i < kRunSteps && m_waiting.contains(id); ++i) deliver(m_activity.advance(m_activity.now() + kRunStep));
}

EngineStatus FakeBackend::status() const {
  EngineStatus s;
  s.connected = true;
  s.api = u"127.0.0.1:%1"_s.arg(engineSettings.port);
  const int living = m_activity.living(0);
  s.cpuPercent = 4 + living * 7.5;
  s.cores = 8;
  s.memoryBytes = (48LL + living * 23LL) * 1024 * 1024;
  s.instances = living;
  s.instanceLimit = 1000;
  s.queued = m_activity.queued(0);
  s.logLines = m_activity.logLines();
  s.isolation = u"namespaces"_s;
  s.dataDir = u"/home/mei/.local/share/scfdesk"_s;
  for (const auto& c : choices) s.interpreters.append(c.label + u' ' + c.path);
  s.paused = paused;
  return s;
}

FunctionId FakeBackend::idOf(const QString& name) const {
  for (const FunctionId id : m_ids)
    if (info(id).key.name == name) return id;
  return 0;
}

FunctionInfo FakeBackend::info(FunctionId id) const {
  const FakeProfile* p = m_activity.profile(id);
  return p ? p->info : FunctionInfo{};
}

void FakeBackend::holdReplies(bool hold) {
  m_hold = hold;
  if (hold) return;
  for (auto& answer : std::exchange(m_held, {})) later(std::move(answer));
}

void FakeBackend::later(std::function<void()> answer) {
  if (m_hold) m_held.push_back(std::move(answer));
  else QTimer::singleShot(0, this, std::move(answer));
}

void FakeBackend::called(const char* what, const FunctionKey& key) {
  calls.append(QLatin1String(what) + (key.name.isEmpty() ? QString() : u' ' + key.ns + u'/' + key.name));
}

}  // namespace scfdesk

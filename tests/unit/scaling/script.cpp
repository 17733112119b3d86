// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/scaling/script.h"
#include "tests/unit/scaling/recorder.h"
#include <QHash>

using namespace scfdesk::scaling;
using scfdesk::Cron;
using scfdesk::parseCron;
using namespace Qt::Literals::StringLiterals;

namespace {

Ns toNs(const QString& seconds) { return static_cast<Ns>(seconds.toDouble() * 1000 + 0.5) * (kSecond / 1000); }

class Player final {
 public:
  QStringList play(const QString& script);

 private:
  void line(const QStringList& words);
  void advance(Ns until);
  void collect(Ns now);
  void setConfig(Event& e, const QHash<QString, QString>& values);
  void setLimits(Event& e, const QHash<QString, QString>& values);
  static Provision provision(const QString& count, const QHash<QString, QString>& values);

  Core m_core;
  Recorder m_recorder;
  Limits m_limits;
  QHash<FnId, FnConfig> m_configs;
  QStringList m_out;
  bool m_keep = false;
};

void Player::setConfig(Event& e, const QHash<QString, QString>& v) {
  FnConfig& c = m_configs[e.fn];
  if (v.contains(u"mem"_s)) c.memMb = v[u"mem"_s].toInt();
  if (v.contains(u"keep"_s)) c.keepAlive = toNs(v[u"keep"_s]);
  if (v.contains(u"timeout"_s)) c.timeout = toNs(v[u"timeout"_s]);
  if (v.contains(u"init"_s)) c.initTimeout = toNs(v[u"init"_s]);
  if (v.contains(u"reserved"_s)) c.reservedMb = v[u"reserved"_s].toInt();
  if (v.contains(u"max"_s)) c.maxInstances = v[u"max"_s].toInt();
  if (v.contains(u"retries"_s)) c.retries = v[u"retries"_s].toInt();
  if (v.contains(u"interval"_s)) c.retryInterval = toNs(v[u"interval"_s]);
  if (v.contains(u"age"_s)) c.maxAge = toNs(v[u"age"_s]);
  if (v.value(u"reuse"_s) == u"lru"_s) c.reuse = Reuse::Lru;
  if (v.value(u"start"_s) == u"wait"_s) c.startPolicy = StartPolicy::Wait;
  if (v.value(u"start"_s) == u"both"_s) c.startPolicy = StartPolicy::Both;
  if (v.contains(u"conc"_s)) c.conc = v[u"conc"_s].toInt();
  if (v.contains(u"group"_s)) c.group = v[u"group"_s].toUInt();
  if (v.contains(u"pullretries"_s)) c.pullRetries = v[u"pullretries"_s].toInt();
  if (v.contains(u"footprint"_s)) c.footprintMb = v[u"footprint"_s].toInt();
  e.config = c;
}

void Player::setLimits(Event& e, const QHash<QString, QString>& v) {
  if (v.contains(u"account"_s)) m_limits.accountMb = v[u"account"_s].toInt();
  if (v.contains(u"burst"_s)) m_limits.burst = v[u"burst"_s].toInt();
  if (v.contains(u"host"_s)) m_limits.hostMb = v[u"host"_s].toInt();
  if (v.contains(u"ramp"_s)) m_limits.provisionedRamp = v[u"ramp"_s].toInt();
  if (v.contains(u"unix"_s)) m_limits.unixTime = v[u"unix"_s].toLongLong() * kSecond;
  if (v.contains(u"zone"_s)) m_limits.zoneSeconds = v[u"zone"_s].toInt();
  if (v.contains(u"window"_s)) m_limits.burstSliding = v[u"window"_s] == u"sliding"_s;
  if (v.value(u"policy"_s) == u"histogram"_s) m_limits.policy = PolicyId::Histogram;
  if (v.value(u"policy"_s) == u"greedy"_s) m_limits.policy = PolicyId::GreedyDual;
  if (v.value(u"policy"_s) == u"fixed"_s) m_limits.policy = PolicyId::Fixed;
  e.limits = m_limits;
}

Provision Player::provision(const QString& count, const QHash<QString, QString>& v) {
  Provision p;
  p.count = count.toInt();
  p.tracking = v.contains(u"util"_s);
  if (p.tracking) p.utilizationPpm = v[u"util"_s].toInt() * 10'000;
  p.least = v.value(u"least"_s).toInt();
  p.most = v.value(u"most"_s).toInt();
  return p;
}

void Player::collect(Ns now) {
  for (const std::string& text : m_recorder.take()) {
    m_out += QString::number(now / kSecond) + (now % kSecond ? u"."_s + QString::number(now % kSecond / 100'000'000) : QString()) +
             u' ' + QString::fromStdString(text);
    if (!m_keep && text.starts_with("stop ")) {
      Event e;
      e.kind = EventKind::Stopped;
      e.now = now;
      e.inst = m_recorder.instance(text[5]);
      m_core.step(e, m_recorder);
    }
  }
  if (const std::string broken = m_core.checkInvariants(); !broken.empty()) m_out += u"BROKEN "_s + QString::fromStdString(broken);
}

void Player::advance(Ns until) {
  while (m_core.nextDeadline() < until) {
    const Ns at = m_core.nextDeadline();
    m_core.tick(at, m_recorder);
    collect(at);
  }
}

void Player::line(const QStringList& words) {
  static const QHash<QString, EventKind> kinds{
      {u"config"_s, EventKind::Config},   {u"limits"_s, EventKind::SetLimits},      {u"sync"_s, EventKind::Arrive},
      {u"async"_s, EventKind::Arrive},    {u"ready"_s, EventKind::Ready},           {u"done"_s, EventKind::Done},
      {u"died"_s, EventKind::Died},       {u"initfailed"_s, EventKind::InitFailed}, {u"stopped"_s, EventKind::Stopped},
      {u"deploy"_s, EventKind::Deploy},   {u"remove"_s, EventKind::Remove},         {u"terminate"_s, EventKind::Terminate},
      {u"pause"_s, EventKind::Pause},     {u"resume"_s, EventKind::Resume},
      {u"pull"_s, EventKind::Arrive},     {u"provision"_s, EventKind::Provision},   {u"schedule"_s, EventKind::Schedule},
      {u"unschedule"_s, EventKind::ClearSchedule}, {u"measured"_s, EventKind::Measured}};
  Event e;
  e.now = toNs(words[0]);
  e.fn = 1;
  e.code = 200;
  const QString verb = words[1];
  QHash<QString, QString> values;
  QStringList plain;
  for (const QString& word : words.mid(2)) {
    const qsizetype equals = word.indexOf(u'=');
    if (equals > 0)
      values[word.left(equals)] = word.mid(equals + 1);
    else
      plain += word;
  }
  if (values.contains(u"fn"_s)) e.fn = values[u"fn"_s].toUInt();
  advance(e.now);
  if (verb == u"keep"_s) m_keep = true;
  if (verb == u"tick"_s) m_core.tick(e.now, m_recorder);
  if (kinds.contains(verb)) {
    e.kind = kinds[verb];
    if (verb == u"config"_s) setConfig(e, values);
    if (verb == u"limits"_s) setLimits(e, values);
    if (e.kind == EventKind::Provision) e.provision = provision(plain.value(0), values);
    if (e.kind == EventKind::Schedule) {
      const auto cron = parseCron(values[u"cron"_s].replace(u'_', u' ').toStdString());
      if (!cron) m_out += u"BROKEN cron"_s;
      e.scheduled = {cron.value_or(Cron{}), provision(plain.value(0), values)};
    }
    if (e.kind == EventKind::Arrive || e.kind == EventKind::Terminate) {
      e.req = plain.value(0).toULongLong();
      e.mode = verb == u"async"_s ? Mode::Async : verb == u"pull"_s ? Mode::Pull : Mode::Sync;
      e.partition = values.value(u"part"_s, u"1"_s).toUInt();
      e.offset = values.value(u"off"_s).toLongLong();
      e.attempt = values.value(u"attempt"_s).toInt();
      if (values.contains(u"first"_s)) e.firstArrival = toNs(values[u"first"_s]);
    } else if (!plain.isEmpty() && e.kind != EventKind::Provision && e.kind != EventKind::Schedule) {
      e.memMb = plain.value(1).toInt();
      e.inst = m_recorder.instance(plain[0][0].toLatin1());
      if (e.kind == EventKind::Done) e.req = plain.value(1).toULongLong();
      const QString code = plain.value(e.kind == EventKind::Done ? 2 : 1);
      if (!code.isEmpty()) e.code = code.toInt();
    }
    const uint64_t late = m_core.totals().late;
    m_core.step(e, m_recorder);
    if (m_core.totals().late > late) m_out += words[0] + u" late"_s;
  }
  collect(e.now);
}

QStringList Player::play(const QString& script) {
  for (const QString& text : script.split(u'\n')) {
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words.size() >= 2) line(words);
  }
  return m_out;
}

}  // namespace

QStringList playScript(const QString& script) { return Player().play(script); }

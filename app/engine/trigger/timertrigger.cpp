// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/timertrigger.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/trigger/triggers.h"
#include <QDateTime>
#include <nlohmann/json.hpp>
#include <cstdlib>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
using json = nlohmann::json;
constexpr int64_t kSecondUs = 1'000'000;
constexpr TimeUs kJumpUs = 500'000;             // more than the two clocks drift apart between two looks
constexpr TimeUs kLookUs = 30 * kSecondUs;      // the wall clock is looked at this often, and when a firing is near
constexpr TimeUs kNearUs = 2 * kSecondUs;
constexpr int kNextShown = 5;
}  // namespace

TimerTrigger::TimerTrigger(Triggers& host, const TriggerInfo& info) : Trigger(host, info) {}
TimerTrigger::~TimerTrigger() { host().reactor().cancel(m_timer); }

Result<QString> TimerTrigger::keep(const QString& sent) {
  QString cron = sent.trimmed();
  if (cron.startsWith(u'{')) {  // as it is given back
    const json value = json::parse(cron.toStdString(), nullptr, false);
    if (!value.is_object() || value.size() != 1 || !value.contains("cron") || !value["cron"].is_string())
      return badTriggerDesc(u"TriggerDesc of a timer must be a cron expression, or {\"cron\":\"...\"}."_s, u"0 */5 * * * * *"_s);
    cron = QString::fromStdString(value["cron"].get<std::string>()).trimmed();
  }
  CronError wrong;
  if (!parseCron(cron.toStdString(), &wrong)) return badTriggerDesc(u"The cron expression is wrong: %1."_s.arg(QString::fromStdString(wrong.message)), u"0 */5 * * * * *"_s);
  return QString::fromStdString(json{{"cron", cron.toStdString()}}.dump());
}

Cron TimerTrigger::cronOf(const QString& desc) {
  const json value = json::parse(desc.toStdString(), nullptr, false);
  const auto it = value.is_object() ? value.find("cron") : value.end();
  if (!value.is_object() || it == value.end() || !it->is_string()) return {};
  return parseCron(it->get_ref<const std::string&>()).value_or(Cron{});
}

QByteArray TimerTrigger::eventOf(const TriggerInfo& info, int64_t seconds) {
  QByteArray event("{\"Type\":\"Timer\",\"TriggerName\":");
  jsontext::appendString(event, info.name.toUtf8());
  event.append(",\"Time\":\"").append(QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss'Z'"_s).toLatin1()).append("\",\"Message\":");
  jsontext::appendString(event, info.customArgument.toUtf8());
  return event.append('}');
}

int TimerTrigger::zone() const { return zoneSeconds(host().engine().settings().timerZone).value_or(8 * 3600); }

TimeUs TimerTrigger::civilUs() const {
  return host().clockScaled() ? host().nowUs() : host().reactor().clock().wallUs();
}

void TimerTrigger::start() {
  m_cron = cronOf(info().desc);
  m_fired = 0;
  const TimeUs now = civilUs();
  m_lead = now - host().nowUs();
  findNext(now / kSecondUs);
  arm();
}

void TimerTrigger::stop() {
  host().reactor().cancel(m_timer);
  m_timer = 0;
  m_next.reset();
}

void TimerTrigger::clockChanged() {
  if (!on()) return;
  m_lead = civilUs() - host().nowUs();
  arm();
}

void TimerTrigger::findNext(int64_t after) { m_next = nextFire(m_cron, after, zone()); }

void TimerTrigger::arm() {
  host().reactor().cancel(m_timer);
  m_timer = 0;
  if (!m_next) return;
  const TimeUs now = host().nowUs();
  const TimeUs left = *m_next * kSecondUs - m_lead - now;
  // On the way there the wall clock may be set, and the two clocks do not run quite alike.
  const TimeUs wait = host().clockScaled() || left <= kNearUs ? left : std::min(left - kNearUs / 2, kLookUs);
  m_timer = host().reactor().callAt(host().reactor().clock().nowNs() + wait * 1000, [this] { wake(); });
}

void TimerTrigger::wake() {
  m_timer = 0;
  const TimeUs now = civilUs(), lead = now - host().nowUs(), jump = lead - m_lead;
  m_lead = lead;
  const int64_t second = now / kSecondUs;
  if (std::abs(jump) > kJumpUs) {
    const bool back = jump < 0 && -jump <= kBackSeconds * kSecondUs;
    findNext(back ? std::max(second, m_fired) : second);
    return arm();
  }
  if (m_next && now >= *m_next * kSecondUs) {
    m_fired = *m_next;
    m_late = now - m_fired * kSecondUs;
    findNext(m_fired);  // the one after it, also when that is past too: the engine was busy, not off
    deliver(eventOf(info(), m_fired));
  }
  if (on()) arm();
}

void TimerTrigger::fire(const QByteArray&, Reply reply) { deliver(eventOf(info(), civilUs() / kSecondUs), std::move(reply)); }

QByteArray TimerTrigger::about() const {
  QByteArray text("{\"zone\":\"");
  text.append(host().engine().settings().timerZone.toLatin1()).append("\",\"next\":[");
  const Cron cron = cronOf(info().desc);
  int64_t after = civilUs() / kSecondUs;
  for (int i = 0; i < kNextShown; ++i) {
    const auto next = nextFire(cron, after, zone());
    if (!next) break;
    if (i) text.append(',');
    text.append(QByteArray::number(qlonglong(*next) * 1000));
    after = *next;
  }
  text.append("],\"missedAreMadeUp\":false");
  if (m_late >= 0) text.append(",\"lateMs\":").append(QByteArray::number(double(m_late) / 1000, 'f', 3));
  return text.append('}');
}

}  // namespace scfdesk

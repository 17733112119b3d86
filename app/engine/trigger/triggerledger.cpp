// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/triggerledger.h"
#include <nlohmann/json.hpp>
#include <algorithm>

namespace scfdesk {
namespace {
using json = nlohmann::ordered_json;
constexpr int64_t kSecondUs = 1'000'000;
constexpr qsizetype kSavedEventBytes = 512;  // written once a second while there are events
constexpr TimeUs kBucketUs = TriggerLedger::kHistoryUs / TriggerLedger::kHistoryBuckets;

std::string text(const QByteArray& bytes) { return bytes.toStdString(); }
QByteArray bytesOf(const json& o, const char* name) {
  const auto it = o.find(name);
  return it != o.end() && it->is_string() ? QByteArray::fromStdString(it->get_ref<const std::string&>()) : QByteArray();
}
template <typename T>
T numberOf(const json& o, const char* name, T otherwise = 0) {
  const auto it = o.find(name);
  return it != o.end() && it->is_number() ? it->get<T>() : otherwise;
}
}  // namespace

void TriggerLedger::counted() {
  m_changed = true;
  if (!std::exchange(m_counted, true) && m_onCounted) m_onCounted();
}

void TriggerLedger::count(What what, TimeUs now, int by) {
  counted();
  const int64_t second = now / kSecondUs;
  Second& slot = m_seconds[size_t(second) % m_seconds.size()];
  if (slot.second != second) slot = {second, {}};
  slot.counts[size_t(what)] += uint32_t(by);
}

double TriggerLedger::rate(What what, TimeUs now) const {
  uint64_t sum = 0;
  for (const Second& s : m_seconds)
    if (s.second > now / kSecondUs - kRateSeconds && s.second <= now / kSecondUs) sum += s.counts[size_t(what)];
  return double(sum) / kRateSeconds;
}

std::array<uint32_t, TriggerLedger::kHistoryBuckets> TriggerLedger::history(TimeUs now) const {
  std::array<uint32_t, kHistoryBuckets> all{};
  const int64_t last = now / kBucketUs;
  for (const Bucket& b : m_history)
    if (b.number > last - kHistoryBuckets && b.number <= last) all[size_t(b.number - (last - kHistoryBuckets) - 1)] = b.count;
  return all;
}

void TriggerLedger::made(TimeUs now, int by) {
  m_counts.made += uint64_t(by);
  m_last = now;
  count(What::Made, now, by);
  count(What::Invoked, now);
  const int64_t number = now / kBucketUs;
  Bucket& bucket = m_history[size_t(number) % m_history.size()];
  if (bucket.number != number) bucket = {number, 0};
  ++bucket.count;
}

void TriggerLedger::attempted(TimeUs now, TriggerDelivery&& delivery) {
  m_changed = true;
  delivery.ended = now;
  keep(now, std::move(delivery));
}

void TriggerLedger::delivered(TimeUs now, int by) {
  m_counts.delivered += uint64_t(by);
  count(What::Delivered, now, by);
}

void TriggerLedger::givenUp(TimeUs now, const QByteArray& requestId, int by) {
  m_counts.deadLettered += uint64_t(by);
  count(What::DeadLettered, now, by);
  if (TriggerDelivery* d = find(requestId)) d->deadLetter = true;
}

void TriggerLedger::left(int by) {
  m_counts.made -= uint64_t(by);
  counted();
}

void TriggerLedger::keep(TimeUs now, TriggerDelivery&& delivery) {
  const int64_t second = now / kSecondUs;
  if (second != m_keptSecond) {
    m_keptSecond = second;
    m_keptInSecond = 0;
  }
  if (++m_keptInSecond > kRecentPerSecond) return;
  delivery.event = QByteArray(delivery.event.constData(), std::min(delivery.event.size(), kEventBytes));
  m_recent.push_front(std::move(delivery));
  if (m_recent.size() > kRecent) m_recent.pop_back();
}

TriggerDelivery* TriggerLedger::find(const QByteArray& requestId) {
  const auto it = std::find_if(m_recent.begin(), m_recent.end(), [&](const TriggerDelivery& d) { return d.requestId == requestId; });
  return it == m_recent.end() ? nullptr : &*it;
}

void TriggerLedger::refused(TimeUs now, TriggerDelivery&& delivery) {
  ++m_counts.refused;
  count(What::Refused, now);
  delivery.ended = now;
  keep(now, std::move(delivery));
}

void TriggerLedger::taken(TimeUs now, TriggerDelivery&& delivery) {
  if (delivery.statusCode != status::kRunning) {
    ++m_counts.delivered;
    if (delivery.statusCode != status::kSuccess) ++m_counts.failed;
    count(What::Delivered, now);
    delivery.ended = now;
    delivery.attempts = 1;
  }
  keep(now, std::move(delivery));
}

void TriggerLedger::retried(TimeUs now, const QByteArray& requestId, const Invocation* attempt) {
  ++m_counts.retried;
  count(What::Retried, now);
  TriggerDelivery* d = find(requestId);
  if (!d || !attempt) return;
  if (attempt->at.entered) ++d->attempts;
  d->durationUs = attempt->durationUs;
  d->statusCode = attempt->statusCode;
  d->message = attempt->message;
  d->invocation = attempt->id;
}

void TriggerLedger::ended(TimeUs now, const Invocation& attempt, bool deadLetter) {
  if (deadLetter) {
    ++m_counts.deadLettered;
    count(What::DeadLettered, now);
  } else if (attempt.statusCode == status::kCanceled || attempt.statusCode == status::kFunctionNotFound) {
    ++m_counts.refused;
    count(What::Refused, now);
  } else {
    ++m_counts.delivered;
    if (attempt.statusCode != status::kSuccess) ++m_counts.failed;
    count(What::Delivered, now);
  }
  TriggerDelivery* d = find(attempt.requestId);
  if (!d) return;
  d->ended = now;
  d->statusCode = attempt.statusCode;
  if (attempt.at.entered || attempt.statusCode == status::kSuccess) ++d->attempts;
  d->durationUs = attempt.durationUs;
  d->deadLetter = deadLetter;
  d->message = attempt.message;
  d->invocation = attempt.id;
}

QByteArray TriggerLedger::save() const {
  json recent = json::array();
  for (const TriggerDelivery& d : m_recent) {
    recent.push_back({{"requestId", text(d.requestId)}, {"at", d.at}, {"ended", d.ended}, {"status", d.statusCode}, {"attempts", d.attempts},
                      {"durationUs", d.durationUs}, {"bytes", d.bytes}, {"records", d.records}, {"deadLetter", d.deadLetter}, {"event", text(d.event.left(kSavedEventBytes))},
                      {"note", text(d.note)}, {"message", d.message.toStdString()}});
  }
  const json all{{"delivered", m_counts.delivered}, {"failed", m_counts.failed}, {"deadLettered", m_counts.deadLettered},
                 {"refused", m_counts.refused}, {"retried", m_counts.retried}, {"last", m_last}, {"recent", std::move(recent)}};
  return QByteArray::fromStdString(all.dump(-1, ' ', false, json::error_handler_t::replace));
}

void TriggerLedger::restore(const QByteArray& saved, uint64_t pending, const std::optional<TriggerCounts>& last) {
  const json all = json::parse(saved.begin(), saved.end(), nullptr, false);
  if (all.is_object()) {
    m_counts.delivered = numberOf<uint64_t>(all, "delivered");
    m_counts.failed = numberOf<uint64_t>(all, "failed");
    m_counts.deadLettered = numberOf<uint64_t>(all, "deadLettered");
    m_counts.refused = numberOf<uint64_t>(all, "refused");
    m_counts.retried = numberOf<uint64_t>(all, "retried");
    m_last = numberOf<TimeUs>(all, "last");
    const auto recent = all.find("recent");
    for (const json& o : recent != all.end() && recent->is_array() ? *recent : json::array()) {
      if (!o.is_object() || m_recent.size() >= kRecent) break;
      TriggerDelivery d;
      d.requestId = bytesOf(o, "requestId");
      d.at = numberOf<TimeUs>(o, "at");
      d.ended = numberOf<TimeUs>(o, "ended");
      d.statusCode = numberOf<int>(o, "status");
      d.attempts = numberOf<int>(o, "attempts");
      d.durationUs = numberOf<int64_t>(o, "durationUs");
      d.bytes = numberOf<int64_t>(o, "bytes");
      d.records = numberOf<int>(o, "records", 1);
      d.deadLetter = o.value("deadLetter", false);
      d.event = bytesOf(o, "event");
      d.note = bytesOf(o, "note");
      d.message = QString::fromUtf8(bytesOf(o, "message"));
      m_recent.push_back(std::move(d));
    }
  }
  const auto before = [&](auto member) { return last && (*last).*member < m_counts.*member; };
  using C = TriggerCounts;
  const bool behind = before(&C::delivered) || before(&C::failed) || before(&C::deadLettered) || before(&C::refused) || before(&C::retried);
  if (last && !behind) {
    m_counts = *last;
    // Ends that were counted, but not kept with their events, which come again: they are counted then.
    const uint64_t owed = m_counts.delivered + m_counts.deadLettered + m_counts.refused + pending;
    uint64_t again = owed > last->made ? owed - last->made : 0;
    for (uint64_t* ended : {&m_counts.delivered, &m_counts.deadLettered}) {
      const uint64_t by = std::min(again, *ended);
      *ended -= by;
      again -= by;
    }
    m_counts.failed = std::min(m_counts.failed, m_counts.delivered);
  }
  // What was under way for a caller when an earlier run ended was neither delivered nor kept: it is no longer owed.
  m_counts.made = m_counts.delivered + m_counts.deadLettered + m_counts.refused + pending;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/redispollerthread.h"
#include <algorithm>
#include <poll.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kAcknowledged = 1000;  // ids of one XACK

/// What stands after `name` in a row of names and values.
const resp::Value* member(const QList<resp::Value>& row, QByteArrayView name) {
  for (qsizetype i = 0; i + 1 < row.size(); i += 2)
    if (row[i].text == name) return &row[i + 1];
  return nullptr;
}
int64_t numberOf(const resp::Value* value) { return value ? value->text.toLongLong() : 0; }

/// "1526919030474-55" as two numbers, which order ids.
std::pair<quint64, quint64> orderOf(const QByteArray& id) {
  const qsizetype dash = id.indexOf('-');
  return {id.left(dash).toULongLong(), dash < 0 ? 0 : id.mid(dash + 1).toULongLong()};
}
}  // namespace

RedisPollerThread::RedisPollerThread(std::shared_ptr<RedisPoller::Shared> shared, RedisPoller::Options options, RedisPoller::Listener listener)
    : m_shared(std::move(shared)), m_options(std::move(options)), m_listener(std::move(listener)), m_scale(m_options.clockScale), m_moved(m_options.moved), m_after(m_options.after),
      m_handled(m_options.handled), m_event(m_options.stream, 0), m_number(m_options.firstNumber) {}

bool RedisPollerThread::stopped() const {
  const std::lock_guard lock(m_shared->mutex);
  return m_shared->stop;
}

void RedisPollerThread::run() {
  while (!stopped()) {
    if (!m_ready && !open()) {
      const int64_t until = nowMs() + m_pauseMs;
      m_pauseMs = std::min(m_pauseMs * 2, RedisPoller::kMostPauseMs);
      while (!stopped() && nowMs() < until) {
        takeOrders();
        pause(until - nowMs());
      }
      continue;
    }
    m_pauseMs = RedisPoller::kLeastPauseMs;
    takeOrders();
    if (m_ready) acknowledge();
    if (m_ready && nowMs() >= m_lookAt) look();
    if (m_ready) read();
    if (!m_ready) continue;
    fill();
    sendDue();
    fill();
    int64_t sleep = std::clamp<int64_t>(m_lookAt - nowMs(), 0, RedisPoller::kLookMs);
    if (!m_out && m_event.count() > 0) sleep = std::min(sleep, m_since / 1'000'000 + int64_t(double(m_options.waitMs) / m_scale) - nowMs() + 1);
    // There is room again for what comes next.
    if (!m_reading && !m_full && m_ahead.empty() && m_event.count() < m_options.maxMessages) sleep = 0;
    pause(sleep);
  }
  takeOrders();
  if (m_ready) acknowledge();
}

void RedisPollerThread::pause(int64_t ms) {
  pollfd both[2] = {{m_shared->wake, POLLIN, 0}, {m_reading ? m_reader.fd() : -1, POLLIN, 0}};
  ::poll(both, 2, int(std::max<int64_t>(ms, 0)));
  uint64_t woken = 0;
  [[maybe_unused]] const ssize_t n = ::read(m_shared->wake, &woken, sizeof woken);
}

Error RedisPollerThread::errorOf(const resp::Value& reply) const {
  const QString where = m_options.address.text(), stream = QString::fromUtf8(m_options.stream);
  if (reply.text.startsWith("WRONGTYPE")) return {u"Local.NoStream"_s, u"%1 of Redis at %2 is no stream."_s.arg(stream, where), u"Name a key that is free, or a stream."_s};
  if (reply.text.startsWith("NOAUTH") || reply.text.startsWith("NOPERM")) return {u"Local.RedisRefused"_s, u"Redis at %1 refuses: %2."_s.arg(where, QString::fromUtf8(reply.text)), {}};
  return {u"Local.Redis"_s, u"Redis at %1: %2."_s.arg(where, QString::fromUtf8(reply.text.left(200))), {}};
}

/// What is with the function stays there; the rest comes again.
void RedisPollerThread::breakOff(const Error& error) {
  m_ready = m_reading = m_full = m_hurried = m_strays = false;
  m_reader.close();
  m_control.close();
  m_ahead.clear();
  m_number -= m_event.count();
  m_event = CkafkaEvent(m_options.stream, 0);
  m_ids.clear();
  m_catchingUp = true;
  m_cursor = m_lastRead = m_lastOut;
  m_shared->tell([looked = m_listener.looked, error] { looked({}, error); });
}

bool RedisPollerThread::open() {
  Status made = m_control.open(m_options.address);
  if (made) made = place();
  if (made) made = m_reader.open(m_options.address);
  if (!made) {
    breakOff(made.error());
    return false;
  }
  m_ready = true;
  m_lookAt = 0;
  return true;
}

/// The group is there afterwards, and where it begins is known.
Status RedisPollerThread::place() {
  const auto about = m_control.ask({"XINFO", "STREAM", m_options.stream});
  if (!about) return about.error();
  if (about->text.startsWith("WRONGTYPE") || about->text.startsWith("NOAUTH") || about->text.startsWith("NOPERM")) return errorOf(*about);
  const auto* newest = member(about->items, "last-generated-id");
  const QByteArray end = newest ? newest->text : QByteArray("0-0");
  QByteArray begin = m_after;
  if (begin.isEmpty()) {
    begin = m_options.start == CkafkaConfig::Start::Latest ? end
            : m_options.start == CkafkaConfig::Start::Earliest ? QByteArray("0-0")
                                                               : QByteArray(QByteArray::number(qlonglong(m_options.startMs - 1)) + "-18446744073709551615");
  } else if (orderOf(begin) > orderOf(end)) {
    begin = "0-0";  // the stream was made anew
  }
  const auto made = m_control.ask({"XGROUP", "CREATE", m_options.stream, m_options.group, begin, "MKSTREAM"});
  if (!made) return made.error();
  const bool there = made->text.startsWith("BUSYGROUP");
  if (made->kind == '-' && !there) return errorOf(*made);
  if (there && m_moved) {
    const auto moved = m_control.ask({"XGROUP", "SETID", m_options.stream, m_options.group, begin});
    if (!moved) return moved.error();
    if (moved->kind == '-') return errorOf(*moved);
  }
  m_moved = false;
  if (m_after.isEmpty() || !there) {
    m_after = begin;
    m_shared->tell([placed = m_listener.placed, begin] { placed(begin); });
  }
  return Done{};
}

void RedisPollerThread::takeOrders() {
  bool done = false;
  std::vector<RedisPoller::Shared::Production> productions;
  {
    const std::lock_guard lock(m_shared->mutex);
    done = std::exchange(m_shared->done, false);
    m_handled += std::exchange(m_shared->handled, {});
    productions.swap(m_shared->productions);
    m_scale = m_shared->clockScale;
  }
  if (done) m_out = false;
  for (const auto& production : productions) produce(production);
}

void RedisPollerThread::produce(const RedisPoller::Shared::Production& production) {
  QByteArrayList words{"XADD", m_options.stream, "*"};
  if (!production.key.isNull()) words << "key" << production.key;
  words << "body" << production.value;
  const auto reply = m_control.ask(words);
  if (reply && reply->kind != '-') {
    m_produced.emplace(reply->text, production.number);
    return;
  }
  const Error error = reply ? errorOf(*reply) : reply.error();
  m_shared->tell([produced = m_shared->produced, number = production.number, error] { produced(number, error); });
  if (!reply) breakOff(error);
}

void RedisPollerThread::acknowledge() {
  while (!m_handled.isEmpty()) {
    const qsizetype count = std::min<qsizetype>(m_handled.size(), kAcknowledged);
    const auto reply = m_control.ask(QByteArrayList{"XACK", m_options.stream, m_options.group} + m_handled.mid(0, count));
    if (!reply) return breakOff(reply.error());
    if (reply->kind == '-' && !reply->text.startsWith("NOGROUP")) return breakOff(errorOf(*reply));
    for (const QByteArray& id : std::as_const(m_handled).mid(0, count))
      if (orderOf(id) > orderOf(m_after)) m_after = id;
    m_handled.remove(0, count);
  }
}

void RedisPollerThread::look() {
  m_lookAt = nowMs() + RedisPoller::kLookMs;
  const auto groups = m_control.ask({"XINFO", "GROUPS", m_options.stream});
  const auto entries = groups ? m_control.ask({"XLEN", m_options.stream}) : groups;
  if (!entries) return breakOff(entries.error());
  const auto mine = std::find_if(groups->items.begin(), groups->items.end(), [this](const resp::Value& one) {
    const auto* name = member(one.items, "name");
    return name && name->text == m_options.group;
  });
  if (mine == groups->items.end()) return breakOff({u"Local.NoStream"_s, u"The stream %1 of Redis at %2 was removed, or its group."_s.arg(QString::fromUtf8(m_options.stream), m_options.address.text()), u"It is made again."_s});
  RedisPoller::Figures figures;
  figures.entries = entries->text.toLongLong();
  figures.pending = numberOf(member(mine->items, "pending"));
  const auto* lag = member(mine->items, "lag");
  figures.lag = lag && lag->kind == ':' ? lag->text.toLongLong() + figures.pending : std::max(figures.entries, figures.pending);
  m_shared->tell([looked = m_listener.looked, figures] { looked(figures, {}); });
  // What the server gave to a connection that had died meanwhile comes again too.
  const bool idle = !m_out && m_event.count() == 0 && m_ahead.empty() && m_handled.isEmpty() && m_read == m_readAtLook && !m_catchingUp;
  m_readAtLook = m_read;
  const bool strays = idle && numberOf(member(mine->items, "consumers")) == 1 && figures.pending > 0;
  if (strays && m_strays) {
    m_catchingUp = true;
    m_cursor = m_lastRead = "0-0";
  }
  m_strays = strays;
}

void RedisPollerThread::read() {
  if (m_reading) {
    auto reply = m_reader.take();
    if (!reply) return reply.error().code == "Local.ReplyTooLarge"_L1 ? onTooLarge(reply.error()) : breakOff(reply.error());
    if (!reply.value()) return;
    m_reading = false;
    onReply(*reply.value());
    if (!m_ready) return;
  }
  const int room = m_options.maxMessages - m_event.count() - int(m_ahead.size());
  if (m_full || room <= 0) return;
  QByteArrayList words{"XREADGROUP", "GROUP", m_options.group, RedisPoller::kConsumer, "COUNT", QByteArray::number(std::min(room, m_count))};
  if (!m_catchingUp) words << "BLOCK" << QByteArray::number(RedisPoller::kBlockMs);
  words << "STREAMS" << m_options.stream << (m_catchingUp ? m_cursor : QByteArray(">"));
  if (const Status sent = m_reader.send(words); !sent) return breakOff(sent.error());
  m_reading = true;
}

void RedisPollerThread::onReply(const resp::Value& reply) {
  if (reply.kind == '-') return breakOff(errorOf(reply));
  const QList<resp::Value> entries = reply.items.isEmpty() || reply.items[0].items.size() < 2 ? QList<resp::Value>() : reply.items[0].items[1].items;
  if (entries.isEmpty()) {
    m_catchingUp = false;
    return;
  }
  qsizetype bytes = 0;
  for (const resp::Value& entry : entries) {
    if (entry.items.size() < 2) continue;
    const QByteArray& id = entry.items[0].text;
    if (m_catchingUp) m_cursor = id;
    m_lastRead = id;
    ++m_read;
    if (entry.items[1].kind == '_') {
      // It was pending, and has been deleted from the stream meanwhile.
      m_handled << id;
      m_shared->tell([leftOut = m_listener.leftOut, id] { leftOut(id, u"it was deleted from the stream"_s); });
      continue;
    }
    for (const resp::Value& field : entry.items[1].items) bytes += field.text.size();
    m_ahead.push_back({id, entry.items[1].items});
  }
  const qsizetype each = std::max<qsizetype>(bytes / entries.size(), 1);
  m_count = int(std::clamp<qsizetype>(RedisPoller::kAimBytes / each, 1, std::min(m_count * 2, RedisPoller::kMostCount)));
}

/// Fewer are asked for; one that is too large alone is left out.
void RedisPollerThread::onTooLarge(const Error& error) {
  const bool alone = m_count == 1;
  const QByteArray before = m_lastRead;
  m_count = 1;
  breakOff(error);
  if (!alone || !open()) return;
  const auto pending = m_control.ask({"XPENDING", m_options.stream, m_options.group, QByteArray('(' + before), "+", "1", RedisPoller::kConsumer});
  if (!pending || pending->items.isEmpty() || pending->items[0].items.isEmpty()) return;
  const QByteArray id = pending->items[0].items[0].text;
  m_handled << id;
  m_shared->tell([leftOut = m_listener.leftOut, id] { leftOut(id, u"it has more than %1 MB"_s.arg(RedisLink::kReplyBytes >> 20)); });
}

void RedisPollerThread::fill() {
  while (!m_full && !m_ahead.empty()) {
    const Entry& entry = m_ahead.front();
    if (!m_event.addRecord(m_number, redisRecord(m_options.stream, entry.id, entry.fields), m_options.maxBytes)) {
      m_full = true;
      return;
    }
    if (m_event.count() == 1) m_since = m_clock.nowNs();
    ++m_number;
    m_ids << entry.id;
    m_hurried |= m_produced.contains(entry.id);
    m_ahead.pop_front();
    m_full = m_event.count() >= m_options.maxMessages;
  }
}

void RedisPollerThread::sendDue() {
  if (m_out || m_event.count() == 0) return;
  const int64_t waitNs = int64_t(double(m_options.waitMs) * 1e6 / m_scale);
  if (!m_full && !m_hurried && m_clock.nowNs() - m_since < waitNs) return;
  m_out = true;
  m_full = m_hurried = false;
  m_lastOut = m_ids.last();
  int64_t number = m_event.first();
  for (const QByteArray& id : std::as_const(m_ids)) {
    if (const auto made = m_produced.extract(id))
      m_shared->tell([produced = m_shared->produced, key = made.mapped(), number] { produced(key, kafkaclient::Sent{0, number}); });
    ++number;
  }
  m_shared->tell([tell = m_listener.event, event = std::exchange(m_event, CkafkaEvent(m_options.stream, 0)), ids = std::exchange(m_ids, {})]() mutable { tell(std::move(event), ids); });
}

}  // namespace scfdesk

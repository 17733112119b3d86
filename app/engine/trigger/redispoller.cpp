// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/redispoller.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/trigger/pollerthreads.h"
#include "app/engine/trigger/redispollerthread.h"
#include <QObject>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

RedisPoller::Shared::Shared() : wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

RedisPoller::Shared::~Shared() {
  if (wake >= 0) ::close(wake);
}

void RedisPoller::Shared::poke() const {
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t n = ::write(wake, &one, sizeof one);
}

RedisPoller::RedisPoller(Options options, Listener listener) : m_shared(std::make_shared<Shared>()), m_home(std::make_unique<QObject>()) {
  m_shared->home = m_home.get();
  m_shared->clockScale = options.clockScale;
  m_shared->produced = [this](uint64_t number, const Result<kafkaclient::Sent>& sent) {
    if (auto reply = m_replies.extract(number)) reply.mapped()(sent);
  };
  pollerthreads::begin([shared = m_shared, options = std::move(options), listener = std::move(listener)]() mutable {
    const std::shared_ptr<std::mutex> turn = options.turn;
    const std::lock_guard mine(*turn);
    RedisPollerThread(std::move(shared), std::move(options), std::move(listener)).run();
  });
}

RedisPoller::~RedisPoller() {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->home = nullptr;
    m_shared->stop = true;
  }
  m_shared->poke();
  for (const auto& [number, reply] : std::exchange(m_replies, {})) reply(Error{u"Local.TriggerOff"_s, u"The trigger was switched off before its sample came."_s, {}});
}

void RedisPoller::done(int32_t) {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->done = true;
  }
  m_shared->poke();
}

void RedisPoller::handled(const QByteArrayList& ids) {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->handled += ids;
  }
  m_shared->poke();
}

void RedisPoller::setClockScale(double scale) {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->clockScale = scale;
  }
  m_shared->poke();
}

void RedisPoller::produce(const QByteArray& key, const QByteArray& value, std::function<void(const Result<kafkaclient::Sent>&)> reply) {
  const uint64_t number = ++m_lastProduced;
  m_replies.emplace(number, std::move(reply));
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->productions.push_back({number, key, value});
  }
  m_shared->poke();
}

QByteArray redisRecord(const QByteArray& stream, const QByteArray& id, const QList<resp::Value>& fields) {
  const auto put = [](QByteArray& out, const QByteArray& text) { jsontext::appendString(out, jsontext::isValidUtf8(text) ? text : jsontext::toValidUtf8(text)); };
  QByteArray record("{\"Redis\":{\"stream\":");
  put(record, stream);
  record += ",\"id\":";
  put(record, id);
  record += ",\"fields\":{";
  for (qsizetype i = 0; i + 1 < fields.size(); i += 2) {
    if (i > 0) record += ',';
    put(record, fields[i].text);
    record += ':';
    put(record, fields[i + 1].text);
  }
  return record + "}}}";
}

}  // namespace scfdesk

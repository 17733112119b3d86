// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/kafkapoller.h"
#include "app/engine/trigger/kafkapollerthread.h"
#include "app/engine/trigger/pollerthreads.h"
#include <QObject>

namespace scfdesk {
KafkaPoller::KafkaPoller(Options options, Listener listener) : m_shared(std::make_shared<Shared>()), m_home(std::make_unique<QObject>()) {
  m_shared->home = m_home.get();
  m_shared->clockScale = options.clockScale;
  pollerthreads::begin([shared = m_shared, options = std::move(options), listener = std::move(listener)]() mutable {
    KafkaPollerThread(std::move(shared), std::move(options), std::move(listener)).run();
  });
}

KafkaPoller::~KafkaPoller() {
  const std::lock_guard lock(m_shared->mutex);
  m_shared->home = nullptr;
  m_shared->stop = true;
  m_shared->wake.notify_one();
}

void KafkaPoller::done(int32_t partition) {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->done.insert(partition);
  }
  m_shared->poke();
}

void KafkaPoller::hurry(int32_t partition) {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->hurried.insert(partition);
  }
  m_shared->poke();
}

void KafkaPoller::setClockScale(double scale) {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->clockScale = scale;
  }
  m_shared->poke();
}

void KafkaPoller::produce(const QByteArray& key, const QByteArray& value, std::function<void(const Result<kafkaclient::Sent>&)> reply) {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->productions.push_back({key, value, std::move(reply)});
  }
  m_shared->poke();
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/trigger/kafkapoller.h"
#include "app/engine/trigger/kafkapollerthread.h"
#include <QObject>
#include <thread>

namespace scfdesk {
namespace {
// A thread that waits for a broker may need a second to end, and nobody waits for it but the end of the process.
class Threads final {
 public:
  ~Threads() {
    for (std::thread& thread : m_threads) thread.join();
  }
  void add(std::thread&& thread, std::shared_ptr<std::atomic<bool>> ended) {
    for (size_t i = m_threads.size(); i-- > 0;) {
      if (!*m_ended[i]) continue;
      m_threads[i].join();
      m_threads.erase(m_threads.begin() + qsizetype(i));
      m_ended.erase(m_ended.begin() + qsizetype(i));
    }
    m_threads.push_back(std::move(thread));
    m_ended.push_back(std::move(ended));
  }

 private:
  std::vector<std::thread> m_threads;
  std::vector<std::shared_ptr<std::atomic<bool>>> m_ended;
};

// Engine thread.
Threads& threads() {
  static Threads all;
  return all;
}
}  // namespace

KafkaPoller::KafkaPoller(Options options, Listener listener) : m_shared(std::make_shared<Shared>()), m_home(std::make_unique<QObject>()) {
  m_shared->home = m_home.get();
  m_shared->clockScale = options.clockScale;
  auto ended = std::make_shared<std::atomic<bool>>(false);
  std::thread thread([shared = m_shared, options = std::move(options), listener = std::move(listener), ended]() mutable {
    KafkaPollerThread(std::move(shared), std::move(options), std::move(listener)).run();
    *ended = true;
  });
  threads().add(std::move(thread), std::move(ended));
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

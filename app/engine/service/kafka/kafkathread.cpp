// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/kafka/kafkathread.h"
#include "app/engine/clock.h"
#include "app/engine/postto.h"
#include "app/engine/reactor.h"
#include "app/engine/service/kafka/kafkabroker.h"
#include <QDir>
#include <unistd.h>

namespace scfdesk {

KafkaThread::KafkaThread() : m_context(new QObject) {
  m_thread.setObjectName(QStringLiteral("ckafka"));
  m_context->moveToThread(&m_thread);
}

KafkaThread::~KafkaThread() {
  if (m_thread.isRunning()) {
    runOn(m_context, [this] {
      m_broker.reset();
      m_reactor.reset();
    });
    m_thread.quit();
    m_thread.wait();
  }
  m_syncer.reset();
  delete m_context;
}

void KafkaThread::start(const Options& options, std::function<void(const Result<int>&)> started) {
  m_thread.start();
  m_syncer = std::make_unique<Worker>();
  postTo(m_context, [this, options, started = std::move(started)]() mutable {
    m_clock = std::make_unique<SystemClock>();
    m_reactor = std::make_unique<Reactor>(*m_clock);
    m_reactor->attachToQt();
    Result<int> outcome = 0;
    auto broker = KafkaBroker::open(*m_reactor, options.folder);
    if (broker) {
      m_broker = std::move(broker.value());
      for (int i = 0; i <= kPorts; ++i) {
        outcome = m_broker->listen(options.host, options.port + i);
        if (outcome || options.port == 0 || options.exactPort || outcome.error().code != QLatin1String("Local.PortTaken")) break;
      }
      if (!outcome) m_broker.reset();
      else m_reactor->callAfterMs(kHousekeepMs, [this] { housekeep(); });
    } else {
      outcome = broker.error();
    }
    postTo(&m_home, [outcome, started = std::move(started)] { started(outcome); });
  });
}

void KafkaThread::stop(const QString& wipe, std::function<void()> stopped) {
  if (!m_thread.isRunning()) m_thread.start();
  postTo(m_context, [this, wipe, stopped = std::move(stopped)]() mutable {
    m_broker.reset();
    m_reactor.reset();  // with the timer of housekeep()
    if (!wipe.isEmpty()) QDir(wipe).removeRecursively();
    postTo(&m_home, [stopped = std::move(stopped)] { stopped(); });
  });
}

void KafkaThread::housekeep() {
  m_broker->housekeep([this](int fd) {
    const bool taken = m_syncer->post([fd] {
      fdatasync(fd);
      ::close(fd);
    });
    if (!taken) ::close(fd);
  });
  m_reactor->callAfterMs(kHousekeepMs, [this] { housekeep(); });
}

void KafkaThread::ask(std::function<void(KafkaBroker&)> fn) {
  postTo(m_context, [this, fn = std::move(fn)]() mutable {
    if (m_broker) fn(*m_broker);
    postTo(&m_home, [fn = std::move(fn)] {});  // what is left of it belongs to who asked
  });
}

}  // namespace scfdesk

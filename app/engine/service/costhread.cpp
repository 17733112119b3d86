// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/costhread.h"
#include "app/engine/clock.h"
#include "app/engine/postto.h"
#include "app/engine/reactor.h"
#include "app/engine/service/cosfolders.h"
#include "app/engine/service/cosserver.h"
#include <QCoreApplication>
#include <mutex>

namespace scfdesk {

/// Other threads may outlive the context.
struct CosThread::Gate {
  std::mutex mutex;
  QObject* context = nullptr;  // protected by it
  QThread* thread = nullptr;   // COS; only compared
};

CosThread::CosThread() : m_context(new QObject), m_gate(std::make_shared<Gate>()) {
  m_gate->context = m_context;
  m_gate->thread = &m_thread;
  m_thread.setObjectName(QStringLiteral("cos"));
  m_context->moveToThread(&m_thread);
}

CosThread::~CosThread() {
  {
    const std::lock_guard lock(m_gate->mutex);
    m_gate->context = nullptr;
  }
  if (m_thread.isRunning()) {
    runOn(m_context, [this] {
      m_folders.reset();
      m_waiting.clear();
      m_server.reset();
      m_store.reset();
      m_reactor.reset();
    });
    m_thread.quit();
    m_thread.wait();
  }
  delete m_context;
}

Result<int> CosThread::start(const Options& options) {
  m_thread.start();
  Result<int> outcome = 0;
  runOn(m_context, [this, &options, &outcome] {
    auto store = CosStore::open(options.folder);
    if (!store) {
      outcome = store.error();
      return;
    }
    m_store = std::move(store.value());
    m_clock = std::make_unique<SystemClock>();
    m_reactor = std::make_unique<Reactor>(*m_clock);
    m_reactor->attachToQt();
    CosChanged changed;
    if (options.changed)
      changed = [this, gate = m_gate, tell = options.changed](std::vector<CosChange>&& changes, std::function<void()> kept) {
        // What an answer holds belongs to this thread: only its number travels.
        const uint64_t number = ++m_lastWaiting;
        m_waiting.emplace(number, std::move(kept));
        tell(std::move(changes), [this, gate, number] {
          if (QThread::currentThread() == gate->thread) return letGo(number);
          const std::lock_guard lock(gate->mutex);
          if (gate->context) postTo(gate->context, [this, number] { letGo(number); });
        });
      };
    m_server = std::make_unique<CosServer>(*m_reactor, *m_store, CosServer::Options{.secretId = options.secretId, .secretKey = options.secretKey, .changed = changed});
    if (changed) {
      m_folders = std::make_unique<CosFolders>(*m_reactor, *m_store, changed);
      m_folders->follow();
    }
    for (int i = 0; i <= kPorts; ++i) {
      outcome = m_server->listen(options.host, options.port + i);
      if (outcome || options.port == 0 || options.exactPort || outcome.error().code != QLatin1String("Local.PortTaken")) return;
    }
  });
  return outcome;
}

void CosThread::letGo(uint64_t number) {
  if (const auto waiting = m_waiting.extract(number)) waiting.mapped()();
}

void CosThread::put(const QByteArray& bucket, const QByteArray& key, const QByteArray& content, std::function<void(const Status&)> done) {
  postTo(m_context, [this, bucket, key, content, done = std::move(done)] { done(m_server->put(bucket, key, content, "text/plain")); });
}

void CosThread::bind(const QByteArray& bucket, const QByteArray& folder, std::function<void(const Status&)> done) {
  postTo(m_context, [this, bucket, folder, done = std::move(done)] {
    const Status bound = folder.isEmpty() ? m_store->unbind(bucket) : m_store->bind(bucket, folder);
    if (bound && m_folders) m_folders->follow();
    done(bound);
  });
}

void CosThread::bound(std::function<void(const std::map<QByteArray, QByteArray>&, const Error&)> done) {
  postTo(m_context, [this, done = std::move(done)] { done(m_store->bound(), m_folders ? m_folders->trouble() : Error{}); });
}

}  // namespace scfdesk

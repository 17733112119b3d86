// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/costhread.h"
#include "app/engine/clock.h"
#include "app/engine/postto.h"
#include "app/engine/reactor.h"
#include "app/engine/service/cosserver.h"
#include <QCoreApplication>

namespace scfdesk {

CosThread::CosThread() : m_context(new QObject) {
  m_thread.setObjectName(QStringLiteral("cos"));
  m_context->moveToThread(&m_thread);
}

CosThread::~CosThread() {
  if (m_thread.isRunning()) {
    QMetaObject::invokeMethod(
        m_context,
        [this] {
          m_server.reset();
          m_store.reset();
          m_reactor.reset();
        },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
  }
  delete m_context;
}

Result<int> CosThread::start(const Options& options) {
  m_thread.start();
  Result<int> outcome = 0;
  QMetaObject::invokeMethod(
      m_context,
      [this, &options, &outcome] {
        auto store = CosStore::open(options.folder);
        if (!store) {
          outcome = store.error();
          return;
        }
        m_store = std::move(store.value());
        m_clock = std::make_unique<SystemClock>();
        m_reactor = std::make_unique<Reactor>(*m_clock);
        m_reactor->attachToQt();
        m_server = std::make_unique<CosServer>(*m_reactor, *m_store, CosServer::Options{.secretId = options.secretId, .secretKey = options.secretKey, .changed = options.changed});
        for (int i = 0; i <= kPorts; ++i) {
          outcome = m_server->listen(options.host, options.port + i);
          if (outcome || options.port == 0 || options.exactPort || outcome.error().code != QLatin1String("Local.PortTaken")) return;
        }
      },
      Qt::BlockingQueuedConnection);
  return outcome;
}

void CosThread::put(const QByteArray& bucket, const QByteArray& key, const QByteArray& content, std::function<void(const Status&)> done) {
  postTo(m_context, [this, bucket, key, content, done = std::move(done)] { done(m_server->put(bucket, key, content, "text/plain")); });
}

}  // namespace scfdesk

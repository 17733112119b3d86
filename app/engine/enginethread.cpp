// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/enginethread.h"
#include "app/engine/postto.h"

namespace scfdesk {
namespace {
constexpr int kGraceMs = 5000;
}

EngineThread::EngineThread() : m_context(new QObject) {
  m_thread.setObjectName(QStringLiteral("engine"));
  m_context->moveToThread(&m_thread);
  m_thread.start();
}

EngineThread::~EngineThread() { stop(); }

void EngineThread::open(const EngineOptions& options, std::function<void(Result<Engine*>)> opened) {
  postTo(m_context, [this, options, opened = std::move(opened)] {
    auto made = Engine::open(options);
    if (!made) return opened(made.error());
    m_engine = std::move(made.value());
    opened(m_engine.get());
  });
}

void EngineThread::run(std::function<void(Engine&)> fn) {
  if (!m_context) return;
  postTo(m_context, [this, fn = std::move(fn)] {
    if (m_engine) fn(*m_engine);
  });
}

void EngineThread::stop() {
  if (!m_context) return;
  postTo(m_context, [this] {
    const auto end = [this] {
      // In a turn of its own: the engine must not go while one of its parts is calling.
      postTo(m_context, [this] {
        m_engine.reset();
        m_thread.quit();
      });
    };
    if (m_engine)
      m_engine->shutdown(kGraceMs, end);
    else
      end();
  });
  m_thread.wait();
  delete m_context;
  m_context = nullptr;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine clears away by itself: packages that no function uses, history past its limits.
#include "app/engine/engine.h"
#include "app/engine/resource/layers.h"
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kCollectMs = 5000;  // after a change: nobody waits for it, and the next change may come soon
}

void Engine::keepHistory() { m_store->setTailLimits(int64_t(m_settings.historyMb) << 20, m_settings.historyDays); }

void Engine::collectPackagesSoon() {
  if (m_collectTimer || m_closing) return;
  m_collectTimer = m_reactor.callAfterMs(kCollectMs, [this] {
    m_collectTimer = 0;
    collectPackages();
  });
}

void Engine::collectPackages() {
  if (m_closing) return;
  auto used = m_registry->packagesInUse();
  if (!used) return collectPackagesSoon();
  used->unite(m_layers->packages());
  bool waits = false;  // for an instance that still runs on what its function has left
  for (const QString& folder : m_dispatcher->codeFolders()) {
    const QByteArray sha256 = QFileInfo(folder).fileName().toLatin1();
    waits = waits || (folder.startsWith(m_store->dataDir()) && !used->contains(sha256));
    used->insert(sha256);
  }
  m_store->collectPackages(*used, [this, waits](const Result<Store::Collected>& collected) {
    if (waits || (collected && collected->again)) collectPackagesSoon();
  });
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's layers and custom domains.
#include "app/engine/engine.h"
#include "app/engine/postto.h"
#include "app/engine/resource/customdomains.h"
#include "app/engine/resource/layers.h"
#include "app/engine/resource/mergefolders.h"
#include "models/data/limits.h"

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {

void Engine::makeResources(const StoredState& kept) {
  const auto work = [this](std::function<Status()> job, std::function<void(const Status&)> done) {
    startOn(m_workers, [this, job = std::move(job), done = std::move(done)]() mutable {
      const Status status = job();
      postTo(&m_context, [status, done = std::move(done)] { done(status); });
    });
  };
  const auto bound = [this](const LayerRef& ref) {
    return std::any_of(m_registry->all().begin(), m_registry->all().end(), [&](const auto& one) { return layersOf(one.second->info).contains(ref); });
  };
  m_layers = std::make_unique<Layers>(Layers::Parts{*m_store, [this] { return m_clock.nowUs(); }, work, bound});
  m_layers->load(kept);
  m_customDomains = std::make_unique<CustomDomains>(*m_store);
  m_customDomains->load(kept);
}

void Engine::startLayers() {
  QSet<QString> used;
  for (const auto& [id, entry] : m_registry->all()) {
    const QList<LayerRef> refs = layersOf(entry->info);
    if (refs.isEmpty()) continue;
    used.insert(m_layers->folderOf(refs));
    m_layers->prepare(refs, [this, name = entry->info.key.name](const Status& ready) {
      if (!ready) logEngine(LogLevel::Error, u"The layers of %1 can't be put together: %2"_s.arg(name, ready.error().message));
    });
  }
  m_layers->sweep(used);
}

void Engine::withLayers(const QHash<QString, QString>& extras, std::function<void(const Status&)> then) {
  const auto refs = layersFromJson(extras.value(u"Layers"_s));
  if (!refs) return then(Error{u"InvalidParameterValue.Layers"_s, u"Layers is a list of LayerName and LayerVersion."_s, {}});
  if (refs->isEmpty()) return then(Done{});
  m_layers->prepare(*refs, std::move(then));
}

void Engine::withRoom(const CodeInput& code, const QList<LayerRef>& refs, std::function<void(const Status&)> then) {
  if (refs.isEmpty() || code.source != CodeSource::Package || code.zip.isEmpty()) return then(Done{});
  m_store->addPackage(code.zip, [this, refs, then = std::move(then)](const Result<Store::Package>& package) {
    if (!package) return then(package.error());
    withRoomIn(package->folder, refs, then);
  });
}

void Engine::withRoomIn(const QString& folder, const QList<LayerRef>& refs, std::function<void(const Status&)> then) {
  if (refs.isEmpty() || folder.isEmpty()) return then(Done{});
  startOn(m_workers, [this, folder, layers = m_layers->folderOf(refs), then = std::move(then)]() mutable {
    const Status fits = fitTogether(folder, layers, limits::kUnpackedBytes);
    postTo(&m_context, [fits, then = std::move(then)] { then(fits); });
  });
}

}  // namespace scfdesk

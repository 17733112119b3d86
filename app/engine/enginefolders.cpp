// SPDX-License-Identifier: GPL-3.0-or-later
// Folders of the data folder that are not there yet, or that somebody has removed under the engine: noticed before an instance is
// born, and made.
#include "app/engine/engine.h"
#include "app/engine/instance/platformfiles.h"
#include "app/engine/invoke/functionregistry.h"
#include "app/engine/postto.h"
#include "app/engine/resource/layers.h"
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
bool isFolder(const QString& path) { return QFileInfo(path).isDir(); }
}  // namespace

bool Engine::foldersThere(const FunctionEntry& entry) const {
  // In the first moments of an engine the store has not told yet where the package lies.
  const bool package = !entry.info.codeSha256.isEmpty();
  if (package && !isFolder(entry.codeDir)) return false;
  if (!entry.layerDir.isEmpty() && !isFolder(entry.layerDir)) return false;
  return isFolder(m_store->dataDir() + u"/instances/runtimes"_s);
}

void Engine::restoreFolders(FunctionId unit, std::function<void(const Status&)> done) {
  const FunctionEntry* entry = m_registry->entry(unit);
  if (!entry) return done(Done{});
  const auto runtimes = [this, done] {
    const QString folder = m_store->dataDir() + u"/instances/runtimes"_s;
    if (isFolder(folder)) return done(Done{});
    logEngine(LogLevel::Warn, u"%1 was removed while the engine runs; it is made again"_s.arg(folder));
    startOn(m_workers, [this, folder, found = m_registry->interpreters(), chosen = m_settings.interpreters, done = done]() mutable {
      platformfiles::writeLanguages(folder, found, chosen);
      postTo(&m_context, [done = std::move(done)] { done(Done{}); });
    });
  };
  const auto layers = [this, unit, done, runtimes] {
    const FunctionEntry* entry = m_registry->entry(unit);
    if (!entry || entry->layerDir.isEmpty() || isFolder(entry->layerDir)) return runtimes();
    m_layers->prepare(layersOf(entry->info), [done, runtimes](const Status& made) { made ? runtimes() : done(made); });
  };
  if (entry->info.codeSha256.isEmpty() || isFolder(entry->codeDir)) return layers();
  if (!entry->codeDir.isEmpty()) logEngine(LogLevel::Warn, u"%1, the code of %2, was removed while the engine runs; it is unpacked again"_s.arg(entry->codeDir, entry->info.key.name));
  m_store->packageFolder(entry->info.codeSha256, [this, unit, lost = entry->codeDir, done, layers](const Result<QString>& folder) {
    if (!folder)
      return done(Error{folder.error().code, (lost.isEmpty() ? folder.error().message : u"The folder %1 was removed and can't be unpacked again: %2"_s.arg(lost, folder.error().message)), folder.error().next});
    if (FunctionEntry* entry = m_registry->entry(unit)) entry->codeDir = *folder;
    layers();
  });
}

}  // namespace scfdesk

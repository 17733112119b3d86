// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "app/engine/service/coschange.h"
#include <functional>
#include <map>
#include <unordered_map>

namespace scfdesk {

/// Watches the folders that are bound as buckets: what is written, moved or deleted in them by any program becomes a change of an
/// object (cos:ObjectCreated:Put when a file is closed after writing or moved in, cos:ObjectRemove:Delete when it goes or is moved
/// away). What changes while nobody watches is not made up. COS thread; owned by CosThread.
class CosFolders final : private FdHandler {
 public:
  static constexpr size_t kFolders = 20'000;  ///< watched at once, all buckets together; those past it are not, and trouble() says so
  static constexpr int kDepth = 64;

  CosFolders(Reactor& reactor, CosStore& store, CosChanged changed);
  ~CosFolders() override;
  CosFolders(const CosFolders&) = delete;
  CosFolders& operator=(const CosFolders&) = delete;
  /// Watches what the store has bound now, and nothing else.
  void follow();
  [[nodiscard]] const Error& trouble() const { return m_trouble; }

 private:
  struct Place {
    QByteArray bucket, folder;  ///< below the bucket's, without a slash at the end; empty for itself
  };
  void onReady(uint32_t events) override;
  void restart();
  /// `tell`: its files are new.
  void add(const Place& place, bool tell);
  void changed(const QByteArray& bucket, const QByteArray& key, bool there);

  Reactor& m_reactor;
  CosStore& m_store;
  const CosChanged m_changed;
  int m_fd = -1;
  Reactor::Token m_token = 0;
  std::unordered_map<int, Place> m_places;               ///< by watch
  std::map<QByteArray, QByteArray> m_followed;
  std::map<std::pair<QByteArray, QByteArray>, QByteArray> m_told;  ///< ETags of files that a look at a new folder has told
  Error m_trouble;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/coschange.h"
#include "models/data/result.h"
#include <QByteArray>
#include <QThread>
#include <memory>

namespace scfdesk {

class CosServer;
class CosStore;
class Reactor;
class SystemClock;

/// The local COS and the one thread it lives on: it blocks on the disk, and nobody else waits for that. Engine thread; owned by
/// Engine.
class CosThread final {
 public:
  struct Options {
    QByteArray folder;
    QString host;
    int port = 9701;          ///< 0 = any free one
    bool exactPort = false;   ///< else the next free one is taken, up to kPorts further
    QByteArray secretId, secretKey;
    std::function<void(CosChange&&)> changed = {};  ///< COS thread
  };
  CosThread();
  ~CosThread();
  CosThread(const CosThread&) = delete;
  CosThread& operator=(const CosThread&) = delete;
  /// Opens the folder and listens; returns when it answers. The port, or why not.
  Result<int> start(const Options& options);

  /// CosServer::put(); `done` is called on the COS thread.
  void put(const QByteArray& bucket, const QByteArray& key, const QByteArray& content, std::function<void(const Status&)> done);

  static constexpr int kPorts = 20;

 private:
  QThread m_thread;
  QObject* m_context;  ///< of the thread
  std::unique_ptr<SystemClock> m_clock;
  std::unique_ptr<Reactor> m_reactor;
  std::unique_ptr<CosStore> m_store;
  std::unique_ptr<CosServer> m_server;
};

}  // namespace scfdesk

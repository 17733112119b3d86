// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/eventthread.h"
#include "app/engine/service/coschange.h"
#include "models/data/result.h"
#include <QByteArray>
#include <memory>
#include <unordered_map>

namespace scfdesk {

class CosFolders;
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
    CosChanged changed = {};
  };
  CosThread();
  ~CosThread();
  CosThread(const CosThread&) = delete;
  CosThread& operator=(const CosThread&) = delete;
  /// Opens the folder and listens; returns when it answers. The port, or why not.
  Result<int> start(const Options& options);

  /// CosServer::put(); `done` is called on the COS thread.
  void put(const QByteArray& bucket, const QByteArray& key, const QByteArray& content, std::function<void(const Status&)> done);

  /// Binds a folder as a bucket, or unbinds it when `folder` is empty; `done` is called on the COS thread.
  void bind(const QByteArray& bucket, const QByteArray& folder, std::function<void(const Status&)> done);
  /// The bound folders by bucket, and what is wrong with watching them; `done` is called on the COS thread.
  void bound(std::function<void(const std::map<QByteArray, QByteArray>& folders, const Error& trouble)> done);

  static constexpr int kPorts = 20;

 private:
  EventThread m_thread;
  QObject* m_context;  ///< of the thread
  void letGo(uint64_t number);
  struct Gate;
  std::shared_ptr<Gate> m_gate;  ///< for what comes back from other threads
  std::unique_ptr<SystemClock> m_clock;
  std::unique_ptr<Reactor> m_reactor;
  std::unique_ptr<CosStore> m_store;
  std::unique_ptr<CosServer> m_server;
  std::unique_ptr<CosFolders> m_folders;
  std::unordered_map<uint64_t, std::function<void()>> m_waiting;  ///< answers that wait for their events; COS thread
  uint64_t m_lastWaiting = 0;
};

}  // namespace scfdesk

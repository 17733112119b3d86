// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/reactor.h"
#include "models/data/limits.h"
#include "models/data/result.h"
#include <QByteArray>
#include <deque>

namespace scfdesk {

/// Watches a linked folder with all that lies in it: `changed` comes once after a burst of changes: kSavedMs after a last one that
/// ends a save (a file closed, renamed, deleted), kSettleMs after one in the middle of it (written, made), and at the latest kLatestMs
/// after the first, whichever way an editor saves. Engine thread; inotify in the reactor.
/// Folders are looked through in small pieces, a turn each, so a large one holds nobody up. Left out: .git, __pycache__,
/// node_modules/.cache, compiled Python, swap and backup files of editors.
/// When the folder goes, can't be read or is too large, `failed` tells once; when it is back, `changed` tells.
class FolderWatch final : public FdHandler {
 public:
  static constexpr int kSavedMs = 20;  ///< with it a save is live for the next event well within 100 ms
  static constexpr int kSettleMs = 50;
  static constexpr int kLatestMs = 1000;
  static constexpr int kLookAgainMs = 500;  ///< while the folder is gone
  static constexpr int kTryAgainMs = 5000;  ///< while it can't be read or is too large
  struct Callbacks {
    std::function<void()> changed;
    std::function<void(const Error&)> failed;
  };

  /// Both callbacks come from the reactor, never from the constructor. `files`: how many entries it will look at.
  FolderWatch(Reactor& reactor, QString folder, Callbacks callbacks, int files = limits::kFolderFiles);
  ~FolderWatch() override;
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  [[nodiscard]] const QString& folder() const { return m_folder; }
  /// Is the whole tree under watch? False while it is still looked through and while the folder is gone.
  [[nodiscard]] bool ready() const { return m_looked && m_scan.empty(); }

 private:
  void onReady(uint32_t events) override;
  void restart();
  void stopWatching();
  void fail(const Error& error);
  void scanPiece();
  void scheduleScan();
  bool scanFolder(const QByteArray& path);
  void readEvents(const char* bytes, ssize_t length);
  void noteChange(int settleMs = kSettleMs);
  void tellChange();
  [[nodiscard]] static bool leftOut(const QByteArray& parent, const QByteArray& name, bool folder);

  Reactor& m_reactor;
  QString m_folder;
  Callbacks m_callbacks;
  int m_limit = 0;
  int m_fd = -1;
  Reactor::Token m_token = 0;
  Reactor::TimerId m_settle = 0;
  Reactor::TimerId m_latest = 0;
  Reactor::TimerId m_again = 0;
  std::unordered_map<int, QByteArray> m_watches;  // folder by watch descriptor
  std::deque<QByteArray> m_scan;                  // folders still to look through
  int m_entries = 0;
  bool m_watching = false;
  bool m_looked = false;                          // the whole tree was looked through since restart()
  bool m_failed = false;
  Error m_told;                                   // the last that `failed` got
  bool m_scanScheduled = false;
  std::shared_ptr<FolderWatch*> m_self;           // null once this object is gone: calls of the reactor look here
};

}  // namespace scfdesk

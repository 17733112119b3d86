// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/invoke/folderwatch.h"
#include <QFile>
#include <array>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr uint32_t kMask = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF |
                           IN_ATTRIB | IN_MODIFY | IN_ONLYDIR | IN_EXCL_UNLINK;
// More of the same save follows these.
constexpr uint32_t kUnderWay = IN_MODIFY | IN_CREATE | IN_MOVED_FROM;
constexpr int kEntriesPerPiece = 500;

bool endsWithAny(const QByteArray& name, std::initializer_list<const char*> ends) {
  for (const char* end : ends)
    if (name.endsWith(end)) return true;
  return false;
}

}  // namespace

FolderWatch::FolderWatch(Reactor& reactor, QString folder, Callbacks callbacks, int files)
    : m_reactor(reactor), m_folder(std::move(folder)), m_callbacks(std::move(callbacks)), m_limit(files),
      m_self(std::make_shared<FolderWatch*>(this)) {
  m_reactor.callSoon([self = m_self] {
    if (*self) (*self)->restart();
  });
}

FolderWatch::~FolderWatch() {
  *m_self = nullptr;
  stopWatching();
  m_reactor.cancel(m_settle);
  m_reactor.cancel(m_latest);
  m_reactor.cancel(m_again);
}

void FolderWatch::stopWatching() {
  if (m_fd >= 0) {
    m_reactor.unwatch(m_token);
    close(m_fd);
  }
  m_fd = -1;
  m_watching = false;
  m_looked = false;
  m_watches.clear();
  m_scan.clear();
  m_entries = 0;
}

/// All watches anew: at the start, after the folder came back, after the kernel lost events.
void FolderWatch::restart() {
  stopWatching();
  m_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (m_fd < 0) {
    fail({u"Local.FolderUnwatched"_s, u"The folder %1 can't be watched: %2."_s.arg(m_folder, QString::fromLocal8Bit(strerror(errno))),
          u"Raise fs.inotify.max_user_instances, or unlink folders that are no longer needed."_s});
    return;
  }
  m_token = m_reactor.watch(m_fd, EPOLLIN, this);
  m_watching = true;
  m_scan.push_back(QFile::encodeName(m_folder));
  scanPiece();
}

void FolderWatch::fail(const Error& error) {
  stopWatching();
  m_reactor.cancel(m_settle);
  m_reactor.cancel(m_latest);
  m_settle = m_latest = 0;
  if (!m_again)
    m_again = m_reactor.callAfterMs(error.code == "Local.FolderGone"_L1 ? kLookAgainMs : kTryAgainMs, [this] {
      m_again = 0;
      restart();
    });
  if (m_failed && m_told == error) return;
  m_failed = true;
  m_told = error;
  if (m_callbacks.failed) m_callbacks.failed(error);
}

void FolderWatch::scheduleScan() {
  if (m_scanScheduled || m_scan.empty()) return;
  m_scanScheduled = true;
  m_reactor.callAfterMs(0, [self = m_self] {  // a timer, not callSoon: the reactor's other work gets its turn between
    if (!*self) return;
    (*self)->m_scanScheduled = false;
    (*self)->scanPiece();
  });
}

void FolderWatch::scanPiece() {
  const int until = m_entries + kEntriesPerPiece;
  while (!m_scan.empty() && m_entries < until) {
    const QByteArray path = std::move(m_scan.front());
    m_scan.pop_front();
    if (!scanFolder(path)) return;
  }
  if (!m_scan.empty()) {
    scheduleScan();
    return;
  }
  // It is back, or a folder came that held files before it was watched: what is there now is new.
  if (m_failed || m_looked) noteChange();
  m_looked = true;
  m_failed = false;
  m_told = {};
}

/// Watches one folder and queues those in it. False when watching ended.
bool FolderWatch::scanFolder(const QByteArray& path) {
  const bool root = path == QFile::encodeName(m_folder);
  // The watch first, then the look: what comes between is seen twice, never missed.
  const int watch = inotify_add_watch(m_fd, path.constData(), kMask);
  DIR* dir = watch < 0 ? nullptr : opendir(path.constData());
  if (!dir) {
    const int error = errno;
    if (error == ENOSPC) {
      fail({u"Local.FolderUnwatched"_s, u"The folder %1 has more folders than this system lets a user watch."_s.arg(m_folder),
            u"Raise fs.inotify.max_user_watches, or link a smaller folder."_s});
      return false;
    }
    if (!root) return true;  // went while it was looked through, or is closed to us: its code can't be read either
    const QString why = QString::fromLocal8Bit(strerror(error));
    if (error == ENOENT)
      fail({u"Local.FolderGone"_s, u"The folder %1 is gone."_s.arg(m_folder), u"Put it back, or link another folder."_s});
    else
      fail({u"Local.FolderUnreadable"_s, u"The folder %1 can't be read: %2."_s.arg(m_folder, why), u"Make it readable for this user, or link another folder."_s});
    return false;
  }
  m_watches[watch] = path;
  bool tooMany = false;
  while (const dirent* entry = readdir(dir)) {
    const QByteArray name(entry->d_name);
    if (name == "." || name == "..") continue;
    const QByteArray child = path + '/' + name;
    bool folder = entry->d_type == DT_DIR;
    if (entry->d_type == DT_UNKNOWN) {
      struct stat info{};
      folder = lstat(child.constData(), &info) == 0 && S_ISDIR(info.st_mode);
    }
    if (leftOut(path, name, folder)) continue;
    if (++m_entries > m_limit) {
      tooMany = true;
      break;
    }
    if (folder) m_scan.push_back(child);
  }
  closedir(dir);
  if (!tooMany) return true;
  fail({u"Local.FolderTooLarge"_s, u"The folder %1 holds more than %2 files; changes in it are not seen."_s.arg(m_folder).arg(m_limit),
        u"Link a folder with the function's code alone."_s});
  return false;
}

bool FolderWatch::leftOut(const QByteArray& parent, const QByteArray& name, bool folder) {
  if (folder) return name == ".git" || name == "__pycache__" || (name == ".cache" && parent.endsWith("/node_modules"));
  // Vim's swap files and its probe 4913, backups, Emacs' locks and autosaves, lock files of others.
  return endsWithAny(name, {".pyc", ".pyo", ".swp", ".swo", ".swx", ".swpx", "~"}) || name == "4913" || name.startsWith(".#") ||
         (name.startsWith('#') && name.endsWith('#')) || name == ".DS_Store";
}

void FolderWatch::onReady(uint32_t) {
  alignas(inotify_event) std::array<char, 16 * 1024> buffer;
  const auto self = m_self;
  while (*self && m_fd >= 0) {
    const ssize_t n = read(m_fd, buffer.data(), buffer.size());
    if (n <= 0) return;
    readEvents(buffer.data(), n);
  }
}

void FolderWatch::readEvents(const char* bytes, ssize_t length) {
  const auto self = m_self;
  for (ssize_t at = 0; at + ssize_t(sizeof(inotify_event)) <= length;) {
    inotify_event event;
    memcpy(&event, bytes + at, sizeof event);
    const QByteArray name = event.len > 0 ? QByteArray(bytes + at + sizeof event) : QByteArray();
    at += ssize_t(sizeof event) + event.len;
    if (event.mask & IN_Q_OVERFLOW) {
      noteChange();
      restart();
      return;
    }
    const auto it = m_watches.find(event.wd);
    if (it == m_watches.end()) continue;
    const QByteArray path = it->second;
    if (event.mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) {
      if (event.mask & IN_MOVE_SELF) inotify_rm_watch(m_fd, event.wd);
      m_watches.erase(event.wd);
      if (path == QFile::encodeName(m_folder)) {
        restart();  // an editor or a checkout may have put another in its place at once; else restart tells that it is gone
        if (*self && m_watching) noteChange();
        return;
      }
      continue;
    }
    const bool folder = event.mask & IN_ISDIR;
    if (name.isEmpty() || leftOut(path, name, folder)) continue;
    if (folder && (event.mask & (IN_CREATE | IN_MOVED_TO))) {
      m_scan.push_back(path + '/' + name);
      scheduleScan();
    }
    noteChange(event.mask & kUnderWay ? kSettleMs : kSavedMs);
  }
}

void FolderWatch::noteChange(int settleMs) {
  m_reactor.cancel(m_settle);
  m_settle = m_reactor.callAfterMs(settleMs, [this] { tellChange(); });
  if (!m_latest) m_latest = m_reactor.callAfterMs(kLatestMs, [this] { tellChange(); });
}

void FolderWatch::tellChange() {
  m_reactor.cancel(m_settle);
  m_reactor.cancel(m_latest);
  m_settle = m_latest = 0;
  if (m_callbacks.changed) m_callbacks.changed();
}

}  // namespace scfdesk

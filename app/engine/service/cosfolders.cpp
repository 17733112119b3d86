// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/cosfolders.h"
#include "app/engine/api/jsontext.h"
#include "app/engine/service/cosnames.h"
#include "app/engine/service/cosrequest.h"
#include <array>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <sys/epoll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr uint32_t kMask = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ONLYDIR | IN_EXCL_UNLINK | IN_DONT_FOLLOW;
constexpr size_t kTold = 10'000;

QByteArray below(const QByteArray& folder, const QByteArray& name) { return folder.isEmpty() ? name : QByteArray(folder + '/' + name); }
}  // namespace

CosFolders::CosFolders(Reactor& reactor, CosStore& store, CosChanged changed) : m_reactor(reactor), m_store(store), m_changed(std::move(changed)) {}

CosFolders::~CosFolders() {
  if (m_fd < 0) return;
  m_reactor.unwatch(m_token);
  close(m_fd);
}

void CosFolders::follow() {
  if (m_store.bound() == m_followed) return;
  m_followed = m_store.bound();
  restart();
}

void CosFolders::restart() {
  if (m_fd >= 0) {
    m_reactor.unwatch(m_token);
    close(std::exchange(m_fd, -1));
  }
  m_places.clear();
  m_trouble = {};
  if (m_followed.empty()) return;
  m_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (m_fd < 0) {
    m_trouble = {u"Local.FolderUnwatched"_s, u"Folders can't be watched: %1."_s.arg(QString::fromLocal8Bit(strerror(errno))), u"Raise fs.inotify.max_user_instances."_s};
    return;
  }
  m_token = m_reactor.watch(m_fd, EPOLLIN, this);
  for (const auto& [bucket, folder] : m_followed) add({bucket, {}}, false);
}

void CosFolders::add(const Place& place, bool tell) {
  if (place.folder.count('/') >= kDepth) return;
  const QByteArray path = below(m_followed[place.bucket], place.folder);
  if (m_places.size() >= kFolders) {
    m_trouble = {u"Local.FolderUnwatched"_s, u"More than %1 folders are bound; changes in the others make no event."_s.arg(kFolders), u"Bind a smaller folder."_s};
    return;
  }
  const int watch = inotify_add_watch(m_fd, path.constData(), kMask);
  if (watch < 0) {
    if (errno == ENOSPC) m_trouble = {u"Local.FolderUnwatched"_s, u"The folder %1 can't be watched: the kernel's limit is reached."_s.arg(QString::fromUtf8(path)), u"Raise fs.inotify.max_user_watches."_s};
    return;  // or it has gone again
  }
  m_places[watch] = place;
  DIR* reading = opendir(path.constData());
  while (const dirent* entry = reading ? readdir(reading) : nullptr) {
    const QByteArray name(entry->d_name);
    if (name == "." || name == "..") continue;
    struct stat st {};
    if (lstat(QByteArray(path + '/' + name).constData(), &st) < 0) continue;
    if (S_ISDIR(st.st_mode)) add({place.bucket, below(place.folder, name)}, tell);
    else if (tell && S_ISREG(st.st_mode)) changed(place.bucket, below(place.folder, name), true);
  }
  if (reading) closedir(reading);
}

void CosFolders::changed(const QByteArray& bucket, const QByteArray& key, bool there) {
  if (!cosnames::isKey(key)) return;
  CosChange change;
  change.event = there ? "cos:ObjectCreated:Put" : "cos:ObjectRemove:Delete";
  change.bucket = bucket;
  change.object.key = key;
  if (there) {
    const auto read = m_store.read(bucket, key);
    if (!read) return;  // gone again, or no ordinary file
    change.object = read->object;
    change.object.type = cosTypeOf(read->object);
    // A file of a new folder may be seen there, and be told of by the kernel too.
    QByteArray& told = m_told[{bucket, key}];
    if (std::exchange(told, change.object.etag) == change.object.etag) return;
    if (m_told.size() > kTold) m_told.clear();
  } else {
    m_told.erase({bucket, key});
  }
  change.requestId = jsontext::newRequestId();
  change.sourceIp = "127.0.0.1";
  change.at = m_reactor.clock().wallUs();
  m_changed({std::move(change)}, [] {});
}

void CosFolders::onReady(uint32_t) {
  alignas(inotify_event) std::array<char, 64 * 1024> buffer;
  for (;;) {
    const ssize_t n = read(m_fd, buffer.data(), buffer.size());
    if (n <= 0) return;
    for (ssize_t at = 0; at < n;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      at += ssize_t(sizeof(inotify_event) + event->len);
      if (event->mask & IN_Q_OVERFLOW) {  // what was lost is not made up
        restart();
        m_trouble = {u"Local.FolderUnwatched"_s, u"More changed at once in a bound folder than the kernel tells; some events are missing."_s, u"Raise fs.inotify.max_queued_events."_s};
        return;
      }
      if (event->mask & IN_IGNORED) {
        m_places.erase(event->wd);
        continue;
      }
      const auto found = m_places.find(event->wd);
      if (found == m_places.end() || event->len == 0) continue;
      const Place place = found->second;
      const QByteArray key = below(place.folder, QByteArray(event->name));
      if (event->mask & IN_ISDIR) {
        if (event->mask & (IN_CREATE | IN_MOVED_TO)) add({place.bucket, key}, true);
        if (event->mask & IN_MOVED_FROM)
          for (auto it = m_places.begin(); it != m_places.end();) {
            const bool gone = it->second.bucket == place.bucket && (it->second.folder == key || it->second.folder.startsWith(QByteArray(key + '/')));
            if (gone) inotify_rm_watch(m_fd, it->first);
            it = gone ? m_places.erase(it) : std::next(it);
          }
      } else if (event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) {
        changed(place.bucket, key, true);
      } else if (event->mask & (IN_DELETE | IN_MOVED_FROM)) {
        changed(place.bucket, key, false);
      }
    }
  }
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of a bucket in order: read from its folders once, and again when a folder has changed without us.
#include "app/engine/service/cosfile.h"
#include "app/engine/service/cosnames.h"
#include "app/engine/service/cosstore.h"
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr int kDepth = 64;

int64_t changedAt(const QByteArray& folder) {
  struct stat st {};
  if (lstat(folder.constData(), &st) < 0 || !S_ISDIR(st.st_mode)) return -1;
  return int64_t(st.st_mtim.tv_sec) * 1'000'000'000 + st.st_mtim.tv_nsec;
}

struct Folder {
  explicit Folder(const QByteArray& path) : dir(opendir(path.constData())) {}
  ~Folder() {
    if (dir) closedir(dir);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  DIR* dir;
};
}  // namespace

void CosStore::walk(const QByteArray& bucket, const QByteArray& folder, Index& index) const {
  if (folder.count('/') > kDepth) return;
  const QByteArray path = folder.isEmpty() ? bucketPath(bucket) : QByteArray(bucketPath(bucket) + '/' + folder);
  index.folders[folder] = changedAt(path);
  const Folder reading(path);
  while (const dirent* entry = reading.dir ? readdir(reading.dir) : nullptr) {
    const QByteArray name(entry->d_name);
    if (name == "." || name == "..") continue;
    const QByteArray key = folder.isEmpty() ? name : QByteArray(folder + '/' + name);
    unsigned char type = entry->d_type;
    if (type == DT_UNKNOWN) {
      struct stat st {};
      if (lstat(QByteArray(path + '/' + name).constData(), &st) == 0) type = S_ISDIR(st.st_mode) ? DT_DIR : S_ISREG(st.st_mode) ? DT_REG : DT_LNK;
    }
    if (type == DT_DIR) walk(bucket, key, index);
    else if (type == DT_REG && cosnames::isKey(key)) index.keys.insert(key);
  }
}

bool CosStore::isFresh(const QByteArray& bucket, const Index& index) const {
  for (const auto& [folder, changed] : index.folders)
    if (changed < 0 || changedAt(folder.isEmpty() ? bucketPath(bucket) : QByteArray(bucketPath(bucket) + '/' + folder)) != changed) return false;
  return !index.folders.empty();
}

CosStore::Index& CosStore::index(const QByteArray& bucket) {
  Index& index = m_indexes[bucket];
  if (isFresh(bucket, index)) return index;
  index = {};
  walk(bucket, {}, index);
  const QByteArray aside = asidePath(bucket);
  const Folder reading(aside);
  while (const dirent* entry = reading.dir ? readdir(reading.dir) : nullptr) {
    const OwnedFd fd = cosfile::openPath(aside + '/' + entry->d_name, O_RDONLY);
    struct stat st {};
    if (!fd.ok() || fstat(fd.get(), &st) < 0 || !S_ISREG(st.st_mode)) continue;
    if (const QByteArray key = cosfile::readAbout(fd.get()).key; cosnames::isKey(key)) index.keys.insert(key);
  }
  return index;
}

bool CosStore::knowsFolders(const QByteArray& bucket, const QByteArray& key) const {
  const auto found = m_indexes.find(bucket);
  if (found == m_indexes.end()) return false;
  // Folders that don't exist yet are made by this very change: their nearest ancestor counts.
  for (QByteArray folder = key;;) {
    const qsizetype slash = folder.lastIndexOf('/');
    folder = slash < 0 ? QByteArray("") : folder.left(slash);
    const QByteArray path = folder.isEmpty() ? bucketPath(bucket) : QByteArray(bucketPath(bucket) + '/' + folder);
    const int64_t changed = changedAt(path);
    if (changed < 0 && !folder.isEmpty()) continue;
    const auto known = found->second.folders.find(folder);
    return known != found->second.folders.end() && known->second == changed;
  }
}

void CosStore::tellFolders(const QByteArray& bucket, const QByteArray& key, bool knew, bool added) {
  const auto found = m_indexes.find(bucket);
  if (found == m_indexes.end()) return;
  if (!knew) {
    m_indexes.erase(found);  // somebody else has changed it, too: it is read anew
    return;
  }
  if (added) found->second.keys.insert(key);
  else found->second.keys.erase(key);
  for (QByteArray folder = key; !folder.isEmpty();) {
    const qsizetype slash = folder.lastIndexOf('/');
    folder = slash < 0 ? QByteArray("") : folder.left(slash);
    const int64_t changed = changedAt(folder.isEmpty() ? bucketPath(bucket) : QByteArray(bucketPath(bucket) + '/' + folder));
    if (changed >= 0) found->second.folders[folder] = changed;
  }
}

Result<CosPage> CosStore::list(const QByteArray& bucket, const CosListing& listing) {
  if (!hasBucket(bucket)) return Error{u"NoSuchBucket"_s, u"The specified bucket does not exist: %1."_s.arg(QString::fromUtf8(bucket)), u"Create it first."_s};
  const std::set<QByteArray>& keys = index(bucket).keys;
  CosPage page;
  auto it = listing.after < listing.prefix ? keys.lower_bound(listing.prefix) : keys.upper_bound(listing.after);
  QByteArray last;
  while (it != keys.end() && it->startsWith(listing.prefix)) {
    const qsizetype cut = listing.delimiter.isEmpty() ? -1 : it->indexOf(listing.delimiter, listing.prefix.size());
    const QByteArray common = cut < 0 ? QByteArray() : it->left(cut + listing.delimiter.size());
    // A marker inside a common prefix, or that prefix itself, means that it was given already.
    if (!common.isNull() && listing.after.startsWith(common)) {
      it = keys.lower_bound(QByteArray(common + '\xFF'));
      continue;
    }
    if (page.objects.size() + page.prefixes.size() >= listing.most) {
      page.next = last;
      break;
    }
    if (!common.isNull()) {
      page.prefixes.append(common);
      last = common;
      it = keys.lower_bound(QByteArray(common + '\xFF'));  // no byte of UTF-8 is as large
      continue;
    }
    if (const OwnedFd fd = openObject(bucket, *it); fd.ok()) {
      CosObject object = cosfile::readAbout(fd.get());
      object.key = *it;
      page.objects.append(std::move(object));
      last = *it;
    }
    ++it;
  }
  return page;
}

}  // namespace scfdesk

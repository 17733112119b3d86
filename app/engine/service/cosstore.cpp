// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/cosstore.h"
#include "app/engine/service/cosfile.h"
#include "app/engine/service/cosnames.h"
#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
// Folders of the store beside the buckets; no bucket's name begins with a dot.
constexpr char kNew[] = "/.new";
constexpr char kAside[] = "/.aside";
constexpr char kMultipart[] = "/.multipart";
constexpr int64_t kSlowToFreeBytes = 1024 * 1024;
constexpr int64_t kPushBytes = 1024 * 1024;  // what has come is written out while the rest is received, so that the sync has less to do

Error noBucket(const QByteArray& bucket) {
  return {u"NoSuchBucket"_s, u"The specified bucket does not exist: %1."_s.arg(QString::fromUtf8(bucket)), u"Create it first."_s};
}
Error noKey(const QByteArray& key) { return {u"NoSuchKey"_s, u"The specified key does not exist: %1."_s.arg(QString::fromUtf8(key)), {}}; }
}  // namespace

Result<std::unique_ptr<CosStore>> CosStore::open(const QByteArray& folder) {
  std::unique_ptr<CosStore> store(new CosStore(folder));
  if (const Status made = store->makeFolders(); !made) return made.error();
  QDir leftovers(QFile::decodeName(folder + kNew));
  for (const QString& name : leftovers.entryList(QDir::Files | QDir::Hidden)) leftovers.remove(name);
  store->loadBound();
  return store;
}

Status CosStore::makeFolders() const {
  for (const QByteArray& path : {m_folder, QByteArray(m_folder + kNew), QByteArray(m_folder + kAside), QByteArray(m_folder + kMultipart)})
    if (!QDir().mkpath(QFile::decodeName(path))) return cosfile::failure(errno ? errno : EACCES, "make the folder " + path);
  return Done{};
}

QByteArray CosStore::asidePath(const QByteArray& bucket, const QByteArray& key) const {
  const QByteArray folder = m_folder + kAside + '/' + bucket;
  return key.isNull() ? folder : QByteArray(folder + '/' + cosnames::asideName(key));
}

QByteArray CosStore::multipartPath(const QByteArray& bucket, const QByteArray& id) const {
  const QByteArray folder = m_folder + kMultipart + '/' + bucket;
  return id.isNull() ? folder : QByteArray(folder + '/' + id);
}

QList<CosBucket> CosStore::buckets() const {
  QList<CosBucket> found;
  for (const QFileInfo& info : QDir(QFile::decodeName(m_folder)).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name)) {
    const QByteArray name = QFile::encodeName(info.fileName());
    if (cosnames::isBucket(name) && !m_bound.contains(name)) found.append({name, info.birthTime().isValid() ? info.birthTime().toMSecsSinceEpoch() * 1000 : info.lastModified().toMSecsSinceEpoch() * 1000});
  }
  for (const auto& [name, folder] : m_bound)
    if (const QFileInfo info(QFile::decodeName(folder)); info.isDir()) found.append({name, info.lastModified().toMSecsSinceEpoch() * 1000});
  std::sort(found.begin(), found.end(), [](const CosBucket& a, const CosBucket& b) { return a.name < b.name; });
  return found;
}

bool CosStore::hasBucket(const QByteArray& bucket) const {
  struct stat st {};
  return cosnames::isBucket(bucket) && lstat(bucketPath(bucket).constData(), &st) == 0 && S_ISDIR(st.st_mode);
}

Status CosStore::createBucket(const QByteArray& bucket) {
  if (!cosnames::isBucket(bucket))
    return Error{u"InvalidBucketName"_s, u"The bucket name \"%1\" is not legal."_s.arg(QString::fromUtf8(bucket.left(80))), u"Write it as name-appid: lower-case letters, digits and \"-\", then the appid, at most 60 characters."_s};
  if (m_bound.contains(bucket)) return Error{u"BucketAlreadyOwnedByYou"_s, u"The bucket %1 exists already."_s.arg(QString::fromUtf8(bucket)), {}};
  if (mkdir(bucketPath(bucket).constData(), 0755) == 0) return Done{};
  if (errno == ENOENT && makeFolders() && mkdir(bucketPath(bucket).constData(), 0755) == 0) return Done{};
  if (errno == EEXIST) return Error{u"BucketAlreadyOwnedByYou"_s, u"The bucket %1 exists already."_s.arg(QString::fromUtf8(bucket)), {}};
  return cosfile::failure(errno, "create the bucket " + bucket);
}

Status CosStore::deleteBucket(const QByteArray& bucket) {
  if (const Status mine = mayChange(bucket); !mine) return mine;
  if (!hasBucket(bucket)) return noBucket(bucket);
  if (!multiparts(bucket).isEmpty() || !index(bucket).keys.empty())
    return Error{u"BucketNotEmpty"_s, u"The bucket %1 you tried to delete is not empty."_s.arg(QString::fromUtf8(bucket)), u"Delete its objects and its multipart uploads first."_s};
  m_indexes.erase(bucket);
  // What is left are folders without a file.
  QDir(QFile::decodeName(bucketPath(bucket))).removeRecursively();
  QDir(QFile::decodeName(asidePath(bucket))).removeRecursively();
  QDir(QFile::decodeName(multipartPath(bucket))).removeRecursively();
  return Done{};
}

OwnedFd CosStore::openObject(const QByteArray& bucket, const QByteArray& key, QByteArray* path) const {
  if (!cosnames::isKey(key) || !cosnames::isBucket(bucket)) return OwnedFd();
  if (cosnames::isPath(key)) {
    OwnedFd fd = cosfile::openBelow(bucketPath(bucket), key);
    if (fd.ok()) {
      if (path) *path = bucketPath(bucket) + '/' + key;
      return fd;
    }
  }
  const QByteArray aside = asidePath(bucket, key);
  if (path) *path = aside;
  return cosfile::openPath(aside, O_RDONLY);
}

Result<CosOpened> CosStore::read(const QByteArray& bucket, const QByteArray& key) const {
  OwnedFd fd = openObject(bucket, key);
  if (!fd.ok()) {
    if (!hasBucket(bucket)) return noBucket(bucket);
    return noKey(key);
  }
  CosObject object = cosfile::readAbout(fd.get());
  object.key = key;
  return CosOpened{std::move(object), std::move(fd)};
}

Result<std::unique_ptr<CosUpload>> CosStore::begin() {
  const QByteArray path = m_folder + kNew + '/' + QByteArray::number(qulonglong(m_nextUpload++));
  OwnedFd fd = cosfile::openPath(path, O_RDWR | O_CREAT | O_EXCL);
  if (!fd.ok() && errno == ENOENT && makeFolders()) fd = cosfile::openPath(path, O_RDWR | O_CREAT | O_EXCL);
  if (!fd.ok()) return cosfile::failure(errno, "write " + path);
  return std::make_unique<CosUpload>(std::move(fd), path);
}

// The path that the object gets; its folders are made. A key whose path is taken by the other kind (a file where a folder is
// needed, or the reverse) is kept aside, as one that is no path.
QByteArray CosStore::placeFor(const QByteArray& bucket, const QByteArray& key) {
  if (cosnames::isPath(key) && cosfile::makeFolders(bucketPath(bucket), key)) {
    const QByteArray path = bucketPath(bucket) + '/' + key;
    struct stat st {};
    if (lstat(path.constData(), &st) < 0 || S_ISREG(st.st_mode)) return path;
  }
  if (mkdir(asidePath(bucket).constData(), 0755) < 0 && errno == ENOENT && makeFolders()) mkdir(asidePath(bucket).constData(), 0755);
  return asidePath(bucket, key);
}

Result<CosObject> CosStore::commit(const QByteArray& bucket, std::unique_ptr<CosUpload> upload, CosObject about) {
  if (const Status good = check(bucket, *upload, about); !good) return good.error();
  if (const Status good = finish(*upload, about); !good) return good.error();
  auto placed = place(bucket, std::move(upload), std::move(about));
  if (!placed) return placed.error();
  cosfile::syncFolder(placed->folder);
  return std::move(placed->object);
}

Status CosStore::check(const QByteArray& bucket, const CosUpload& upload, const CosObject& about) const {
  if (const Status mine = mayChange(bucket); !mine) return mine;
  if (!hasBucket(bucket)) return noBucket(bucket);
  if (!cosnames::isKey(about.key)) return cosnames::badKey(about.key);
  if (upload.m_error) return cosfile::failure(upload.m_error, "write the object " + about.key);
  return Done{};
}

Status CosStore::finish(const CosUpload& upload, CosObject& about) {
  // The bytes go to the disk while they are hashed; what is left for the end is little.
  if (upload.m_hash.behind() && fdatasync(upload.fd()) < 0) return cosfile::failure(errno, "write the object " + about.key);
  if (about.etag.isEmpty()) about.etag = upload.md5().toHex();
  if (about.etag.isEmpty()) return cosfile::failure(EIO, "read back the object " + about.key);
  about.size = upload.m_size;
  if (const int error = cosfile::writeAbout(upload.fd(), about)) return cosfile::failure(error, "keep the metadata of " + about.key);
  if (fsync(upload.fd()) < 0) return cosfile::failure(errno, "write the object " + about.key);
  return Done{};
}

Result<CosStore::Placed> CosStore::place(const QByteArray& bucket, std::unique_ptr<CosUpload> upload, CosObject about) {
  // It may have gone meanwhile.
  if (const Status mine = mayChange(bucket); !mine) return mine.error();
  if (!hasBucket(bucket)) return noBucket(bucket);
  const bool knew = knowsFolders(bucket, about.key);
  const QByteArray place = placeFor(bucket, about.key);
  struct stat st {};
  OwnedFd replaced;
  if (lstat(place.constData(), &st) == 0 && st.st_size >= kSlowToFreeBytes) replaced = cosfile::openPath(place, O_PATH);
  if (rename(upload->m_path.constData(), place.constData()) < 0) return cosfile::failure(errno, "write the object " + about.key);
  upload->m_path.clear();
  tellFolders(bucket, about.key, knew, true);
  if (fstat(upload->fd(), &st) == 0) about.modified = TimeUs(st.st_mtim.tv_sec) * 1'000'000 + st.st_mtim.tv_nsec / 1000;
  return Placed{std::move(about), place.left(place.lastIndexOf('/')), std::move(replaced)};
}

Result<bool> CosStore::remove(const QByteArray& bucket, const QByteArray& key) {
  if (const Status mine = mayChange(bucket); !mine) return mine.error();
  QByteArray path;
  const OwnedFd fd = openObject(bucket, key, &path);
  if (!fd.ok()) {
    if (!hasBucket(bucket)) return noBucket(bucket);
    return false;
  }
  const bool knew = knowsFolders(bucket, key);
  if (unlink(path.constData()) < 0 && errno != ENOENT) return cosfile::failure(errno, "delete the object " + key);
  tellFolders(bucket, key, knew, false);
  return true;
}

OwnedFd::~OwnedFd() {
  if (m_fd >= 0) ::close(m_fd);
}

CosUpload::CosUpload(OwnedFd fd, QByteArray path) : m_fd(std::move(fd)), m_path(std::move(path)) {}

CosUpload::~CosUpload() {
  if (!m_path.isEmpty()) unlink(m_path.constData());
}

void CosUpload::append(QByteArrayView bytes) {
  if (m_error) return;
  const QByteArrayView whole = bytes;
  while (!bytes.isEmpty()) {
    const ssize_t n = ::write(m_fd.get(), bytes.data(), size_t(bytes.size()));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      m_error = errno;
      return;
    }
    m_size += n;
    bytes = bytes.sliced(n);
  }
  m_hash.wrote(whole, m_fd.get(), m_size);
  if (m_size - m_pushed < kPushBytes) return;
  [[maybe_unused]] const int begun = sync_file_range(m_fd.get(), m_pushed, m_size - m_pushed, SYNC_FILE_RANGE_WRITE);
  m_pushed = m_size;
}

}  // namespace scfdesk

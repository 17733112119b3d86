// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/service/coshash.h"
#include "models/data/function.h"
#include "models/data/result.h"
#include <QByteArray>
#include <QList>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace scfdesk {

/// What is known of one object besides its bytes.
struct CosObject {
  QByteArray key;
  int64_t size = 0;
  TimeUs modified = 0;
  QByteArray etag;                               ///< without quotes; MD5 in hex, or "...-N" of a multipart object
  QByteArray type;                               ///< Content-Type
  QList<std::pair<QByteArray, QByteArray>> headers;  ///< kept and given back: Cache-Control, ..., x-cos-meta-*; names in lower-case
};

/// A descriptor that closes itself. Moves.
class OwnedFd final {
 public:
  explicit OwnedFd(int fd = -1) : m_fd(fd) {}
  OwnedFd(OwnedFd&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
  OwnedFd& operator=(OwnedFd&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    return *this;
  }
  ~OwnedFd();
  [[nodiscard]] int get() const { return m_fd; }
  [[nodiscard]] bool ok() const { return m_fd >= 0; }

 private:
  int m_fd;
};

struct CosOpened {
  CosObject object;
  OwnedFd fd;
};

/// The bytes of an object, or of a part, on their way: they gather in a file of the store's own and become an object at once or
/// not at all. Dropped, it leaves nothing. Owner's thread.
class CosUpload final {
 public:
  CosUpload(OwnedFd fd, QByteArray path);
  ~CosUpload();
  CosUpload(const CosUpload&) = delete;
  CosUpload& operator=(const CosUpload&) = delete;
  /// After a failed write (a full disk) the rest is dropped; commit() says why.
  void append(QByteArrayView bytes);
  [[nodiscard]] int64_t size() const { return m_size; }
  [[nodiscard]] int fd() const { return m_fd.get(); }
  [[nodiscard]] QByteArray md5() const { return m_hash.digest(); }  ///< 16 bytes; may wait

 private:
  friend class CosStore;
  OwnedFd m_fd;
  QByteArray m_path;
  CosHash m_hash;
  int64_t m_size = 0, m_pushed = 0;  ///< bytes; those that are on their way to the disk already
  int m_error = 0;
};

struct CosListing {
  QByteArray prefix, delimiter, after;  ///< `after`: keys up to and with this one are left out
  int most = 1000;
};
struct CosPage {
  QList<CosObject> objects;
  QByteArrayList prefixes;
  QByteArray next;  ///< where the next page begins; empty when this is the last
};
struct CosBucket {
  QByteArray name;
  TimeUs created = 0;
};
struct CosPart {
  int number = 0;
  int64_t size = 0;
  QByteArray etag;
  TimeUs modified = 0;
};
struct CosMultipart {
  QByteArray id, key;
  TimeUs begun = 0;
};

/// Buckets as folders of ordinary files that the user may open, add to and change; what HTTP adds (type, metadata, ETag) lies in
/// an extended attribute of the file. An object is either whole or not there: written aside, synced, renamed. Blocks on the
/// disk, so it has a thread of its own (CosThread). Errors carry COS's codes ("NoSuchKey").
class CosStore final {
 public:
  /// `folder` is made. Leftovers of uploads that were cut off are removed; multipart uploads are kept.
  static Result<std::unique_ptr<CosStore>> open(const QByteArray& folder);

  [[nodiscard]] QList<CosBucket> buckets() const;
  [[nodiscard]] bool hasBucket(const QByteArray& bucket) const;
  Status createBucket(const QByteArray& bucket);
  Status deleteBucket(const QByteArray& bucket);
  /// A folder anywhere on the disk as a bucket: to be listed and read here, changed by whoever owns the folder. Kept.
  Status bind(const QByteArray& bucket, const QByteArray& folder);
  Status unbind(const QByteArray& bucket);
  [[nodiscard]] const std::map<QByteArray, QByteArray>& bound() const { return m_bound; }  ///< bucket -> folder

  [[nodiscard]] Result<CosOpened> read(const QByteArray& bucket, const QByteArray& key) const;
  Result<std::unique_ptr<CosUpload>> begin();
  /// Makes the upload the object; `about` gives key, type, headers, and the ETag where it is not the MD5.
  Result<CosObject> commit(const QByteArray& bucket, std::unique_ptr<CosUpload> upload, CosObject about);
  /// The same in steps, for who can wait: check(), finish() on any thread, place(), then the folder is brought to the disk.
  [[nodiscard]] Status check(const QByteArray& bucket, const CosUpload& upload, const CosObject& about) const;
  /// ETag and metadata, and the file is on the disk.
  static Status finish(const CosUpload& upload, CosObject& about);
  struct Placed {
    CosObject object;
    QByteArray folder;
    OwnedFd replaced;  ///< keeps a large file that was there: giving its room back takes a while, when this closes
  };
  Result<Placed> place(const QByteArray& bucket, std::unique_ptr<CosUpload> upload, CosObject about);
  /// True when it was there.
  Result<bool> remove(const QByteArray& bucket, const QByteArray& key);
  Result<CosPage> list(const QByteArray& bucket, const CosListing& listing);

  Result<QByteArray> beginMultipart(const QByteArray& bucket, const CosObject& about);
  /// Whether the upload is there, and is of this key.
  [[nodiscard]] Status hasMultipart(const QByteArray& bucket, const QByteArray& key, const QByteArray& id) const;
  /// Any thread.
  Result<CosPart> commitPart(const QByteArray& bucket, const QByteArray& id, int number, std::unique_ptr<CosUpload> upload) const;
  /// `key` must be the upload's own.
  Result<QList<CosPart>> parts(const QByteArray& bucket, const QByteArray& key, const QByteArray& id) const;
  /// `wanted`: number and ETag in rising order; empty takes all.
  Result<CosObject> completeMultipart(const QByteArray& bucket, const QByteArray& key, const QByteArray& id, const QList<std::pair<int, QByteArray>>& wanted);
  Status abortMultipart(const QByteArray& bucket, const QByteArray& key, const QByteArray& id);
  [[nodiscard]] QList<CosMultipart> multiparts(const QByteArray& bucket) const;

  static constexpr int kBound = 100;            ///< folders bound as buckets
  static constexpr int kMetadataBytes = 2048;   ///< of an object's x-cos-meta-* headers (COS, "PUT Object")
  static constexpr int kParts = 10000;
  static constexpr int kMultiparts = 1000;      ///< open ones of a bucket
  static constexpr int64_t kObjectBytes = 5LL * 1024 * 1024 * 1024;          ///< of one PUT or one part
  static constexpr int64_t kMultipartBytes = 48LL * 1024 * 1024 * 1024 * 1024;

 private:
  /// Keys of a bucket in order, as far as no folder has changed since.
  struct Index {
    std::set<QByteArray> keys;
    std::map<QByteArray, int64_t> folders;  ///< path below the bucket -> time of its last change, ns
  };
  explicit CosStore(QByteArray folder) : m_folder(std::move(folder)) {}
  /// The store's own folders; somebody may have taken them away.
  [[nodiscard]] Status makeFolders() const;
  [[nodiscard]] QByteArray bucketPath(const QByteArray& bucket) const {
    const auto bound = m_bound.find(bucket);
    return bound == m_bound.end() ? QByteArray(m_folder + '/' + bucket) : bound->second;
  }
  /// Error AccessDenied for a bucket that is somebody's folder.
  [[nodiscard]] Status mayChange(const QByteArray& bucket) const;
  void loadBound();
  [[nodiscard]] Status saveBound() const;
  [[nodiscard]] QByteArray asidePath(const QByteArray& bucket, const QByteArray& key = {}) const;
  [[nodiscard]] QByteArray multipartPath(const QByteArray& bucket, const QByteArray& id = {}) const;
  [[nodiscard]] OwnedFd openObject(const QByteArray& bucket, const QByteArray& key, QByteArray* path = nullptr) const;
  [[nodiscard]] Result<CosObject> aboutMultipart(const QByteArray& bucket, const QByteArray& key, const QByteArray& id) const;
  QByteArray placeFor(const QByteArray& bucket, const QByteArray& key);
  Index& index(const QByteArray& bucket);
  void walk(const QByteArray& bucket, const QByteArray& folder, Index& index) const;
  [[nodiscard]] bool isFresh(const QByteArray& bucket, const Index& index) const;
  /// Folders that `key` lies in, as the index has them, before a change of ours; given back after it.
  [[nodiscard]] bool knowsFolders(const QByteArray& bucket, const QByteArray& key) const;
  void tellFolders(const QByteArray& bucket, const QByteArray& key, bool knew, bool added);

  const QByteArray m_folder;
  std::map<QByteArray, QByteArray> m_bound;
  std::map<QByteArray, Index> m_indexes;
  uint64_t m_nextUpload = 1;
};

}  // namespace scfdesk

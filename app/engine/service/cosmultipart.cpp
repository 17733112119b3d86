// SPDX-License-Identifier: GPL-3.0-or-later
// Multipart uploads: a folder each, with a file for what the object will be and one for each part.
#include "app/engine/service/cosfile.h"
#include "app/engine/service/cosnames.h"
#include "app/engine/service/cosstore.h"
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr char kAbout[] = "/about";  // an empty file whose attribute says what the object will be

Error noUpload() {
  return {u"NoSuchUpload"_s, u"The specified multipart upload does not exist. It may have been completed or aborted."_s, u"Begin a new one."_s};
}
bool isUploadId(const QByteArray& id) {
  return id.size() == 32 && std::all_of(id.begin(), id.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}
QByteArray newUploadId() {
  std::array<quint32, 4> words;
  QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
  return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words).toHex();
}

// Appends the whole of one file to another, in the kernel where it can.
int appendFile(int to, int from, int64_t size) {
  for (int64_t left = size; left > 0;) {
    const ssize_t n = copy_file_range(from, nullptr, to, nullptr, size_t(std::min<int64_t>(left, 1 << 30)), 0);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return n == 0 ? EIO : errno;
    left -= n;
  }
  return 0;
}
}  // namespace

Result<QByteArray> CosStore::beginMultipart(const QByteArray& bucket, const CosObject& about) {
  if (const Status mine = mayChange(bucket); !mine) return mine.error();
  if (!hasBucket(bucket)) return Error{u"NoSuchBucket"_s, u"The specified bucket does not exist: %1."_s.arg(QString::fromUtf8(bucket)), u"Create it first."_s};
  if (!cosnames::isKey(about.key)) return cosnames::badKey(about.key);
  if (multiparts(bucket).size() >= kMultiparts)
    return Error{u"TooManyUploads"_s, u"The bucket %1 has %2 multipart uploads under way."_s.arg(QString::fromUtf8(bucket)).arg(kMultiparts), u"Complete or abort some of them."_s};
  const QByteArray id = newUploadId();
  const QByteArray folder = multipartPath(bucket, id);
  if (mkdir(multipartPath(bucket).constData(), 0755) < 0 && errno == ENOENT && makeFolders()) mkdir(multipartPath(bucket).constData(), 0755);
  if (mkdir(folder.constData(), 0755) < 0) return cosfile::failure(errno, "begin a multipart upload");
  const OwnedFd fd = cosfile::openPath(folder + kAbout, O_RDWR | O_CREAT | O_EXCL);
  const int error = fd.ok() ? cosfile::writeAbout(fd.get(), about) : errno;
  if (error) {
    QDir(QFile::decodeName(folder)).removeRecursively();
    return cosfile::failure(error, "begin a multipart upload");
  }
  return id;
}

Result<CosObject> CosStore::aboutMultipart(const QByteArray& bucket, const QByteArray& key, const QByteArray& id) const {
  if (!isUploadId(id)) return noUpload();
  const OwnedFd fd = cosfile::openPath(multipartPath(bucket, id) + kAbout, O_RDONLY);
  if (!fd.ok()) return noUpload();
  CosObject about = cosfile::readAbout(fd.get());
  if (about.key != key) return noUpload();
  return about;
}

Status CosStore::hasMultipart(const QByteArray& bucket, const QByteArray& key, const QByteArray& id) const {
  const auto about = aboutMultipart(bucket, key, id);
  return about ? Status(Done{}) : Status(about.error());
}

Result<CosPart> CosStore::commitPart(const QByteArray& bucket, const QByteArray& id, int number, std::unique_ptr<CosUpload> upload) const {
  if (upload->m_error) return cosfile::failure(upload->m_error, "write part " + QByteArray::number(number));
  if (number < 1 || number > kParts) return Error{u"InvalidArgument"_s, u"partNumber is %1; it goes from 1 to %2."_s.arg(number).arg(kParts), {}};
  if (!isUploadId(id) || !QFileInfo::exists(QFile::decodeName(multipartPath(bucket, id) + kAbout))) return noUpload();
  CosPart part{number, upload->m_size, upload->md5().toHex(), 0};
  const int fd = upload->m_fd.get();
  if (part.etag.isEmpty()) return cosfile::failure(EIO, "read back part " + QByteArray::number(number));
  CosObject about;
  about.etag = part.etag;
  if (const int error = cosfile::writeAbout(fd, about)) return cosfile::failure(error, "keep part " + QByteArray::number(number));
  if (fsync(fd) < 0) return cosfile::failure(errno, "write part " + QByteArray::number(number));
  const QByteArray path = multipartPath(bucket, id) + '/' + QByteArray::number(number);
  if (rename(upload->m_path.constData(), path.constData()) < 0) return cosfile::failure(errno, "write part " + QByteArray::number(number));
  upload->m_path.clear();
  part.modified = cosfile::readAbout(fd).modified;
  return part;
}

Result<QList<CosPart>> CosStore::parts(const QByteArray& bucket, const QByteArray& key, const QByteArray& id) const {
  if (auto about = aboutMultipart(bucket, key, id); !about) return about.error();
  QList<CosPart> found;
  const QByteArray folder = multipartPath(bucket, id);
  for (const QString& name : QDir(QFile::decodeName(folder)).entryList(QDir::Files)) {
    bool isNumber = false;
    const int number = name.toInt(&isNumber);
    const OwnedFd fd = isNumber ? cosfile::openPath(folder + '/' + name.toLatin1(), O_RDONLY) : OwnedFd();
    if (!fd.ok()) continue;
    const CosObject about = cosfile::readAbout(fd.get());
    found.append({number, about.size, about.etag, about.modified});
  }
  std::sort(found.begin(), found.end(), [](const CosPart& a, const CosPart& b) { return a.number < b.number; });
  return found;
}

Result<CosObject> CosStore::completeMultipart(const QByteArray& bucket, const QByteArray& key, const QByteArray& id, const QList<std::pair<int, QByteArray>>& wanted) {
  auto about = aboutMultipart(bucket, key, id);
  if (!about) return about.error();
  auto have = parts(bucket, key, id);
  if (!have) return have.error();
  QList<CosPart> chosen;
  for (const auto& [number, etag] : wanted) {
    if (!chosen.isEmpty() && number <= chosen.last().number)
      return Error{u"InvalidPartOrder"_s, u"Part %1 comes behind part %2: the parts must be listed in rising order."_s.arg(number).arg(chosen.last().number), {}};
    const auto part = std::find_if(have->begin(), have->end(), [n = number](const CosPart& p) { return p.number == n; });
    if (part == have->end() || (!etag.isEmpty() && part->etag != etag))
      return Error{u"InvalidPart"_s, u"Part %1 was not found, or its ETag is another one."_s.arg(number), u"Upload it again."_s};
    chosen.append(*part);
  }
  if (wanted.isEmpty()) chosen = *have;
  if (chosen.isEmpty()) return Error{u"InvalidPart"_s, u"The multipart upload has no part."_s, u"Upload at least one."_s};
  auto whole = begin();
  if (!whole) return whole.error();
  CosUpload& upload = **whole;
  QCryptographicHash hash(QCryptographicHash::Md5);
  for (const CosPart& part : chosen) {
    const OwnedFd fd = cosfile::openPath(multipartPath(bucket, id) + '/' + QByteArray::number(part.number), O_RDONLY);
    if (!fd.ok()) return cosfile::failure(errno, "read part " + QByteArray::number(part.number));
    if (upload.m_size + part.size > kMultipartBytes) return Error{u"EntityTooLarge"_s, u"The parts together have more than %1 bytes, the most an object may have."_s.arg(kMultipartBytes), {}};
    if (const int error = appendFile(upload.m_fd.get(), fd.get(), part.size)) return cosfile::failure(error, "join the parts of " + key);
    upload.m_size += part.size;
    hash.addData(QByteArray::fromHex(part.etag));
  }
  about->etag = hash.result().toHex() + '-' + QByteArray::number(chosen.size());
  auto object = commit(bucket, std::move(whole.value()), std::move(about.value()));
  if (object) QDir(QFile::decodeName(multipartPath(bucket, id))).removeRecursively();
  return object;
}

Status CosStore::abortMultipart(const QByteArray& bucket, const QByteArray& key, const QByteArray& id) {
  if (auto about = aboutMultipart(bucket, key, id); !about) return about.error();
  QDir(QFile::decodeName(multipartPath(bucket, id))).removeRecursively();
  return Done{};
}

QList<CosMultipart> CosStore::multiparts(const QByteArray& bucket) const {
  QList<CosMultipart> found;
  for (const QString& name : QDir(QFile::decodeName(multipartPath(bucket))).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
    const OwnedFd fd = cosfile::openPath(multipartPath(bucket, name.toLatin1()) + kAbout, O_RDONLY);
    if (!fd.ok()) continue;
    const CosObject about = cosfile::readAbout(fd.get());
    found.append({name.toLatin1(), about.key, about.modified});
  }
  std::sort(found.begin(), found.end(), [](const CosMultipart& a, const CosMultipart& b) { return std::tie(a.key, a.begun) < std::tie(b.key, b.begun); });
  return found;
}

}  // namespace scfdesk

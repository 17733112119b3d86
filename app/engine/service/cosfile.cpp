// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/cosfile.h"
#include <QCryptographicHash>
#include <QFile>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/openat2.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::cosfile {
namespace {
constexpr char kAttribute[] = "user.cos";
constexpr size_t kAttributeBytes = 16 * 1024;

int64_t nanoseconds(const timespec& t) { return int64_t(t.tv_sec) * 1'000'000'000 + t.tv_nsec; }
std::string text(const QByteArray& bytes) { return bytes.toStdString(); }
QByteArray bytesOf(const nlohmann::json& object, const char* name) {
  const auto it = object.find(name);
  return it != object.end() && it->is_string() ? QByteArray::fromStdString(it->get_ref<const std::string&>()) : QByteArray();
}
}  // namespace

OwnedFd openPath(const QByteArray& path, int flags) { return OwnedFd(::open(path.constData(), flags | O_CLOEXEC | O_NOFOLLOW, 0644)); }

OwnedFd openBelow(const QByteArray& folder, const QByteArray& path) {
  const OwnedFd top(::open(folder.constData(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!top.ok()) return OwnedFd();
  open_how how{};
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;  // a pipe that somebody has put there must not stop us
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
  OwnedFd fd(int(syscall(SYS_openat2, top.get(), path.constData(), &how, sizeof how)));
  struct stat st {};
  if (!fd.ok() || fstat(fd.get(), &st) < 0 || !S_ISREG(st.st_mode)) return OwnedFd();
  return fd;
}

bool makeFolders(const QByteArray& folder, const QByteArray& path) {
  for (qsizetype slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    const QByteArray part = folder + '/' + path.left(slash);
    struct stat st {};
    const bool there = lstat(part.constData(), &st) == 0;  // asked first: mkdir() locks the folder that the others rename into
    if (!there && mkdir(part.constData(), 0755) == 0) continue;
    if (!there && (errno != EEXIST || lstat(part.constData(), &st) < 0)) return false;
    if (!S_ISDIR(st.st_mode)) return false;
  }
  return true;
}

void syncFolder(const QByteArray& folder) {
  const OwnedFd fd(::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.ok()) fsync(fd.get());
}

CosObject readAbout(int fd) {
  CosObject about;
  struct stat st {};
  if (fstat(fd, &st) < 0) return about;
  about.size = st.st_size;
  about.modified = nanoseconds(st.st_mtim) / 1000;
  std::array<char, kAttributeBytes> buffer;
  const ssize_t n = fgetxattr(fd, kAttribute, buffer.data(), buffer.size());
  const auto kept = n > 0 ? nlohmann::json::parse(buffer.data(), buffer.data() + n, nullptr, false) : nlohmann::json();
  if (kept.is_object()) {
    about.key = bytesOf(kept, "key");
    about.type = bytesOf(kept, "type");
    const auto headers = kept.find("headers");
    if (headers != kept.end() && headers->is_object())
      for (const auto& [name, value] : headers->items())
        if (value.is_string()) about.headers.append({QByteArray::fromStdString(name), QByteArray::fromStdString(value.get<std::string>())});
    // Written in place by somebody else since then: another content.
    if (kept.value("size", int64_t(-1)) == about.size && kept.value("time", int64_t(-1)) == nanoseconds(st.st_mtim)) about.etag = bytesOf(kept, "etag");
  }
  if (about.etag.isEmpty()) {
    const QByteArray identity = QByteArray::number(qulonglong(st.st_ino)) + '.' + QByteArray::number(qlonglong(st.st_size)) + '.' + QByteArray::number(qlonglong(nanoseconds(st.st_mtim)));
    about.etag = QCryptographicHash::hash(identity, QCryptographicHash::Md5).toHex() + "-1";  // as one that is no MD5 of the content
  }
  return about;
}

int writeAbout(int fd, const CosObject& about) {
  struct stat st {};
  if (fstat(fd, &st) < 0) return errno;
  nlohmann::json headers = nlohmann::json::object();
  for (const auto& [name, value] : about.headers) headers[text(name)] = text(value);
  const nlohmann::json kept{{"key", text(about.key)}, {"type", text(about.type)}, {"headers", headers}, {"etag", text(about.etag)}, {"size", int64_t(st.st_size)}, {"time", nanoseconds(st.st_mtim)}};
  const std::string bytes = kept.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return fsetxattr(fd, kAttribute, bytes.data(), bytes.size(), 0) < 0 ? errno : 0;
}

Error failure(int error, const QByteArray& what) {
  const QString thing = QString::fromUtf8(what);
  switch (error) {
    case ENOSPC:
    case EDQUOT: return {u"InternalError"_s, u"Could not %1: the disk is full."_s.arg(thing), u"Free some space where the data folder lies."_s};
    case EROFS:
    case EACCES:
    case EPERM: return {u"InternalError"_s, u"Could not %1: it may not be written here."_s.arg(thing), u"Check the owner and the rights of the data folder."_s};
    case EOPNOTSUPP:
      return {u"InternalError"_s, u"Could not %1: this file system keeps no extended attributes."_s.arg(thing), u"Put the data folder on ext4, xfs or btrfs (--data-dir)."_s};
    case E2BIG:
    case ERANGE: return {u"MetadataTooLarge"_s, u"Could not %1: the file system has no room for so much metadata."_s.arg(thing), u"Send less metadata."_s};
    default: return {u"InternalError"_s, u"Could not %1: %2."_s.arg(thing, QString::fromLocal8Bit(strerror(error))), {}};
  }
}

}  // namespace scfdesk::cosfile

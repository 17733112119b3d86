// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/packages.h"
#include "app/engine/store/utf8locale.h"
#include <QDir>
#include <QFile>
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>
#include <climits>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr time_t kFixedTime = 315'619'200;  // 1980-01-02, the earliest day that a zip knows in every time zone

Error unreadable(const QString& name, int error) {
  return {u"Local.FolderUnreadable"_s, u"\"%1\" can't be read: %2."_s.arg(name, QString::fromLocal8Bit(strerror(error))),
          u"Make it readable, or take it out of the folder."_s};
}

bool leftOut(const QString& name) { return name == ".git"_L1 || name == "__pycache__"_L1; }

/// What was packed, up to a limit. Past it the bytes are dropped and that is noted: an error given to libarchive's writer here
/// would make it leak.
struct Packed {
  QByteArray zip;
  int64_t limit = 0;
  bool tooLarge = false;
};

la_ssize_t keepBytes(archive*, void* target, const void* bytes, size_t length) {
  auto* packed = static_cast<Packed*>(target);
  packed->tooLarge = packed->tooLarge || packed->zip.size() + int64_t(length) > packed->limit;
  if (!packed->tooLarge) packed->zip.append(static_cast<const char*>(bytes), qsizetype(length));
  return la_ssize_t(length);
}

class ZipFolder {
 public:
  ZipFolder(const QString& folder, const PackageLimits& limits) : m_folder(folder), m_limits(limits), m_packed{{}, limits.zipBytes, false} {}

  Result<QByteArray> run() {
    const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(), &archive_write_free);
    m_writer = writer.get();
    archive_write_set_format_zip(m_writer);
    archive_write_set_options(m_writer, "zip:hdrcharset=UTF-8");
    archive_write_set_bytes_per_block(m_writer, 0);
    if (archive_write_open(m_writer, &m_packed, nullptr, &keepBytes, nullptr) != ARCHIVE_OK) return tooLarge();
    if (const Status done = addFolder(QString()); !done) return done.error();
    if (archive_write_close(m_writer) != ARCHIVE_OK || m_packed.tooLarge) return tooLarge();
    return std::move(m_packed.zip);
  }

 private:
  [[nodiscard]] Error tooLarge() const {
    return {u"InvalidParameterValue.ZipFile"_s, u"The folder %1 packs to more than %2 bytes, the most a package can have."_s.arg(m_folder).arg(m_limits.zipBytes),
            u"Take out what the function doesn't need."_s};
  }

  Status addFolder(const QString& relative) {
    const QString path = relative.isEmpty() ? m_folder : m_folder + u'/' + relative;
    if (access(QFile::encodeName(path).constData(), R_OK | X_OK) != 0) return unreadable(path, errno);
    const QStringList names = QDir(path).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString& name : names) {
      if (leftOut(name)) continue;
      if (const Status done = addEntry(relative.isEmpty() ? name : relative + u'/' + name); !done) return done;
    }
    return Done{};
  }

  Status addEntry(const QString& relative) {
    const QString path = m_folder + u'/' + relative;
    struct stat info{};
    if (lstat(QFile::encodeName(path).constData(), &info) != 0) return unreadable(path, errno);
    if (++m_entries > m_limits.entries)
      return Error{u"InvalidParameterValue.Code"_s, u"The folder %1 has more than %2 entries, the most a package can have."_s.arg(m_folder).arg(m_limits.entries),
                   u"Take out what the function doesn't need."_s};
    if (S_ISDIR(info.st_mode)) {
      if (const Status head = addHead(relative, info, {}); !head) return head;
      return addFolder(relative);
    }
    if (S_ISLNK(info.st_mode)) return addLink(relative, info);
    if (!S_ISREG(info.st_mode)) return Done{};  // sockets, pipes: nothing that a package can have
    m_bytes += info.st_size;
    if (m_bytes > m_limits.unpackedBytes)
      return Error{u"InvalidParameterValue.Code"_s, u"The folder %1 has more than %2 bytes, the most a package can unpack to."_s.arg(m_folder).arg(m_limits.unpackedBytes),
                   u"Take out what the function doesn't need."_s};
    return addFile(relative, info);
  }

  Status addLink(const QString& relative, const struct stat& info) {
    const QString path = m_folder + u'/' + relative;
    QByteArray target(PATH_MAX, '\0');
    const ssize_t length = readlink(QFile::encodeName(path).constData(), target.data(), size_t(target.size()));
    if (length < 0) return unreadable(path, errno);
    target.truncate(length);
    const QString real = QFileInfo(path).canonicalFilePath();
    const QString root = QFileInfo(m_folder).canonicalFilePath();
    if (target.startsWith('/') || (!real.isEmpty() && real != root && !real.startsWith(root + u'/')))
      return Error{u"InvalidParameterValue.Code"_s, u"\"%1\" is a link that leaves the folder."_s.arg(path), u"Put the file itself in its place."_s};
    return addHead(relative, info, target);
  }

  Status addHead(const QString& relative, const struct stat& info, const QByteArray& linkTarget) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), &archive_entry_free);
    const QByteArray name = QFile::encodeName(relative);
    archive_entry_set_pathname(entry.get(), name.constData());
    archive_entry_set_filetype(entry.get(), info.st_mode & S_IFMT);
    archive_entry_set_perm(entry.get(), info.st_mode & 0755);
    archive_entry_set_mtime(entry.get(), kFixedTime, 0);
    if (S_ISREG(info.st_mode)) archive_entry_set_size(entry.get(), info.st_size);
    if (!linkTarget.isEmpty()) {
      archive_entry_set_symlink(entry.get(), linkTarget.constData());
      archive_entry_set_size(entry.get(), linkTarget.size());
    }
    if (archive_write_header(m_writer, entry.get()) < ARCHIVE_WARN || m_packed.tooLarge) return tooLarge();
    return Done{};
  }

  Status addFile(const QString& relative, const struct stat& info) {
    const QString path = m_folder + u'/' + relative;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) return unreadable(path, EACCES);
    if (const Status head = addHead(relative, info, {}); !head) return head;
    int64_t left = info.st_size;
    while (left > 0) {
      const QByteArray piece = file.read(std::min<int64_t>(left, 1 << 20));
      if (piece.isEmpty())
        return Error{u"Local.FolderUnreadable"_s, u"\"%1\" changed while it was read."_s.arg(path), u"Try again."_s};
      if (archive_write_data(m_writer, piece.constData(), size_t(piece.size())) < 0 || m_packed.tooLarge) return tooLarge();
      left -= piece.size();
    }
    return Done{};
  }

  QString m_folder;
  PackageLimits m_limits;
  archive* m_writer = nullptr;
  Packed m_packed;
  int m_entries = 0;
  int64_t m_bytes = 0;
};

}  // namespace

Result<QByteArray> zipFolder(const QString& folder, const PackageLimits& limits) {
  const Utf8Locale locale;
  return ZipFolder(folder, limits).run();
}

}  // namespace scfdesk

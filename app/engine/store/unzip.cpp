// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/packages.h"
#include "app/engine/store/datadir.h"
#include "app/engine/store/utf8locale.h"
#include <QFile>
#include <QSet>
#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <linux/openat2.h>
#include <memory>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr size_t kReadBytes = 64 * 1024;

struct Link {
  QByteArray name;
  QByteArray target;
};

Error refused(const QString& why) { return {u"InvalidParameterValue.Code"_s, why, u"Pack the code again without it."_s}; }
Error notZip(const QString& why) {
  return {u"InvalidParameterValue.ZipFile"_s, why, u"Pack the code as a zip file with the entry file at its root."_s};
}
QString shown(const QByteArray& name) { return QString::fromUtf8(name.left(200)); }

/// The name's parts without "." and doubled slashes; nothing when it leaves the folder or is absolute.
std::optional<QByteArrayList> partsOf(const QByteArray& name) {
  if (name.startsWith('/')) return {};
  QByteArrayList parts;
  for (const QByteArray& part : name.split('/')) {
    if (part.isEmpty() || part == ".") continue;
    if (part == "..") return {};
    parts.append(part);
  }
  return parts;
}

/// Does a link of that name with that target stay inside, by its text alone?
bool staysInside(const Link& link) {
  if (link.target.isEmpty() || link.target.startsWith('/')) return false;
  int depth = int(link.name.count('/'));
  for (const QByteArray& part : link.target.split('/')) {
    if (part == "..") --depth;
    else if (!part.isEmpty() && part != ".") ++depth;
    if (depth < 0) return false;
  }
  return true;
}

class Unzip {
 public:
  Unzip(const QString& folder, const PackageLimits& limits) : m_folder(folder), m_limits(limits) {}
  ~Unzip() {
    if (m_root >= 0) close(m_root);
  }

  Status run(const QByteArray& zip) {
    m_root = open(QFile::encodeName(m_folder).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (m_root < 0) return diskError(m_folder, m_folder, errno);
    const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), &archive_read_free);
    m_reader = reader.get();
    archive_read_support_format_zip_seekable(m_reader);
    if (archive_read_open_memory(m_reader, zip.constData(), size_t(zip.size())) != ARCHIVE_OK)
      return notZip(u"The package is not a zip file."_s);
    int entries = 0;
    for (;;) {
      archive_entry* entry = nullptr;
      const int code = archive_read_next_header(m_reader, &entry);
      if (code == ARCHIVE_EOF) break;
      if (code < ARCHIVE_WARN)
        return notZip(entries == 0 ? u"The package is not a zip file."_s
                                   : u"The package is damaged after %1 entries (%2)."_s.arg(entries).arg(why()));
      if (++entries > m_limits.entries)
        return refused(u"The package has more than %1 entries, the most it can."_s.arg(m_limits.entries));
      if (const Status done = take(entry); !done) return done;
    }
    return makeLinks();
  }

 private:
  [[nodiscard]] QString why() const {
    const char* text = archive_error_string(m_reader);
    return text ? QString::fromUtf8(text) : u"unknown reason"_s;
  }

  Status take(archive_entry* entry) {
    const char* raw = archive_entry_pathname(entry);
    if (!raw) return notZip(u"The package has an entry whose name can't be read."_s);
    const QByteArray name(raw);
    const auto parts = partsOf(name);
    if (!parts) return refused(u"The package has an entry that leaves its folder: \"%1\"."_s.arg(shown(name)));
    if (parts->isEmpty()) return Done{};
    if (std::any_of(parts->begin(), parts->end(), [](const QByteArray& p) { return p.size() > NAME_MAX; }))
      return refused(u"The package has a file or folder whose name alone has more than %1 bytes: \"%2...\"."_s.arg(NAME_MAX).arg(shown(name)));
    if (name.size() > limits::kPathBytes)
      return refused(u"The package has a name of more than %1 bytes: \"%2...\"."_s.arg(limits::kPathBytes).arg(shown(name)));
    if (archive_entry_is_encrypted(entry)) return notZip(u"The package is encrypted (entry \"%1\")."_s.arg(shown(name)));
    const QByteArray path = parts->join('/');
    switch (archive_entry_filetype(entry)) {
      case AE_IFDIR:
        if (m_names.contains(path)) return twice(name);
        return makeFolder(*parts);
      case AE_IFREG: return makeFile(entry, *parts, path);
      case AE_IFLNK: {
        const char* target = archive_entry_symlink(entry);
        const Link link{path, QByteArray(target)};
        if (!staysInside(link)) return refused(u"The package has a link that leaves its folder: \"%1\" -> \"%2\"."_s.arg(shown(name), shown(link.target)));
        if (m_names.contains(path) || m_folders.contains(path)) return twice(name);
        m_names.insert(path);
        m_links.append(link);
        return makeFolder(parts->first(parts->size() - 1));
      }
      default: return refused(u"The package has an entry that is neither a file, a folder nor a link: \"%1\"."_s.arg(shown(name)));
    }
  }

  static Error twice(const QByteArray& name) { return refused(u"The package has the name \"%1\" twice."_s.arg(shown(name))); }

  Status makeFolder(const QByteArrayList& parts) {
    QByteArray path;
    for (const QByteArray& part : parts) {
      path += path.isEmpty() ? part : '/' + part;
      if (m_folders.contains(path)) continue;
      if (m_names.contains(path)) return twice(path);
      if (mkdirat(m_root, path.constData(), 0755) != 0) return diskError(m_folder, shown(path), errno);
      m_folders.insert(path);
    }
    return Done{};
  }

  Status makeFile(archive_entry* entry, const QByteArrayList& parts, const QByteArray& path) {
    if (m_names.contains(path) || m_folders.contains(path)) return twice(path);
    if (const Status made = makeFolder(parts.first(parts.size() - 1)); !made) return made;
    m_names.insert(path);
    // Zips made by programs carry 0600 or nothing; what a function reads must be readable whoever it runs as.
    const mode_t mode = (archive_entry_perm(entry) & 0755) | 0644;
    const int fd = openat(m_root, path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) return diskError(m_folder, shown(path), errno);
    const Status written = writeContent(fd, path);
    const bool modeSet = fchmod(fd, mode) == 0;
    const int error = errno;
    close(fd);
    if (written && !modeSet) return diskError(m_folder, shown(path), error);
    return written;
  }

  Status writeContent(int fd, const QByteArray& path) {
    for (;;) {
      const ssize_t n = archive_read_data(m_reader, m_buffer.get(), kReadBytes);
      if (n == 0) return Done{};
      if (n < 0) return notZip(u"The package is damaged in \"%1\" (%2)."_s.arg(shown(path), why()));
      m_bytes += n;
      if (m_bytes > m_limits.unpackedBytes)
        return refused(u"The package unpacks to more than %1 bytes, the most it can; they are reached in \"%2\"."_s.arg(m_limits.unpackedBytes).arg(shown(path)));
      for (ssize_t done = 0; done < n;) {
        const ssize_t w = write(fd, m_buffer.get() + done, size_t(n - done));
        if (w < 0 && errno != EINTR) return diskError(m_folder, shown(path), errno);
        if (w > 0) done += w;
      }
    }
  }

  /// After all files, so that nothing was ever written through a link; then each is followed by the kernel, which tells
  /// those that leave the folder by way of another.
  Status makeLinks() {
    for (const Link& link : m_links)
      if (symlinkat(link.target.constData(), m_root, link.name.constData()) != 0) return diskError(m_folder, shown(link.name), errno);
    for (const Link& link : m_links) {
      open_how how{};
      how.flags = O_PATH | O_CLOEXEC;
      how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
      const auto fd = int(syscall(SYS_openat2, m_root, link.name.constData(), &how, sizeof how));
      if (fd >= 0) close(fd);
      else if (errno == EXDEV || errno == ELOOP)
        return refused(u"The package has a link that leaves its folder: \"%1\" -> \"%2\"."_s.arg(shown(link.name), shown(link.target)));
    }
    return Done{};
  }

  QString m_folder;
  PackageLimits m_limits;
  archive* m_reader = nullptr;
  int m_root = -1;
  int64_t m_bytes = 0;
  QSet<QByteArray> m_names;    // of files and links
  QSet<QByteArray> m_folders;
  QList<Link> m_links;
  std::unique_ptr<char[]> m_buffer = std::make_unique<char[]>(kReadBytes);
};

}  // namespace

Status unzip(const QByteArray& zip, const QString& folder, const PackageLimits& limits) {
  const Utf8Locale locale;
  return Unzip(folder, limits).run(zip);
}

}  // namespace scfdesk

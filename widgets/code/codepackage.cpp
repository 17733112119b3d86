// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/code/codepackage.h"
#include "models/data/limits.h"
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QPointer>
#include <QThreadPool>
#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <memory>
#include <sys/stat.h>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr time_t kFixedTime = 315'619'200;  // 1980-01-02: the earliest day that a zip knows in every time zone
constexpr size_t kPieceBytes = 64 * 1024;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::CodePackage)
};

Error damaged(const char* why) {
  return {u"InvalidParameterValue.ZipFile"_s, Words::tr("The package cannot be read: %1.").arg(QString::fromUtf8(why ? why : "damaged")), Words::tr("Upload it again.")};
}

QString pathOf(archive_entry* entry) {
  if (const char* utf8 = archive_entry_pathname_utf8(entry)) return QString::fromUtf8(utf8);
  return QString::fromLocal8Bit(archive_entry_pathname(entry));
}

/// Calls `visit` for each regular file; it reads the content from the archive. An Error of it ends the reading.
class Reader {
 public:
  explicit Reader(const QByteArray& zip) : m_archive(archive_read_new(), &archive_read_free) {
    archive_read_support_format_zip_seekable(m_archive.get());
    m_open = archive_read_open_memory(m_archive.get(), zip.constData(), size_t(zip.size())) == ARCHIVE_OK;
  }
  Status each(const std::function<Status(archive* from, archive_entry* entry, const QString& path)>& visit) {
    if (!m_open) return damaged(archive_error_string(m_archive.get()));
    for (int entries = 0; entries < limits::kZipEntries; ++entries) {
      archive_entry* entry = nullptr;
      const int code = archive_read_next_header(m_archive.get(), &entry);
      if (code == ARCHIVE_EOF) return Done{};
      if (code < ARCHIVE_WARN) return damaged(archive_error_string(m_archive.get()));
      if (const Status done = visit(m_archive.get(), entry, pathOf(entry)); !done) return done;
    }
    return Done{};
  }

 private:
  std::unique_ptr<archive, decltype(&archive_read_free)> m_archive;
  bool m_open = false;
};

bool isFile(archive_entry* entry) { return archive_entry_filetype(entry) == AE_IFREG; }

Status readAll(archive* from, qint64 most, const std::function<void(const char*, qsizetype)>& take) {
  char piece[kPieceBytes];
  qint64 total = 0;
  for (;;) {
    const la_ssize_t got = archive_read_data(from, piece, sizeof piece);
    if (got < 0) return damaged(archive_error_string(from));
    if (got == 0) return Done{};
    total += got;
    if (total > most) return Error{u"Local.FileTooLarge"_s, Words::tr("The file is larger than %1 bytes.").arg(most), Words::tr("Download the package to see it.")};
    take(piece, got);
  }
}

la_ssize_t keep(archive*, void* target, const void* bytes, size_t length) {
  static_cast<QByteArray*>(target)->append(static_cast<const char*>(bytes), qsizetype(length));
  return la_ssize_t(length);
}

Status write(archive* to, const QString& path, const QByteArray& bytes, mode_t mode) {
  const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), &archive_entry_free);
  archive_entry_set_pathname_utf8(entry.get(), path.toUtf8().constData());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), mode);
  archive_entry_set_size(entry.get(), bytes.size());
  archive_entry_set_mtime(entry.get(), kFixedTime, 0);
  if (archive_write_header(to, entry.get()) != ARCHIVE_OK) return damaged(archive_error_string(to));
  if (bytes.size() > 0 && archive_write_data(to, bytes.constData(), size_t(bytes.size())) != la_ssize_t(bytes.size())) return damaged(archive_error_string(to));
  return Done{};
}

}  // namespace

Result<QList<PackedFile>> codepackage::list(const QByteArray& zip) {
  QList<PackedFile> files;
  const Status read = Reader(zip).each([&files](archive* from, archive_entry* entry, const QString& path) -> Status {
    if (!isFile(entry)) return Done{};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    PackedFile file{path, 0, {}};
    const Status all = readAll(from, limits::kUnpackedBytes, [&](const char* bytes, qsizetype n) {
      hash.addData(QByteArrayView(bytes, n));
      file.bytes += n;
    });
    if (!all) return all;
    file.sha256 = hash.result().toHex();
    files << file;
    return Done{};
  });
  if (!read) return read.error();
  std::sort(files.begin(), files.end(), [](const PackedFile& a, const PackedFile& b) { return a.path < b.path; });
  return files;
}

Result<QByteArray> codepackage::content(const QByteArray& zip, const QString& path, qint64 most) {
  std::optional<QByteArray> found;
  const Status read = Reader(zip).each([&](archive* from, archive_entry* entry, const QString& name) -> Status {
    if (found || name != path || !isFile(entry)) return Done{};
    found = QByteArray();
    return readAll(from, most, [&](const char* bytes, qsizetype n) { found->append(bytes, n); });
  });
  if (!read) return read.error();
  if (!found) return Error{u"ResourceNotFound"_s, Words::tr("%1 is not in the package.").arg(path), {}};
  return *found;
}

Result<QByteArray> codepackage::changed(const QByteArray& zip, const QHash<QString, std::optional<QByteArray>>& changes) {
  QByteArray out;
  const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(), &archive_write_free);
  archive* to = writer.get();
  archive_write_set_format_zip(to);
  archive_write_set_options(to, "zip:hdrcharset=UTF-8");
  archive_write_set_bytes_per_block(to, 0);
  if (archive_write_open(to, &out, nullptr, &keep, nullptr) != ARCHIVE_OK) return damaged(archive_error_string(to));
  QHash<QString, std::optional<QByteArray>> left = changes;
  const Status read = Reader(zip).each([&](archive* from, archive_entry* entry, const QString& path) -> Status {
    const auto change = left.constFind(path);
    if (change != left.constEnd() && isFile(entry)) {
      const std::optional<QByteArray> bytes = *change;
      left.remove(path);
      return bytes ? write(to, path, *bytes, archive_entry_perm(entry)) : Status(Done{});
    }
    if (!isFile(entry)) return archive_write_header(to, entry) == ARCHIVE_OK ? Status(Done{}) : Status(damaged(archive_error_string(to)));
    QByteArray bytes;
    if (const Status all = readAll(from, limits::kUnpackedBytes, [&](const char* p, qsizetype n) { bytes.append(p, n); }); !all) return all;
    return write(to, path, bytes, archive_entry_perm(entry));
  });
  if (!read) return read.error();
  QStringList fresh = left.keys();
  fresh.sort();
  for (const QString& path : fresh) {
    if (!left[path]) continue;
    if (const Status written = write(to, path, *left[path], 0644); !written) return written.error();
  }
  if (archive_write_close(to) != ARCHIVE_OK) return damaged(archive_error_string(to));
  return out;
}

QList<PackageChange> comparePackages(const QList<PackedFile>& before, const QList<PackedFile>& after) {
  QHash<QString, const PackedFile*> old;
  for (const PackedFile& f : before) old.insert(f.path, &f);
  QList<PackageChange> changes;
  for (const PackedFile& f : after) {
    const PackedFile* was = old.take(f.path);
    if (!was) changes.append({f.path, PackageChange::Kind::Added, 0, f.bytes});
    else if (was->sha256 != f.sha256) changes.append({f.path, PackageChange::Kind::Changed, was->bytes, f.bytes});
  }
  for (const PackedFile* f : std::as_const(old)) changes.append({f->path, PackageChange::Kind::Removed, f->bytes, 0});
  std::sort(changes.begin(), changes.end(), [](const PackageChange& a, const PackageChange& b) { return a.path < b.path; });
  return changes;
}

void awayFromWindow(QObject* context, std::function<std::function<void()>()> work) {
  QThreadPool::globalInstance()->start([guard = QPointer<QObject>(context), work = std::move(work)] {
    std::function<void()> answer = work();
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [guard, answer = std::move(answer)] {
          if (guard) answer();
        },
        Qt::QueuedConnection);
  });
}

}  // namespace scfdesk

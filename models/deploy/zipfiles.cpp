// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/deploy/zipfiles.h"
#include "models/data/limits.h"
#include <QCryptographicHash>
#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace scfdesk {
namespace {
constexpr size_t kPiece = 64 * 1024;
Error wrong(const QString& message) { return Error{QStringLiteral("InvalidParameterValue.ZipFile"), message, QStringLiteral("Deploy it anew from where its code is.")}; }
}  // namespace

Result<ZipFiles> zipFiles(const QByteArray& zip) {
  const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), &archive_read_free);
  archive_read_support_format_zip(reader.get());
  archive_read_set_options(reader.get(), "zip:hdrcharset=UTF-8");
  if (archive_read_open_memory(reader.get(), zip.constData(), size_t(zip.size())) != ARCHIVE_OK) return wrong(QStringLiteral("The package is no zip."));
  ZipFiles files;
  int64_t total = 0;
  int entries = 0;
  QByteArray piece(qsizetype(kPiece), Qt::Uninitialized);
  for (;;) {
    archive_entry* entry = nullptr;
    const int next = archive_read_next_header(reader.get(), &entry);
    if (next == ARCHIVE_EOF) break;
    if (next < ARCHIVE_WARN) return wrong(QStringLiteral("The package is damaged."));
    if (++entries > limits::kZipEntries) return wrong(QStringLiteral("The package has more than %1 files.").arg(limits::kZipEntries));
    if (archive_entry_filetype(entry) == AE_IFDIR) continue;
    const char* utf8 = archive_entry_pathname_utf8(entry);
    QString path = utf8 ? QString::fromUtf8(utf8) : QString::fromLocal8Bit(archive_entry_pathname(entry));
    while (path.startsWith(QLatin1String("./"))) path.remove(0, 2);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    ZipFile file;
    if (const char* link = archive_entry_symlink(entry)) hash.addData(QByteArrayView(link, qsizetype(qstrlen(link))));
    for (la_ssize_t got = 0; (got = archive_read_data(reader.get(), piece.data(), kPiece)) != 0;) {
      if (got < 0) return wrong(QStringLiteral("%1 in the package is damaged.").arg(path));
      file.bytes += got;
      total += got;
      if (total > limits::kUnpackedBytes) return wrong(QStringLiteral("The package holds more than %1 MB.").arg(limits::kUnpackedBytes >> 20));
      hash.addData(QByteArrayView(piece.constData(), qsizetype(got)));
    }
    file.sha256 = hash.result();
    files.insert(path, file);
  }
  return files;
}

QList<FileChange> fileChanges(const ZipFiles& before, const ZipFiles& after) {
  QList<FileChange> changes;
  auto a = before.cbegin();
  auto b = after.cbegin();
  while (a != before.cend() || b != after.cend()) {
    if (b == after.cend() || (a != before.cend() && a.key() < b.key())) {
      changes.append({FileChange::Kind::Removed, a.key(), a->bytes, 0});
      ++a;
    } else if (a == before.cend() || b.key() < a.key()) {
      changes.append({FileChange::Kind::Added, b.key(), 0, b->bytes});
      ++b;
    } else {
      if (*a != *b) changes.append({FileChange::Kind::Changed, a.key(), a->bytes, b->bytes});
      ++a;
      ++b;
    }
  }
  return changes;
}

}  // namespace scfdesk

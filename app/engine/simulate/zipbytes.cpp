// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/zipbytes.h"
#include <archive.h>
#include <archive_entry.h>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::simulate {

namespace {

constexpr time_t kFixedTime = 315'619'200;  // 1980-01-02, the earliest day that a zip knows in every time zone

la_ssize_t keepBytes(archive*, void* target, const void* bytes, size_t length) {
  static_cast<QByteArray*>(target)->append(static_cast<const char*>(bytes), qsizetype(length));
  return la_ssize_t(length);
}

Error damaged(archive* reader) {
  const char* why = archive_error_string(reader);
  return {u"InvalidParameterValue"_s, u"The file is no whole zip: %1."_s.arg(why ? QString::fromLocal8Bit(why) : u"nothing in it can be read"_s), {}};
}

}  // namespace

Result<QByteArray> zipOf(const std::vector<ZipEntry>& entries) {
  QByteArray zip;
  const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(), &archive_write_free);
  const auto failed = [&] { return Error{u"Local.PackingFailed"_s, u"The file could not be packed: %1."_s.arg(QString::fromLocal8Bit(archive_error_string(writer.get()))), {}}; };
  archive_write_set_format_zip(writer.get());
  archive_write_set_bytes_per_block(writer.get(), 0);
  if (archive_write_open(writer.get(), &zip, nullptr, &keepBytes, nullptr) != ARCHIVE_OK) return failed();
  for (const ZipEntry& e : entries) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> head(archive_entry_new(), &archive_entry_free);
    archive_entry_set_pathname(head.get(), e.name.constData());
    archive_entry_set_filetype(head.get(), AE_IFREG);
    archive_entry_set_perm(head.get(), 0644);
    archive_entry_set_mtime(head.get(), kFixedTime, 0);
    archive_entry_set_size(head.get(), e.bytes.size());
    if (archive_write_header(writer.get(), head.get()) < ARCHIVE_WARN) return failed();
    if (archive_write_data(writer.get(), e.bytes.constData(), size_t(e.bytes.size())) < 0) return failed();
  }
  if (archive_write_close(writer.get()) != ARCHIVE_OK) return failed();
  return zip;
}

Result<std::vector<ZipEntry>> entriesOf(const QByteArray& zip, int64_t mostBytes, int mostEntries) {
  const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), &archive_read_free);
  archive_read_support_format_zip(reader.get());
  if (archive_read_open_memory(reader.get(), zip.constData(), size_t(zip.size())) != ARCHIVE_OK) return damaged(reader.get());
  std::vector<ZipEntry> entries;
  int64_t bytes = 0;
  archive_entry* head = nullptr;
  for (;;) {
    const int next = archive_read_next_header(reader.get(), &head);
    if (next == ARCHIVE_EOF) break;
    if (next < ARCHIVE_WARN) return damaged(reader.get());
    if (archive_entry_filetype(head) != AE_IFREG) continue;
    if (int(entries.size()) >= mostEntries) return Error{u"InvalidParameterValue"_s, u"The file has more than %1 entries."_s.arg(mostEntries), {}};
    ZipEntry& e = entries.emplace_back();
    e.name = archive_entry_pathname(head);
    QByteArray piece(256 * 1024, Qt::Uninitialized);
    for (;;) {
      const la_ssize_t read = archive_read_data(reader.get(), piece.data(), size_t(piece.size()));
      if (read < 0) return damaged(reader.get());
      if (read == 0) break;
      bytes += read;
      if (bytes > mostBytes) return Error{u"InvalidParameterValue"_s, u"The file unpacks to more than %1 bytes."_s.arg(mostBytes), {}};
      e.bytes.append(piece.constData(), read);
    }
  }
  if (entries.empty()) return damaged(reader.get());
  return entries;
}

}  // namespace scfdesk::simulate

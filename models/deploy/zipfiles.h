// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <QList>
#include <QMap>
#include <cstdint>

namespace scfdesk {

/// A file of a package: its size and the SHA-256 of its content.
struct ZipFile {
  int64_t bytes = 0;
  QByteArray sha256;
  friend bool operator==(const ZipFile&, const ZipFile&) = default;
};
using ZipFiles = QMap<QString, ZipFile>;  ///< by path; folders are not listed

/// Looks into a zip without unpacking it. Bounded by limits::kZipEntries and limits::kUnpackedBytes; past these, and for what is
/// no zip, Error "InvalidParameterValue.ZipFile". Blocking; any thread.
Result<ZipFiles> zipFiles(const QByteArray& zip);

/// One file that differs.
struct FileChange {
  enum class Kind : uint8_t { Added, Changed, Removed } kind = Kind::Changed;
  QString path;
  int64_t before = 0, after = 0;  ///< bytes
  friend bool operator==(const FileChange&, const FileChange&) = default;
};
/// By path.
QList<FileChange> fileChanges(const ZipFiles& before, const ZipFiles& after);

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/store.h"
#include "models/data/limits.h"

namespace scfdesk {

/// Limits of a package; SCF's by default, smaller ones in tests.
struct PackageLimits {
  int64_t zipBytes = limits::kZipBytes;
  int64_t unpackedBytes = limits::kUnpackedBytes;
  int entries = limits::kZipEntries;
};

/// The packages of the data folder: `packages/<sha256>.zip` is what survives; `unpacked/<sha256>/` is made from it.
/// `unpacked/<sha256>.boot` names the boot of the machine in which a folder was made whole: folders of an earlier boot are
/// not trusted (a power loss may have torn them) and are made anew. Blocking; one thread at a time, a worker.
class Packages final {
 public:
  explicit Packages(QString dataDir, PackageLimits limits = {});

  [[nodiscard]] Result<Store::Package> add(const QByteArray& zip);
  [[nodiscard]] Result<QString> folder(const QByteArray& sha256);
  /// Deletes what is not `used` and was not added since the last call.
  [[nodiscard]] Result<Store::Collected> collect(const QSet<QByteArray>& used);
  [[nodiscard]] Result<QByteArray> read(const QByteArray& sha256) const;

 private:
  [[nodiscard]] Result<QString> unpackOnce(const QByteArray& sha256, const QByteArray& zip);
  [[nodiscard]] bool whole(const QString& folder) const;

  QString m_dataDir;
  PackageLimits m_limits;
  QByteArray m_boot;
  QSet<QByteArray> m_fresh;  // added since the last collect(): whoever asked may not have told yet what it is for
};

/// Unpacks into `folder`, which must exist and be empty. Refuses what could harm or surprise, with SCF's codes:
/// "InvalidParameterValue.ZipFile" (not a zip, damaged, encrypted), "InvalidParameterValue.Code" (names that leave the folder,
/// links that do, special files, names twice, too many entries, too many bytes). Bytes are counted while they are written.
/// Permission bits are kept, those of group and others to write and the special bits are not. Blocking.
[[nodiscard]] Status unzip(const QByteArray& zip, const QString& folder, const PackageLimits& limits = {});

/// A folder as a package: the same content gives the same bytes. Leaves out .git, __pycache__ and what can't be in a package.
/// Errors: unreadable files by name, links that leave the folder, more than the limits. Blocking.
[[nodiscard]] Result<QByteArray> zipFolder(const QString& folder, const PackageLimits& limits = {});

/// SHA-256, as lower-case hex.
[[nodiscard]] QByteArray sha256Hex(const QByteArray& bytes);

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <functional>
#include <optional>

namespace scfdesk {

/// A file of a package.
struct PackedFile {
  QString path;        ///< from the root, "lib/orders.py"
  qint64 bytes = 0;
  QByteArray sha256;   ///< of its content
  friend bool operator==(const PackedFile&, const PackedFile&) = default;
};

/// Zip packages of functions as lists of files. Pure; any thread: 500 MB take seconds, so the GUI thread uses the ones with a
/// context. Errors name the package's fault (InvalidParameterValue.ZipFile).
namespace codepackage {
/// By path; folders and links are left out.
Result<QList<PackedFile>> list(const QByteArray& zip);
/// Content of one file; at most `most` bytes, else an Error that says how many there are.
Result<QByteArray> content(const QByteArray& zip, const QString& path, qint64 most);
/// The same package with other contents for some files; none takes a file out, an unknown path puts one in. Modes stay.
Result<QByteArray> changed(const QByteArray& zip, const QHash<QString, std::optional<QByteArray>>& changes);
}  // namespace codepackage

/// How two packages differ by content.
struct PackageChange {
  enum class Kind : uint8_t { Added, Removed, Changed };
  QString path;
  Kind kind = Kind::Changed;
  qint64 before = 0, after = 0;  ///< bytes
};
QList<PackageChange> comparePackages(const QList<PackedFile>& before, const QList<PackedFile>& after);

/// Runs `work` on a pool thread, and what it returns on the GUI thread unless `context` has died.
void awayFromWindow(QObject* context, std::function<std::function<void()>()> work);

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include <QStringList>
#include <functional>

class QObject;

namespace scfdesk {

/// Reads a zip package away from the GUI thread; the answer comes on the GUI thread unless `context` has died. A file that
/// is no zip, is larger than limits::kZipBytes or cannot be read is an Error that names it.
void readPackage(const QString& file, QObject* context, std::function<void(Result<QByteArray>)> reply);

/// The same of a project file (template.yaml, serverless.yml), at most kProjectBytes.
void readProjectFile(const QString& file, QObject* context, std::function<void(Result<QByteArray>)> reply);
inline constexpr qint64 kProjectBytes = 256 * 1024;

/// Names of the entries of a zip, from its directory; empty when it has none. Bounded; tolerates any bytes. Pure.
QStringList packageNames(const QByteArray& zip);

/// Runtime family by file names at the root: "python3", "nodejs", "php", "java", "go", "custom" or empty. Pure.
QString familyOfNames(const QStringList& names);
/// Names of the files at the root of a folder, at most a few hundred; away from the GUI thread.
void listFolder(const QString& folder, QObject* context, std::function<void(QStringList)> reply);

/// A zip with these files, stored without compression. Pure.
QByteArray storedZip(const QList<std::pair<QString, QByteArray>>& files);

}  // namespace scfdesk

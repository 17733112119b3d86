// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace scfdesk {

/// Code that a new function can begin with.
struct CodeTemplate {
  QString id;
  QString title;     ///< translated
  QString family;    ///< "python3" | "nodejs" | "php" | "java" | "go" | "custom"
  QString handler;
  bool web = false;     ///< Type HTTP: its code is a server
  QByteArray zip;       ///< its files; of one that is compiled, the sources alone
  QString build = {};   ///< "java" | "go": compiled before it is a package (templatebuild.h)
  QList<std::pair<QString, QByteArray>> files = {};
};
QList<CodeTemplate> codeTemplates();

/// Families that functions run in here, usual ones first.
QStringList runtimeFamilies();
/// SCF's runtime names of a family, newest first, and what people read ("Python 3.10").
QStringList runtimesOf(const QString& family);
/// What a new function gets when nothing says otherwise.
QString usualRuntime(const QString& family);
QString runtimeLabel(const QString& runtime);
/// Family of a runtime name; empty when it is none that runs here.
QString familyOfRuntime(const QString& runtime);

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
QString firstThatExists(std::initializer_list<QString> names) {
  const QString dir = QCoreApplication::applicationDirPath();
  for (const QString& name : names) {
    const QFileInfo info(dir + u'/' + name);
    if (info.exists()) return info.canonicalFilePath();
  }
  return {};
}
}  // namespace

QString resourceDir() { return firstThatExists({u"resources"_s, u"../share/scfdesk"_s}); }
QString spawnerProgram() { return firstThatExists({u"scfdesk-spawner"_s, u"../libexec/scfdesk/scfdesk-spawner"_s}); }

QString defaultDataDir() {
  const QString base = qEnvironmentVariable("XDG_DATA_HOME");
  return (base.startsWith(u'/') ? base : QDir::homePath() + u"/.local/share"_s) + u"/scfdesk"_s;
}

}  // namespace scfdesk

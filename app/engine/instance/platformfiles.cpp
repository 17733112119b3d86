// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/instance/platformfiles.h"
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <clocale>
#include <locale.h>
#include <unistd.h>

namespace scfdesk::platformfiles {
using namespace Qt::Literals::StringLiterals;
namespace {

/// "node18/bin/node", "python310/bin/python3.10".
QStringList placesOf(const RuntimeName& runtime) {
  const auto place = [](const QString& folder, const QString& program) { return QString(folder + "/bin/"_L1 + program); };
  if (runtime.family == "nodejs"_L1) return {place(u"node%1"_s.arg(runtime.major), u"node"_s)};
  if (runtime.family == "java"_L1) return {place(u"java%1"_s.arg(runtime.major), u"java"_s)};
  if (runtime.family == "php"_L1) {
    const bool early = runtime.name == "Php7"_L1 || runtime.name == "Php5.6"_L1;
    return {place(early ? u"php%1"_s.arg(runtime.major) : u"php%1%2"_s.arg(runtime.major).arg(runtime.minor), u"php"_s)};
  }
  if (runtime.family != "python3"_L1) return {};
  const QString folder = runtime.minor == 6 ? u"python3"_s : u"python3%1"_s.arg(runtime.minor);
  return {place(folder, u"python3.%1"_s.arg(runtime.minor)), place(folder, u"python3"_s), place(folder, u"python"_s)};
}

void link(const QString& target, const QString& name) {
  QDir().mkpath(QFileInfo(name).path());
  if (QFile::symLinkTarget(name) == target) return;
  const QString fresh = name + ".new"_L1;
  QFile::remove(fresh);
  // In one step: an instance may be looking.
  if (QFile::link(target, fresh)) rename(QFile::encodeName(fresh).constData(), QFile::encodeName(name).constData());
}

}  // namespace

void writeLanguages(const QString& folder, const QList<Interpreter>& found, const QHash<QString, QString>& chosen) {
  for (const RuntimeName& runtime : runtimeNames())
    if (const auto one = chooseInterpreter(runtime, found, chosen.value(runtime.family)))
      for (const QString& place : placesOf(runtime)) link(one->path, folder + "/lang/"_L1 + place);
}

QByteArray writeLocale(const QString& folder) {
  if (const locale_t own = newlocale(LC_ALL_MASK, "en_US.UTF8", nullptr)) {
    freelocale(own);
    return {};
  }
  for (const QString& name : {u"/usr/lib/locale/C.utf8"_s, u"/usr/lib/locale/C.UTF-8"_s}) {
    if (!QFileInfo(name).isDir()) continue;
    link(name, folder + "/locale/en_US.utf8"_L1);
    link(name, folder + "/locale/C.utf8"_L1);
    return "LOCPATH=/var/runtime/locale";
  }
  return {};
}

}  // namespace scfdesk::platformfiles

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/service/serverplace.h"
#include "app/engine/store/datadir.h"
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <cerrno>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr uid_t kNobody = 65534;

/// A folder that every system has and nothing of a server's lies in: what is bound there is seen by the server alone.
QByteArray emptyFolder() {
  for (const char* name : {"/mnt", "/srv", "/media"})
    if (struct stat about {}; stat(name, &about) == 0 && S_ISDIR(about.st_mode)) return name;
  return "/mnt";
}

void chooseUser(ServerPlace& place, const char* systemUser) {
  struct stat about {};
  if (stat(place.folder.constData(), &about) == 0 && about.st_uid != 0) {
    place.uid = about.st_uid;
    place.gid = about.st_gid;
  } else if (const passwd* user = getpwnam(systemUser); user && user->pw_uid != 0) {
    place.uid = user->pw_uid;
    place.gid = user->pw_gid;
  } else {
    place.uid = place.gid = kNobody;
  }
}
}  // namespace

Result<ServerPlace> ServerPlace::make(const QString& folder, const QString& keeper, const char* systemUser) {
  ServerPlace place;
  place.keeper = QFile::encodeName(keeper);
  place.folder = QFile::encodeName(folder);
  place.inside = place.folder;
  if (!QDir().mkpath(folder)) return diskError(folder, folder, errno);
  if (getuid() == 0) {
    chooseUser(place, systemUser);
    place.inside = emptyFolder();
    if (lchown(place.folder.constData(), place.uid, place.gid) != 0) return diskError(folder, folder, errno);
  }
  chmod(place.folder.constData(), 0700);
  return place;
}

bool ServerPlace::has(const char* name) const { return access(path(name).constData(), F_OK) == 0; }

Status ServerPlace::makeFolder(const char* name) const {
  const QByteArray whole = path(name);
  if (mkdir(whole.constData(), 0700) != 0 && errno != EEXIST) return diskError(QFile::decodeName(folder), QString::fromLatin1(name), errno);
  if (uid != 0 && lchown(whole.constData(), uid, gid) != 0) return diskError(QFile::decodeName(folder), QString::fromLatin1(name), errno);
  return Done{};
}

Status ServerPlace::write(const QByteArray& name, const QByteArray& text, bool synced) const {
  const QByteArray whole = path(name.constData());
  if (QFile file(QFile::decodeName(whole)); file.open(QIODevice::ReadOnly) && file.size() == text.size() && file.readAll() == text) return Done{};  // a sync costs more than a start
  if (const int error = replaceFile(QFile::decodeName(whole), text, 0600, synced)) return diskError(QFile::decodeName(folder), QString::fromLatin1(name), error);
  if (uid != 0 && lchown(whole.constData(), uid, gid) != 0) return diskError(QFile::decodeName(folder), QString::fromLatin1(name), errno);
  return Done{};
}

QByteArray ServerPlace::read(const char* name, qint64 most) const {
  QFile file(QFile::decodeName(path(name)));
  return file.open(QIODevice::ReadOnly) ? file.read(most) : QByteArray();
}

QByteArray ServerPlace::lastWords() const {
  constexpr qint64 kTail = 2000;
  constexpr qsizetype kLines = 3;
  QFile file(QFile::decodeName(path("log")));
  if (!file.open(QIODevice::ReadOnly)) return {};
  file.seek(std::max<qint64>(0, file.size() - kTail));
  QByteArrayList lines;
  for (const QByteArray& line : file.readAll().split('\n'))
    if (!line.trimmed().isEmpty()) lines << line.trimmed().left(300);
  return lines.mid(std::max<qsizetype>(0, lines.size() - kLines)).join(" | ");
}

void ServerPlace::turnLog() const {
  if (struct stat about {}; stat(path("log").constData(), &about) == 0 && about.st_size > kLogBytes) ::rename(path("log").constData(), path("log.1").constData());
}

int64_t ServerPlace::bytesBelow(const char* name) const {
  int64_t bytes = 0;
  QDirIterator it(QFile::decodeName(path(name)), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
  while (it.hasNext()) {
    it.next();
    bytes += it.fileInfo().size();
  }
  return bytes;
}

KeptProcess::Plan ServerPlace::plan(const QByteArrayList& command, const QByteArrayList& environment) const {
  KeptProcess::Plan plan;
  plan.keeper = keeper;
  plan.uid = uid;
  plan.gid = gid;
  plan.folder = folder;
  if (inside != folder) plan.inside = inside;
  plan.output = path("log");
  plan.command = command;
  plan.environment = environment;
  return plan;
}

}  // namespace scfdesk

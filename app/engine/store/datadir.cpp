// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/datadir.h"
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr int kOwnerFileBytes = 64 * 1024;

/// Makes the folder and those above it. 0 or errno.
int makeFolders(const QString& path) {
  const QByteArray name = QFile::encodeName(path);
  if (mkdir(name.constData(), 0700) == 0) return 0;
  if (errno == EEXIST) {
    struct stat info{};
    if (stat(name.constData(), &info) != 0) return errno;
    return S_ISDIR(info.st_mode) ? 0 : ENOTDIR;
  }
  if (errno != ENOENT) return errno;
  const qsizetype slash = path.lastIndexOf(u'/');
  if (slash <= 0) return ENOENT;
  if (const int error = makeFolders(path.left(slash)); error != 0) return error;
  return mkdir(name.constData(), 0700) == 0 || errno == EEXIST ? 0 : errno;
}

QByteArray readSmall(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.read(kOwnerFileBytes) : QByteArray();
}

Error inUse(const QString& path) {
  const QJsonObject owner = QJsonDocument::fromJson(readSmall(path + "/engine.json"_L1)).object();
  const qint64 locked = readSmall(path + "/lock"_L1).trimmed().toLongLong();
  QString who = u"another engine"_s;
  if (locked > 0) who += u" (process %1"_s.arg(locked);
  if (locked > 0 && owner["pid"_L1].toInteger() == locked && owner["port"_L1].toInt() > 0)
    who += u", port %1"_s.arg(owner["port"_L1].toInt());
  if (locked > 0) who += u')';
  return {u"Local.DataDirInUse"_s, u"The data folder %1 is in use by %2."_s.arg(path, who),
          u"Use that engine, end it first, or choose another folder with --data-dir."_s};
}

/// Start time of this process in clock ticks since boot: together with the pid it names one process for ever.
qint64 processStart() {
  QByteArray stat = readSmall(u"/proc/self/stat"_s);
  stat = stat.mid(stat.lastIndexOf(')') + 2);
  const auto fields = stat.split(' ');
  return fields.size() > 19 ? fields[19].toLongLong() : 0;
}

/// Letters and digits, all equally likely.
QString randomText(int length) {
  static constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  QString text;
  while (text.size() < length) {
    unsigned char bytes[64];
    if (getrandom(bytes, sizeof bytes, 0) != ssize_t(sizeof bytes)) continue;
    for (const unsigned char b : bytes)
      if (b < 248 && text.size() < length) text += QLatin1Char(kLetters[b % 62]);
  }
  return text;
}

}  // namespace

Error diskError(const QString& dataDir, const QString& file, int error) {
  const QString why = QString::fromLocal8Bit(strerror(error));
  if (error == ENOSPC || error == EDQUOT || error == EFBIG)
    return {u"Local.DiskFull"_s, u"No space is left for the data folder %1 (writing %2: %3)."_s.arg(dataDir, file, why),
            u"Free some space, or start with --data-dir on another disk."_s};
  if (error == ENOTDIR || error == EEXIST)
    return {u"Local.DataDirUnwritable"_s, (file == dataDir ? u"The data folder %1 can't be made: a file is in the way."_s : u"%1, a folder of the data folder, can't be made: a file is in the way."_s).arg(file),
            u"Move that file away, or choose another folder with --data-dir."_s};
  if (error == EACCES || error == EPERM || error == EROFS || error == ENOENT || error == ENAMETOOLONG || error == ELOOP)
    return {u"Local.DataDirUnwritable"_s, u"The data folder %1 can't be written (%2: %3)."_s.arg(dataDir, file, why),
            u"Make it writable for this user, or choose another folder with --data-dir."_s};
  return {u"Local.StoreFailed"_s, u"Writing %2 in the data folder %1 failed: %3."_s.arg(dataDir, file, why),
          u"Check the disk, or choose another folder with --data-dir."_s};
}

int replaceFile(const QString& path, const QByteArray& bytes, unsigned mode, bool sync) {
  const QByteArray name = QFile::encodeName(path);
  const QByteArray fresh = name + ".new";
  unlink(fresh.constData());
  const int fd = open(fresh.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode));
  if (fd < 0) return errno;
  int error = 0;
  for (qsizetype done = 0; done < bytes.size() && error == 0;) {
    const ssize_t n = write(fd, bytes.constData() + done, size_t(bytes.size() - done));
    if (n < 0 && errno != EINTR) error = errno;
    if (n > 0) done += n;
  }
  if (error == 0 && sync && fsync(fd) != 0) error = errno;
  close(fd);
  if (error == 0 && rename(fresh.constData(), name.constData()) != 0) error = errno;
  if (error != 0) unlink(fresh.constData());
  return error;
}

Result<std::unique_ptr<DataDir>> DataDir::take(const QString& path) {
  QString clean = path;
  while (clean.size() > 1 && clean.endsWith(u'/')) clean.chop(1);
  if (clean.isEmpty())
    return Error{u"Local.DataDirUnwritable"_s, u"No data folder was named."_s, u"Name one with --data-dir."_s};
  for (const auto& part : {QString(), u"/packages"_s, u"/unpacked"_s, u"/segments"_s, u"/instances"_s})
    if (const int error = makeFolders(clean + part); error != 0) return diskError(clean, clean + part, error);
  const QString lockName = clean + "/lock"_L1;
  const int fd = ::open(QFile::encodeName(lockName).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return diskError(clean, lockName, errno);
  // A lock of the open file description: it goes with the process, whatever ends it, and never by closing another descriptor.
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  if (fcntl(fd, F_OFD_SETLK, &lock) != 0) {
    const int error = errno;
    ::close(fd);
    if (error == EAGAIN || error == EACCES) return inUse(clean);
    return diskError(clean, lockName, error);
  }
  std::unique_ptr<DataDir> dir(new DataDir(clean, fd));
  const QByteArray pid = QByteArray::number(qint64(getpid())) + '\n';
  if (ftruncate(fd, 0) != 0 || pwrite(fd, pid.constData(), size_t(pid.size()), 0) != pid.size())
    return diskError(clean, lockName, errno == 0 ? ENOSPC : errno);
  return dir;
}

DataDir::~DataDir() {
  // Another engine may have made its own here meanwhile: the folder that this one holds was moved away.
  const QJsonObject owner = m_ownerWritten ? QJsonDocument::fromJson(readSmall(file(u"engine.json"_s))).object() : QJsonObject();
  if (owner["pid"_L1].toInteger() == qint64(getpid()) && owner["startTime"_L1].toInteger() == processStart()) unlink(QFile::encodeName(file(u"engine.json"_s)).constData());
  ::close(m_lockFd);
}

Result<StoredKeys> DataDir::keys() const {
  if (QFile kept(file(u"keys"_s)); kept.exists()) {
    const bool readable = kept.open(QIODevice::ReadOnly);
    const QJsonObject pair = readable ? QJsonDocument::fromJson(kept.read(kOwnerFileBytes)).object() : QJsonObject();
    StoredKeys keys{pair["secretId"_L1].toString(), pair["secretKey"_L1].toString(), false};
    if (!keys.secretId.isEmpty() && !keys.secretKey.isEmpty()) return keys;
    return Error{u"Local.KeysDamaged"_s,
                 readable ? u"The file %1 with the keys that clients sign with is damaged."_s.arg(kept.fileName())
                          : u"The file %1 with the keys that clients sign with can't be read: %2."_s.arg(kept.fileName(), kept.errorString()),
                 u"Restore it; or move it away: new keys are then made, and clients must be given those."_s};
  }
  StoredKeys keys = {u"AKID"_s + randomText(32), randomText(32), true};
  const QJsonObject fresh{{u"secretId"_s, keys.secretId}, {u"secretKey"_s, keys.secretKey}};
  if (const int error = replaceFile(file(u"keys"_s), QJsonDocument(fresh).toJson(QJsonDocument::Compact) + '\n', 0600, false);
      error != 0)
    return diskError(m_path, file(u"keys"_s), error);
  return keys;
}

Status DataDir::writeOwner(int port, const QString& keyId, TimeUs now) {
  const QJsonObject owner{{u"pid"_s, qint64(getpid())},
                          {u"startTime"_s, processStart()},
                          {u"startedMs"_s, qint64(now / 1000)},
                          {u"port"_s, port},
                          {u"api"_s, u"http://127.0.0.1:%1"_s.arg(port)},
                          {u"keyId"_s, keyId}};
  const QString name = file(u"engine.json"_s);
  if (const int error = replaceFile(name, QJsonDocument(owner).toJson(QJsonDocument::Compact) + '\n', 0600, false); error != 0)
    return diskError(m_path, name, error);
  m_ownerWritten = true;
  return Done{};
}

}  // namespace scfdesk

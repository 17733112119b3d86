// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store/packages.h"
#include "app/engine/store/datadir.h"
#include <QDir>
#include <QFile>
#include <algorithm>
#include <array>
#include <cerrno>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

QByteArray bootId() {
  QFile file(u"/proc/sys/kernel/random/boot_id"_s);
  return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray("unknown");
}

/// A part of the data folder that somebody has removed under the engine; never the data folder itself.
void makeAgain(const QString& folder) { mkdir(QFile::encodeName(folder).constData(), 0700); }

bool isSha256(const QByteArray& text) {
  if (text.size() != 64) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

QByteArray sha256Hex(const QByteArray& bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(bytes.constData(), size_t(bytes.size()), digest.data(), &length, EVP_sha256(), nullptr);
  return QByteArray(reinterpret_cast<const char*>(digest.data()), qsizetype(length)).toHex();
}

Packages::Packages(QString dataDir, PackageLimits limits) : m_dataDir(std::move(dataDir)), m_limits(limits), m_boot(bootId()) {}

Result<Store::Package> Packages::add(const QByteArray& zip) {
  if (zip.isEmpty())
    return Error{u"InvalidParameterValue.ZipFile"_s, u"The package is empty."_s, u"Pack the code as a zip file with the entry file at its root."_s};
  if (zip.size() > m_limits.zipBytes)
    return Error{u"InvalidParameterValue.ZipFile"_s,
                 u"The package has %1 bytes; the most is %2."_s.arg(zip.size()).arg(m_limits.zipBytes), u"Leave out what the function doesn't need."_s};
  Store::Package package;
  package.sha256 = sha256Hex(zip);
  package.bytes = zip.size();
  m_fresh.insert(package.sha256);
  // The folder first: a package that is refused leaves nothing behind.
  const Result<QString> folder = unpackOnce(package.sha256, zip);
  if (!folder) return folder.error();
  package.folder = *folder;
  const QString file = m_dataDir + "/packages/"_L1 + QLatin1String(package.sha256) + ".zip"_L1;
  makeAgain(m_dataDir + "/packages"_L1);
  if (QFileInfo(file).size() != zip.size())
    if (const int error = replaceFile(file, zip, 0600, true); error != 0) return diskError(m_dataDir, file, error);
  return package;
}

bool Packages::whole(const QString& folder) const {
  QFile mark(folder + ".boot"_L1);
  return mark.open(QIODevice::ReadOnly) && mark.readAll() == m_boot && QFileInfo(folder).isDir();
}

Result<QString> Packages::unpackOnce(const QByteArray& sha256, const QByteArray& zip) {
  const QString folder = m_dataDir + "/unpacked/"_L1 + QLatin1String(sha256);
  if (whole(folder)) return folder;
  const QString fresh = m_dataDir + "/unpacked/.new"_L1;
  makeAgain(m_dataDir + "/unpacked"_L1);
  QDir(fresh).removeRecursively();
  if (mkdir(QFile::encodeName(fresh).constData(), 0755) != 0) return diskError(m_dataDir, fresh, errno);
  if (const Status done = unzip(zip, fresh, m_limits); !done) {
    QDir(fresh).removeRecursively();
    return done.error();
  }
  QFile::remove(folder + ".boot"_L1);
  QDir(folder).removeRecursively();
  if (rename(QFile::encodeName(fresh).constData(), QFile::encodeName(folder).constData()) != 0) return diskError(m_dataDir, folder, errno);
  if (const int error = replaceFile(folder + ".boot"_L1, m_boot, 0600, false); error != 0) return diskError(m_dataDir, folder, error);
  return folder;
}

Result<QString> Packages::folder(const QByteArray& sha256) {
  if (isSha256(sha256))
    if (const QString folder = m_dataDir + "/unpacked/"_L1 + QLatin1String(sha256); whole(folder)) return folder;
  const Result<QByteArray> zip = read(sha256);
  if (!zip) return zip.error();
  return unpackOnce(sha256, *zip);
}

Result<Store::Collected> Packages::collect(const QSet<QByteArray>& used) {
  Store::Collected result;
  const QSet<QByteArray> fresh = std::exchange(m_fresh, {});
  QSet<QByteArray> kept;
  for (const QString& name : QDir(m_dataDir + "/packages"_L1).entryList({u"*.zip"_s}, QDir::Files)) kept.insert(name.chopped(4).toLatin1());
  for (const QString& name : QDir(m_dataDir + "/unpacked"_L1).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) kept.insert(name.toLatin1());
  for (const QByteArray& sha256 : kept) {
    if (!isSha256(sha256) || used.contains(sha256)) continue;
    if (fresh.contains(sha256)) {
      result.again = true;
      continue;
    }
    // The mark first, so that a folder that is half gone is never taken for a whole one.
    const QString folder = m_dataDir + "/unpacked/"_L1 + QLatin1String(sha256);
    QFile::remove(folder + ".boot"_L1);
    QFile::remove(m_dataDir + "/packages/"_L1 + QLatin1String(sha256) + ".zip"_L1);
    QDir(folder).removeRecursively();
    ++result.packages;
  }
  return result;
}

Result<QByteArray> Packages::read(const QByteArray& sha256) const {
  const Error missing{u"ResourceNotFound.Code"_s, u"The package %1 is not kept in %2."_s.arg(QLatin1String(sha256), m_dataDir),
                      u"Upload the code again."_s};
  if (!isSha256(sha256)) return missing;
  QFile file(m_dataDir + "/packages/"_L1 + QLatin1String(sha256) + ".zip"_L1);
  if (!file.open(QIODevice::ReadOnly)) return missing;
  QByteArray zip = file.readAll();
  if (sha256Hex(zip) != sha256)
    return Error{u"Local.PackageDamaged"_s, u"The kept package %1 is damaged."_s.arg(file.fileName()), u"Upload the code again."_s};
  return zip;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/packagefile.h"
#include "models/data/limits.h"
#include "widgets/controls/numberformat.h"
#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>
#include <QtEndian>
#include <array>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kLookFiles = 500;  // of a folder: enough to see what it is
constexpr uint32_t kLocalHeader = 0x04034b50, kDirectoryEntry = 0x02014b50, kDirectoryEnd = 0x06054b50;
constexpr qsizetype kEndSize = 22, kEntrySize = 46, kCommentMax = 65535;

struct Words {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::PackageFile)
};

Result<QByteArray> read(const QString& path) {
  const QFileInfo info(path);
  const auto wrong = [](const QString& message, const QString& next = {}) { return Error{u"InvalidParameterValue.ZipFile"_s, message, next}; };
  if (!info.exists()) return wrong(Words::tr("%1 is not there.").arg(path), Words::tr("Choose another file."));
  if (!info.isFile()) return wrong(Words::tr("%1 is not a file.").arg(path), Words::tr("Choose the zip file itself."));
  if (info.size() > limits::kZipBytes)
    return wrong(Words::tr("%1 has %2; a package may have %3.").arg(info.fileName(), format::bytesMb(info.size()).text(), format::bytesMb(limits::kZipBytes).text()),
                 Words::tr("Use the folder instead."));
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return wrong(Words::tr("%1 cannot be read: %2.").arg(path, file.errorString()), Words::tr("Make it readable for this user, or choose another file."));
  QByteArray bytes = file.read(limits::kZipBytes + 1);
  if (!bytes.startsWith("PK")) return wrong(Words::tr("%1 is not a zip file.").arg(info.fileName()), Words::tr("Pack the code as a zip file with the entry file at its root."));
  return bytes;
}

/// Runs `work` on a pool thread and hands what it gave to `reply` on the GUI thread.
template <typename T>
void away(QObject* context, std::function<T()> work, std::function<void(T)> reply) {
  QThreadPool::globalInstance()->start([guard = QPointer<QObject>(context), work = std::move(work), reply = std::move(reply)] {
    T value = work();
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [guard, reply, value = std::move(value)]() mutable {
          if (guard) reply(std::move(value));
        },
        Qt::QueuedConnection);
  });
}

uint32_t crc32(const QByteArray& bytes) {
  static const auto table = [] {
    std::array<uint32_t, 256> t{};
    for (uint32_t i = 0; i < 256; ++i) {
      uint32_t c = i;
      for (int k = 0; k < 8; ++k) c = (c & 1) ? 0xEDB88320U ^ (c >> 1) : c >> 1;
      t[i] = c;
    }
    return t;
  }();
  uint32_t crc = 0xFFFFFFFFU;
  for (const char b : bytes) crc = table[(crc ^ static_cast<uint8_t>(b)) & 0xFF] ^ (crc >> 8);
  return crc ^ 0xFFFFFFFFU;
}

template <typename T>
void put(QByteArray& to, T value) {
  const T little = qToLittleEndian(value);
  to.append(reinterpret_cast<const char*>(&little), sizeof little);
}

template <typename T>
T take(const QByteArray& from, qsizetype at) {
  return at + qsizetype(sizeof(T)) <= from.size() ? qFromLittleEndian<T>(from.constData() + at) : T{};
}

}  // namespace

void readProjectFile(const QString& path, QObject* context, std::function<void(Result<QByteArray>)> reply) {
  away<Result<QByteArray>>(
      context,
      [path]() -> Result<QByteArray> {
        const QFileInfo info(path);
        const auto wrong = [](const QString& message) { return Error{u"Local.ProjectFile"_s, message, Words::tr("Choose another file.")}; };
        if (!info.exists()) return wrong(Words::tr("%1 is not there.").arg(path));
        if (!info.isFile()) return wrong(Words::tr("%1 is not a file.").arg(path));
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) return wrong(Words::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
        QByteArray bytes = file.read(kProjectBytes + 1);
        if (bytes.size() > kProjectBytes) return wrong(Words::tr("%1 is larger than %2, as large as a project file may be.").arg(info.fileName(), format::bytes(kProjectBytes).text()));
        return bytes;
      },
      std::move(reply));
}

void readPackage(const QString& file, QObject* context, std::function<void(Result<QByteArray>)> reply) {
  away<Result<QByteArray>>(context, [file] { return read(file); }, std::move(reply));
}

void listFolder(const QString& folder, QObject* context, std::function<void(QStringList)> reply) {
  away<QStringList>(
      context,
      [folder] {
        QStringList names;
        QDirIterator it(folder, QDir::Files);
        while (it.hasNext() && names.size() < kLookFiles) {
          it.next();
          names << it.fileName();
        }
        return names;
      },
      std::move(reply));
}

QStringList packageNames(const QByteArray& zip) {
  qsizetype end = zip.size() - kEndSize;
  const qsizetype stop = std::max<qsizetype>(0, end - kCommentMax);
  while (end >= stop && take<uint32_t>(zip, end) != kDirectoryEnd) --end;
  if (end < stop) return {};
  const int count = std::min<int>(take<uint16_t>(zip, end + 10), limits::kZipEntries);
  qsizetype at = take<uint32_t>(zip, end + 16);
  QStringList names;
  for (int i = 0; i < count && take<uint32_t>(zip, at) == kDirectoryEntry; ++i) {
    const auto name = take<uint16_t>(zip, at + 28), extra = take<uint16_t>(zip, at + 30), comment = take<uint16_t>(zip, at + 32);
    names << QString::fromUtf8(zip.mid(at + kEntrySize, name));
    at += kEntrySize + name + extra + comment;
  }
  return names;
}

QString familyOfNames(const QStringList& names) {
  int python = 0, node = 0, php = 0, java = 0, go = 0;
  if (names.contains(u"bootstrap"_s)) return u"custom"_s;
  for (const QString& name : names) {
    if (name.contains(u'/')) continue;
    if (name.endsWith(u".py"_s)) ++python;
    if (name.endsWith(u".js"_s) || name.endsWith(u".mjs"_s) || name.endsWith(u".cjs"_s) || name == u"package.json"_s) ++node;
  }
  for (const QString& name : names) {
    php += name.endsWith(u".php"_s) && !name.contains(u'/');
    java += name.endsWith(u".class"_s) || name.endsWith(u".jar"_s) || name.endsWith(u".java"_s);
    go += name == u"main"_s || name == u"go.mod"_s || (name.endsWith(u".go"_s) && !name.contains(u'/'));
  }
  if (python == 0 && node == 0) return php > 0 ? u"php"_s : java > 0 ? u"java"_s : go > 0 ? u"go"_s : QString();
  return python >= node ? u"python3"_s : u"nodejs"_s;
}

QByteArray storedZip(const QList<std::pair<QString, QByteArray>>& files) {
  QByteArray out, directory;
  for (const auto& [path, bytes] : files) {
    const QByteArray name = path.toUtf8();
    const auto offset = static_cast<uint32_t>(out.size());
    QByteArray common;  // version 2.0, UTF-8 names, stored, 1980-01-01
    put<uint16_t>(common, 20), put<uint16_t>(common, 0x0800), put<uint16_t>(common, 0), put<uint16_t>(common, 0), put<uint16_t>(common, 0x21);
    put<uint32_t>(common, crc32(bytes)), put<uint32_t>(common, static_cast<uint32_t>(bytes.size())), put<uint32_t>(common, static_cast<uint32_t>(bytes.size()));
    put<uint16_t>(common, static_cast<uint16_t>(name.size())), put<uint16_t>(common, 0);
    put<uint32_t>(out, kLocalHeader);
    out += common + name + bytes;
    put<uint32_t>(directory, kDirectoryEntry);
    put<uint16_t>(directory, 0x0314);  // made on Unix
    directory += common;
    put<uint16_t>(directory, 0), put<uint16_t>(directory, 0), put<uint16_t>(directory, 0);
    // What SCF starts itself must be a program.
    const bool program = path == u"bootstrap"_s || path == u"scf_bootstrap"_s || bytes.startsWith("\x7f" "ELF");
    put<uint32_t>(directory, (program ? 0100755U : 0100644U) << 16);
    put<uint32_t>(directory, offset);
    directory += name;
  }
  const auto at = static_cast<uint32_t>(out.size()), size = static_cast<uint32_t>(directory.size());
  const auto count = static_cast<uint16_t>(files.size());
  out += directory;
  put<uint32_t>(out, kDirectoryEnd), put<uint16_t>(out, 0), put<uint16_t>(out, 0), put<uint16_t>(out, count), put<uint16_t>(out, count);
  put<uint32_t>(out, size), put<uint32_t>(out, at), put<uint16_t>(out, 0);
  return out;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/code/codefiles.h"
#include "models/data/limits.h"
#include "widgets/functions/functioncalls.h"
#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QSaveFile>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::CodeFiles)
};

const QStringList kLeftOut{u".git"_s, u"__pycache__"_s, u".svn"_s, u".idea"_s, u".vscode"_s};

bool leftOut(const QString& path) {
  const QStringList parts = path.split(u'/');
  return std::any_of(parts.begin(), parts.end(), [](const QString& part) { return kLeftOut.contains(part); });
}

Result<QList<PackedFile>> listFolder(const QString& folder) {
  if (!QDir(folder).exists()) return Error{u"Local.FolderUnreadable"_s, Words::tr("%1 is not there.").arg(folder), Words::tr("Choose another folder in Configuration.")};
  QList<PackedFile> files;
  QDirIterator it(folder, QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
  const QDir root(folder);
  while (it.hasNext() && files.size() < limits::kFolderFiles) {
    it.next();
    const QString path = root.relativeFilePath(it.filePath());
    if (!leftOut(path)) files.append({path, it.fileInfo().size(), {}});
  }
  std::sort(files.begin(), files.end(), [](const PackedFile& a, const PackedFile& b) { return a.path < b.path; });
  return files;
}

Result<QByteArray> readFile(const QString& name) {
  QFile file(name);
  if (!file.open(QIODevice::ReadOnly)) return Error{u"Local.FileUnreadable"_s, Words::tr("%1 cannot be read: %2.").arg(name, file.errorString()), Words::tr("Make it readable for this user.")};
  if (file.size() > CodeFiles::kEditBytes) return Error{u"Local.FileTooLarge"_s, Words::tr("The file is larger than %1 bytes.").arg(CodeFiles::kEditBytes), Words::tr("Open it in your editor.")};
  return file.readAll();
}

Status writeFile(const QString& name, const QByteArray& bytes) {
  QDir().mkpath(QFileInfo(name).path());
  const auto failed = [&name](const QString& why) { return Error{u"Local.FileUnwritable"_s, Words::tr("%1 cannot be written: %2.").arg(name, why), Words::tr("Make it writable for this user, or free some space.")}; };
  QSaveFile file(name);
  file.setDirectWriteFallback(true);
  if (!file.open(QIODevice::WriteOnly)) return failed(file.errorString());
  if (file.write(bytes) != bytes.size() || !file.commit()) return failed(file.errorString());
  return Done{};
}

}  // namespace

CodeFiles::CodeFiles(ModelHub& hub, const FunctionInfo& function, QObject* parent)
    : QObject(parent), m_hub(hub), m_key(function.key), m_folder(function.source == CodeSource::Folder ? function.folder : QString()) {}

void CodeFiles::withZip(std::function<void(const Result<QByteArray>&)> then) {
  if (m_zip) return then(*m_zip);
  calls::package(m_hub, m_key, u"$LATEST"_s, this, [this, then = std::move(then)](const Result<QByteArray>& zip) {
    if (zip) m_zip = *zip;
    then(zip);
  });
}

void CodeFiles::list(std::function<void(const Result<QList<PackedFile>>&)> reply) {
  if (linked())
    return awayFromWindow(this, [folder = m_folder, reply]() -> std::function<void()> { return [reply, files = listFolder(folder)] { reply(files); }; });
  withZip([this, reply](const Result<QByteArray>& zip) {
    if (!zip) return reply(zip.error());
    awayFromWindow(this, [bytes = *zip, reply]() -> std::function<void()> { return [reply, files = codepackage::list(bytes)] { reply(files); }; });
  });
}

void CodeFiles::read(const QString& path, std::function<void(const Result<QByteArray>&)> reply) {
  if (linked())
    return awayFromWindow(this, [name = QString(m_folder + u'/' + path), reply]() -> std::function<void()> { return [reply, bytes = readFile(name)] { reply(bytes); }; });
  withZip([this, path, reply](const Result<QByteArray>& zip) {
    if (!zip) return reply(zip.error());
    awayFromWindow(this, [bytes = *zip, path, reply]() -> std::function<void()> { return [reply, content = codepackage::content(bytes, path, kEditBytes)] { reply(content); }; });
  });
}

void CodeFiles::write(const QHash<QString, QByteArray>& contents, std::function<void(const Status&)> reply) {
  if (linked()) {
    return awayFromWindow(this, [folder = m_folder, contents, reply]() -> std::function<void()> {
      Status done = Done{};
      for (auto it = contents.begin(); it != contents.end() && done; ++it) done = writeFile(folder + u'/' + it.key(), it.value());
      return [reply, done] { reply(done); };
    });
  }
  withZip([this, contents, reply](const Result<QByteArray>& zip) {
    if (!zip) return reply(zip.error());
    awayFromWindow(this, [this, bytes = *zip, contents, reply]() -> std::function<void()> {
      QHash<QString, std::optional<QByteArray>> changes;
      for (auto it = contents.begin(); it != contents.end(); ++it) changes.insert(it.key(), it.value());
      return [this, reply, made = codepackage::changed(bytes, changes)] {
        if (!made) return reply(made.error());
        m_hub.backend().updateCode({m_key, {CodeSource::Package, *made, {}}, {}}, this, [this, reply, zip = *made](const Result<FunctionInfo>& r) {
          if (r) m_zip = zip;
          r ? reply(Done{}) : reply(r.error());
        });
      };
    });
  });
}

}  // namespace scfdesk

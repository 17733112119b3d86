// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/resource/mergefolders.h"
#include "app/engine/store/datadir.h"
#include <QDir>
#include <QFile>
#include <filesystem>

namespace scfdesk {
namespace fs = std::filesystem;
using namespace Qt::Literals::StringLiterals;
namespace {

fs::path pathOf(const QString& name) { return QFile::encodeName(name).toStdString(); }

/// One entry over what is there of its name.
std::error_code put(const fs::directory_entry& entry, const fs::path& to) {
  std::error_code error;
  const fs::file_status is = entry.symlink_status(error);
  const fs::file_status was = fs::symlink_status(to, error);
  error.clear();
  if (fs::is_directory(is)) {
    if (fs::exists(was) && !fs::is_directory(was)) fs::remove(to, error);
    if (!error) fs::create_directory(to, error);
    return error;
  }
  if (fs::exists(was)) fs::remove_all(to, error);
  if (error) return error;
  if (fs::is_symlink(is)) {
    fs::copy_symlink(entry.path(), to, error);
    return error;
  }
  fs::create_hard_link(entry.path(), to, error);
  if (error) fs::copy_file(entry.path(), to, error = {});
  return error;
}

std::error_code putAll(const fs::path& from, const fs::path& to) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(from, error), end; !error && at != end; at.increment(error))
    if ((error = put(*at, to / at->path().lexically_relative(from)))) return error;
  return error;
}

int64_t bytesBelow(const fs::path& folder) {
  std::error_code error;
  int64_t bytes = 0;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->is_regular_file(error) && !at->is_symlink(error)) bytes += int64_t(at->file_size(error));
  return bytes;
}

}  // namespace

Status mergeFolders(const QStringList& folders, const QString& target, int64_t mostBytes, const QByteArray& mark) {
  const QString fresh = target + ".new"_L1;
  QDir(fresh).removeRecursively();
  if (!QDir().mkpath(fresh)) return diskError(fresh, fresh, errno);
  const auto failed = [&](const Error& error) {
    QDir(fresh).removeRecursively();
    return Status(error);
  };
  for (const QString& folder : folders)
    if (const std::error_code error = putAll(pathOf(folder), pathOf(fresh))) return failed(diskError(fresh, folder, error.value()));
  if (const int64_t bytes = bytesBelow(pathOf(fresh)); bytes > mostBytes)
    return failed(Error{u"InvalidParameterValue.Layers"_s, u"The layers unpack to %1 bytes together; they may have %2."_s.arg(bytes).arg(mostBytes),
                        u"Bind fewer or smaller ones."_s});
  QFile::remove(target + ".boot"_L1);
  QDir(target).removeRecursively();
  std::error_code error;
  fs::rename(pathOf(fresh), pathOf(target), error);
  if (error) return failed(diskError(target, target, error.value()));
  if (const int wrong = replaceFile(target + ".boot"_L1, mark, 0600, false); wrong != 0) return failed(diskError(target, target, wrong));
  return Done{};
}

Status fitTogether(const QString& code, const QString& layers, int64_t mostBytes) {
  const int64_t own = bytesBelow(pathOf(code)), bound = bytesBelow(pathOf(layers));
  if (own + bound <= mostBytes) return Done{};
  const auto mb = [](int64_t bytes) { return QString::number(double(bytes) / (1024 * 1024), 'f', 1); };
  return Error{u"InvalidParameterValue.Layers"_s, u"The code has %1 MB and its layers %2 MB when they are unpacked: together they may have %3 MB."_s.arg(mb(own), mb(bound), mb(mostBytes)),
               u"Bind fewer layers, or put less into the package."_s};
}

}  // namespace scfdesk

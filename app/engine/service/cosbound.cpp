// SPDX-License-Identifier: GPL-3.0-or-later
// Folders on the disk that are bound as buckets, and the file that keeps which.
#include "app/engine/service/cosfile.h"
#include "app/engine/service/cosnames.h"
#include "app/engine/service/cosstore.h"
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <cerrno>
#include <nlohmann/json.hpp>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {
constexpr char kBoundFile[] = "/.bound.json";
}

void CosStore::loadBound() {
  QFile file(QFile::decodeName(m_folder + kBoundFile));
  if (!file.open(QIODevice::ReadOnly)) return;
  const QByteArray text = file.readAll();
  const auto kept = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  if (!kept.is_object()) return;
  for (const auto& [bucket, folder] : kept.items())
    if (folder.is_string() && cosnames::isBucket(QByteArray::fromStdString(bucket))) m_bound[QByteArray::fromStdString(bucket)] = QByteArray::fromStdString(folder.get<std::string>());
}

Status CosStore::saveBound() const {
  nlohmann::json kept = nlohmann::json::object();
  for (const auto& [bucket, folder] : m_bound) kept[bucket.toStdString()] = folder.toStdString();
  QSaveFile file(QFile::decodeName(m_folder + kBoundFile));
  const QByteArray text = QByteArray::fromStdString(kept.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit()) return Done{};
  return cosfile::failure(errno ? errno : EIO, "keep the bound folders");
}

Status CosStore::mayChange(const QByteArray& bucket) const {
  const auto bound = m_bound.find(bucket);
  if (bound == m_bound.end()) return Done{};
  return Error{u"AccessDenied"_s, u"The bucket %1 is the folder %2, which is only read here."_s.arg(QString::fromUtf8(bucket), QString::fromUtf8(bound->second)), u"Change the files in the folder; each change makes its event."_s};
}

Status CosStore::bind(const QByteArray& bucket, const QByteArray& folder) {
  if (!cosnames::isBucket(bucket))
    return Error{u"InvalidBucketName"_s, u"The bucket name \"%1\" is not legal."_s.arg(QString::fromUtf8(bucket.left(80))), u"Write it as name-appid: lower-case letters, digits and \"-\", then the appid, at most 60 characters."_s};
  if (hasBucket(bucket) || m_bound.contains(bucket)) return Error{u"BucketAlreadyOwnedByYou"_s, u"The bucket %1 exists already."_s.arg(QString::fromUtf8(bucket)), u"Choose another name."_s};
  if (m_bound.size() >= size_t(kBound)) return Error{u"LimitExceeded.Cos"_s, u"%1 folders are bound, as many as may be."_s.arg(kBound), u"Unbind one first."_s};
  const QFileInfo info(QFile::decodeName(folder));
  const QByteArray whole = QFile::encodeName(info.canonicalFilePath());
  if (!info.isAbsolute() || !info.isDir() || whole.isEmpty()) return Error{u"InvalidArgument"_s, u"%1 is no folder on this machine."_s.arg(QString::fromUtf8(folder)), u"Give the whole path of one."_s};
  const QByteArray own = QFile::encodeName(QFileInfo(QFile::decodeName(m_folder)).canonicalFilePath());
  if (whole == "/" || whole == own || whole.startsWith(QByteArray(own + '/')) || own.startsWith(QByteArray(whole + '/')))
    return Error{u"InvalidArgument"_s, u"The folder %1 holds this program's own data, or lies in it."_s.arg(QString::fromUtf8(whole)), u"Choose another folder."_s};
  m_bound[bucket] = whole;
  const Status saved = saveBound();
  if (!saved) m_bound.erase(bucket);
  return saved;
}

Status CosStore::unbind(const QByteArray& bucket) {
  const auto bound = m_bound.find(bucket);
  if (bound == m_bound.end()) return Error{u"NoSuchBucket"_s, u"No folder is bound as %1."_s.arg(QString::fromUtf8(bucket)), {}};
  const auto before = *bound;
  m_bound.erase(bound);
  m_indexes.erase(bucket);
  const Status saved = saveBound();
  if (!saved) m_bound.insert(before);
  return saved;
}

}  // namespace scfdesk

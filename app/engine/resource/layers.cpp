// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/resource/layers.h"
#include "app/engine/resource/mergefolders.h"
#include "app/engine/runtime/runtimes.h"
#include "models/data/limits.h"
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;
namespace {

constexpr uint64_t kShared = 0;  // the place of what belongs to no trigger
const QByteArray kPrefix = QByteArrayLiteral("layer/");

QByteArray bootId() {
  QFile file(u"/proc/sys/kernel/random/boot_id"_s);
  return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray("unknown");
}

Error noVersion(const LayerRef& ref) {
  return {u"ResourceNotFound.LayerVersion"_s, u"There is no version %1 of a layer %2."_s.arg(ref.version).arg(ref.name), u"ListLayerVersions names those that exist."_s};
}

QJsonObject toJson(const LayerVersion& v) {
  return {{u"version"_s, qint64(v.version)}, {u"runtimes"_s, QJsonArray::fromStringList(v.runtimes)}, {u"description"_s, v.description}, {u"license"_s, v.license}, {u"tags"_s, v.tags},
          {u"sha256"_s, QString::fromLatin1(v.sha256)}, {u"bytes"_s, qint64(v.bytes)}, {u"added"_s, qint64(v.added)}};
}

LayerVersion fromJson(const QString& name, const QJsonObject& o) {
  LayerVersion v{name, o["version"_L1].toInteger(), {}, o["description"_L1].toString(), o["license"_L1].toString(), o["tags"_L1].toString(), o["sha256"_L1].toString().toLatin1(),
                 o["bytes"_L1].toInteger(), o["added"_L1].toInteger()};
  for (const auto& runtime : o["runtimes"_L1].toArray()) v.runtimes.append(runtime.toString());
  return v;
}

}  // namespace

std::optional<QList<LayerRef>> layersFromJson(const QString& text) {
  QList<LayerRef> refs;
  if (text.isEmpty()) return refs;
  const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
  if (!document.isArray()) return {};
  for (const auto& entry : document.array()) {
    const QJsonObject o = entry.toObject();
    const QJsonValue version = o["LayerVersion"_L1];
    refs.append({o["LayerName"_L1].toString(), version.isString() ? version.toString().toLongLong() : version.toInteger()});
    if (refs.last().name.isEmpty() || refs.last().version <= 0) return {};
  }
  return refs;
}

QList<LayerRef> layersOf(const FunctionInfo& function) { return layersFromJson(function.apiExtras.value(u"Layers"_s)).value_or(QList<LayerRef>{}); }

Layers::Layers(Parts parts) : m_parts(std::move(parts)), m_folder(m_parts.store.dataDir() + "/merged"_L1), m_mark(bootId()) {}

void Layers::load(const StoredState& kept) {
  const auto shared = kept.triggerState.value(kShared);
  for (auto it = shared.begin(); it != shared.end(); ++it) {
    if (!it.key().startsWith(kPrefix)) continue;
    const QString name = QString::fromUtf8(it.key().mid(kPrefix.size()));
    const QJsonObject o = QJsonDocument::fromJson(it.value()).object();
    Layer& layer = m_layers[name];
    layer.last = o["last"_L1].toInteger();
    for (const auto& version : o["versions"_L1].toArray()) layer.versions.append(fromJson(name, version.toObject()));
  }
}

void Layers::save(const QString& name, std::function<void(const Status&)> done) {
  const Layer& layer = m_layers[name];
  QJsonArray versions;
  for (const LayerVersion& v : layer.versions) versions.append(toJson(v));
  const QByteArray value = QJsonDocument(QJsonObject{{u"last"_s, qint64(layer.last)}, {u"versions"_s, versions}}).toJson(QJsonDocument::Compact);
  m_parts.store.saveTriggerState(kShared, kPrefix + name.toUtf8(), value, true, std::move(done));
}

void Layers::publish(LayerVersion layer, const QByteArray& zip, Reply<LayerVersion> reply) {
  static const QRegularExpression good(u"^[A-Za-z][A-Za-z0-9_-]{0,63}$"_s);
  if (!good.match(layer.name).hasMatch())
    return reply(Error{u"InvalidParameterValue.LayerName"_s, u"A layer's name has 1 to %1 letters, digits, - and _ and begins with a letter, not \"%2\"."_s.arg(kNameChars).arg(layer.name.left(80)), {}});
  if (layer.runtimes.isEmpty()) return reply(Error{u"InvalidParameterValue.CompatibleRuntimes"_s, u"CompatibleRuntimes names no runtime."_s, u"For example [\"Python3.10\"]."_s});
  for (const QString& runtime : layer.runtimes)
    if (!runtimeName(runtime)) return reply(Error{u"InvalidParameterValue.CompatibleRuntimes"_s, u"\"%1\" is not a Runtime of SCF."_s.arg(runtime.left(60)), u"For example Python3.10 or Nodejs18.15."_s});
  if (auto s = checkDescription(layer.description); !s) return reply(s.error());
  if (!exists(layer.name) && newest().size() >= kLayers) return reply(Error{u"LimitExceeded.Layers"_s, u"There are %1 layers, as many as there may be."_s.arg(kLayers), u"Delete one first."_s});
  if (m_layers.value(layer.name).versions.size() >= kVersions)
    return reply(Error{u"LimitExceeded.LayerVersions"_s, u"The layer %1 has %2 versions, as many as it may have."_s.arg(layer.name).arg(kVersions), u"Delete one that no function binds."_s});
  m_parts.store.addPackage(zip, [this, layer, reply = std::move(reply)](const Result<Store::Package>& package) mutable {
    if (!package) return reply(package.error());
    Layer& all = m_layers[layer.name];
    layer.version = ++all.last;
    layer.sha256 = package->sha256;
    layer.bytes = package->bytes;
    layer.added = m_parts.now();
    all.versions.append(layer);
    save(layer.name, [this, layer, reply = std::move(reply)](const Status& stored) {
      if (stored) return reply(layer);
      m_layers[layer.name].versions.removeIf([&](const LayerVersion& v) { return v.version == layer.version; });
      reply(stored.error());
    });
  });
}

void Layers::remove(const LayerRef& ref, Reply<Done> reply) {
  const LayerVersion* found = find(ref);
  if (!found) return reply(exists(ref.name) ? noVersion(ref) : Error{u"ResourceNotFound.Layer"_s, u"There is no layer %1."_s.arg(ref.name), u"ListLayers names those that exist."_s});
  if (m_parts.bound(ref)) return reply(Error{u"ResourceInUse.LayerVersion"_s, u"Version %1 of the layer %2 is bound by a function."_s.arg(ref.version).arg(ref.name), u"Take it out of the function's Layers first."_s});
  const LayerVersion before = *found;
  m_layers[ref.name].versions.removeIf([&](const LayerVersion& v) { return v.version == ref.version; });
  save(ref.name, [this, before, reply = std::move(reply)](const Status& stored) {
    if (stored) return reply(Done{});
    QList<LayerVersion>& versions = m_layers[before.name].versions;
    versions.insert(std::lower_bound(versions.begin(), versions.end(), before.version, [](const LayerVersion& v, int64_t number) { return v.version < number; }), before);
    reply(stored.error());
  });
}

const LayerVersion* Layers::find(const LayerRef& ref) const {
  const auto it = m_layers.constFind(ref.name);
  if (it == m_layers.constEnd()) return nullptr;
  const auto found = std::find_if(it->versions.begin(), it->versions.end(), [&](const LayerVersion& v) { return v.version == ref.version; });
  return found == it->versions.end() ? nullptr : &*found;
}

bool Layers::exists(const QString& name) const { return !m_layers.value(name).versions.isEmpty(); }

QList<LayerVersion> Layers::newest() const {
  QList<LayerVersion> list;
  for (const Layer& layer : m_layers)
    if (!layer.versions.isEmpty()) list.append(layer.versions.last());
  return list;
}

QList<LayerVersion> Layers::versions(const QString& name) const {
  QList<LayerVersion> list = m_layers.value(name).versions;
  std::reverse(list.begin(), list.end());
  return list;
}

QSet<QByteArray> Layers::packages() const {
  QSet<QByteArray> used;
  for (const Layer& layer : m_layers)
    for (const LayerVersion& v : layer.versions) used.insert(v.sha256);
  return used;
}

QString Layers::folderOf(const QList<LayerRef>& refs) const {
  QCryptographicHash hash(QCryptographicHash::Sha256);
  for (const LayerRef& ref : refs) {
    const LayerVersion* v = find(ref);
    if (!v) return {};
    hash.addData(v->sha256);
  }
  return refs.isEmpty() ? QString() : m_folder + u'/' + QString::fromLatin1(hash.result().toHex());
}

Status Layers::check(const QList<LayerRef>& refs) const {
  if (refs.size() > kBound) return Error{u"InvalidParameterValue.Layers"_s, u"A function binds at most %1 layers, not %2."_s.arg(kBound).arg(refs.size()), {}};
  QSet<QString> names;
  for (const LayerRef& ref : refs) {
    if (!find(ref)) return noVersion(ref);
    if (names.contains(ref.name)) return Error{u"InvalidParameterValue.Layers"_s, u"The layer %1 is there twice."_s.arg(ref.name), u"Bind one version of it."_s};
    names.insert(ref.name);
  }
  return Done{};
}

bool Layers::whole(const QString& folder) const {
  QFile mark(folder + ".boot"_L1);
  return mark.open(QIODevice::ReadOnly) && mark.readAll() == m_mark && QDir(folder).exists();
}

void Layers::prepare(const QList<LayerRef>& refs, std::function<void(const Status&)> done) {
  if (const Status good = check(refs); !good) return done(good);
  const QString target = folderOf(refs);
  if (refs.isEmpty() || whole(target)) return done(Done{});
  auto& waiting = m_making[target];
  waiting.push_back(std::move(done));
  if (waiting.size() > 1) return;  // it is being made for somebody else
  QList<QByteArray> packages;
  for (const LayerRef& ref : refs) packages.append(find(ref)->sha256);
  gather({}, packages, target, [this, target](const Status& made) {
    for (const auto& told : m_making.take(target)) told(made);
  });
}

void Layers::gather(QStringList folders, QList<QByteArray> rest, const QString& target, std::function<void(const Status&)> done) {
  if (rest.isEmpty()) return m_parts.work([folders, target, mark = m_mark] { return mergeFolders(folders, target, limits::kUnpackedBytes, mark); }, std::move(done));
  const QByteArray next = rest.takeFirst();
  m_parts.store.packageFolder(next, [this, folders, rest, target, done = std::move(done)](const Result<QString>& folder) mutable {
    if (!folder) return done(folder.error());
    folders.append(*folder);
    gather(folders, rest, target, std::move(done));
  });
}

void Layers::sweep(const QSet<QString>& used) {
  m_parts.work(
      [folder = m_folder, used]() -> Status {
        for (const QString& name : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
          const QString path = folder + u'/' + name;
          if (used.contains(path)) continue;
          QFile::remove(path + ".boot"_L1);
          QDir(path).removeRecursively();
        }
        return Done{};
      },
      [](const Status&) {});
}

}  // namespace scfdesk

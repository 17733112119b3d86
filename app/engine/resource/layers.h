// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/store/store.h"
#include <QMap>
#include <QSet>

namespace scfdesk {

/// A version of a layer as a function binds it.
struct LayerRef {
  QString name;
  int64_t version = 0;
  friend bool operator==(const LayerRef&, const LayerRef&) = default;
};

/// A published version. A value; kept.
struct LayerVersion {
  QString name;
  int64_t version = 0;
  QStringList runtimes;   ///< SCF's names
  QString description, license;
  QString tags;           ///< JSON text, or empty
  QByteArray sha256;      ///< of its package
  int64_t bytes = 0;
  TimeUs added = 0;
};

/// What a function binds, in order: the list that it keeps among its API fields ("Layers").
QList<LayerRef> layersOf(const FunctionInfo& function);
/// The same from that field alone; nothing when it is not a list of LayerVersionSimple.
std::optional<QList<LayerRef>> layersFromJson(const QString& text);

/// Layers and their versions (facts/scf.md 1.5, 1.7, 1.8, 2.2). Packages are those of the store; for each ordered list that a
/// function binds there is one merged folder below `merged/`, made once. Engine thread; owned by Engine.
class Layers final {
 public:
  template <typename T>
  using Reply = std::function<void(Result<T>)>;
  struct Parts {
    Store& store;
    std::function<TimeUs()> now;
    /// Does a job on a worker thread, then tells on the engine thread.
    std::function<void(std::function<Status()> job, std::function<void(const Status&)> done)> work;
    std::function<bool(const LayerRef&)> bound;  ///< by any function or version
  };
  static constexpr int kLayers = 20;           ///< SCF section 8, a region
  static constexpr int kVersions = 200;        ///< of a layer
  static constexpr int kBound = 5;             ///< by one version of a function
  static constexpr int kNameChars = 64;

  explicit Layers(Parts parts);
  void load(const StoredState& kept);

  void publish(LayerVersion layer, const QByteArray& zip, Reply<LayerVersion> reply);
  void remove(const LayerRef& ref, Reply<Done> reply);
  [[nodiscard]] const LayerVersion* find(const LayerRef& ref) const;
  /// The newest version of each layer, by name; all versions of one, newest first.
  [[nodiscard]] QList<LayerVersion> newest() const;
  [[nodiscard]] QList<LayerVersion> versions(const QString& name) const;
  [[nodiscard]] bool exists(const QString& name) const;
  void readPackage(const LayerVersion& layer, Reply<QByteArray> reply) { m_parts.store.readPackage(layer.sha256, std::move(reply)); }

  /// Where a list lies merged: empty for none, and for one that names what is not there. Pure.
  [[nodiscard]] QString folderOf(const QList<LayerRef>& refs) const;
  /// Checks a list and merges it where that was not done yet. Errors: InvalidParameterValue.Layers, ResourceNotFound.LayerVersion.
  void prepare(const QList<LayerRef>& refs, std::function<void(const Status&)> done);
  [[nodiscard]] QSet<QByteArray> packages() const;
  /// Takes away merged folders that are not among `used`.
  void sweep(const QSet<QString>& used);

 private:
  struct Layer {
    int64_t last = 0;
    QList<LayerVersion> versions;  ///< oldest first
  };
  [[nodiscard]] Status check(const QList<LayerRef>& refs) const;
  void save(const QString& name, std::function<void(const Status&)> done);
  /// Folders that are being made, and who waits for them.
  QHash<QString, std::vector<std::function<void(const Status&)>>> m_making;
  void gather(QStringList folders, QList<QByteArray> rest, const QString& target, std::function<void(const Status&)> done);
  [[nodiscard]] bool whole(const QString& folder) const;

  Parts m_parts;
  QString m_folder;
  QByteArray m_mark;
  QMap<QString, Layer> m_layers;
};

}  // namespace scfdesk

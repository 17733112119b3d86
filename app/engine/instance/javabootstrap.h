// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/errand.h"
#include <QHash>
#include <QSet>
#include <QString>

namespace scfdesk {

/// The Java side of instances, made on this machine: a jar, from the build or, where that had no compiler, by the JDK's at the
/// first use; and for each JVM an archive of the classes that a start needs (class data sharing), while nobody waits.
/// Engine thread; owned by the factory.
class JavaBootstrap final {
 public:
  explicit JavaBootstrap(Reactor& reactor);
  ~JavaBootstrap();
  JavaBootstrap(const JavaBootstrap&) = delete;
  JavaBootstrap& operator=(const JavaBootstrap&) = delete;

  /// `sources`: the folder of the Java files; `built`: the folder of the build's jar and library; `folder`: where all is put.
  void prepare(const QString& sources, const QString& built, const QString& folder);
  [[nodiscard]] bool ready() const { return m_ready; }
  /// Calls back when the jar is there, with an empty text, or with why it can't be made.
  void whenReady(const QString& interpreter, std::function<void(const QByteArray& trouble)> call);
  /// The jar as an instance in namespaces names it, from its working folder. An archive is only taken with the very text of the
  /// class path that it was made with.
  static constexpr char kJarInside[] = "../runtime/java/scfdesk.jar";
  /// File name of the archive, or empty while there is none. The first call for a JVM has it made a little later.
  QByteArray archive(const QString& interpreter);
  /// Options that this version of the JVM needs.
  QByteArrayList options(const QString& interpreter);
  /// The same options that instances get and that an archive depends on.
  static QByteArrayList commonOptions();

 private:
  void compile(const QString& interpreter);
  void pack(const QString& tool, const QString& classes);
  void compiled(const QByteArray& trouble);
  void makeArchive();
  [[nodiscard]] QByteArray archiveName(const QString& interpreter) const;
  [[nodiscard]] QString jar() const { return m_folder + QStringLiteral("/scfdesk.jar"); }

  Reactor& m_reactor;
  QString m_sources;
  QString m_folder;
  QByteArray m_jarHash;
  bool m_ready = false;
  std::vector<std::function<void(const QByteArray&)>> m_waiting;
  QSet<QByteArray> m_asked;
  QList<std::pair<QString, QByteArray>> m_toArchive;  ///< interpreter, name
  QHash<QString, int> m_versions;                     ///< of interpreters; 0 = not to be had
  Reactor::TimerId m_timer = 0;
  Errand m_errand;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "widgets/code/codepackage.h"
#include <QHash>

namespace scfdesk {

/// The files of $LATEST of one function, wherever they are: in a linked folder, which is read and written itself, or in its
/// package, of which each change makes a new one. Disk and zip work happens away from the GUI thread; answers come on it, and only
/// while this lives. GUI thread; owned by SourceView.
class CodeFiles final : public QObject {
  Q_OBJECT
 public:
  CodeFiles(ModelHub& hub, const FunctionInfo& function, QObject* parent = nullptr);
  [[nodiscard]] const FunctionKey& key() const { return m_key; }
  [[nodiscard]] bool linked() const { return !m_folder.isEmpty(); }
  [[nodiscard]] const QString& folder() const { return m_folder; }
  /// All files by path. Version control and caches are left out; at most limits::kFolderFiles.
  void list(std::function<void(const Result<QList<PackedFile>>&)> reply);
  void read(const QString& path, std::function<void(const Result<QByteArray>&)> reply);
  /// All of them or, for a package, none. An Error names the file.
  void write(const QHash<QString, QByteArray>& contents, std::function<void(const Status&)> reply);
  /// The package is fetched anew with the next question.
  void forget() { m_zip.reset(); }
  static constexpr qint64 kEditBytes = 1024 * 1024;  ///< larger files are not opened

 private:
  /// Runs `then` with the package.
  void withZip(std::function<void(const Result<QByteArray>&)> then);
  ModelHub& m_hub;
  FunctionKey m_key;
  QString m_folder;
  std::optional<QByteArray> m_zip;
};

}  // namespace scfdesk

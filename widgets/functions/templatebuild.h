// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include "widgets/functions/codetemplates.h"
#include <QObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>
#include <functional>
#include <memory>

namespace scfdesk {

/// Makes the package of a template whose language is compiled, with the compiler of this machine (javac, go): in a folder of its
/// own, without blocking. One at a time. GUI thread; owned by the dialog, ends its compiler with itself.
class TemplateBuild final : public QObject {
  Q_OBJECT
 public:
  using Reply = std::function<void(Result<QByteArray>)>;
  explicit TemplateBuild(QObject* parent = nullptr);
  ~TemplateBuild() override;
  /// `interpreter`: the JVM that is found, whose compiler lies beside it; may be empty. Errors: Local.NoCompiler with the command
  /// that installs one, Local.BuildFailed with what the compiler said.
  void start(const CodeTemplate& wanted, const QString& interpreter, Reply reply);
  /// Absolute path of the compiler of a family; empty = none. `searchPath`: folders instead of PATH, for tests.
  [[nodiscard]] static QString compiler(const QString& family, const QString& interpreter, const QStringList& searchPath = {});

  static constexpr int kLimitMs = 300'000;  ///< a cold Go compiles its own library first
  static constexpr qint64 kPackageBytes = 50LL * 1024 * 1024;

 private:
  void finish(bool ok, const QString& trouble);
  [[nodiscard]] Result<QByteArray> packed() const;

  std::unique_ptr<QTemporaryDir> m_folder;
  CodeTemplate m_template;
  QProcess m_process;
  QTimer m_limit;
  Reply m_reply;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/instance/errand.h"
#include <QList>
#include <QSet>
#include <QString>

namespace scfdesk {

/// Compiled bootstraps of Python interpreters: compiling one at each start costs a quarter of a bare start. The engine lets
/// each interpreter compile it once into a private copy of the bootstrap folder, while instances go on with the source.
/// Engine thread; owned by the factory.
class Bytecode final {
 public:
  explicit Bytecode(Reactor& reactor);
  ~Bytecode();
  Bytecode(const Bytecode&) = delete;
  Bytecode& operator=(const Bytecode&) = delete;

  /// Copies the bootstraps of `source`, and `library` when it is there, below `folder`. Returns the folder to use: the copy,
  /// or `source` when that failed.
  QString prepare(const QString& source, const QString& folder, const QString& library);
  /// Name of the compiled bootstrap beside the source, or "bootstrap.py" while there is none. The first call for an
  /// interpreter starts the compilation a little later, when nobody waits for its processor time.
  QString script(const QString& interpreter);

 private:
  void compile();

  Reactor& m_reactor;
  QString m_folder;
  QByteArray m_text;      ///< of the bootstrap
  QSet<QString> m_asked;  ///< compiled names that were asked for once
  QList<std::pair<QString, QString>> m_waiting;  ///< interpreter, name
  Reactor::TimerId m_timer = 0;
  Errand m_errand;
};

}  // namespace scfdesk

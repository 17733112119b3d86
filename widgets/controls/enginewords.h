// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/result.h"
#include <QCoreApplication>
#include <QString>

namespace scfdesk {

/// The engine speaks English: its sentences go to programs, files and the log as well. This says them in the language of the
/// window, by rule: a sentence is recognised by its fixed words and said with the same names and numbers. What is not known stays
/// as it is. Pure but for the language in force; GUI thread.
class EngineWords final {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::EngineWords)
 public:
  /// One sentence, several after each other, or the parts of a decision ("no idle instance, executing ...").
  static QString text(const QString& english);
  /// What happened and the next step, as one text.
  static QString text(const Error& error);
  /// "Python 3.10 (runs 3.11.2)", "Node.js 18.15 (no interpreter)".
  static QString runtime(const QString& shown);
  /// All patterns known, as the engine writes them with %1, %2 for what varies. For tests.
  static QStringList patterns();
};

}  // namespace scfdesk

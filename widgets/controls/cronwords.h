// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QCoreApplication>
#include <QString>

namespace scfdesk {

/// A cron expression of SCF as a sentence: "0 30 23 * * * *" is "At 23:30:00 every day". Pure but for the language in force;
/// GUI thread.
class CronWords final {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::CronWords)
 public:
  /// Empty when the text is no cron expression.
  static QString sentence(const QString& cron);
  /// Why it is none, in one sentence; empty when it is one. `seven`: the older five fields are wrong here.
  static QString fault(const QString& cron, bool seven);
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include "models/data/instance.h"
#include <QCoreApplication>

namespace scfdesk {

/// A decision of the scaling core in words: what was decided, by which rule, from what, and which setting would change it.
/// Pure but for the language; GUI thread.
class WhyWords final {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::WhyWords)
 public:
  /// Where the setting that decided is changed.
  enum class Place : uint8_t { None, Settings, Configuration, Api };
  struct Words {
    QString title;       ///< "i-5e48 started"
    QString rule;        ///< one sentence
    QString inputs;      ///< "Executing 1,024 MB + 128 MB of 128,000 MB"
    QString setting;     ///< "Account quota"; empty = nothing could change it
    QString advice;      ///< how changing it would have turned out, one sentence; may be empty
    QString field;       ///< the control's name in its view ("accountMemoryMb"), for ViewRequests::openSetting
    Place place = Place::None;
  };
  /// `function` may be null when it is gone; its own values win over the engine's, so they are what to change.
  static Words of(const Decision& decision, const FunctionInfo* function);

 private:
  static QString titleOf(const Decision& decision);
  static QString ruleOf(const Decision& decision);
  static void settingOf(const Decision& decision, const FunctionInfo* function, Words& words);
};

}  // namespace scfdesk

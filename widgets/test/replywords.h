// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"
#include "models/data/invocation.h"
#include <QCoreApplication>

namespace scfdesk {

/// What a reply with a code other than 200 is said in: one sentence of cause with numbers, and the one next step.
/// Pure; translated at the moment of asking, so ask anew after a change of language.
class ReplyWords final {
  Q_DECLARE_TR_FUNCTIONS(scfdesk::ReplyWords)
 public:
  enum class Action : uint8_t { None, Configuration, LogTail, FireAgain };
  struct Words {
    QString sentence;
    QString actionText;  ///< empty when there is none
    Action action = Action::None;
  };
  /// `function` gives timeout and handler; may be null when it is gone.
  static Words of(const Invocation& invocation, const FunctionInfo* function);
  /// SCF's name of a code as the chip shows it.
  static QString codeName(int code);
  /// "Cold", "Warm", "Timeout", "Memory", "Throttled", ...: the word of a history row.
  static QString historyWord(const Invocation& invocation);
  /// One that is not finished: "Retry in 58 s", "Paused", "Waiting", "Running".
  static QString openWord(const Invocation& invocation, TimeUs now, bool paused);
};

}  // namespace scfdesk

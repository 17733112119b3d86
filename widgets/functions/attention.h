// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <vector>

namespace scfdesk {

/// What deserves a look, and the one thing to do about it.
struct Attention {
  enum class Kind : uint8_t { Broken, NoInterpreter, Failing, DeadLetters, Throttled, Memory };
  enum class Action : uint8_t { None, OpenFunction, CopyCommand, OpenLog, ShowOnTimeline, OpenConfiguration, Review };
  Kind kind = Kind::Broken;
  FunctionId function = 0;
  TimeUs at = 0;      ///< when it began, for ShowOnTimeline
  QString title;      ///< translated
  QString detail;     ///< translated, with numbers
  QString command;    ///< CopyCommand
  Action action = Action::None;
  friend bool operator==(const Attention&, const Attention&) = default;
};

/// Worst first, at most `limit`, over the window of the last totals. Pure but for reading the models.
std::vector<Attention> attentionOf(const ModelHub& hub, size_t limit = 5);
/// Word on the action's button.
QString attentionActionText(Attention::Action action);

}  // namespace scfdesk

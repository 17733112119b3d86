// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/load.h"
#include <memory>

namespace scfdesk {

class ModelHub;

/// A recorded span of a function, ready to be fired again.
struct Recording {
  TimeUs begin = 0, end = 0;   ///< what was looked at
  std::shared_ptr<const LoadRecording> arrivals;  ///< null when nothing came in it
  bool cut = false;            ///< there were more than limits::kLoadEvents: the first ones are in it
  double mostPerSecond = 0;    ///< in any one second, at the speed of the recording
};

/// Events of a function that came within [begin, end] and have ended, each once however often it was tried; the gaps between them are
/// those between their acceptance. As far back as detail is kept.
Recording recordedIn(const ModelHub& hub, FunctionId fn, TimeUs begin, TimeUs end);

}  // namespace scfdesk

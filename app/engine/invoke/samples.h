// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/function.h"

namespace scfdesk {

/// A sample function as its folder describes it (sample.json beside the code).
struct Sample {
  CreateFunction request;          ///< code.folder is the sample's folder; to be packed by the caller
  QList<SavedEvent> events;
};
/// The samples below a folder, hello-event first. A folder that cannot be read gives an empty list. Blocking, small files.
QList<Sample> readSamples(const QString& folder);

}  // namespace scfdesk

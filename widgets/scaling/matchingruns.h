// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/series.h"
#include <vector>

namespace scfdesk {

/// How many of the runs that a query finds were going on at once, by steps of time. A run is counted in each step that it touches,
/// so that a step never has fewer than ran at any moment of it; who draws it never draws more than were busy. Pure.
namespace matchingruns {
/// `rows`: those that match, by their end. One number for each of `count` steps of `step` us from `begin` on.
[[nodiscard]] std::vector<int> touching(const std::deque<Finished>& rows, TimeUs begin, TimeUs step, size_t count);
/// The mean over each step instead.
[[nodiscard]] std::vector<double> mean(const std::deque<Finished>& rows, TimeUs begin, TimeUs step, size_t count);
}  // namespace matchingruns

}  // namespace scfdesk

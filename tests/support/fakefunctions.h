// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/support/fakeactivity.h"

namespace scfdesk {

/// When the fake's history ends and its live time begins: 2026-03-14 14:32:08.4 UTC.
inline constexpr TimeUs kFakeNow = 1'773'498'728'400'000;
inline constexpr TimeUs kFakeHistory = 900'000'000;

/// The functions of the pictures: thumbnail, order-api, settle-orders, risk-score, image-tag (fails always), nightly-report,
/// and the sample hello-event. Their traffic is written for kFakeHistory and goes on after it.
std::vector<FakeProfile> fakeProfiles();
/// A profile for a function that a test creates.
FakeProfile fakeProfileFor(const FunctionInfo& info);

}  // namespace scfdesk

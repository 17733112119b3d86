// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scfdesk {

/// A cron expression of SCF: seven fields "second minute hour day month week year", or the older five "minute hour day month
/// week" (second 0, any year). Lists, ranges, steps and English names (JAN to DEC, SUN to SAT; 0 is Sunday); no other sign.
/// When both day and week are given, either may match. Used by timer triggers and by schedules of provisioned concurrency.
/// A plain value of sets of bits: standard library only, any thread, cheap to copy. Source: facts/scf.md section 5, "Cron".
struct Cron {
  static constexpr int kFirstYear = 1970;
  static constexpr int kLastYear = 2099;
  uint64_t seconds = 0, minutes = 0;   ///< bit = value
  uint32_t hours = 0, days = 0;        ///< days 1 to 31
  uint16_t months = 0;                 ///< 1 to 12
  uint8_t weekdays = 0;                ///< 0 to 6
  bool dayGiven = false;               ///< the field was no bare *
  bool weekGiven = false;
  std::array<uint64_t, 3> years{};     ///< bit = year - 1970
  [[nodiscard]] bool hasYear(int year) const {
    const unsigned i = static_cast<unsigned>(year - kFirstYear);
    return year >= kFirstYear && year <= kLastYear && (years[i / 64] >> i % 64 & 1) != 0;
  }
  friend bool operator==(const Cron&, const Cron&) = default;
};

/// Which field is wrong, and how: "hour: 24 is not within 0 to 23".
struct CronError {
  std::string message;
};
/// At most this many characters; a longer text is refused.
inline constexpr size_t kCronLength = 256;
/// Nothing when the text is no cron expression; `error` then says why.
std::optional<Cron> parseCron(std::string_view text, CronError* error = nullptr);

/// The first moment (Unix seconds) after `after` that matches in a zone `zoneSeconds` ahead of UTC, without daylight saving;
/// nothing when there is none until the end of 2099 (30 February, a year that is over).
std::optional<int64_t> nextFire(const Cron& cron, int64_t after, int zoneSeconds = 8 * 3600);

}  // namespace scfdesk

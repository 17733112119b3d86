// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/cron.h"
#include <algorithm>
#include <bit>
#include <chrono>
#include <vector>

namespace scfdesk {
namespace {

/// Bits 0 to 129: wide enough for years.
class Set final {
 public:
  void add(int bit) { m_words[static_cast<size_t>(bit / 64)] |= uint64_t{1} << bit % 64; }
  [[nodiscard]] const std::array<uint64_t, 3>& words() const { return m_words; }

 private:
  std::array<uint64_t, 3> m_words{};
};

struct Field {
  const char* name;
  int low;
  int high;
  const char* names;  ///< three letters each, the first is `low`
};
constexpr const char* kMonths = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
constexpr const char* kDays = "SUNMONTUEWEDTHUFRISAT";
constexpr Field kFields[] = {{"second", 0, 59, nullptr}, {"minute", 0, 59, nullptr}, {"hour", 0, 23, nullptr}, {"day", 1, 31, nullptr},
                             {"month", 1, 12, kMonths},  {"week", 0, 6, kDays},      {"year", Cron::kFirstYear, Cron::kLastYear, nullptr}};

class FieldReader final {
 public:
  FieldReader(const Field& field, std::string_view text) : m_field(field), m_text(text) {}

  /// The set of the field, its lowest value as bit `zero`; an error otherwise.
  bool read(int zero, Set& set, std::string& error) {
    for (size_t from = 0; from <= m_text.size();) {
      const size_t comma = std::min(m_text.find(',', from), m_text.size());
      if (!part(m_text.substr(from, comma - from), zero, set)) {
        error = std::string(m_field.name) + ": " + m_error;
        return false;
      }
      from = comma + 1;
    }
    return true;
  }

 private:
  bool part(std::string_view text, int zero, Set& set) {
    const size_t slash = text.find('/');
    std::string_view range = text.substr(0, slash);
    int step = 1, low = m_field.low, high = m_field.high;
    if (slash != std::string_view::npos && (!number(text.substr(slash + 1), step) || step < 1))
      return wrong(text, "has no step of 1 or more");
    if (range != "*") {
      const size_t dash = range.find('-');
      if (!value(range.substr(0, dash), low)) return false;
      if (dash != std::string_view::npos) {
        if (!value(range.substr(dash + 1), high)) return false;
        if (high < low) return wrong(range, "runs backwards");
      } else if (slash == std::string_view::npos) {
        high = low;  // "a/n" runs from a to the end
      }
    }
    for (int64_t v = low; v <= high; v += step) set.add(static_cast<int>(v) - zero);
    return true;
  }

  static bool number(std::string_view text, int& value) {
    if (text.empty() || text.size() > 6) return false;
    value = 0;
    for (const char c : text) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
    }
    return true;
  }

  bool value(std::string_view text, int& value) {
    if (m_field.names && text.size() == 3) {
      std::string upper(text);
      for (char& c : upper)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      const std::string_view names(m_field.names);
      for (size_t i = 0; i * 3 < names.size(); ++i) {
        if (names.substr(i * 3, 3) != upper) continue;
        value = m_field.low + static_cast<int>(i);
        return true;
      }
    }
    if (!number(text, value)) return wrong(text, "is no value");
    if (value < m_field.low || value > m_field.high)
      return wrong(text, "is not within " + std::to_string(m_field.low) + " to " + std::to_string(m_field.high));
    return true;
  }

  bool wrong(std::string_view text, const std::string& why) {
    m_error = (text.empty() ? std::string("an empty part") : std::string(text)) + " " + why;
    return false;
  }

  const Field& m_field;
  std::string_view m_text;
  std::string m_error;
};

template <typename Bits>
bool has(Bits bits, int bit) {
  return (bits >> bit & 1) != 0;
}

/// The lowest set bit at or above `from`; -1 when there is none.
template <typename Bits>
int nextBit(Bits bits, int from) {
  if (from > 63) return -1;
  const uint64_t rest = uint64_t{bits} >> from << from;
  return rest == 0 ? -1 : std::countr_zero(rest);
}

bool matchesDay(const Cron& cron, std::chrono::year_month_day date, std::chrono::weekday weekday) {
  const bool day = has(cron.days, static_cast<int>(static_cast<unsigned>(date.day())));
  const bool week = has(cron.weekdays, static_cast<int>(weekday.c_encoding()));
  return cron.dayGiven && cron.weekGiven ? day || week : day && week;
}

/// The first second of the day at or after `from` (seconds of the day) that matches; -1 when there is none.
int nextInDay(const Cron& cron, int from) {
  for (int hour = nextBit(cron.hours, from / 3600); hour >= 0; hour = nextBit(cron.hours, hour + 1)) {
    const bool sameHour = hour == from / 3600;
    for (int minute = nextBit(cron.minutes, sameHour ? from / 60 % 60 : 0); minute >= 0; minute = nextBit(cron.minutes, minute + 1)) {
      const bool sameMinute = sameHour && minute == from / 60 % 60;
      if (const int second = nextBit(cron.seconds, sameMinute ? from % 60 : 0); second >= 0) return hour * 3600 + minute * 60 + second;
    }
  }
  return -1;
}

}  // namespace

std::optional<Cron> parseCron(std::string_view text, CronError* error) {
  const auto refuse = [&](std::string message) -> std::optional<Cron> {
    if (error) error->message = std::move(message);
    return std::nullopt;
  };
  if (text.size() > kCronLength) return refuse("longer than " + std::to_string(kCronLength) + " characters");
  std::vector<std::string_view> parts;
  for (size_t from = text.find_first_not_of(" \t"); from != std::string_view::npos;) {
    const size_t end = std::min(text.find_first_of(" \t", from), text.size());
    parts.push_back(text.substr(from, end - from));
    from = text.find_first_not_of(" \t", end);
  }
  if (parts.size() == 5) {
    parts.insert(parts.begin(), "0");
    parts.emplace_back("*");
  }
  if (parts.size() != 7)
    return refuse(std::to_string(parts.size()) + " fields; 7 are wanted: second minute hour day month week year");
  Set sets[7];
  std::string why;
  for (size_t i = 0; i < 7; ++i)
    if (!FieldReader(kFields[i], parts[i]).read(i == 6 ? Cron::kFirstYear : 0, sets[i], why)) return refuse(why);
  Cron cron;
  cron.seconds = sets[0].words()[0];
  cron.minutes = sets[1].words()[0];
  cron.hours = static_cast<uint32_t>(sets[2].words()[0]);
  cron.days = static_cast<uint32_t>(sets[3].words()[0]);
  cron.months = static_cast<uint16_t>(sets[4].words()[0]);
  cron.weekdays = static_cast<uint8_t>(sets[5].words()[0]);
  cron.years = sets[6].words();
  cron.dayGiven = parts[3] != "*";
  cron.weekGiven = parts[5] != "*";
  return cron;
}

std::optional<int64_t> nextFire(const Cron& cron, int64_t after, int zoneSeconds) {
  using namespace std::chrono;
  constexpr int64_t kDay = 86400;
  constexpr int64_t kEnd = 4102444800;  // 2100-01-01
  const int64_t local = std::clamp<int64_t>(after, -kEnd, kEnd) + 1 + zoneSeconds;
  int64_t day = local < 0 ? 0 : local / kDay;
  int from = local < 0 ? 0 : static_cast<int>(local % kDay);
  while (day * kDay < kEnd) {
    const sys_days when{days{day}};
    const year_month_day date{when};
    const auto next = [&](sys_days first) {
      day = first.time_since_epoch().count();
      from = 0;
    };
    if (!cron.hasYear(static_cast<int>(date.year()))) {
      next(sys_days{(date.year() + years{1}) / January / 1});
    } else if (!has(cron.months, static_cast<int>(static_cast<unsigned>(date.month())))) {
      next(sys_days{year_month_day{(date.year() / date.month() + months{1}) / 1}});
    } else {
      if (matchesDay(cron, date, weekday{when}))
        if (const int second = nextInDay(cron, from); second >= 0) return day * kDay + second - zoneSeconds;
      next(when + days{1});
    }
  }
  return std::nullopt;
}

}  // namespace scfdesk

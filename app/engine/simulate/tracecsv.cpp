// SPDX-License-Identifier: GPL-3.0-or-later
// The public traces of Azure Functions (github.com/Azure/AzurePublicDataset, CC-BY). None is shipped: the user names files.
#include "app/engine/simulate/tracelines.h"
#include "app/engine/simulate/variate.h"
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::simulate {

namespace {

constexpr size_t kMinutes = 1440;
constexpr Ns kMinute = 60 * scaling::kSecond;

std::string keyOf(std::string_view a, std::string_view b) { return std::string(a) + "/" + std::string(b); }

/// Which column a name is in, by the header.
std::optional<size_t> columnOf(const std::vector<std::string_view>& header, std::string_view name) {
  for (size_t i = 0; i < header.size(); ++i)
    if (header[i] == name) return i;
  return std::nullopt;
}

using Durations = std::unordered_map<std::string, Distribution>;

/// Percentiles of run times in ms, of each function.
std::optional<Error> readDurations(const TraceSource& source, Durations& durations) {
  TraceLines lines(source.durations, source);
  std::string_view line;
  std::vector<std::string_view> f;
  std::string text;
  if (!lines.next(line)) return lines.mistake() ? lines.mistake() : lines.wrong(u"the header is missing"_s);
  splitCsv(line, f, text);
  constexpr std::string_view names[] = {"percentile_Average_0", "percentile_Average_1", "percentile_Average_25", "percentile_Average_50", "percentile_Average_75", "percentile_Average_99", "percentile_Average_100"};
  constexpr double ranks[] = {0, 0.01, 0.25, 0.5, 0.75, 0.99, 1};
  size_t columns[7];
  for (size_t i = 0; i < 7; ++i) {
    const auto column = columnOf(f, names[i]);
    if (!column) return lines.wrong(u"the column %1 is missing"_s.arg(QString::fromLatin1(names[i].data(), static_cast<qsizetype>(names[i].size()))));
    columns[i] = *column;
  }
  while (lines.next(line)) {
    splitCsv(line, f, text);
    if (f.size() <= columns[6]) return lines.wrong(u"%1 fields, at least %2 are wanted"_s.arg(f.size()).arg(columns[6] + 1));
    Distribution d;
    d.kind = Distribution::Kind::Quantiles;
    double before = 0;
    for (size_t i = 0; i < 7; ++i) {
      const auto value = numberIn(f[columns[i]]);
      if (!value) continue;  // some are missing in the published files
      before = std::max(before, *value / 1000);
      d.values.push_back(before);
      d.ranks.push_back(ranks[i]);
    }
    if (!d.values.empty()) durations.insert_or_assign(keyOf(keyOf(f[0], f[1]), f[2]), std::move(d));
  }
  return lines.mistake();
}

/// Mean allocated memory of each application, in MB.
std::optional<Error> readMemory(const TraceSource& source, std::unordered_map<std::string, int>& memory) {
  TraceLines lines(source.memory, source);
  std::string_view line;
  std::vector<std::string_view> f;
  std::string text;
  if (!lines.next(line)) return lines.mistake() ? lines.mistake() : lines.wrong(u"the header is missing"_s);
  splitCsv(line, f, text);
  const auto column = columnOf(f, "AverageAllocatedMb");
  if (!column || *column < 2) return lines.wrong(u"the column AverageAllocatedMb is missing"_s);
  while (lines.next(line)) {
    splitCsv(line, f, text);
    const auto value = f.size() > *column ? numberIn(f[*column]) : std::nullopt;
    if (!value || *value < 0) return lines.wrong(u"AverageAllocatedMb is no number"_s);
    // As memory is configured: in steps of 64 MB, at least 64.
    memory.insert_or_assign(keyOf(f[0], f[1]), std::clamp(static_cast<int>((*value + 63) / 64) * 64, 64, 32'768));
  }
  return lines.mistake();
}

}  // namespace

std::optional<Error> readAzure2019(const TraceSource& source, TraceTable& table) {
  Durations durations;
  std::unordered_map<std::string, int> memory;
  if (!source.durations.empty())
    if (const auto mistake = readDurations(source, durations)) return mistake;
  if (!source.memory.empty())
    if (const auto mistake = readMemory(source, memory)) return mistake;
  TraceLines lines(source.file, source);
  std::string_view line;
  std::vector<std::string_view> f;
  std::string text;
  if (!lines.next(line)) return lines.mistake() ? lines.mistake() : lines.wrong(u"the header is missing"_s);
  splitCsv(line, f, text);
  if (f.size() < 5 || f[0] != "HashOwner" || f[2] != "HashFunction") return lines.wrong(u"the header HashOwner,HashApp,HashFunction,Trigger,1,...,1440 is wanted"_s);
  const size_t minutes = f.size() - 4;
  if (minutes > kMinutes) return lines.wrong(u"%1 minutes, at most %2"_s.arg(minutes).arg(kMinutes));
  while (lines.next(line)) {
    splitCsv(line, f, text);
    if (f.size() != minutes + 4) return lines.wrong(u"%1 fields, %2 are wanted"_s.arg(f.size()).arg(minutes + 4));
    const std::string name = keyOf(keyOf(f[0], f[1]), f[2]);
    TraceFunction* function = table.function(name);
    if (!function) continue;
    if (const auto it = memory.find(keyOf(f[0], f[1])); it != memory.end()) function->memoryMb = it->second;
    if (const auto it = durations.find(name); it != durations.end()) {
      function->run = it->second;
      function->hasRun = true;
    }
    const Draws draws(source.seed, name);
    for (size_t m = 0; m < minutes; ++m) {
      const std::string_view cell = f[m + 4];
      if (cell == "0" || cell.empty()) continue;
      const auto count = numberIn(cell);
      if (!count || *count < 0 || *count > 1e7 || *count != static_cast<double>(static_cast<int64_t>(*count))) return lines.wrong(u"minute %1 is no count"_s.arg(m + 1));
      for (int64_t i = 0; i < static_cast<int64_t>(*count); ++i) {
        const double u = draws.unit(m << 32 | static_cast<uint64_t>(i), 0, Purpose::Place);
        if (const auto full = table.add(*function, {static_cast<Ns>(m) * kMinute + static_cast<Ns>(u * static_cast<double>(kMinute))})) return lines.wrong(*full);
      }
    }
  }
  return lines.mistake();
}

std::optional<Error> readAzure2021(const TraceSource& source, TraceTable& table) {
  TraceLines lines(source.file, source);
  std::string_view line;
  std::vector<std::string_view> f;
  std::string text;
  if (!lines.next(line)) return lines.mistake() ? lines.mistake() : lines.wrong(u"the header is missing"_s);
  if (line != "app,func,end_timestamp,duration") return lines.wrong(u"the header app,func,end_timestamp,duration is wanted"_s);
  while (lines.next(line)) {
    splitCsv(line, f, text);
    if (f.size() != 4) return lines.wrong(u"%1 fields, 4 are wanted"_s.arg(f.size()));
    const auto end = numberIn(f[2]), duration = numberIn(f[3]);
    if (!end || !duration || *duration < 0) return lines.wrong(u"end_timestamp and duration must be numbers of seconds"_s);
    TraceFunction* function = table.function(keyOf(f[0], f[1]));  // `func` is unique only within its app
    if (!function) continue;
    // Seconds since some day: the start, to the microsecond that the file has.
    const Ns at = static_cast<Ns>((*end - *duration) * 1e6 + 0.5) * 1000;
    if (const auto full = table.add(*function, {at, nsOf(*duration), 200})) return lines.wrong(*full);
  }
  return lines.mistake();
}

}  // namespace scfdesk::simulate

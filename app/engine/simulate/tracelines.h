// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/engine/simulate/trace.h"
#include <QFile>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace scfdesk::simulate {

/// A text file, line by line, in pieces: no more than a line is held. Remembers the first mistake with file and line.
class TraceLines final {
 public:
  static constexpr qsizetype kMostLine = 4 * 1024 * 1024;
  /// `source`: whether to go on, and where to tell how far the reading is.
  TraceLines(const std::string& file, const TraceSource& source);
  /// False at the end, or after a mistake. Lines without a character are passed over.
  bool next(std::string_view& line);
  [[nodiscard]] const std::optional<Error>& mistake() const { return m_mistake; }
  /// "FILE, line N: what."
  Error wrong(const QString& what);

 private:
  QFile m_file;
  const TraceSource& m_source;
  int64_t m_read = 0;
  QByteArray m_line;
  int64_t m_number = 0;
  std::optional<Error> m_mistake;
};

/// The fields of a line of CSV; a quoted one may hold commas and doubled quotes. `fields` is reused.
void splitCsv(std::string_view line, std::vector<std::string_view>& fields, std::string& unquoted);
/// A whole number or a decimal one; nothing else.
std::optional<double> numberIn(std::string_view text);

/// The functions of a trace while it is read, by name.
class TraceTable final {
 public:
  explicit TraceTable(const TraceSource& source) : m_source(source) {}
  /// Null for one that is not asked for.
  TraceFunction* function(const std::string& name);
  /// Nothing past the limits; says so.
  std::optional<QString> add(TraceFunction& function, const Arrival& arrival);
  /// Sorted by time, from `origin`, or from the first event when it is below 0.
  std::vector<TraceFunction> take(Ns origin);

 private:
  const TraceSource& m_source;
  std::vector<TraceFunction> m_functions;
  std::unordered_map<std::string, size_t> m_index;
  size_t m_arrivals = 0;
};

std::optional<Error> readAzure2019(const TraceSource& source, TraceTable& table);
std::optional<Error> readAzure2021(const TraceSource& source, TraceTable& table);
std::optional<Error> readJsonLines(const TraceSource& source, TraceTable& table, bool cls);

}  // namespace scfdesk::simulate

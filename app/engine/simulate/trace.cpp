// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/simulate/trace.h"
#include "app/engine/simulate/tracelines.h"
#include <QFileInfo>
#include <algorithm>
#include <charconv>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk::simulate {

TraceLines::TraceLines(const std::string& file, const TraceSource& source) : m_file(QString::fromStdString(file)), m_source(source) {
  // A pipe or a device may give nothing for ever, and opening it already waits.
  if (const QFileInfo info(m_file.fileName()); info.exists() && !info.isFile()) {
    m_mistake = Error{u"Local.TraceUnreadable"_s, u"%1 is no regular file."_s.arg(m_file.fileName()), u"Write what it gives into a file first."_s};
    return;
  }
  if (!m_file.open(QIODevice::ReadOnly)) m_mistake = Error{u"Local.TraceUnreadable"_s, u"%1 cannot be read (%2)."_s.arg(m_file.fileName(), m_file.errorString()), {}};
}

Error TraceLines::wrong(const QString& what) {
  if (!m_mistake) m_mistake = Error{u"InvalidParameterValue"_s, u"%1, line %2: %3."_s.arg(m_file.fileName()).arg(m_number).arg(what), {}};
  return *m_mistake;
}

bool TraceLines::next(std::string_view& line) {
  while (!m_mistake) {
    if (m_source.canceled && *m_source.canceled) {
      m_mistake = Error{u"Local.Canceled"_s, u"Reading %1 was canceled."_s.arg(m_file.fileName()), {}};
      return false;
    }
    m_line = m_file.readLine(kMostLine + 2);
    if (m_line.isEmpty()) return false;
    m_read += m_line.size();
    if ((m_number++ & 0xFF) == 0 && m_source.donePpm && m_file.size() > 0) *m_source.donePpm = static_cast<uint64_t>(m_read) * 1'000'000 / static_cast<uint64_t>(std::max<qint64>(m_file.size(), m_read));
    if (m_line.size() > kMostLine) {
      wrong(u"longer than %1 bytes"_s.arg(kMostLine));
      return false;
    }
    while (m_line.endsWith('\n') || m_line.endsWith('\r')) m_line.chop(1);
    if (m_line.isEmpty()) continue;
    line = {m_line.constData(), static_cast<size_t>(m_line.size())};
    return true;
  }
  return false;
}

void splitCsv(std::string_view line, std::vector<std::string_view>& fields, std::string& unquoted) {
  fields.clear();
  unquoted.clear();
  unquoted.reserve(line.size());  // the views below lie in it
  for (size_t at = 0;;) {
    if (at < line.size() && line[at] == '"') {
      const size_t begin = unquoted.size();
      for (++at; at < line.size(); ++at) {
        if (line[at] == '"' && (at + 1 >= line.size() || line[at + 1] != '"')) break;
        if (line[at] == '"') ++at;
        unquoted.push_back(line[at]);
      }
      fields.emplace_back(unquoted.data() + begin, unquoted.size() - begin);
      at = std::min(line.find(',', at), line.size());
    } else {
      const size_t end = std::min(line.find(',', at), line.size());
      fields.push_back(line.substr(at, end - at));
      at = end;
    }
    if (at >= line.size()) return;
    ++at;
  }
}

std::optional<double> numberIn(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value > -1e18 && value < 1e18)) return std::nullopt;
  return value;
}

TraceFunction* TraceTable::function(const std::string& name) {
  if (!m_source.function.empty() && name != m_source.function) return nullptr;
  const auto it = m_index.find(name);
  if (it != m_index.end()) return &m_functions[it->second];
  if (m_functions.size() >= m_source.mostFunctions) return nullptr;
  m_index.emplace(name, m_functions.size());
  TraceFunction& made = m_functions.emplace_back();
  made.name = name;
  return &made;
}

std::optional<QString> TraceTable::add(TraceFunction& function, const Arrival& arrival) {
  if (m_arrivals >= kMostValues) return u"more than %1 invocations; take fewer functions or a part of the file"_s.arg(kMostValues);
  ++m_arrivals;
  function.arrivals.push_back(arrival);
  return std::nullopt;
}

std::vector<TraceFunction> TraceTable::take(Ns origin) {
  if (origin < 0) {
    origin = scaling::kNever;
    for (const TraceFunction& f : m_functions)
      for (const Arrival& a : f.arrivals) origin = std::min(origin, a.at);
  }
  for (TraceFunction& f : m_functions) {
    for (Arrival& a : f.arrivals) a.at = std::max<Ns>(0, a.at - origin);
    std::stable_sort(f.arrivals.begin(), f.arrivals.end(), [](const Arrival& a, const Arrival& b) { return a.at < b.at; });
  }
  return std::move(m_functions);
}

Result<std::vector<TraceFunction>> readTrace(const TraceSource& source) {
  TraceTable table(source);
  std::optional<Error> mistake;
  Ns origin = -1;
  if (source.format == "azure2019") {
    mistake = readAzure2019(source, table);
    origin = 0;
  } else if (source.format == "azure2021") {
    mistake = readAzure2021(source, table);
  } else if (source.format == "jsonl" || source.format == "cls") {
    mistake = readJsonLines(source, table, source.format == "cls");
  } else {
    mistake = Error{u"InvalidParameterValue"_s, u"There is no trace format \"%1\"."_s.arg(QString::fromStdString(source.format)), u"There are jsonl, azure2019, azure2021 and cls."_s};
  }
  if (mistake) return *mistake;
  auto functions = table.take(origin);
  if (functions.empty())
    return Error{u"InvalidParameterValue"_s, source.function.empty() ? u"%1 has no invocation."_s.arg(QString::fromStdString(source.file)) : u"%1 has no invocation of %2."_s.arg(QString::fromStdString(source.file), QString::fromStdString(source.function)), {}};
  return functions;
}

}  // namespace scfdesk::simulate

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/data/log.h"
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

using namespace Qt::Literals::StringLiterals;

namespace scfdesk {
namespace {

std::optional<LogLevel> levelWord(std::string_view word) {
  const auto is = [word](std::string_view name) {
    if (word.size() != name.size()) return false;
    for (size_t i = 0; i < name.size(); ++i)
      if (std::toupper(static_cast<unsigned char>(word[i])) != name[i]) return false;
    return true;
  };
  if (is("ERROR") || is("FATAL") || is("CRITICAL") || is("ERR")) return LogLevel::Error;
  if (is("WARN") || is("WARNING")) return LogLevel::Warn;
  if (is("INFO") || is("NOTICE")) return LogLevel::Info;
  if (is("DEBUG") || is("TRACE")) return LogLevel::Debug;
  return std::nullopt;
}

/// The string after "level": in a one-line JSON object, without building a document: a log line is read on the event path.
std::optional<std::string_view> jsonLevel(std::string_view line) {
  const auto key = line.find("\"level\"");
  if (key == std::string_view::npos) return std::nullopt;
  auto at = line.find_first_not_of(" \t", key + 7);
  if (at == std::string_view::npos || line[at] != ':') return std::nullopt;
  at = line.find_first_not_of(" \t", at + 1);
  if (at == std::string_view::npos || line[at] != '"') return std::nullopt;
  const auto end = line.find('"', at + 1);
  if (end == std::string_view::npos) return std::nullopt;
  return line.substr(at + 1, end - at - 1);
}

}  // namespace

QString logLevelName(LogLevel level) {
  switch (level) {
    case LogLevel::Debug: return u"DEBUG"_s;
    case LogLevel::Info: return u"INFO"_s;
    case LogLevel::Warn: return u"WARN"_s;
    case LogLevel::Error: return u"ERROR"_s;
    case LogLevel::Platform: return u"PLAT"_s;
  }
  return {};
}

LogLevel logLevelOf(QByteArrayView bytes, bool stderrStream) {
  const std::string_view line(bytes.data(), size_t(bytes.size()));
  if (!line.empty() && line.front() == '{')
    if (const auto name = jsonLevel(line))
      if (const auto level = levelWord(*name)) return *level;
  size_t begin = line.find_first_not_of(" \t[");
  if (begin != std::string_view::npos) {
    size_t end = begin;
    while (end < line.size() && std::isalpha(static_cast<unsigned char>(line[end]))) ++end;
    // A level word stands alone: "ERROR: x", "[WARN] x", "info x", not "information".
    const bool alone = end == line.size() || line[end] == ':' || line[end] == ']' || line[end] == ' ' || line[end] == '\t';
    if (end > begin && alone)
      if (const auto level = levelWord(line.substr(begin, end - begin))) return *level;
  }
  return stderrStream ? LogLevel::Warn : LogLevel::Info;
}

void LogChunk::append(LogRecord record, QByteArrayView line) {
  record.offset = uint32_t(text.size());
  record.length = uint32_t(line.size());
  text.append(line);
  records.push_back(record);
}

}  // namespace scfdesk

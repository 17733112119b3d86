// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/instance.h"
#include <vector>

namespace scfdesk {

enum class LogLevel : uint8_t { Debug, Info, Warn, Error, Platform };
QString logLevelName(LogLevel);  ///< "DEBUG" "INFO" "WARN" "ERROR" "PLAT"

/// Level of a printed line (design.md 0.11): a JSON line's "level" field, else a leading level word, else stderr = Warn, else Info.
LogLevel logLevelOf(QByteArrayView line, bool stderrStream);

/// One physical line. Its text lies in the chunk's arena; continuation lines of one record share `record`.
struct LogRecord {
  uint64_t seq = 0;     ///< rises by one per line
  TimeUs at = 0;
  FunctionId function = 0;    ///< 0 = the engine itself
  InstanceId instance = 0;
  InvocationId invocation = 0;
  uint32_t offset = 0;  ///< into LogChunk::text
  uint32_t length = 0;  ///< bytes of UTF-8 (valid: bad bytes were replaced on the way in)
  LogLevel level = LogLevel::Info;
};

/// A batch of lines: records in order and one arena of their texts. A value; cheap to copy (implicitly shared text).
struct LogChunk {
  std::vector<LogRecord> records;
  QByteArray text;
  uint64_t dropped = 0;  ///< lines left out because a limit was passed; never silent
  [[nodiscard]] QByteArrayView textOf(const LogRecord& r) const { return QByteArrayView(text).sliced(r.offset, r.length); }
  void append(LogRecord record, QByteArrayView line);
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/data/limits.h"
#include <QByteArray>
#include <QByteArrayView>
#include <functional>

namespace scfdesk {

/// Cuts a byte stream into lines of valid UTF-8. A line longer than the limit is cut once and says so; its rest is dropped
/// up to the next newline. Pure; any thread.
class LineSplitter final {
 public:
  using Sink = std::function<bool(QByteArrayView line)>;  ///< false = stop, the receiver is gone

  explicit LineSplitter(qsizetype maxLine = limits::kLogLineBytes) : m_maxLine(maxLine) {}
  /// Gives whole lines (without "\n" or "\r\n") to `sink`. False when the sink stopped it.
  bool feed(QByteArrayView bytes, const Sink& sink);
  /// Gives the last line, which has no newline, if there is one.
  bool finish(const Sink& sink);

 private:
  bool give(QByteArrayView line, const Sink& sink);

  qsizetype m_maxLine;
  QByteArray m_held;
  bool m_dropping = false;
};

/// `bytes` with each invalid sequence replaced by U+FFFD. Null when all is valid (the caller keeps its bytes).
QByteArray replacedUtf8(QByteArrayView bytes);

}  // namespace scfdesk

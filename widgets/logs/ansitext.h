// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>
#include <QString>
#include <cstdint>
#include <vector>

namespace scfdesk {

/// A line as it can be shown: colour sequences of terminals (SGR) read and taken out, other sequences left out, tabs as spaces,
/// control characters and those that turn the direction of writing as visible signs, bad UTF-8 as U+FFFD. Pure.
struct AnsiText {
  enum class Color : uint8_t { None, Black, Red, Green, Yellow, Blue, Magenta, Cyan, White };
  struct Run {
    qsizetype at = 0, length = 0;
    Color color = Color::None;
    bool bold = false;
    friend bool operator==(const Run&, const Run&) = default;
  };
  QString text;
  std::vector<Run> runs;  ///< in order, only what is coloured or bold
  /// At most `most` bytes of the line are read.
  static AnsiText of(QByteArrayView line, qsizetype most);
};

}  // namespace scfdesk

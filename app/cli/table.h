// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QStringList>

namespace scfdesk::cli {

/// A colour of a cell, where the terminal has any.
enum class Ink : uint8_t { Plain, Quiet, Good, Warning, Bad };
/// The text in that colour; `on` false: as it is.
[[nodiscard]] QString inked(const QString& text, Ink ink, bool on);
/// Columns that a text takes on a terminal: Chinese characters take two.
[[nodiscard]] int columnsOf(const QString& text);

/// Rows under heads, aligned with spaces, for people. Pure; a value.
class Table final {
 public:
  /// A head that begins with '>' is of a column of numbers, to the right.
  explicit Table(QStringList heads) : m_heads(std::move(heads)) {}
  struct Cell {
    QString text;
    Ink ink = Ink::Plain;
    Cell(QString t, Ink i = Ink::Plain) : text(std::move(t)), ink(i) {}
  };
  void add(QList<Cell> cells) { m_rows.append(std::move(cells)); }
  [[nodiscard]] bool empty() const { return m_rows.isEmpty(); }
  [[nodiscard]] QString text(bool colours) const;

 private:
  QStringList m_heads;
  QList<QList<Cell>> m_rows;
};

/// "1.2 ms", "3.4 s" of microseconds; "12.3 MB" of bytes; "2026-11-23 14:05:09.123" of milliseconds since the epoch, local time.
[[nodiscard]] QString durationText(double us);
/// "2018-06-07 09:52:23" as the API gives it (UTC+8) in local time, as the log shows it; any other text as it is.
[[nodiscard]] QString cloudTimeText(const QString& text);
[[nodiscard]] QString bytesText(double bytes);
[[nodiscard]] QString timeText(qint64 ms);

}  // namespace scfdesk::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/logstore.h"
#include <QTimer>
#include <deque>

namespace scfdesk {

/// The lines of a view counted by time and level, and where its errors are: what a histogram and a marker strip paint. Follows
/// the view; a new filter's lines are worked off in slices. GUI thread; owned by its parent.
class LogSummary final : public QObject {
  Q_OBJECT
 public:
  static constexpr TimeUs kColumnUs = 250'000;
  static constexpr size_t kColumns = 24 * 3600;  ///< six hours; older lines are in no histogram
  struct Counts {
    uint32_t lines = 0, warnings = 0, errors = 0;
  };
  explicit LogSummary(const LogView& view, QObject* parent = nullptr);
  /// Of [begin, end), in whole columns.
  [[nodiscard]] Counts counts(TimeUs begin, TimeUs end) const;
  /// Is there an error among these rows of the view? [from, to).
  [[nodiscard]] bool errorIn(qint64 fromRow, qint64 toRow) const;
  [[nodiscard]] bool busy() const { return m_front > 0; }

 Q_SIGNALS:
  void changed();

 private:
  void onChanged(qint64 removed, qint64 inserted, qint64 appended);
  void restart();
  void slice();
  void count(const LogLine& line, qint64 absolute, bool atFront);
  const LogView& m_view;
  std::deque<Counts> m_columns;
  int64_t m_first = 0;           ///< number of the front column: time / kColumnUs
  std::deque<qint64> m_errors;   ///< absolute numbers, rising
  qint64 m_front = 0;            ///< rows at the front that are not counted yet
  QTimer m_soon;
};

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/logstore.h"
#include <QAbstractScrollArea>
#include <memory>
#include <optional>

class QMenu;

namespace scfdesk {

class DeskButton;
class ModelHub;

/// A stretch of time to look at, with the moment that is looked at.
struct LogWindow {
  TimeUs begin = 0;
  TimeUs end = 0;
  TimeUs cursor = 0;
  friend bool operator==(const LogWindow&, const LogWindow&) = default;
};

/// The lines of a log as a table: time, level, instance, request id, message; rows of 20 px, only what is seen is decoded
/// and painted, so that a million lines held cost no more than a screen. Follows the tail until someone scrolls up; lines on
/// screen then stay where they are, whatever comes or is dropped. With a window set it shows the lines of that stretch and a
/// rule at the cursor. Never scrolls by itself unless it follows. GUI thread.
class LogTable final : public QAbstractScrollArea {
  Q_OBJECT
 public:
  LogTable(ModelHub& hub, LogRows& view, QWidget* parent = nullptr);
  /// Other rows, from now on; of the same source where `same`: then what was looked at stays in place.
  void setView(LogRows& view, bool same = true);
  [[nodiscard]] LogRows& view() const { return *m_view; }

  [[nodiscard]] bool following() const { return m_follow; }
  void setFollowing(bool follow);
  /// Lines that came since following ended.
  [[nodiscard]] qint64 newLines() const { return m_newLines; }

  /// none = all lines of the view.
  void setWindow(const std::optional<LogWindow>& window);
  /// Columns for the request id are of no use where all lines are of a few requests anyway (the log at the cursor).
  void setRequestColumn(bool shown);
  /// A column with the function's name, for lines of several.
  void setFunctionColumn(bool shown);
  /// The titles of the columns over them.
  void setTitles(bool shown);
  /// Marks what a query has found; with `dim` the lines that it does not match stand back.
  void setMarked(std::shared_ptr<const LogMatcher> query, bool dim);
  /// The scroll bar is somebody else's (the marker strip).
  void setScrollBarShown(bool shown);
  /// Said in place of lines when there is none.
  void setEmptyText(const QString& text);

  [[nodiscard]] qint64 rowCount() const;           ///< with the rule
  [[nodiscard]] qint64 topRow() const;
  [[nodiscard]] int visibleRows() const;
  [[nodiscard]] qint64 currentRow() const { return m_current; }  ///< -1 = none
  void setCurrentRow(qint64 row);
  /// The row's line, none for the rule.
  [[nodiscard]] std::optional<LogLine> lineAt(qint64 row) const;
  [[nodiscard]] qint64 rowAt(const QPoint& viewportPos) const;   ///< -1 = none
  /// The selected lines as text, a line each with tabs between columns.
  [[nodiscard]] QString selectedText() const;
  /// "Log, 1,284 of 1,000,000 lines", and the current line.
  [[nodiscard]] QString description() const;
  /// Lines of the store behind the view, for the description.
  void setTotal(qint64 lines) { m_total = lines; }

 Q_SIGNALS:
  void followingChanged(bool follow);
  void newLinesChanged(qint64 lines);
  void onlyRequestWanted(quint64 invocation);
  void timeWanted(qint64 timeUs);
  void currentChanged(qint64 row);
  void opened(qint64 row);       ///< Enter or a double click
  void eventWanted(quint64 invocation);  ///< E: its event into Test
  void scrolled();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool event(QEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Columns {
    int time, level, function, instance, request, message;
  };
  friend class LogTitles;
  [[nodiscard]] Columns columns() const;
  [[nodiscard]] int rowHeight() const;
  void paintLine(QPainter& p, const QRect& row, qint64 index, const LogLine& line, const Columns& at, bool current, bool selected) const;
  void paintRule(QPainter& p, const QRect& row) const;
  void paintMessage(QPainter& p, const QRect& area, QByteArrayView line, const QColor& color, bool back) const;
  void connectView();
  /// The line that begins the record that this row continues; `row` itself when it begins one.
  [[nodiscard]] qint64 headOf(qint64 row) const;
  [[nodiscard]] QString requestIdOf(const LogLine& line) const;
  void onChanged(qint64 removedInFront, qint64 insertedInFront, qint64 appended);
  void onReset();
  void layoutRange();
  void updateScrollBar();
  void scrollToTail();
  void placeNewLines();
  void copy() const;
  void activate(qint64 row);
  void announce();
  /// Row of the view for a row of the table; -1 for the rule.
  [[nodiscard]] qint64 viewRow(qint64 row) const;
  [[nodiscard]] qint64 firstAtOrAfter(TimeUs t) const;

  ModelHub& m_hub;
  LogRows* m_view;
  DeskButton* m_more;          ///< "1,204 new lines"
  std::optional<LogWindow> m_window;
  qint64 m_first = 0;          ///< first row of the view that is shown
  qint64 m_count = 0;          ///< lines shown
  qint64 m_rule = -1;          ///< row of the rule
  qint64 m_current = -1, m_anchor = -1;
  qint64 m_newLines = 0;
  qint64 m_total = 0;
  QString m_emptyText;
  bool m_follow = true;
  bool m_requests = true, m_functions = false;
  bool m_dim = false;
  std::shared_ptr<const LogMatcher> m_marked;
  QWidget* m_titles = nullptr;
  bool m_adjusting = false;    ///< the scrollbar moves because rows were dropped, not because someone scrolled
};

}  // namespace scfdesk

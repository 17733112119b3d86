// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/logs/logtable.h"
#include "models/modelhub.h"
#include "models/selection.h"
#include "widgets/controls/button.h"
#include "widgets/controls/numberformat.h"
#include "widgets/logs/logaccessible.h"
#include "widgets/theme/deskstyle.h"
#include "widgets/theme/theme.h"
#include <QAccessible>
#include <QEvent>
#include <QScrollBar>
#include <algorithm>
#include <limits>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

LogTable::LogTable(ModelHub& hub, LogRows& view, QWidget* parent) : QAbstractScrollArea(parent), m_hub(hub), m_view(&view) {
  installLogAccessible();
  setObjectName(u"log_table"_s);
  setAccessibleName(tr("Log"));
  setFocusPolicy(Qt::StrongFocus);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  // The wash of a row goes from edge to edge; the bar lies over it.
  verticalScrollBar()->setAttribute(Qt::WA_OpaquePaintEvent, false);
  setProperty(kBarOverRows, true);
  verticalScrollBar()->setProperty(kBarOverRows, true);
  viewport()->setMouseTracking(true);
  viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
  verticalScrollBar()->setSingleStep(3);
  m_more = new DeskButton(QString(), DeskButton::Kind::Default, viewport());
  m_more->setObjectName(u"log_newlines"_s);
  m_more->setCompact(true);
  m_more->setIconName(u"tail"_s);
  m_more->setFocusPolicy(Qt::NoFocus);
  m_more->hide();
  connect(m_more, &DeskButton::clicked, this, [this] { setFollowing(true); });
  connectView();
  connect(&m_hub.selection(), &Selection::invocationChanged, this, [this] { viewport()->update(); });
  connect(&Theme::current(), &Theme::changed, this, [this] {
    if (m_titles) setTitles(true);
    updateScrollBar();
    placeNewLines();
    viewport()->update();
  });
  onReset();
}

void LogTable::connectView() {
  connect(m_view, &LogRows::changed, this, &LogTable::onChanged);
  connect(m_view, &LogRows::merged, this, [this](const std::vector<qint64>& rows) { onChanged(0, 0, static_cast<qint64>(rows.size())); });
  connect(m_view, &LogRows::reset, this, &LogTable::onReset);
}

void LogTable::setView(LogRows& view, bool same) {
  if (m_view == &view) return;
  // What was looked at stays where it is: the same line, or the next one that is in the new view, at the same height.
  const qint64 top = viewRow(topRow()), held = m_current >= 0 ? viewRow(m_current) : -1;
  const qint64 topLine = top >= 0 && top < m_view->size() ? m_view->storeIndex(top) : -1;
  const qint64 heldLine = held >= 0 && held < m_view->size() ? m_view->storeIndex(held) : -1;
  const qint64 place = m_current - topRow();
  m_view->disconnect(this);
  m_view = &view;
  connectView();
  onReset();
  if (!same) return;
  if (heldLine >= 0 && rowCount() > 0) {
    m_current = m_anchor = std::min(m_view->rowAt(heldLine) - m_first, rowCount() - 1);
    if (!m_follow) verticalScrollBar()->setValue(static_cast<int>(std::max<qint64>(0, m_current - (place >= 0 && place < visibleRows() ? place : 0))));
  } else if (!m_follow && topLine >= 0) {
    verticalScrollBar()->setValue(static_cast<int>(std::max<qint64>(0, m_view->rowAt(topLine) - m_first)));
  }
  viewport()->update();
}

void LogTable::setFunctionColumn(bool shown) {
  m_functions = shown;
  viewport()->update();
}

void LogTable::setMarked(std::shared_ptr<const LogMatcher> query, bool dim) {
  m_marked = std::move(query);
  m_dim = dim;
  viewport()->update();
}

void LogTable::setScrollBarShown(bool shown) {
  setVerticalScrollBarPolicy(shown ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
}

qint64 LogTable::headOf(qint64 row) const {
  constexpr int kMostLines = 60;  // of a trace; further up nobody looks from a line
  const auto line = lineAt(row);
  if (!line || line->record.invocation == 0) return row;
  qint64 head = row;
  for (int i = 0; i < kMostLines; ++i, --head) {
    const auto here = head == row ? line : lineAt(head);
    if (!here || here->text.isEmpty() || (here->text.front() != ' ' && here->text.front() != '\t')) break;
    const auto before = lineAt(head - 1);
    if (!before || before->record.invocation != line->record.invocation || before->record.level == LogLevel::Platform) break;
  }
  return head;
}

int LogTable::rowHeight() const {
  return Theme::current().px(20);
}

qint64 LogTable::rowCount() const {
  return m_count + (m_rule >= 0 ? 1 : 0);
}

qint64 LogTable::topRow() const {
  return verticalScrollBar()->value();
}

int LogTable::visibleRows() const {
  return std::max(1, (viewport()->height() - Theme::current().px(4)) / rowHeight());
}

qint64 LogTable::viewRow(qint64 row) const {
  if (m_rule >= 0 && row == m_rule) return -1;
  return m_first + row - (m_rule >= 0 && row > m_rule ? 1 : 0);
}

std::optional<LogLine> LogTable::lineAt(qint64 row) const {
  if (row < 0 || row >= rowCount()) return {};
  const qint64 v = viewRow(row);
  if (v < 0 || v >= m_view->size()) return {};
  return m_view->at(v);
}

qint64 LogTable::rowAt(const QPoint& pos) const {
  const int y = pos.y() - Theme::current().px(2);
  if (y < 0) return -1;
  const qint64 row = topRow() + y / rowHeight();
  return row < rowCount() ? row : -1;
}

qint64 LogTable::firstAtOrAfter(TimeUs t) const {
  qint64 lo = 0, hi = m_view->size();
  while (lo < hi) {
    const qint64 mid = lo + (hi - lo) / 2;
    if (m_view->at(mid).record.at < t) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

void LogTable::layoutRange() {
  if (!m_window) {
    m_first = 0;
    m_count = m_view->size();
    m_rule = -1;
    return;
  }
  m_first = firstAtOrAfter(m_window->begin);
  m_count = std::max<qint64>(0, firstAtOrAfter(m_window->end + 1) - m_first);
  m_rule = std::clamp<qint64>(firstAtOrAfter(m_window->cursor + 1) - m_first, 0, m_count);
}

void LogTable::setWindow(const std::optional<LogWindow>& window) {
  if (m_window == window) return;
  const bool was = m_window.has_value();
  m_window = window;
  layoutRange();
  m_current = m_anchor = -1;
  if (m_window) {
    m_newLines = 0;
    m_adjusting = true;
    updateScrollBar();
    verticalScrollBar()->setValue(static_cast<int>(std::max<qint64>(0, m_rule - visibleRows() / 2)));
    m_adjusting = false;
  } else {
    updateScrollBar();
    if (m_follow || was) setFollowing(m_follow);
    if (m_follow) scrollToTail();
  }
  placeNewLines();
  viewport()->update();
  announce();
}

void LogTable::setRequestColumn(bool shown) {
  m_requests = shown;
  viewport()->update();
}

void LogTable::setEmptyText(const QString& text) {
  m_emptyText = text;
  viewport()->update();
}

void LogTable::updateScrollBar() {
  const qint64 most = std::max<qint64>(0, rowCount() - visibleRows());
  verticalScrollBar()->setPageStep(visibleRows());
  verticalScrollBar()->setRange(0, static_cast<int>(std::min<qint64>(most, std::numeric_limits<int>::max())));
}

void LogTable::scrollToTail() {
  m_adjusting = true;
  verticalScrollBar()->setValue(verticalScrollBar()->maximum());
  m_adjusting = false;
}

void LogTable::setFollowing(bool follow) {
  const bool changed = follow != m_follow;
  m_follow = follow;
  if (follow && m_newLines) {
    m_newLines = 0;
    Q_EMIT newLinesChanged(0);
  }
  if (follow && !m_window) scrollToTail();
  placeNewLines();
  viewport()->update();
  if (changed) Q_EMIT followingChanged(follow);
}

void LogTable::onChanged(qint64 removed, qint64 inserted, qint64 appended) {
  const auto keep = [&](qint64& row) {
    if (row < 0) return;
    row += inserted - removed;
    if (row < 0) row = -1;
  };
  if (m_window) {  // a stretch in the past: what is appended lies behind it unless it is about now
    const qint64 before = m_count, first = m_first - removed + inserted;
    layoutRange();
    if (m_count != before || m_first != first) {
      m_adjusting = true;
      const qint64 top = topRow() + (m_first == 0 && first <= 0 ? inserted - removed : 0);
      updateScrollBar();
      verticalScrollBar()->setValue(static_cast<int>(std::max<qint64>(0, top)));
      m_adjusting = false;
      viewport()->update();
    }
    return;
  }
  layoutRange();
  keep(m_current);
  keep(m_anchor);
  m_adjusting = true;
  const qint64 top = topRow() + inserted - removed;
  updateScrollBar();
  if (!m_follow) verticalScrollBar()->setValue(static_cast<int>(std::max<qint64>(0, top)));
  m_adjusting = false;
  if (m_follow) {
    scrollToTail();
  } else if (appended > 0) {
    m_newLines += appended;
    placeNewLines();
    Q_EMIT newLinesChanged(m_newLines);
  }
  // Lines behind the last visible one change nothing that is seen.
  if ((removed | inserted | appended) == 0 || m_follow || top < 0 || topRow() + visibleRows() + 1 >= m_count - appended) viewport()->update();
}

void LogTable::onReset() {
  layoutRange();
  m_current = m_anchor = -1;
  if (m_newLines) {
    m_newLines = 0;
    Q_EMIT newLinesChanged(0);
  }
  updateScrollBar();
  if (m_follow && !m_window) scrollToTail();
  placeNewLines();
  viewport()->update();
  announce();
}

void LogTable::placeNewLines() {
  const Theme& t = Theme::current();
  m_more->setVisible(!m_follow && !m_window && m_newLines > 0);
  if (!m_more->isVisibleTo(viewport())) return;
  m_more->setText(tr("%1 new lines").arg(format::count(m_newLines)));
  m_more->setAccessibleName(tr("Follow the log, %1 new lines").arg(format::count(m_newLines)));
  m_more->resize(m_more->sizeHint());
  m_more->move(viewport()->width() - m_more->width() - t.px(18), viewport()->height() - m_more->height() - t.px(8));
}

void LogTable::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  if (m_titles) m_titles->setGeometry(viewport()->x(), 0, viewport()->width(), viewport()->y());
  m_adjusting = true;
  updateScrollBar();
  m_adjusting = false;
  if (m_follow && !m_window) scrollToTail();
  placeNewLines();
}

void LogTable::scrollContentsBy(int, int) {
  if (!m_adjusting && !m_window) {
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    if (m_follow && !atEnd) setFollowing(false);
  }
  viewport()->update();
  Q_EMIT scrolled();
}

void LogTable::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    setAccessibleName(tr("Log"));
    placeNewLines();
  }
  QAbstractScrollArea::changeEvent(event);
}

QString LogTable::requestIdOf(const LogLine& line) const {
  return QString::fromLatin1(m_view->factsOf(line).requestId.left(8));
}

QString LogTable::description() const {
  QString text = tr("Log, %1 of %2 lines").arg(format::count(m_count), format::count(std::max(m_total, m_count)));
  if (const auto line = lineAt(m_current)) {
    text += u". "_s + format::clock(line->record.at, 3) + u' ' + logLevelName(line->record.level) + u' ' +
            QString::fromUtf8(line->text);
  }
  return text;
}

void LogTable::announce() {
  if (!QAccessible::isActive()) return;
  QAccessibleEvent event(this, QAccessible::DescriptionChanged);
  QAccessible::updateAccessibility(&event);
}

}  // namespace scfdesk

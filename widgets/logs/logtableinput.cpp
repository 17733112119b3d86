// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/modelhub.h"
#include "models/selection.h"
#include "widgets/controls/numberformat.h"
#include "widgets/logs/logtable.h"
#include "widgets/theme/theme.h"
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
/// What one copy puts on the clipboard at most; a selection of a million lines would be a gigabyte.
constexpr qint64 kCopyLines = 100'000;
}  // namespace

void LogTable::setCurrentRow(qint64 row) {
  row = std::clamp<qint64>(row, rowCount() ? 0 : -1, rowCount() - 1);
  m_current = m_anchor = row;
  if (row >= 0 && row < topRow()) verticalScrollBar()->setValue(static_cast<int>(row));
  if (row >= topRow() + visibleRows()) verticalScrollBar()->setValue(static_cast<int>(row - visibleRows() + 1));
  viewport()->update();
  announce();
  Q_EMIT currentChanged(m_current);
}

void LogTable::activate(qint64 row) {
  const auto line = lineAt(row);
  if (!line) return;
  if (line->record.invocation) m_hub.selection().setInvocation(line->record.invocation);
  else if (line->record.instance) m_hub.selection().setInstance(line->record.instance);
}

void LogTable::mousePressEvent(QMouseEvent* event) {
  const qint64 row = rowAt(event->pos());
  if (event->button() != Qt::LeftButton || row < 0) return;
  if (event->modifiers() & Qt::ShiftModifier && m_anchor >= 0) {
    m_current = row;
    viewport()->update();
    return;
  }
  m_current = m_anchor = row;
  activate(row);
  viewport()->update();
  announce();
  Q_EMIT currentChanged(row);
}

void LogTable::mouseMoveEvent(QMouseEvent* event) {
  const qint64 row = rowAt(event->pos());
  if (event->buttons() & Qt::LeftButton && m_anchor >= 0) {
    if (row >= 0 && row != m_current) {
      m_current = row;
      viewport()->update();
    }
    return;
  }
  const Columns at = columns();
  const auto line = row >= 0 ? lineAt(row) : std::nullopt;
  const bool link = line && line->record.invocation && m_requests && event->pos().x() >= at.request &&
                    event->pos().x() < at.message - Theme::current().px(8);
  viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void LogTable::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton && rowAt(event->pos()) == m_current && m_current >= 0) Q_EMIT opened(m_current);
}

void LogTable::wheelEvent(QWheelEvent* event) {
  QAbstractScrollArea::wheelEvent(event);
  // At the very end there is nothing left to scroll: turning the wheel down there means "go on".
  if (!m_follow && !m_window && event->angleDelta().y() < 0 &&
      verticalScrollBar()->value() == verticalScrollBar()->maximum()) {
    setFollowing(true);
  }
}

void LogTable::keyPressEvent(QKeyEvent* event) {
  const auto move = [&](qint64 by) {
    const qint64 from = m_current < 0 ? (by < 0 ? rowCount() : topRow() - 1) : m_current;
    const qint64 anchor = m_anchor;
    setCurrentRow(from + by);
    if (event->modifiers() & Qt::ShiftModifier && anchor >= 0) m_anchor = anchor;
    if (m_follow && by < 0) setFollowing(false);
    activate(m_current);
  };
  const auto line = lineAt(m_current);
  if (event->matches(QKeySequence::Copy)) return copy();
  if (event->matches(QKeySequence::SelectAll)) {
    m_anchor = 0;
    m_current = rowCount() - 1;
    return viewport()->update();
  }
  switch (event->key()) {
    case Qt::Key_Up: return move(-1);
    case Qt::Key_Down: return move(1);
    case Qt::Key_PageUp: return move(-visibleRows());
    case Qt::Key_PageDown: return move(visibleRows());
    case Qt::Key_Home:
      setFollowing(false);
      return setCurrentRow(0);
    case Qt::Key_End:
      if (rowCount()) setCurrentRow(rowCount() - 1);
      return setFollowing(true);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      activate(m_current);
      if (m_current >= 0) Q_EMIT opened(m_current);
      return;
    case Qt::Key_E:
      if (event->modifiers() == Qt::NoModifier && line && line->record.invocation && receivers(SIGNAL(eventWanted(quint64))) > 0) {
        Q_EMIT eventWanted(line->record.invocation);
        return;
      }
      break;
    case Qt::Key_R:
      if (event->modifiers() == Qt::NoModifier && line && line->record.invocation) {
        Q_EMIT onlyRequestWanted(line->record.invocation);
        return;
      }
      break;
    case Qt::Key_T:
      if (event->modifiers() == Qt::NoModifier && line) {
        Q_EMIT timeWanted(line->record.at);
        return;
      }
      break;
    default: break;
  }
  QAbstractScrollArea::keyPressEvent(event);
}

bool LogTable::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool letter = key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_R || key->key() == Qt::Key_T || key->key() == Qt::Key_E);
    if (letter || key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll) || key->key() == Qt::Key_End) {
      event->accept();
      return true;
    }
  }
  return QAbstractScrollArea::event(event);
}

void LogTable::contextMenuEvent(QContextMenuEvent* event) {
  const qint64 row = event->reason() == QContextMenuEvent::Mouse ? rowAt(event->pos()) : m_current;
  const auto line = lineAt(row);
  if (!line) return;
  if (row < std::min(m_anchor, m_current) || row > std::max(m_anchor, m_current)) m_current = m_anchor = row;
  const LogRecord record = line->record;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  QAction* only = menu->addAction(tr("Only this request"), this, [this, record] { Q_EMIT onlyRequestWanted(record.invocation); });
  only->setShortcut(Qt::Key_R);
  only->setEnabled(record.invocation != 0);
  QAction* time = menu->addAction(tr("Take time there"), this, [this, record] { Q_EMIT timeWanted(record.at); });
  time->setShortcut(Qt::Key_T);
  menu->addSeparator();
  menu->addAction(tr("Copy"), this, [this] { copy(); })->setShortcut(QKeySequence::Copy);
  for (QAction* action : menu->actions()) action->setShortcutVisibleInContextMenu(true);
  menu->popup(event->globalPos());
  viewport()->update();
}

QString LogTable::selectedText() const {
  if (m_current < 0) return {};
  const qint64 from = std::min(m_current, m_anchor < 0 ? m_current : m_anchor);
  const qint64 to = std::min(std::max(m_current, m_anchor), from + kCopyLines - 1);
  QString text;
  for (qint64 row = from; row <= to; ++row) {
    const auto line = lineAt(row);
    if (!line) continue;
    if (!text.isEmpty()) text += u'\n';
    text += format::clock(line->record.at, 3) + u'\t' + logLevelName(line->record.level) + u'\t' +
            (line->record.instance ? instanceName(line->record.instance) : QString()) + u'\t' +
            requestIdOf(*line) + u'\t' + QString::fromUtf8(line->text);
  }
  return text;
}

void LogTable::copy() const {
  const QString text = selectedText();
  if (!text.isEmpty()) QApplication::clipboard()->setText(text);
}

void LogTable::focusInEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusInEvent(event);
  viewport()->update();
}

void LogTable::focusOutEvent(QFocusEvent* event) {
  QAbstractScrollArea::focusOutEvent(event);
  viewport()->update();
}

}  // namespace scfdesk

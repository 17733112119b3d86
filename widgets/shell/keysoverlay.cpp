// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/keysoverlay.h"
#include "widgets/controls/keyhint.h"
#include "widgets/shell/commands.h"
#include "widgets/theme/followtheme.h"
#include "widgets/theme/surface.h"
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QSet>
#include <algorithm>

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

KeysOverlay::KeysOverlay(QWidget* window) : QWidget(window) {
  setObjectName(u"keysOverlay"_s);
  setAccessibleName(tr("Keys of this view"));
  setFocusPolicy(Qt::StrongFocus);
  window->installEventFilter(this);
  followTheme(this);
  hide();
}

/// A group for each menu. A key that two commands answer, of the window and of the view at hand, is told once.
void KeysOverlay::addCommands(const QList<QAction*>& commands) {
  QList<std::pair<QMenu*, QList<Row>>> groups;
  QSet<QString> told;
  for (const QAction* action : commands) {
    const QString key = Commands::printed(action->shortcut());
    if (key.isEmpty() || !action->isEnabled() || told.contains(key)) continue;
    told.insert(key);
    QMenu* menu = nullptr;
    const QList<QObject*> places = action->associatedObjects();
    for (QObject* place : places)
      if (auto* one = qobject_cast<QMenu*>(place)) menu = one;
    auto group = std::find_if(groups.begin(), groups.end(), [menu](const auto& g) { return g.first == menu; });
    if (group == groups.end()) group = groups.insert(groups.end(), {menu, {}});
    QString text = action->text();
    group->second << Row{text.remove(u'&').remove(u"…"_s), key};
  }
  for (const auto& [menu, rows] : groups) {
    QString title = menu ? menu->title() : tr("Keys of this view");
    m_rows << Row{title.remove(u'&'), {}} << rows;
  }
}

qsizetype KeysOverlay::told(const QString& key) const {
  return std::count_if(m_rows.begin(), m_rows.end(), [&key](const Row& row) { return row.key == key; });
}

/// Rows of the left column: whole groups, so that both columns are as low as can be.
qsizetype KeysOverlay::leftRows() const {
  qsizetype best = m_rows.size();
  for (qsizetype i = 1; i < m_rows.size(); ++i)
    if (m_rows.at(i).key.isEmpty() && qMax(i, m_rows.size() - i) < qMax(best, m_rows.size() - best)) best = i;
  return best;
}

void KeysOverlay::open(const QList<QAction*>& commands, int parts) {
  m_rows.clear();
  setAccessibleName(tr("Keys of this view"));
  addCommands(commands);
  m_rows << Row{tr("Everywhere"), {}} << Row{tr("Back to the functions"), u"Esc"_s} << Row{tr("Menu bar"), u"F10"_s} << Row{tr("Keys of this view"), u"?"_s};
  m_rows << Row{tr("In lists"), {}} << Row{tr("Row up, row down"), u"↑ ↓"_s} << Row{tr("Filter the list"), u"/"_s} << Row{tr("Open"), u"↵"_s};
  if (parts & History) m_rows << Row{tr("In the history"), {}} << Row{tr("Load its event into Test"), u"E"_s} << Row{tr("Compare with another"), u"C"_s};
  if (parts & Log)
    m_rows << Row{tr("In the log"), {}} << Row{tr("Only this request"), u"R"_s} << Row{tr("Take time to the line"), u"T"_s} << Row{tr("Follow the log's tail"), u"End"_s};
  if ((parts & Log) && !(parts & History)) m_rows << Row{tr("Load its event into Test"), u"E"_s};
  // The strip under every view answers the keys of time; failures, cold starts and reasons are those of lanes and graphs.
  m_rows << Row{parts & Graphs ? tr("In graphs, lanes and the time strip") : tr("In the time strip"), {}} << Row{tr("Cursor by 1 s"), u"← →"_s} << Row{tr("Cursor by 100 ms"), u"Shift ← →"_s}
         << Row{tr("Next event, previous event"), u"Ctrl ← →"_s} << Row{tr("Zoom in, out, fit"), u"+ − 0"_s} << Row{tr("Return to live"), u"L"_s}
         << Row{tr("Hold or follow time"), u"Space"_s} << Row{tr("Mark a range: one end, then the other"), u"M"_s};
  if (parts & Graphs)
    m_rows << Row{tr("Lane up, lane down"), u"↑ ↓"_s} << Row{tr("Previous and next failure"), u"[ ]"_s} << Row{tr("Previous and next cold start"), u"{ }"_s}
           << Row{tr("Take time to the selection"), u"T"_s} << Row{tr("Why"), u"W"_s} << Row{tr("Group lanes by state"), u"G"_s};
  if (!isVisible()) m_formerFocus = QApplication::focusWidget();
  place();
  show();
  raise();
  setFocus(Qt::PopupFocusReason);
}

void KeysOverlay::close() {
  if (!isVisible()) return;
  hide();
  if (m_formerFocus) m_formerFocus->setFocus(Qt::PopupFocusReason);
}

int KeysOverlay::rowHeight() const {
  const Theme& theme = Theme::current();
  const int rows = static_cast<int>(qMax<qsizetype>(1, qMax(leftRows(), m_rows.size() - leftRows())));
  const int room = parentWidget()->height() - theme.px(64 + 2 * 20);
  return qBound(theme.px(18), room / rows, theme.px(28));
}

void KeysOverlay::place() {
  const Theme& theme = Theme::current();
  const int column = theme.px(300), row = rowHeight(), pad = theme.px(20);
  const int rows = static_cast<int>(qMax(leftRows(), m_rows.size() - leftRows()));
  const QSize size(qMin(2 * column + 3 * pad, parentWidget()->width() - theme.px(32)),
                   qMin(rows * row + 2 * pad, parentWidget()->height() - theme.px(64)));
  setGeometry((parentWidget()->width() - size.width()) / 2, (parentWidget()->height() - size.height()) / 2, size.width(), size.height());
}

void KeysOverlay::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  bevel::rounded(painter, rect(), c.surface.popup, c.border.control, theme.px(6));
  const int pad = theme.px(20), row = rowHeight();
  const int column = (width() - 3 * pad) / 2;
  const int left = static_cast<int>(leftRows());
  for (int i = 0; i < m_rows.size(); ++i) {
    const bool right = i >= left;
    const QRect line(pad + (right ? column + pad : 0), pad + (right ? i - left : i) * row, column, row);
    const Row& one = m_rows.at(i);
    int room = column;
    if (!one.key.isEmpty()) {
      const int w = KeyHint::widthOf(one.key);
      KeyHint::paint(painter, QRect(line.right() - w, line.y(), w, row), one.key, c.text.secondary, c.border.control);
      room -= w + theme.px(12);
    }
    painter.setFont(one.key.isEmpty() ? theme.ui(12, QFont::DemiBold) : theme.ui(12));
    painter.setPen(one.key.isEmpty() ? c.text.primary : c.text.secondary);
    painter.drawText(QRect(line.x(), line.y(), room, row), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(one.text, Qt::ElideRight, room));
  }
}

void KeysOverlay::keyPressEvent(QKeyEvent* event) {
  event->accept();
  close();
}
void KeysOverlay::mousePressEvent(QMouseEvent*) { close(); }
void KeysOverlay::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  hide();
}

bool KeysOverlay::eventFilter(QObject* object, QEvent* event) {
  if (object == parentWidget() && isVisible()) {
    if (event->type() == QEvent::Resize) place();
    if (event->type() == QEvent::MouseButtonPress) close();
  }
  return QWidget::eventFilter(object, event);
}

}  // namespace scfdesk

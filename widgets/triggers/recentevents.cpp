// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/triggers/recentevents.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/tablelook.h"
#include "widgets/theme/followtheme.h"
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

void RecentEventsModel::set(std::vector<TriggerEvent>&& events, bool batches) {
  if (std::exchange(m_batches, batches) != batches) Q_EMIT headerDataChanged(Qt::Horizontal, 0, Columns - 1);
  const bool same = events.size() == m_events.size() &&
                    std::equal(events.begin(), events.end(), m_events.begin(), [](const TriggerEvent& a, const TriggerEvent& b) { return a.requestId == b.requestId && a.at == b.at; });
  if (!same) beginResetModel();
  m_events = std::move(events);
  if (!same) return endResetModel();
  if (!m_events.empty()) Q_EMIT dataChanged(index(0, 0), index(int(m_events.size()) - 1, Columns - 1));
}

const TriggerEvent* RecentEventsModel::at(int row) const { return row >= 0 && row < int(m_events.size()) ? &m_events[size_t(row)] : nullptr; }

QVariant RecentEventsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  const bool right = section == Attempts || section == Duration;
  if (role == Qt::TextAlignmentRole) return int((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Time: return tr("Time");
    case Event: return m_batches ? tr("Partition and offsets") : tr("Event");
    case Attempts: return m_batches ? tr("Messages") : tr("Attempts");
    case Result: return tr("Result");
    case Duration: return tr("Duration");
    default: return {};
  }
}

QVariant RecentEventsModel::data(const QModelIndex& index, int role) const {
  const TriggerEvent* e = at(index.row());
  if (!e) return {};
  if (role == Qt::ToolTipRole) return index.column() == Result && !e->message.isEmpty() ? EngineWords::text(e->message) : index.column() == Event ? e->event : QString::fromLatin1(e->requestId);
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case Time: return format::clock(e->at, 3);
    case Event:
      if (e->note.contains("partition"_L1))
        return tr("p%1  %2–%3").arg(e->note["partition"_L1].toInt()).arg(format::count(e->note["first"_L1].toInteger()), format::count(e->note["last"_L1].toInteger()));
      return e->event.simplified();
    case Attempts: return format::count(m_batches ? e->records : e->attempts);
    case Result: {
      if (e->running) return e->attempts > 0 ? tr("%1, tried again").arg(e->statusCode) : tr("under way");
      if (e->deadLetter) return tr("%1 dead letter").arg(e->statusCode);
      if (m_batches && e->attempts > 1) return tr("%1, attempt %2").arg(e->statusCode).arg(e->attempts);
      return e->statusCode == 200 ? u"200"_s : QString(QString::number(e->statusCode) + u' ' + e->status);
    }
    case Duration: return e->durationUs > 0 ? format::duration(e->durationUs).text() : format::none();
    default: return {};
  }
}

void RecentEventsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const auto* model = static_cast<const RecentEventsModel*>(index.model());
  const TriggerEvent* e = model->at(index.row());
  if (!e) return;
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  painter->save();
  const bool first = index.column() == 0, last = index.column() == RecentEventsModel::Duration;
  paintRowBackground(*painter, option, first);
  QRect cell = option.rect.adjusted(theme.px(first ? 16 : 8), 0, -theme.px(last ? 16 : 8), -1);
  const bool right = index.column() == RecentEventsModel::Attempts || last;
  painter->setFont(theme.code(12));
  painter->setPen(index.column() == RecentEventsModel::Time || index.column() == RecentEventsModel::Event ? c.text.secondary : c.text.primary);
  if (index.column() == RecentEventsModel::Result) {
    const bool good = e->statusCode == 200, bad = !e->running && !good;
    const QColor color = e->running ? (e->attempts > 0 ? c.state.queued : c.text.secondary) : good ? c.semantic.success : c.semantic.error;
    const int side = theme.px(12);
    const QString icon = e->running ? (e->attempts > 0 ? u"retry"_s : u"clock"_s) : bad ? u"x"_s : u"check"_s;
    painter->drawPixmap(QRect(cell.left(), cell.top() + (cell.height() - side) / 2, side, side), theme.pixmap(icon, 12, color, painter->device()->devicePixelRatioF()));
    cell.adjust(side + theme.px(6), 0, 0, 0);
    painter->setPen(color);
  }
  // Codes and numbers in the code family, words in that of the window; a unit is quieter than its number.
  QString words = index.data().toString();
  if (last && words.contains(u' ')) {
    const QString unit = words.mid(words.lastIndexOf(u' '));
    painter->setPen(c.text.tertiary);
    painter->drawText(cell, Qt::AlignRight | Qt::AlignVCenter, unit);
    cell.setRight(cell.right() - painter->fontMetrics().horizontalAdvance(unit));
    words.chop(unit.size());
    painter->setPen(c.text.primary);
  } else if (index.column() == RecentEventsModel::Result && words.contains(u' ')) {
    const QString code = words.section(u' ', 0, 0);
    painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter, code);
    cell.adjust(painter->fontMetrics().horizontalAdvance(code + u' '), 0, 0, 0);
    painter->setFont(theme.ui(12));
    words = words.section(u' ', 1);
  }
  painter->drawText(cell, (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, painter->fontMetrics().elidedText(words, Qt::ElideRight, cell.width()));
  painter->restore();
}

RecentEvents::RecentEvents(QWidget* parent) : QTableView(parent) {
  setObjectName(u"triggers_recent"_s);
  setAccessibleName(tr("Recent deliveries"));
  setupTable(*this, 30);
  setModel(&m_model);
  setItemDelegate(new RecentEventsDelegate(this));
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  horizontalHeader()->setSectionsClickable(false);
  connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
    if (const TriggerEvent* e = m_model.at(index.row()); e && e->invocation) Q_EMIT invocationWanted(e->invocation);
  });
}

void RecentEvents::set(std::vector<TriggerEvent>&& events, bool batches) {
  const TriggerEvent* now = m_model.at(currentIndex().row());
  const QByteArray held = now ? now->requestId : QByteArray();
  const bool same = !held.isEmpty() && !events.empty() && m_model.rowCount() == int(events.size()) && events.front().requestId == m_model.at(0)->requestId;
  const bool other = batches != m_model.batches();
  m_model.set(std::move(events), batches);
  if (other) layColumns();
  if (held.isEmpty() || same) return;
  // What was chosen stays chosen when newer ones come above it.
  const QSignalBlocker quiet(this);
  for (int row = 0; row < m_model.rowCount(); ++row)
    if (m_model.at(row)->requestId == held) return setCurrentIndex(m_model.index(row, 0));
}

void RecentEvents::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QTableView::currentChanged(current, previous);
  if (current.row() == previous.row() && previous.isValid()) return;
  if (const TriggerEvent* e = m_model.at(current.row()); e && e->invocation) Q_EMIT invocationChosen(e->invocation);
}

void RecentEvents::keyPressEvent(QKeyEvent* event) {
  const TriggerEvent* e = m_model.at(currentIndex().row());
  if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier && e && e->invocation) {
    Q_EMIT invocationWanted(e->invocation);
    return;
  }
  QTableView::keyPressEvent(event);
}

void RecentEvents::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  layColumns();
}

/// What a batch holds is told by two numbers, which have the room before the words of its result.
void RecentEvents::layColumns() {
  const Theme& theme = Theme::current();
  const bool narrow = viewport()->width() < theme.px(m_model.batches() ? 620 : 520);
  const int fixed[] = {narrow && !m_model.batches() ? 104 : 114, 0, narrow ? 72 : 76, m_model.batches() ? (narrow ? 116 : 150) : (narrow ? 132 : 190), narrow ? 84 : 96};
  int rest = viewport()->width();
  for (int i = 0; i < RecentEventsModel::Columns; ++i) {
    rest -= theme.px(fixed[i]);
    if (fixed[i]) setColumnWidth(i, theme.px(fixed[i]));
  }
  setColumnWidth(RecentEventsModel::Event, std::max(rest, theme.px(48)));
}

}  // namespace scfdesk

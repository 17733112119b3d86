// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/triggers/triggertable.h"
#include "widgets/controls/minicharts.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/tablelook.h"
#include "widgets/theme/followtheme.h"
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

void TriggerTableModel::set(std::vector<TriggerView>&& triggers, int retries, TimeUs now) {
  std::stable_sort(triggers.begin(), triggers.end(), [](const TriggerView& a, const TriggerView& b) { return a.pull < b.pull; });
  const bool same = triggers.size() == m_triggers.size() && std::equal(triggers.begin(), triggers.end(), m_triggers.begin(), [](const TriggerView& a, const TriggerView& b) { return a.id == b.id; });
  if (!same) beginResetModel();
  m_triggers = std::move(triggers);
  m_retries = retries;
  m_now = now;
  if (!same) {
    m_rows.clear();
    for (int i = 0; i < int(m_triggers.size()); ++i) {
      const bool pull = m_triggers[size_t(i)].pull;
      if (m_rows.empty() || m_rows.back().pull != pull) m_rows.push_back({-1, pull});
      m_rows.push_back({i, pull});
    }
    endResetModel();
  } else if (!m_rows.empty()) {
    Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, Columns - 1));
  }
}

const TriggerView* TriggerTableModel::at(int row) const {
  if (row < 0 || row >= int(m_rows.size()) || m_rows[size_t(row)].trigger < 0) return nullptr;
  return &m_triggers[size_t(m_rows[size_t(row)].trigger)];
}

int TriggerTableModel::rowOf(const QString& id) const {
  for (int i = 0; i < int(m_rows.size()); ++i)
    if (const TriggerView* t = at(i); t && t->id == id) return i;
  return -1;
}

int TriggerTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }
int TriggerTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant TriggerTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return int((section == On ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Name: return tr("Trigger");
    case Source: return tr("Source");
    case Delivery: return tr("Delivery");
    case Fails: return tr("When it fails");
    case Events: return tr("Invocations, 15 min");
    case Last: return tr("Last event");
    case On: return tr("On");
    default: return {};
  }
}

QVariant TriggerTableModel::data(const QModelIndex& index, int role) const {
  const TriggerView* t = at(index.row());
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::AccessibleTextRole) return {};
  if (!t) {
    if (index.column() != 0 || role == Qt::ToolTipRole) return {};
    return m_rows[size_t(index.row())].pull ? tr("Pull") : tr("Push");
  }
  switch (index.column()) {
    case Name: return triggerwords::title(*t);
    case Source: return triggerwords::source(*t);
    case Delivery: return t->sync ? tr("Sync", "delivery") : tr("Async", "delivery");
    case Fails: return triggerwords::whenItFails(*t, m_retries);
    case Events: return t->counted ? format::count(t->lately()) : format::none();
    case Last: return format::ago(t->last, m_now);
    case On: return t->enabled ? tr("on") : tr("off");
    default: return {};
  }
}

Qt::ItemFlags TriggerTableModel::flags(const QModelIndex& index) const {
  return at(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::ItemNeverHasChildren;
}

void TriggerDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const auto* model = static_cast<const TriggerTableModel*>(index.model());
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  painter->save();
  if (const TriggerView* t = model->at(index.row())) {
    paintRowBackground(*painter, option, index.column() == 0);
    const bool first = index.column() == 0, last = index.column() == TriggerTableModel::On;
    paintCell(*painter, option.rect.adjusted(theme.px(first ? 16 : 8), 0, -theme.px(last ? 16 : 8), -1), index, *t);
  } else {
    painter->fillRect(option.rect, c.surface.sunken);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.border.hairline);
    const QString word = index.data().toString();
    const QRect cell = option.rect.adjusted(theme.px(16), 0, -theme.px(16), -1);
    painter->setFont(theme.ui(11, QFont::Medium));
    painter->setPen(c.text.secondary);
    painter->drawText(cell, Qt::AlignLeft | Qt::AlignVCenter, word);
    const int used = painter->fontMetrics().horizontalAdvance(word + u' ');
    painter->setFont(theme.ui(11));
    painter->setPen(c.text.tertiary);
    const bool pull = word == TriggerTableModel::tr("Pull");
    painter->drawText(cell.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, pull ? tr("the engine polls the source and invokes in batches") : tr("the source calls the engine"));
  }
  painter->restore();
}

void TriggerDelegate::paintCell(QPainter& painter, const QRect& cell, const QModelIndex& index, const TriggerView& t) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const auto text = [&](const QRect& room, const QString& words, const QFont& font, const QColor& color, Qt::Alignment align = Qt::AlignLeft) {
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(room, align | Qt::AlignVCenter, painter.fontMetrics().elidedText(words, Qt::ElideRight, room.width()));
  };
  const QString words = index.data().toString();
  switch (index.column()) {
    case TriggerTableModel::Name: {
      const qreal dpr = painter.device()->devicePixelRatioF();
      const int side = theme.px(16);
      const bool broken = t.enabled && !t.trouble.isEmpty();
      painter.drawPixmap(QRect(cell.left(), cell.top() + (cell.height() - side) / 2, side, side), broken ? theme.pixmap(u"warn"_s, 16, c.semantic.error, dpr) : theme.pixmap(triggerwords::iconOf(t.type), 16, c.text.secondary, dpr));
      return text(cell.adjusted(side + theme.px(8), 0, 0, 0), words, theme.ui(13, QFont::Medium), broken ? c.semantic.error : t.enabled ? c.text.primary : c.text.secondary);
    }
    case TriggerTableModel::Source: return text(cell, words, theme.code(12), c.text.secondary);
    case TriggerTableModel::Delivery: {
      const qreal y = cell.center().y() + 0.5, x = cell.left();
      const QColor color = t.sync ? c.text.link : c.state.queued;
      painter.setRenderHint(QPainter::Antialiasing);
      QPen pen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
      painter.setPen(pen);
      const auto head = [&](qreal tip, qreal at, int way) { painter.drawPolyline(QPolygonF{{tip - way * 4.0, at - 3}, {tip, at}, {tip - way * 4.0, at + 3}}); };
      if (t.sync) {
        painter.drawLine(QPointF(x + 1, y - 3), QPointF(x + 23, y - 3));
        head(x + 23, y - 3, 1);
        painter.drawLine(QPointF(x + 1, y + 3), QPointF(x + 23, y + 3));
        head(x + 1, y + 3, -1);
      } else {
        head(x + 23, y, 1);
        pen.setDashPattern({2, 2});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.drawLine(QPointF(x + 1, y), QPointF(x + 20, y));
      }
      return text(cell.adjusted(theme.px(32), 0, 0, 0), words, theme.ui(12, QFont::Medium), c.text.primary);
    }
    case TriggerTableModel::Fails: return text(cell, words, theme.ui(12), c.text.secondary);
    case TriggerTableModel::Events: {
      const int width = std::min(theme.px(96), cell.width() - theme.px(48));
      const QRectF area(cell.left(), cell.top() + (cell.height() - theme.px(20)) / 2.0, width, theme.px(20));
      paintSparkline(painter, area, t.history, t.enabled ? c.state.busy : c.border.normal);
      return text(QRect(cell.left() + width, cell.top(), cell.width() - width, cell.height()), words, theme.code(12), c.text.primary, Qt::AlignRight);
    }
    case TriggerTableModel::Last: return text(cell, words, theme.ui(12), c.text.tertiary);
    default: {
      // As widgets/controls/switch.h draws itself.
      const QSizeF size(theme.px(28), theme.px(16));
      const QRectF track(cell.right() - size.width() + 1, cell.top() + (cell.height() - size.height()) / 2, size.width(), size.height());
      painter.setRenderHint(QPainter::Antialiasing);
      painter.setPen(t.enabled ? Qt::NoPen : QPen(c.border.control, 1));
      painter.setBrush(t.enabled ? c.accent.base : c.surface.raised);
      painter.drawRoundedRect(track.adjusted(.5, .5, -.5, -.5), size.height() / 2, size.height() / 2);
      const qreal knob = theme.px(10), gap = (size.height() - knob) / 2;
      painter.setPen(Qt::NoPen);
      painter.setBrush(t.enabled ? c.text.onAccent : c.text.secondary);
      painter.drawEllipse(QRectF(t.enabled ? track.right() - gap - knob : track.left() + gap, track.top() + gap, knob, knob));
      return;
    }
  }
}

TriggerTable::TriggerTable(QWidget* parent) : QTableView(parent) {
  setObjectName(u"triggers_table"_s);
  setAccessibleName(tr("Triggers"));
  setupTable(*this, 36);
  setModel(&m_model);
  setItemDelegate(new TriggerDelegate(this));
  setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  horizontalHeader()->setSectionsClickable(false);
  connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TriggerTable::selectedChanged);
  connect(&m_model, &QAbstractItemModel::modelReset, this, &TriggerTable::layOut);
  followTheme(this, [this] { layOut(); });
}

void TriggerTable::set(std::vector<TriggerView>&& triggers, int retries, TimeUs now) {
  const TriggerView* kept = selected();
  const QString id = kept ? kept->id : QString();
  m_model.set(std::move(triggers), retries, now);
  if (!selected()) select(m_model.rowOf(id) >= 0 ? id : QString());
}

void TriggerTable::select(const QString& id) {
  const int row = m_model.rowOf(id) >= 0 ? m_model.rowOf(id) : m_model.firstRow();
  if (row >= 0) setCurrentIndex(m_model.index(row, 0));
}

const TriggerView* TriggerTable::selected() const { return m_model.at(currentIndex().row()); }

QSize TriggerTable::sizeHint() const {
  const Theme& theme = Theme::current();
  int height = theme.px(26);
  for (int i = 0; i < m_model.rowCount(); ++i) height += rowHeight(i);
  return {theme.px(600), std::min(height + 1, theme.px(26 + 26 * 2 + 36 * 5))};
}

void TriggerTable::layOut() {
  const Theme& theme = Theme::current();
  clearSpans();
  for (int i = 0; i < m_model.rowCount(); ++i) {
    const bool group = !m_model.at(i);
    setRowHeight(i, theme.px(group ? 26 : 36));
    if (group) setSpan(i, 0, 1, int(TriggerTableModel::Columns));
  }
  const int width = viewport()->width();
  const bool narrow = width < theme.px(1040), tight = width < theme.px(880);
  const int fixed[] = {0, 0, narrow ? 84 : 92, tight ? 0 : narrow ? 176 : 216, narrow ? 120 : 168, narrow ? 80 : 92, narrow ? 52 : 60};
  int rest = width;
  for (int i = 2; i < TriggerTableModel::Columns; ++i) rest -= theme.px(fixed[i]);
  for (int i = 2; i < TriggerTableModel::Columns; ++i) {
    setColumnHidden(i, fixed[i] == 0);
    setColumnWidth(i, theme.px(fixed[i]));
  }
  const int name = std::clamp(rest * 2 / 5, theme.px(140), theme.px(240));
  setColumnWidth(TriggerTableModel::Name, name);
  setColumnWidth(TriggerTableModel::Source, std::max(rest - name, theme.px(80)));
  updateGeometry();
}

void TriggerTable::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  layOut();
}

void TriggerTable::toggle(const TriggerView* t) {
  if (t) Q_EMIT switched(t->id, !t->enabled);
}

void TriggerTable::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space) return toggle(selected());
  QTableView::keyPressEvent(event);
}

void TriggerTable::mouseReleaseEvent(QMouseEvent* event) {
  const QModelIndex hit = indexAt(event->position().toPoint());
  QTableView::mouseReleaseEvent(event);
  if (event->button() == Qt::LeftButton && hit.column() == TriggerTableModel::On) toggle(m_model.at(hit.row()));
}

}  // namespace scfdesk

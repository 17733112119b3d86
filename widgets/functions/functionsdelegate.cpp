// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/functionsdelegate.h"
#include "models/functionmodel.h"
#include "models/timestate.h"
#include "widgets/controls/enginewords.h"
#include "widgets/controls/minicharts.h"
#include "widgets/controls/numberformat.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/controls/tablelook.h"
#include "widgets/shell/functionsources.h"
#include "widgets/theme/theme.h"
#include "widgets/triggers/triggerdata.h"
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double kColdHigh = 10;  // per cent: worth a look

/// A figure and its quiet unit, right-aligned.
void drawFigure(QPainter& painter, const QRect& cell, const format::Quantity& q, const QColor& value, const QColor& unit) {
  const Theme& theme = Theme::current();
  painter.setFont(theme.code(12));
  QRect room = cell;
  if (!q.unit.isEmpty()) {
    painter.setPen(unit);
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, q.unit);
    room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(q.unit) - painter.fontMetrics().horizontalAdvance(u' '));
  }
  painter.setPen(value);
  painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, q.value);
}

format::Quantity figure(const QModelIndex& index, TimeUs now) {
  const QVariant v = index.data();
  switch (index.column()) {
    case FunctionModel::P50: case FunctionModel::P99:
      return v.isValid() ? format::milliseconds(v.toLongLong()) : format::Quantity{format::none(), {}};
    case FunctionModel::Cold: return v.isValid() ? format::Quantity{QString::number(v.toDouble(), 'f', 1), u"%"_s} : format::Quantity{format::none(), {}};
    case FunctionModel::LastInvoked: return {format::ago(v.toLongLong(), now), {}};
    default: return {format::count(v.toLongLong()), {}};
  }
}

}  // namespace

FunctionsDelegate::FunctionsDelegate(const ModelHub& hub, QObject* parent) : QStyledItemDelegate(parent), m_hub(hub) {}

void FunctionsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  painter->save();
  paintRowBackground(*painter, option, index.column() == FunctionModel::Name);
  const Theme& theme = Theme::current();
  const bool first = index.column() == FunctionModel::Name, last = index.column() == FunctionModel::LastInvoked;
  const QRect cell = option.rect.adjusted(theme.px(first ? 16 : 8), 0, -theme.px(last ? 16 : 8), -1);
  switch (index.column()) {
    case FunctionModel::Name: paintName(*painter, cell, index); break;
    case FunctionModel::State: paintState(*painter, cell, index); break;
    case FunctionModel::Triggers: paintTriggers(*painter, cell, index); break;
    case FunctionModel::Instances: paintInstances(*painter, cell, index); break;
    case FunctionModel::Invocations: paintInvocations(*painter, cell, index); break;
    default: paintFigure(*painter, cell, index); break;
  }
  painter->restore();
}

void FunctionsDelegate::paintName(QPainter& painter, const QRect& cell, const QModelIndex& index) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const int block = theme.px(18 + 16), top = cell.top() + (cell.height() - block) / 2;
  const QFont nameFont = theme.ui(13, QFont::Medium);
  painter.setFont(nameFont);
  painter.setPen(c.text.primary);
  const QString name = painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, cell.width());
  painter.drawText(QRect(cell.left(), top, cell.width(), theme.px(18)), Qt::AlignLeft | Qt::AlignVCenter, name);
  if (index.data(FunctionModel::SampleRole).toBool()) {
    const int x = cell.left() + painter.fontMetrics().horizontalAdvance(name) + theme.px(8);
    painter.setFont(theme.ui(11, QFont::Medium));
    painter.setPen(c.text.tertiary);
    if (x + painter.fontMetrics().horizontalAdvance(tr("sample")) <= cell.right())
      painter.drawText(QRect(x, top, cell.right() - x, theme.px(18)), Qt::AlignLeft | Qt::AlignVCenter, tr("sample"));
  }
  painter.setFont(theme.ui(11, QFont::Medium));
  painter.setPen(c.text.tertiary);
  const QString shown = index.data(FunctionModel::RuntimeRole).toString(), memory = format::count(index.data(FunctionModel::MemoryRole).toInt());
  QString facts = tr("%1 · %2 MB").arg(EngineWords::runtime(shown), memory);
  // Where there is no room for both, what runs it comes before the memory, and what is declared before nothing; the tip has all.
  const auto widthOf = [&painter](const QString& text) { return painter.fontMetrics().horizontalAdvance(text); };
  if (shown.contains(u'(') && widthOf(facts) > cell.width()) facts = EngineWords::runtime(shown);
  if (widthOf(facts) > cell.width()) facts = tr("%1 · %2 MB").arg(shown.section(u" ("_s, 0, 0), memory);
  painter.drawText(QRect(cell.left(), top + theme.px(18), cell.width(), theme.px(16)), int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                   painter.fontMetrics().elidedText(facts, Qt::ElideRight, cell.width()));
}

bool FunctionsDelegate::told() const { return m_hub.backend().capabilities().instances; }

/// What a connection does not tell is not shown as nothing.
QString FunctionsDelegate::activityWord(const QModelIndex& index) const {
  const auto activity = static_cast<FunctionActivity>(index.data(FunctionModel::ActivityRole).toInt());
  return activity == FunctionActivity::None && !told() ? tr("Not told") : activityText(activity);
}

void FunctionsDelegate::paintState(QPainter& painter, const QRect& cell, const QModelIndex& index) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const auto activity = static_cast<FunctionActivity>(index.data(FunctionModel::ActivityRole).toInt());
  const bool known = activity != FunctionActivity::None || told();
  const int side = known ? theme.px(10) : 0;
  if (known) paintActivity(painter, QRectF(cell.left(), cell.top() + (cell.height() - side) / 2, side, side), activity);
  painter.setFont(theme.ui(12));
  painter.setPen(!known ? c.text.tertiary : activity == FunctionActivity::Failing ? c.semantic.error : c.text.secondary);
  const QRect room = cell.adjusted(known ? side + theme.px(6) : 0, 0, 0, 0);
  painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(activityWord(index), Qt::ElideRight, room.width()));
}

/// Glyph and word of what fires the function; the word where there is room for it.
void FunctionsDelegate::paintTriggers(QPainter& painter, const QRect& cell, const QModelIndex& index) const {
  const FunctionId id = index.data(FunctionModel::FunctionIdRole).toUInt();
  const QString type = m_sources ? m_sources->typeOf(id) : QString();
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  if (type.isEmpty()) {
    if (!m_sources || !m_sources->known()) return;
    painter.setFont(theme.ui(12));
    painter.setPen(c.text.tertiary);
    const QString none = tr("Manual only");
    const int glyph = theme.px(14);
    painter.drawPixmap(QRect(cell.left(), cell.top() + (cell.height() - glyph) / 2, glyph, glyph), theme.pixmap(u"fn"_s, 14, c.text.tertiary, painter.device()->devicePixelRatioF()));
    const QRect words = cell.adjusted(glyph + theme.px(6), 0, 0, 0);
    if (painter.fontMetrics().horizontalAdvance(none) <= words.width()) painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, none);
    return;
  }
  const int side = theme.px(14);
  painter.drawPixmap(QRect(cell.left(), cell.top() + (cell.height() - side) / 2, side, side),
                     theme.pixmap(triggerwords::iconOf(type), 14, c.text.secondary, painter.device()->devicePixelRatioF()));
  painter.setFont(theme.ui(12));
  painter.setPen(c.text.secondary);
  const QRect room = cell.adjusted(side + theme.px(6), 0, 0, 0);
  const int more = m_sources->countOf(id) - 1;
  QString word = triggerwords::typeName(type);
  if (more > 0) word = painter.fontMetrics().horizontalAdvance(word + tr("  +%1").arg(more)) <= room.width() ? QString(word + tr("  +%1").arg(more)) : tr("+%1").arg(more);
  if (painter.fontMetrics().horizontalAdvance(word) <= room.width()) painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, word);
}

void FunctionsDelegate::paintInstances(QPainter& painter, const QRect& cell, const QModelIndex& index) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  if (!told()) {
    painter.setFont(theme.ui(12));
    painter.setPen(c.text.tertiary);
    painter.drawText(cell, Qt::AlignLeft | Qt::AlignVCenter, tr("Not told"));
    return;
  }
  InstanceBar bar;
  bar.starting = index.data(FunctionModel::StartingRole).toInt();
  bar.busy = index.data(FunctionModel::BusyRole).toInt();
  bar.idle = index.data(FunctionModel::IdleRole).toInt();
  bar.frozen = index.data(FunctionModel::FrozenRole).toInt();
  bar.limit = index.data(FunctionModel::LimitRole).toInt();
  const QRectF track(cell.left(), cell.top() + (cell.height() - theme.px(16)) / 2.0, theme.px(104), theme.px(16));
  paintInstanceBar(painter, track, bar);
  painter.setFont(theme.code(12));
  const QString living = format::count(index.data().toInt());
  const int x = cell.left() + theme.px(104 + 8);
  painter.setPen(c.text.primary);
  painter.drawText(QRect(x, cell.top(), cell.right() - x, cell.height()), Qt::AlignLeft | Qt::AlignVCenter, living);
  if (bar.limit <= 0) return;
  const int after = x + painter.fontMetrics().horizontalAdvance(living);
  painter.setPen(c.text.tertiary);
  painter.drawText(QRect(after, cell.top(), cell.right() - after + theme.px(8), cell.height()), Qt::AlignLeft | Qt::AlignVCenter,
                   u" / "_s + format::count(bar.limit));
}

void FunctionsDelegate::paintInvocations(QPainter& painter, const QRect& cell, const QModelIndex& index) const {
  const Theme& theme = Theme::current();
  const auto spark = index.data(FunctionModel::SparkRole).value<QList<int>>();
  const int width = std::min(theme.px(112), cell.width() - theme.px(56));
  const QRectF area(cell.left(), cell.top() + (cell.height() - theme.px(22)) / 2.0, width, theme.px(22));
  paintSparkline(painter, area, std::vector<int>(spark.begin(), spark.end()), theme.colors().state.busy);
  painter.setFont(theme.code(12));
  painter.setPen(theme.colors().text.primary);
  painter.drawText(QRect(cell.left() + width, cell.top(), theme.px(56), cell.height()), Qt::AlignRight | Qt::AlignVCenter, format::count(index.data().toInt()));
}

void FunctionsDelegate::paintFigure(QPainter& painter, const QRect& cell, const QModelIndex& index) const {
  const Theme& theme = Theme::current();
  const Colors& c = theme.colors();
  const format::Quantity q = figure(index, m_hub.time().now());
  if (index.column() == FunctionModel::LastInvoked) {
    painter.setFont(theme.code(12));
    painter.setPen(c.text.tertiary);
    painter.drawText(cell, Qt::AlignRight | Qt::AlignVCenter, painter.fontMetrics().elidedText(q.value, Qt::ElideRight, cell.width()));
    return;
  }
  QColor value = q.value == format::none() ? c.text.tertiary : c.text.primary;
  if (index.column() == FunctionModel::Cold && index.data().toDouble() > kColdHigh) value = c.semantic.warning;
  if (index.column() == FunctionModel::Failed) value = index.data().toInt() > 0 ? c.semantic.error : c.text.tertiary;
  drawFigure(painter, cell, q, value, c.text.tertiary);
}

QString FunctionsDelegate::text(const QModelIndex& index) const {
  switch (index.column()) {
    case FunctionModel::Name: return index.data().toString();
    case FunctionModel::State: return activityWord(index);
    case FunctionModel::Triggers: {
      const QString type = m_sources ? m_sources->typeOf(index.data(FunctionModel::FunctionIdRole).toUInt()) : QString();
      return type.isEmpty() ? tr("No trigger") : triggerwords::typeName(type);
    }
    case FunctionModel::Instances:
      if (!told()) return tr("Instances: not told");
      return tr("%1 of %2 instances").arg(format::count(index.data().toInt()), format::count(index.data(FunctionModel::LimitRole).toInt()));
    default: return figure(index, m_hub.time().now()).text();
  }
}

QString FunctionsDelegate::definition(int column, const QModelIndex& index) const {
  const FunctionModel& model = m_hub.functions();
  const FunctionInfo* f = model.info(index.data(FunctionModel::FunctionIdRole).toUInt());
  const QString window = tr("last 15 min");
  const int behind = index.data(FunctionModel::TotalCountRole).toInt();
  const QString samples = behind == 1 ? tr("1 invocation") : tr("%1 invocations").arg(format::count(behind));
  switch (column) {
    case FunctionModel::Name: return f && !f->config.description.isEmpty() ? f->config.description : text(index);
    case FunctionModel::State: return EngineWords::text(index.data(FunctionModel::StatusReasonRole).toString());
    case FunctionModel::Instances:
      if (!told()) return tr("This connection does not tell how many instances there are.");
      return tr("Starting %1, busy %2, idle %3, frozen %4. The limit is the account quota ÷ memory; it applies to starting and busy ones.")
          .arg(index.data(FunctionModel::StartingRole).toInt()).arg(index.data(FunctionModel::BusyRole).toInt())
          .arg(index.data(FunctionModel::IdleRole).toInt()).arg(index.data(FunctionModel::FrozenRole).toInt());
    case FunctionModel::Triggers: return text(index);
    case FunctionModel::Invocations: return tr("Finished invocations, %1").arg(window);
    case FunctionModel::P50: return tr("Median of Total: event accepted to reply. %1, %2").arg(window, samples);
    case FunctionModel::P99: return tr("99 of 100 were faster. Total: event accepted to reply. %1, %2").arg(window, samples);
    case FunctionModel::Cold: return tr("First of their instance ÷ invocations. %1, %2").arg(window, samples);
    case FunctionModel::Failed: return tr("Finished with a code other than 200. %1, %2").arg(window, samples);
    case FunctionModel::LastInvoked: {
      const TimeUs at = index.data().toLongLong();
      return at > 0 ? format::dateTime(at) : QString();
    }
    default: return {};
  }
}

bool FunctionsDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index) {
  if (event->type() != QEvent::ToolTip || !index.isValid()) return QStyledItemDelegate::helpEvent(event, view, option, index);
  QToolTip::showText(event->globalPos(), definition(index.column(), index));
  return true;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/functions/functionstable.h"
#include "models/functionmodel.h"
#include "models/queryfilter.h"
#include "models/selection.h"
#include "models/timestate.h"
#include "widgets/controls/tablelook.h"
#include "widgets/functions/functionsdelegate.h"
#include "widgets/shell/functionsources.h"
#include "widgets/theme/followtheme.h"
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QPainter>
#include <array>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kRow = 44;
constexpr int kHeader = 26;
constexpr int kRowsAtLeast = 3;

struct ColumnWidth {
  FunctionModel::Column column;
  int narrow, wide;  ///< token pixels at the minimum width of the window and from 1440 on
};
constexpr std::array kWidths{
    ColumnWidth{FunctionModel::State, 104, 124},      ColumnWidth{FunctionModel::Triggers, 84, 124},
    ColumnWidth{FunctionModel::Instances, 190, 206},
    ColumnWidth{FunctionModel::Invocations, 96, 206}, ColumnWidth{FunctionModel::P50, 72, 110},
    ColumnWidth{FunctionModel::P99, 80, 116},         ColumnWidth{FunctionModel::Cold, 58, 88},
    ColumnWidth{FunctionModel::Failed, 48, 84},       ColumnWidth{FunctionModel::LastInvoked, 88, 112}};
constexpr int kNarrowTable = 1056, kWideTable = 1376;

}  // namespace

FunctionFilter::FunctionFilter(ModelHub& hub, QObject* parent) : QSortFilterProxyModel(parent), m_hub(hub) {
  connect(&hub.query(), &QueryFilter::changed, this, [this] {
    forget();
    invalidateFilter();
  });
  connect(&hub.functions(), &FunctionModel::totalsRefreshed, this, [this] {
    if (m_hub.query().active()) forget();
  });
}

void FunctionFilter::forget() {
  m_found.clear();
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, FunctionModel::Invocations), index(rowCount() - 1, FunctionModel::LastInvoked));
}

const FunctionFilter::Found& FunctionFilter::found(FunctionId id) const {
  auto it = m_found.find(id);
  if (it != m_found.end()) return it.value();
  const FunctionModel& model = m_hub.functions();
  const Series& series = m_hub.query().series();
  const std::vector<int> spark = series.countColumns(id, model.totalsBegin(), model.totalsEnd(), FunctionModel::kSparkColumns);
  return m_found.insert(id, {series.totals(id, model.totalsBegin(), model.totalsEnd()), QList<int>(spark.begin(), spark.end())}).value();
}

QVariant FunctionFilter::data(const QModelIndex& index, int role) const {
  const bool figure = role == Qt::DisplayRole || role == FunctionModel::SparkRole || role == FunctionModel::TotalCountRole;
  if (!figure || !m_hub.query().active() || index.column() < FunctionModel::Invocations) return QSortFilterProxyModel::data(index, role);
  const Found& of = found(QSortFilterProxyModel::data(index, FunctionModel::FunctionIdRole).toUInt());
  const WindowTotals& t = of.totals;
  if (role == FunctionModel::SparkRole) return QVariant::fromValue(of.spark);
  if (role == FunctionModel::TotalCountRole) return t.latency.count;
  switch (index.column()) {
    case FunctionModel::Invocations: return t.invocations;
    case FunctionModel::P50: return t.latency.count < 2 ? QVariant() : QVariant::fromValue<qlonglong>(t.latency.p50Us);
    case FunctionModel::P99: return t.latency.count < 2 ? QVariant() : QVariant::fromValue<qlonglong>(t.latency.p99Us);
    case FunctionModel::Cold: return t.invocations == 0 ? QVariant() : QVariant(100.0 * t.cold / t.invocations);
    case FunctionModel::Failed: return t.failed;
    default: return QSortFilterProxyModel::data(index, role);
  }
}

void FunctionFilter::setText(const QString& text) {
  const QString wanted = text.trimmed();
  if (wanted == m_text) return;
  m_text = wanted;
  invalidateFilter();
}

bool FunctionFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const QModelIndex index = sourceModel()->index(row, FunctionModel::Name, parent);
  if (!m_hub.query().concerns(index.data(FunctionModel::FunctionIdRole).toUInt())) return false;
  if (m_text.isEmpty()) return true;
  for (const int role : {int(Qt::DisplayRole), int(FunctionModel::NamespaceRole), int(FunctionModel::RuntimeRole)})
    if (index.data(role).toString().contains(m_text, Qt::CaseInsensitive)) return true;
  return false;
}

FunctionsTable::FunctionsTable(ModelHub& hub, QWidget* parent) : QTableView(parent), m_hub(hub), m_filter(new FunctionFilter(hub, this)), m_sources(new FunctionSources(hub, this)) {
  setObjectName(u"functions_table"_s);
  setAccessibleName(tr("Functions"));
  m_filter->setSourceModel(&hub.functions());
  setModel(m_filter);
  auto* delegate = new FunctionsDelegate(hub, this);
  delegate->setSources(m_sources);
  setItemDelegate(delegate);
  setupTable(*this, kRow);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  horizontalHeader()->setSectionsClickable(false);
  horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  horizontalHeader()->setSectionResizeMode(FunctionModel::Name, QHeaderView::Stretch);
  connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) { Q_EMIT opened(functionAt(index)); });
  connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
    if (m_selecting || !current.isValid()) return;
    m_selecting = true;
    m_hub.selection().setFunction(functionAt(current));
    m_selecting = false;
  });
  connect(&hub.selection(), &Selection::functionChanged, this, &FunctionsTable::select);
  connect(m_sources, &FunctionSources::changed, this, [this] { viewport()->update(); });
  const auto resized = [this] {
    select(m_hub.selection().function());
    updateGeometry();
    viewport()->update();
  };
  connect(m_filter, &QAbstractItemModel::rowsInserted, this, resized);
  connect(m_filter, &QAbstractItemModel::rowsRemoved, this, resized);
  followTheme(this, [this] { layOutColumns(); });
  select(hub.selection().function());
}

void FunctionsTable::setFilter(const QString& text) { m_filter->setText(text); }

void FunctionsTable::step(int by) {
  if (model()->rowCount() == 0) return;
  const int row = std::clamp(currentIndex().isValid() ? currentIndex().row() + by : 0, 0, model()->rowCount() - 1);
  setCurrentIndex(model()->index(row, 0));
}

FunctionId FunctionsTable::functionAt(const QModelIndex& index) const { return index.data(FunctionModel::FunctionIdRole).toUInt(); }
FunctionId FunctionsTable::currentFunction() const { return functionAt(currentIndex()); }

void FunctionsTable::select(FunctionId id) {
  if (m_selecting) return;
  const int row = m_hub.functions().rowOf(id);
  const QModelIndex index = row < 0 ? QModelIndex() : m_filter->mapFromSource(m_hub.functions().index(row, 0));
  if (index == currentIndex() && index.isValid()) return;
  m_selecting = true;
  if (index.isValid()) setCurrentIndex(index);
  else clearSelection();
  m_selecting = false;
}

QSize FunctionsTable::sizeHint() const {
  const Theme& theme = Theme::current();
  const int rows = std::max(model()->rowCount(), 1);
  return {theme.px(kWideTable), theme.px(kHeader) + rows * theme.row(kRow)};
}

QSize FunctionsTable::minimumSizeHint() const {
  const Theme& theme = Theme::current();
  return {theme.px(640), theme.px(kHeader) + std::clamp(model()->rowCount(), 1, kRowsAtLeast) * theme.row(kRow)};
}

void FunctionsTable::layOutColumns() {
  const Theme& theme = Theme::current();
  const double room = std::clamp((width() / double(theme.px(100)) * 100 - kNarrowTable) / (kWideTable - kNarrowTable), 0.0, 1.0);
  for (const ColumnWidth& w : kWidths) setColumnWidth(w.column, theme.px(w.narrow + qRound((w.wide - w.narrow) * room)));
}

void FunctionsTable::showEvent(QShowEvent* event) {
  QTableView::showEvent(event);
  m_sources->setWatched(true);
}

void FunctionsTable::hideEvent(QHideEvent* event) {
  QTableView::hideEvent(event);
  m_sources->setWatched(false);
}

void FunctionsTable::resizeEvent(QResizeEvent* event) {
  layOutColumns();
  QTableView::resizeEvent(event);
}

void FunctionsTable::keyPressEvent(QKeyEvent* event) {
  const FunctionId id = currentFunction();
  switch (event->key()) {
    case Qt::Key_Return: case Qt::Key_Enter:
      if (id) Q_EMIT opened(id);
      return;
    case Qt::Key_Delete:
      if (id) Q_EMIT deleteWanted(id);
      return;
    case Qt::Key_Home: return step(-model()->rowCount());
    case Qt::Key_End: return step(model()->rowCount());
    default: break;
  }
  // No type-ahead: single letters belong to the window's keys.
  if (!event->text().isEmpty() && event->text().at(0).isPrint() && !(event->modifiers() & ~Qt::ShiftModifier)) return event->ignore();
  QTableView::keyPressEvent(event);
}

void FunctionsTable::contextMenuEvent(QContextMenuEvent* event) {
  QModelIndex index = indexAt(event->pos());
  QPoint at = event->globalPos();
  if (event->reason() == QContextMenuEvent::Keyboard) {
    index = currentIndex();
    at = viewport()->mapToGlobal(visualRect(index).bottomLeft());
  }
  if (index.isValid()) Q_EMIT menuWanted(functionAt(index), at);
}

void FunctionsTable::paintEvent(QPaintEvent* event) {
  QTableView::paintEvent(event);
  // Before the first batch nothing is known, and nothing is said.
  if (m_filter->rowCount() > 0 || m_hub.time().now() == 0) return;
  const QString words = m_filter->text().isEmpty() ? tr("No function yet. Ctrl N makes one from a template, a folder or a zip package.")
                                                   : tr("No function matches “%1”. Esc clears the filter.").arg(m_filter->text());
  QPainter painter(viewport());
  const Theme& theme = Theme::current();
  painter.setFont(theme.ui(12));
  painter.setPen(theme.colors().text.tertiary);
  painter.drawText(viewport()->rect().adjusted(theme.px(16), theme.px(14), -theme.px(16), 0), Qt::AlignLeft | Qt::AlignTop,
                   painter.fontMetrics().elidedText(words, Qt::ElideRight, viewport()->width() - theme.px(32)));
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/functionmodel.h"
#include "models/timeline.h"
#include <algorithm>

namespace scfdesk {

namespace {
constexpr int kFailingStreak = 3;  // so many failures in a row, or all there ever were, make a function a failing one
const QList<int> kGaugeRoles{Qt::DisplayRole,           FunctionModel::SortRole,     FunctionModel::ActivityRole,
                             FunctionModel::InstancesRole, FunctionModel::LimitRole, FunctionModel::BusyRole,
                             FunctionModel::StartingRole,  FunctionModel::IdleRole,  FunctionModel::FrozenRole,
                             FunctionModel::QueuedRole,    Qt::AccessibleTextRole};
const QList<int> kTotalRoles{Qt::DisplayRole, FunctionModel::SortRole, FunctionModel::SparkRole, FunctionModel::TotalCountRole};
}  // namespace

struct FunctionModel::Row {
  FunctionInfo info;
  FunctionSample gauges;
  WindowTotals totals;
  QList<int> spark;
  int failStreak = 0;
  int64_t finished = 0;
  TimeUs lastInvoked = 0;

  [[nodiscard]] int living() const { return gauges.starting + gauges.init + gauges.busy + gauges.idle + gauges.frozen; }
  [[nodiscard]] FunctionActivity activity() const {
    const auto s = info.status;
    if (s == FunctionStatus::CreateFailed || s == FunctionStatus::UpdateFailed || s == FunctionStatus::DeleteFailed)
      return FunctionActivity::Failing;
    if (failStreak >= kFailingStreak || (failStreak > 0 && failStreak == finished)) return FunctionActivity::Failing;
    if (gauges.busy > 0) return FunctionActivity::Busy;
    if (gauges.starting + gauges.init > 0) return FunctionActivity::Starting;
    if (gauges.idle > 0) return FunctionActivity::Idle;
    return gauges.frozen > 0 ? FunctionActivity::Frozen : FunctionActivity::None;
  }
  /// Samples last, then by name.
  [[nodiscard]] bool before(const Row& o) const {
    if (info.sample != o.info.sample) return !info.sample;
    if (const int c = QString::compare(info.key.name, o.info.key.name, Qt::CaseInsensitive); c != 0) return c < 0;
    if (const int c = QString::compare(info.key.ns, o.info.key.ns); c != 0) return c < 0;
    return info.id < o.info.id;
  }
};

FunctionModel::FunctionModel(const Series& series, const Timeline& /*timeline*/, QObject* parent)
    : QAbstractTableModel(parent), m_series(series) {}

void FunctionModel::apply(const EngineDelta& delta) {
  if (!delta.functionsRemoved.empty()) applyRemoved(delta);
  if (!delta.functions.empty()) applyFunctions(delta);
  if (delta.samples.empty() && delta.invocations.empty()) return;
  std::vector<bool> touched(m_rows.size(), false);
  for (const FunctionSample& s : delta.samples) {
    const int r = rowOf(s.function);
    if (r < 0) continue;
    m_rows[size_t(r)]->gauges = s;
    touched[size_t(r)] = true;
  }
  applyOutcomes(delta, touched);
  emitRuns(touched, Name, Instances, kGaugeRoles);
}

void FunctionModel::applyOutcomes(const EngineDelta& delta, std::vector<bool>& touched) {
  for (const Invocation& i : delta.invocations) {
    const int r = rowOf(i.function);
    if (r < 0) continue;
    Row& row = *m_rows[size_t(r)];
    row.lastInvoked = std::max(row.lastInvoked, i.at.accepted);
    if (!i.finished || i.statusCode == status::kResourceLimit || i.statusCode == status::kResourceLimitReached) continue;
    const FunctionActivity before = row.activity();
    ++row.finished;
    row.failStreak = i.statusCode == status::kSuccess ? 0 : row.failStreak + 1;
    if (row.activity() != before) touched[size_t(r)] = true;
  }
}

void FunctionModel::applyRemoved(const EngineDelta& delta) {
  for (const FunctionId id : delta.functionsRemoved) {
    const int r = rowOf(id);
    if (r < 0) continue;
    beginRemoveRows({}, r, r);
    m_rows.erase(m_rows.begin() + r);
    reindex();
    endRemoveRows();
    Q_EMIT functionRemoved(id);
  }
}

void FunctionModel::applyFunctions(const EngineDelta& delta) {
  std::vector<std::shared_ptr<Row>> fresh;
  std::vector<bool> touched(m_rows.size(), false);
  std::vector<FunctionId> changedIds;
  for (const FunctionInfo& info : delta.functions) {
    changedIds.push_back(info.id);
    if (const int r = rowOf(info.id); r >= 0) {
      m_rows[size_t(r)]->info = info;
      touched[size_t(r)] = true;
      continue;
    }
    const auto same = std::find_if(fresh.begin(), fresh.end(), [&](const auto& f) { return f->info.id == info.id; });
    if (same != fresh.end()) {
      (*same)->info = info;
      continue;
    }
    fresh.push_back(std::make_shared<Row>());
    fresh.back()->info = info;
  }
  emitRuns(touched, Name, LastInvoked, {});
  if (!fresh.empty()) insertRows(std::move(fresh));
  for (const FunctionId id : changedIds) Q_EMIT functionChanged(id);
}

void FunctionModel::insertRows(std::vector<std::shared_ptr<Row>> fresh) {
  const auto less = [](const auto& a, const auto& b) { return a->before(*b); };
  std::sort(fresh.begin(), fresh.end(), less);
  size_t i = 0;
  while (i < fresh.size()) {
    // All that come before the same row are one range.
    const auto at = std::upper_bound(m_rows.begin(), m_rows.end(), fresh[i], less);
    size_t last = i + 1;
    while (last < fresh.size() && (at == m_rows.end() || less(fresh[last], *at))) ++last;
    const int row = static_cast<int>(at - m_rows.begin());
    beginInsertRows({}, row, row + static_cast<int>(last - i) - 1);
    m_rows.insert(at, fresh.begin() + static_cast<std::ptrdiff_t>(i), fresh.begin() + static_cast<std::ptrdiff_t>(last));
    reindex();
    endInsertRows();
    i = last;
  }
}

void FunctionModel::emitRuns(const std::vector<bool>& touched, int firstColumn, int lastColumn, const QList<int>& roles) {
  for (size_t i = 0; i < touched.size(); ++i) {
    if (!touched[i]) continue;
    size_t last = i;
    while (last + 1 < touched.size() && touched[last + 1]) ++last;
    Q_EMIT dataChanged(index(static_cast<int>(i), firstColumn), index(static_cast<int>(last), lastColumn), roles);
    i = last;
  }
}

void FunctionModel::refreshTotals(TimeUs begin, TimeUs end) {
  m_begin = begin;
  m_end = end;
  for (auto& row : m_rows) {
    row->totals = m_series.totals(row->info.id, begin, end);
    row->totals.lastInvoked = std::max(row->totals.lastInvoked, row->lastInvoked);
    const auto columns = m_series.countColumns(row->info.id, begin, end, kSparkColumns);
    row->spark = QList<int>(columns.begin(), columns.end());
    if (row->totals.invocations == 0) row->failStreak = 0;  // an old failure is no longer news
  }
  if (!m_rows.empty()) Q_EMIT dataChanged(index(0, Invocations), index(rowCount() - 1, LastInvoked), kTotalRoles);
  Q_EMIT totalsRefreshed();
}

void FunctionModel::reindex() {
  m_index.clear();
  for (size_t i = 0; i < m_rows.size(); ++i) m_index[m_rows[i]->info.id] = static_cast<int>(i);
}

int FunctionModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int FunctionModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(ColumnCount); }

QVariant FunctionModel::cell(const Row& row, int column) const {
  const WindowTotals& t = row.totals;
  switch (column) {
    case Name: return row.info.key.name;
    case State: return static_cast<int>(row.activity());
    case Instances: return row.living();
    case Invocations: return t.invocations;
    case P50: return t.latency.count < 2 ? QVariant() : QVariant::fromValue<qlonglong>(t.latency.p50Us);
    case P99: return t.latency.count < 2 ? QVariant() : QVariant::fromValue<qlonglong>(t.latency.p99Us);
    case Cold: return t.invocations == 0 ? QVariant() : QVariant(100.0 * t.cold / t.invocations);
    case Failed: return t.failed;
    case LastInvoked: return QVariant::fromValue<qlonglong>(std::max(row.lastInvoked, t.lastInvoked));
    default: return {};
  }
}

QVariant FunctionModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
  const Row& row = *m_rows[static_cast<size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole: case SortRole: return cell(row, index.column());
    case Qt::AccessibleTextRole:
      if (index.column() != Name) return {};
      return row.living() == 1 ? tr("%1, 1 instance").arg(row.info.key.name) : tr("%1, %2 instances").arg(row.info.key.name).arg(row.living());
    case FunctionIdRole: return row.info.id;
    case ActivityRole: return static_cast<int>(row.activity());
    case SampleRole: return row.info.sample;
    case NamespaceRole: return row.info.key.ns;
    case InstancesRole: return row.living();
    case LimitRole: return row.gauges.limit;
    case BusyRole: return row.gauges.busy;
    case StartingRole: return row.gauges.starting + row.gauges.init;
    case IdleRole: return row.gauges.idle;
    case FrozenRole: return row.gauges.frozen;
    case QueuedRole: return row.gauges.queued;
    case RuntimeRole: return row.info.runtimeShown;
    case StatusRole: return static_cast<int>(row.info.status);
    case StatusReasonRole: return row.info.statusReason;
    case MemoryRole: return row.info.config.memoryMb;
    case SparkRole: return QVariant::fromValue(row.spark);
    case TotalCountRole: return row.totals.latency.count;
    default: return {};
  }
}

QVariant FunctionModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return int((section >= P50 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Name: return tr("Function");
    case State: return tr("State");
    case Triggers: return tr("Triggers");
    case Instances: return tr("Instances of limit");
    case Invocations: return tr("Invocations");
    case P50: return tr("p50");
    case P99: return tr("p99");
    case Cold: return tr("Cold");
    case Failed: return tr("Failed");
    case LastInvoked: return tr("Last invoked");
    default: return {};
  }
}

int FunctionModel::rowOf(FunctionId id) const {
  const auto it = m_index.find(id);
  return it == m_index.end() ? -1 : it->second;
}

const FunctionModel::Row* FunctionModel::row(FunctionId id) const {
  const int r = rowOf(id);
  return r < 0 ? nullptr : m_rows[static_cast<size_t>(r)].get();
}

const FunctionInfo* FunctionModel::info(FunctionId id) const {
  const Row* r = row(id);
  return r ? &r->info : nullptr;
}

const FunctionInfo* FunctionModel::infoAt(int row) const {
  return row >= 0 && row < rowCount() ? &m_rows[static_cast<size_t>(row)]->info : nullptr;
}

const FunctionInfo* FunctionModel::infoOf(const FunctionKey& key) const {
  for (const auto& row : m_rows)
    if (row->info.key == key) return &row->info;
  return nullptr;
}

FunctionActivity FunctionModel::activity(FunctionId id) const {
  const Row* r = row(id);
  return r ? r->activity() : FunctionActivity::None;
}

FunctionSample FunctionModel::gauges(FunctionId id) const {
  const Row* r = row(id);
  return r ? r->gauges : FunctionSample{};
}

FunctionSample FunctionModel::allGauges() const {
  FunctionSample all;
  for (const auto& row : m_rows) {
    all.starting += row->gauges.starting;
    all.init += row->gauges.init;
    all.busy += row->gauges.busy;
    all.idle += row->gauges.idle;
    all.frozen += row->gauges.frozen;
    all.queued += row->gauges.queued;
  }
  return all;
}

WindowTotals FunctionModel::totals(FunctionId id) const {
  const Row* r = row(id);
  return r ? r->totals : WindowTotals{};
}

}  // namespace scfdesk

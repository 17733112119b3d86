// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/invocationmodel.h"
#include "models/data/limits.h"
#include <algorithm>

namespace scfdesk {

InvocationModel::InvocationModel(QObject* parent) : QAbstractTableModel(parent) {}

void InvocationModel::apply(const EngineDelta& delta) {
  if (delta.invocations.empty()) return;
  std::vector<const Invocation*> changed;
  std::vector<Invocation> fresh;
  std::unordered_map<InvocationId, size_t> freshAt;
  for (const Invocation& i : delta.invocations) {
    if (m_serial.contains(i.id)) {
      changed.push_back(&i);
    } else if (const auto it = freshAt.find(i.id); it != freshAt.end()) {
      fresh[it->second] = i;  // began and ended within one batch
    } else if (i.id > m_droppedUpTo) {  // the end of one that was dropped for room is no new row
      freshAt.emplace(i.id, fresh.size());
      fresh.push_back(i);
    }
  }
  if (!changed.empty()) update(changed);
  if (!fresh.empty()) insert(std::move(fresh));
}

void InvocationModel::update(const std::vector<const Invocation*>& changed) {
  int first = rowCount(), last = -1;
  for (const Invocation* i : changed) {
    const int row = rowOf(i->id);
    m_rows[static_cast<size_t>(row)] = *i;
    first = std::min(first, row);
    last = std::max(last, row);
  }
  Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
  for (const Invocation* i : changed) Q_EMIT invocationUpdated(i->id);
}

void InvocationModel::insert(std::vector<Invocation> fresh) {
  const auto limit = static_cast<size_t>(limits::kHistoryRows);
  if (fresh.size() > limit) {
    for (size_t i = 0; i < fresh.size() - limit; ++i) m_droppedUpTo = std::max(m_droppedUpTo, fresh[i].id);
    fresh.erase(fresh.begin(), fresh.end() - static_cast<std::ptrdiff_t>(limit));
  }
  if (const size_t total = m_rows.size() + fresh.size(); total > limit) {
    const auto drop = static_cast<int>(total - limit);
    beginRemoveRows({}, rowCount() - drop, rowCount() - 1);
    for (int i = 0; i < drop; ++i) {
      m_droppedUpTo = std::max(m_droppedUpTo, m_rows.back().id);
      m_serial.erase(m_rows.back().id);
      m_rows.pop_back();
    }
    endRemoveRows();
  }
  beginInsertRows({}, 0, static_cast<int>(fresh.size()) - 1);
  for (Invocation& i : fresh) {
    m_serial.emplace(i.id, m_pushed++);
    m_rows.push_front(std::move(i));
  }
  endInsertRows();
}

int InvocationModel::rowOf(InvocationId id) const {
  const auto it = m_serial.find(id);
  return it == m_serial.end() ? -1 : static_cast<int>(m_pushed - 1 - it->second);
}

int InvocationModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int InvocationModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(ColumnCount); }

QVariant InvocationModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
  const Invocation& i = m_rows[static_cast<size_t>(index.row())];
  const qlonglong total = i.finished ? i.at.replied - i.at.accepted : 0;
  switch (role) {
    case Qt::DisplayRole:
      switch (index.column()) {
        case Time: return QVariant::fromValue<qlonglong>(i.at.accepted);
        case Status: return i.statusCode;
        case Start: return i.cold;
        case Total: return i.finished ? QVariant(total) : QVariant();
        default: return {};
      }
    case InvocationIdRole: return QVariant::fromValue<qulonglong>(i.id);
    case FunctionIdRole: return i.function;
    case StatusRole: return i.statusCode;
    case ColdRole: return i.cold;
    case FinishedRole: return i.finished;
    case TotalUsRole: return total;
    case InvocationRole: return QVariant::fromValue(i);
    default: return {};
  }
}

QVariant InvocationModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case Time: return tr("Time");
    case Status: return tr("Status");
    case Start: return tr("Start");
    case Phases: return tr("Phases");
    case Total: return tr("Total");
    default: return {};
  }
}

const Invocation* InvocationModel::invocation(InvocationId id) const { return invocationAt(rowOf(id)); }

const Invocation* InvocationModel::invocationAt(int row) const {
  return row >= 0 && row < rowCount() ? &m_rows[static_cast<size_t>(row)] : nullptr;
}

InvocationHistory::InvocationHistory(QObject* parent) : QSortFilterProxyModel(parent) {}

void InvocationHistory::setFunction(FunctionId fn) {
  if (m_function == fn) return;
  m_function = fn;
  invalidateFilter();
}

bool InvocationHistory::filterAcceptsRow(int row, const QModelIndex& parent) const {
  if (m_function == 0) return true;
  const QModelIndex index = sourceModel()->index(row, 0, parent);
  return index.data(InvocationModel::FunctionIdRole).toUInt() == m_function;
}

}  // namespace scfdesk

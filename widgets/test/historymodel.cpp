// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/test/historymodel.h"
#include "models/invocationmodel.h"
#include "models/modelhub.h"
#include "models/queryfilter.h"
#include "models/timestate.h"
#include "widgets/controls/numberformat.h"
#include "widgets/test/replywords.h"
#include <algorithm>

namespace scfdesk {

HistoryModel::HistoryModel(ModelHub& hub, QObject* parent) : QAbstractListModel(parent), m_hub(hub) {
  m_timer.setSingleShot(true);
  m_timer.setInterval(kIntervalMs);
  connect(&m_timer, &QTimer::timeout, this, &HistoryModel::refresh);
  m_tick.setInterval(kTickMs);
  connect(&m_tick, &QTimer::timeout, this, &HistoryModel::tick);
  connect(&hub, &ModelHub::statusChanged, this, &HistoryModel::tick);  // arrivals were paused or resumed
  const InvocationModel& source = hub.invocations();
  connect(&source, &QAbstractItemModel::rowsInserted, this, &HistoryModel::schedule);
  connect(&source, &QAbstractItemModel::rowsRemoved, this, &HistoryModel::schedule);
  connect(&source, &QAbstractItemModel::modelReset, this, &HistoryModel::schedule);
  connect(&source, &QAbstractItemModel::dataChanged, this, &HistoryModel::schedule);
  connect(&hub, &ModelHub::loadChanged, this, &HistoryModel::schedule);
  connect(&hub.query(), &QueryFilter::changed, this, &HistoryModel::schedule);
}

void HistoryModel::setFunction(FunctionId function) {
  if (function == m_function) return;
  beginResetModel();
  m_function = function;
  m_rows = collect();
  measure();
  endResetModel();
}

void HistoryModel::schedule() {
  if (!m_timer.isActive()) m_timer.start();
}

std::vector<HistoryModel::Row> HistoryModel::collect() const {
  std::vector<Row> rows;
  if (m_function == 0) return rows;
  for (const auto& [run, load] : m_hub.loads())
    if (load.function == m_function) rows.push_back({.load = run, .at = load.startedAt});
  const InvocationModel& source = m_hub.invocations();
  int taken = 0;
  for (int i = 0, n = source.rowCount(); i < n && taken < kRows; ++i) {
    const Invocation* v = source.invocationAt(i);
    if (!v || v->function != m_function || v->loadRun != 0 || !m_hub.query().matches(v->function, v->instance, v->id)) continue;
    rows.push_back({.invocation = v->id, .at = v->at.accepted});
    ++taken;
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.at > b.at; });
  if (rows.size() > kRows) rows.resize(kRows);
  return rows;
}

void HistoryModel::refresh() {
  std::vector<Row> rows = collect();
  const auto same = m_rows.empty() ? rows.end() : std::find(rows.begin(), rows.end(), m_rows.front());
  const auto added = same - rows.begin();
  const auto kept = std::min<ptrdiff_t>(rows.end() - same, ptrdiff_t(m_rows.size()));
  const bool shifted = kept > 0 && std::equal(same, same + kept, m_rows.begin()) && same + kept == rows.end();
  if (!shifted) {
    if (m_rows.empty() && rows.empty()) return;
    beginResetModel();
    m_rows = std::move(rows);
    measure();
    endResetModel();
    return;
  }
  if (kept < ptrdiff_t(m_rows.size())) {
    beginRemoveRows({}, int(kept), int(m_rows.size()) - 1);
    m_rows.resize(size_t(kept));
    endRemoveRows();
  }
  if (added > 0) {
    beginInsertRows({}, 0, int(added) - 1);
    m_rows = std::move(rows);
    measure();
    endInsertRows();
  }
  measure();
  Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
}

void HistoryModel::measure() {
  m_longestUs = 1000;
  bool open = false;
  for (int row = 0; row < int(m_rows.size()); ++row) {
    open = open || goesOn(row);
    if (const Invocation* v = invocationAt(row)) m_longestUs = std::max(m_longestUs, totalUs(*v));
  }
  const bool ticks = open && m_shown && m_hub.status().connected;
  if (ticks != m_tick.isActive()) ticks ? m_tick.start() : m_tick.stop();
}

bool HistoryModel::goesOn(int row) const {
  const Invocation* v = invocationAt(row);
  return v && !v->finished;
}

void HistoryModel::tick() {
  const int64_t before = m_longestUs;
  measure();
  if (m_longestUs != before && !m_rows.empty()) {  // the longest one grows: the scale of all bars moves
    Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
    return;
  }
  for (int row = 0; row < int(m_rows.size()); ++row)
    if (goesOn(row)) Q_EMIT dataChanged(index(row), index(row));
}

void HistoryModel::setShown(bool shown) {
  m_shown = shown;
  measure();
}

QString HistoryModel::word(const Invocation& v) const {
  return v.finished ? ReplyWords::historyWord(v) : ReplyWords::openWord(v, m_hub.time().now(), m_hub.status().paused);
}

int64_t HistoryModel::totalUs(const Invocation& v) const {
  const TimeUs end = v.at.replied ? v.at.replied : v.finished ? v.at.left : m_hub.time().now();
  return std::max<int64_t>(0, end - v.at.accepted);
}

int HistoryModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

const Invocation* HistoryModel::invocationAt(int row) const {
  if (row < 0 || row >= int(m_rows.size()) || m_rows[size_t(row)].invocation == 0) return nullptr;
  return m_hub.invocations().invocation(m_rows[size_t(row)].invocation);
}

const LoadProgress* HistoryModel::loadAt(int row) const {
  if (row < 0 || row >= int(m_rows.size()) || m_rows[size_t(row)].load == 0) return nullptr;
  const auto it = m_hub.loads().find(m_rows[size_t(row)].load);
  return it == m_hub.loads().end() ? nullptr : &it->second;
}

int HistoryModel::rowOf(InvocationId id) const {
  const auto it = std::find_if(m_rows.begin(), m_rows.end(), [id](const Row& r) { return id && r.invocation == id; });
  return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

int HistoryModel::rowOfLoad(uint32_t run) const {
  const auto it = std::find_if(m_rows.begin(), m_rows.end(), [run](const Row& r) { return run && r.load == run; });
  return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= int(m_rows.size())) return {};
  const LoadProgress* load = loadAt(index.row());
  const Invocation* v = invocationAt(index.row());
  switch (role) {
    case IsLoadRole: return load != nullptr;
    case TotalUsRole: return v ? qlonglong(totalUs(*v)) : qlonglong(0);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
      if (load)
        return (load->spec.repeats() ? tr("Repeat of %1 events at %2: %3 succeeded, %4 failed, %5 throttled")
                                     : tr("Load of %1 events at %2: %3 succeeded, %4 failed, %5 throttled"))
            .arg(format::count(load->spec.count), format::clock(load->startedAt, 0), format::count(load->succeeded),
                 format::count(load->failed), format::count(load->throttled));
      if (v)
        return tr("%1, %2, %3, %4")
            .arg(format::clock(v->at.accepted, 3), QString::number(v->statusCode), word(*v),
                 format::milliseconds(totalUs(*v)).text());
      return {};
    default: return {};
  }
}

}  // namespace scfdesk

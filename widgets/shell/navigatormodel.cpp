// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/navigatormodel.h"
#include "widgets/controls/stateglyph.h"
#include "widgets/triggers/triggerdata.h"

namespace scfdesk {
using namespace Qt::Literals::StringLiterals;

NavigatorModel::NavigatorModel(FunctionModel& functions, const FunctionSources& sources, QObject* parent) : QAbstractListModel(parent), m_functions(functions), m_sources(sources) {
  connect(&sources, &FunctionSources::changed, this, [this] {
    if (!m_entries.empty()) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
  });
  connect(&functions, &QAbstractItemModel::modelReset, this, &NavigatorModel::rebuild);
  connect(&functions, &QAbstractItemModel::rowsInserted, this, &NavigatorModel::rebuild);
  connect(&functions, &QAbstractItemModel::rowsRemoved, this, &NavigatorModel::rebuild);
  connect(&functions, &QAbstractItemModel::rowsMoved, this, &NavigatorModel::rebuild);
  connect(&functions, &QAbstractItemModel::layoutChanged, this, &NavigatorModel::rebuild);
  connect(&functions, &QAbstractItemModel::dataChanged, this, &NavigatorModel::onDataChanged);
  m_entries = entries();
}

void NavigatorModel::setFilter(const QString& text) {
  if (text == m_filter) return;
  m_filter = text;
  rebuild();
}

std::vector<NavigatorModel::Entry> NavigatorModel::entries() const {
  std::vector<Entry> all;
  QStringList namespaces;
  bool samples = false;
  const int rows = m_functions.rowCount();
  for (int row = 0; row < rows; ++row) {
    const FunctionInfo* info = m_functions.infoAt(row);
    if (info->sample)
      samples = true;
    else if (!namespaces.contains(info->key.ns))
      namespaces.append(info->key.ns);
  }
  // The namespace everybody has comes first and is shown even while it is empty.
  namespaces.removeOne(u"default"_s);
  namespaces.sort();
  namespaces.prepend(u"default"_s);
  const auto group = [&](const QString& caption, auto belongs) {
    const size_t head = all.size();
    all.push_back({0, caption, 0});
    for (int row = 0; row < rows; ++row) {
      const FunctionInfo* info = m_functions.infoAt(row);
      if (!belongs(*info) || !info->key.name.contains(m_filter, Qt::CaseInsensitive)) continue;
      all.push_back({info->id, {}, 0});
      ++all[head].count;
    }
  };
  for (const QString& ns : namespaces)
    group(ns, [&](const FunctionInfo& info) { return !info.sample && info.key.ns == ns; });
  if (samples) group(tr("samples"), [](const FunctionInfo& info) { return info.sample; });
  return all;
}

void NavigatorModel::rebuild() {
  std::vector<Entry> fresh = entries();
  if (fresh == m_entries) return;
  beginResetModel();
  m_entries = std::move(fresh);
  endResetModel();
}

void NavigatorModel::onDataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight) {
  if (topLeft.column() > 0 && topLeft.column() > FunctionModel::Instances) return;
  rebuild();
  for (int row = topLeft.row(); row <= bottomRight.row(); ++row)
    if (const FunctionInfo* info = m_functions.infoAt(row))
      if (const int at = rowOf(info->id); at >= 0) Q_EMIT dataChanged(index(at), index(at));
}

FunctionId NavigatorModel::functionAt(int row) const {
  return row >= 0 && row < rowCount() ? m_entries[static_cast<size_t>(row)].function : 0;
}

int NavigatorModel::rowOf(FunctionId id) const {
  for (size_t i = 0; i < m_entries.size(); ++i)
    if (id != 0 && m_entries[i].function == id) return static_cast<int>(i);
  return -1;
}

int NavigatorModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant NavigatorModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Entry& entry = m_entries[static_cast<size_t>(index.row())];
  if (entry.function == 0) {
    if (role == Qt::DisplayRole || role == CaptionRole) return entry.caption;
    if (role == CountRole) return entry.count;
    return {};
  }
  if (role == CaptionRole || role == CountRole) return {};
  const QModelIndex source = m_functions.index(m_functions.rowOf(entry.function), FunctionModel::Name);
  if (role == SourceRole) {
    const QString type = m_sources.typeOf(entry.function);
    return type.isEmpty() && m_sources.known() ? kManual : type;
  }
  if (role == Qt::AccessibleTextRole) {
    // "thumbnail, busy, 7 instances, COS trigger"
    const auto activity = m_functions.activity(entry.function);
    const int instances = source.data(FunctionModel::InstancesRole).toInt();
    const QString living = instances == 1 ? tr("1 instance") : tr("%1 instances").arg(instances);
    QStringList words{source.data().toString()};
    if (m_instancesTold || activity != FunctionActivity::None) words << activityText(activity).toLower();
    if (m_instancesTold) words << living;
    if (const QString type = m_sources.typeOf(entry.function); !type.isEmpty()) words << tr("%1 trigger").arg(triggerwords::typeName(type));
    return words.join(u", "_s);
  }
  return source.data(role);
}

Qt::ItemFlags NavigatorModel::flags(const QModelIndex& index) const {
  return functionAt(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                                 : Qt::ItemNeverHasChildren | Qt::NoItemFlags;
}

}  // namespace scfdesk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/functionmodel.h"
#include "widgets/shell/functionsources.h"
#include <QAbstractListModel>
#include <vector>

namespace scfdesk {

/// Functions in groups for the navigator: a caption row for each namespace and one for the samples, then their functions that
/// pass the filter. Follows the FunctionModel. GUI thread; owned by the Navigator.
class NavigatorModel final : public QAbstractListModel {
  Q_OBJECT
 public:
  /// The first two of caption rows, the third of functions: the type of trigger that stands for it, or empty. Other roles are the
  /// FunctionModel's.
  /// SourceRole of a function without a trigger.
  static inline const QString kManual = QStringLiteral("manual");
  enum Role { CaptionRole = Qt::UserRole + 500, CountRole, SourceRole };
  NavigatorModel(FunctionModel& functions, const FunctionSources& sources, QObject* parent = nullptr);
  /// A connection that does not tell of instances: none are named.
  void setInstancesTold(bool told) { m_instancesTold = told; }
  void setFilter(const QString& text);
  [[nodiscard]] FunctionId functionAt(int row) const;  ///< 0 for a caption
  [[nodiscard]] int rowOf(FunctionId id) const;        ///< -1 = filtered out
  void retranslate() { rebuild(); }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  struct Entry {
    FunctionId function = 0;
    QString caption;
    int count = 0;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  void rebuild();
  void onDataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight);
  [[nodiscard]] std::vector<Entry> entries() const;
  FunctionModel& m_functions;
  const FunctionSources& m_sources;
  QString m_filter;
  bool m_instancesTold = true;
  std::vector<Entry> m_entries;
};

}  // namespace scfdesk

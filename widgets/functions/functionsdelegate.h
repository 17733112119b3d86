// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include <QStyledItemDelegate>

namespace scfdesk {

class FunctionSources;

/// Cells of the Functions table: two-line name, mark and word, bar against the limit, sparkline, figures with quiet units.
class FunctionsDelegate final : public QStyledItemDelegate {
  Q_OBJECT
 public:
  explicit FunctionsDelegate(const ModelHub& hub, QObject* parent = nullptr);
  /// What the Triggers column shows; without it that column is empty. Lives at least as long as this.
  void setSources(const FunctionSources* sources) { m_sources = sources; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  /// What the cell shows as one text, for screen readers and tooltips.
  [[nodiscard]] QString text(const QModelIndex& index) const;
  bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index) override;

 private:
  void paintName(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
  void paintTriggers(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
  void paintState(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
  void paintInstances(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
  void paintInvocations(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
  void paintFigure(QPainter& painter, const QRect& cell, const QModelIndex& index) const;
  [[nodiscard]] bool told() const;  ///< whether the connection tells of instances
  [[nodiscard]] QString activityWord(const QModelIndex& index) const;
  [[nodiscard]] QString definition(int column, const QModelIndex& index) const;
  const ModelHub& m_hub;
  const FunctionSources* m_sources = nullptr;
};

}  // namespace scfdesk

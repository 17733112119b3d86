// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "models/modelhub.h"
#include "models/series.h"
#include <QHash>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace scfdesk {

/// Functions whose name, namespace or runtime contains a text, of those that the window's query concerns; its figures are then of
/// what the query finds. Keeps the model's order: nothing moves under the pointer.
class FunctionFilter final : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  explicit FunctionFilter(ModelHub& hub, QObject* parent = nullptr);
  void setText(const QString& text);
  [[nodiscard]] QString text() const { return m_text; }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 protected:
  [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  struct Found {
    WindowTotals totals;
    QList<int> spark;
  };
  [[nodiscard]] const Found& found(FunctionId id) const;
  void forget();
  ModelHub& m_hub;
  QString m_text;
  mutable QHash<FunctionId, Found> m_found;  ///< of the query, until the totals are taken anew
};

class FunctionSources;

/// The table of picture 05. Enter opens, Del asks, the context-menu key offers the rest; the current row is the window's
/// selected function. As high as its rows, up to the room there is. GUI thread.
class FunctionsTable final : public QTableView {
  Q_OBJECT
 public:
  explicit FunctionsTable(ModelHub& hub, QWidget* parent = nullptr);
  void setFilter(const QString& text);
  void step(int by);
  [[nodiscard]] FunctionId currentFunction() const;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void opened(quint32 id);
  void deleteWanted(quint32 id);
  void menuWanted(quint32 id, const QPoint& global);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  [[nodiscard]] FunctionId functionAt(const QModelIndex& index) const;
  void select(FunctionId id);
  void layOutColumns();
  ModelHub& m_hub;
  FunctionFilter* m_filter;
  FunctionSources* m_sources;
  bool m_selecting = false;
};

}  // namespace scfdesk

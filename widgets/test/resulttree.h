// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAbstractItemModel>
#include <QByteArray>
#include <QTreeView>
#include <vector>

namespace scfdesk {

/// A JSON text as a tree of its members and elements. Nothing is turned into a number and back: values are read from the text as
/// they stand in it. GUI thread.
class ResultTreeModel final : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum Column { Key, Value, Columns };
  /// What is deeper or more stays out, and says so.
  static constexpr int kDepth = 256;
  static constexpr int kNodes = 200000;
  using QAbstractItemModel::QAbstractItemModel;
  /// A text that is no JSON gives no rows.
  void setText(const QByteArray& json);
  [[nodiscard]] bool cut() const { return m_cut; }
  [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& = {}) const override { return Columns; }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Node {
    int parent = -1, row = 0;
    qsizetype keyBegin = 0, keyEnd = 0;      ///< with its quotes; equal: an element
    qsizetype begin = 0, end = 0;            ///< of the value
    char open = 0;                           ///< '{' or '[' of a container
    std::vector<int> children;
  };
  [[nodiscard]] const Node& node(const QModelIndex& index) const;
  [[nodiscard]] int idOf(const QModelIndex& index) const { return index.isValid() ? static_cast<int>(index.internalId()) : 0; }
  [[nodiscard]] QString textOf(const Node& node) const;
  QByteArray m_text;
  std::vector<Node> m_nodes;  ///< the first one is the whole
  bool m_cut = false;
};

/// The tree in the look of a table; Ctrl C copies the value.
class ResultTree final : public QTreeView {
  Q_OBJECT
 public:
  explicit ResultTree(QWidget* parent = nullptr);
  void setText(const QByteArray& json);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  ResultTreeModel* m_model;
};

}  // namespace scfdesk

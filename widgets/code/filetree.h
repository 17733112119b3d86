// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/code/codepackage.h"
#include <QSet>
#include <QTreeWidget>

namespace scfdesk {

/// Files by folder; those that are edited and not saved have a dot. GUI thread; owned by SourceView.
class FileTree final : public QTreeWidget {
  Q_OBJECT
 public:
  explicit FileTree(QWidget* parent = nullptr);
  void setFiles(const QList<PackedFile>& files);
  void setUnsaved(const QSet<QString>& paths);
  void choose(const QString& path);
  [[nodiscard]] QString current() const;
  [[nodiscard]] QStringList paths() const;

 Q_SIGNALS:
  void chosen(const QString& path);

 protected:
  void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  QTreeWidgetItem* folder(const QString& path);
  void dress(QTreeWidgetItem* item);
  QHash<QString, QTreeWidgetItem*> m_items;    ///< files
  QHash<QString, QTreeWidgetItem*> m_folders;
  QSet<QString> m_unsaved;
  bool m_filling = false;
};

}  // namespace scfdesk

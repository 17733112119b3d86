// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/code/filetree.h"
#include "widgets/controls/numberformat.h"
#include "widgets/theme/followtheme.h"
#include <QPainter>

namespace scfdesk {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int kPathRole = Qt::UserRole;
constexpr int kExpandedFiles = 60;  // more than this begin folded
}

FileTree::FileTree(QWidget* parent) : QTreeWidget(parent) {
  setObjectName(u"code_files"_s);
  setAccessibleName(tr("Files"));
  setHeaderHidden(true);
  setFrameShape(QFrame::NoFrame);
  setUniformRowHeights(true);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setTextElideMode(Qt::ElideMiddle);
  connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    const QString path = item ? item->data(0, kPathRole).toString() : QString();
    if (!m_filling && !path.isEmpty()) Q_EMIT chosen(path);
  });
  followTheme(this, [this] {
    const Theme& theme = Theme::current();
    const Colors& c = theme.colors();
    setFont(theme.ui(12));
    setIndentation(theme.px(14));
    QPalette p = palette();
    p.setColor(QPalette::Base, c.surface.panel);
    p.setColor(QPalette::Text, c.text.primary);
    p.setColor(QPalette::Highlight, c.surface.selected);
    p.setColor(QPalette::HighlightedText, c.text.primary);
    setPalette(p);
    for (QTreeWidgetItem* item : std::as_const(m_items)) dress(item);
    for (QTreeWidgetItem* item : std::as_const(m_folders)) item->setSizeHint(0, QSize(0, theme.px(26)));
  });
}

void FileTree::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  if (selectionModel()->isSelected(index)) {  // from edge to edge, as the navigator's
    const Theme& theme = Theme::current();
    const QRect row(0, option.rect.y(), viewport()->width(), option.rect.height());
    painter->fillRect(row, theme.colors().surface.selected);
    painter->fillRect(QRect(0, row.y(), theme.px(3), row.height()), theme.colors().accent.text);
  }
  QTreeWidget::drawRow(painter, option, index);
}

QTreeWidgetItem* FileTree::folder(const QString& path) {
  if (path.isEmpty()) return invisibleRootItem();
  if (QTreeWidgetItem* there = m_folders.value(path)) return there;
  const qsizetype slash = path.lastIndexOf(u'/');
  auto* item = new QTreeWidgetItem(folder(slash < 0 ? QString() : path.left(slash)), {path.mid(slash + 1)});
  item->setSizeHint(0, QSize(0, Theme::current().px(26)));
  item->setData(0, Qt::AccessibleTextRole, tr("Folder %1").arg(path));
  m_folders.insert(path, item);
  return item;
}

void FileTree::dress(QTreeWidgetItem* item) {
  const Theme& theme = Theme::current();
  const QString path = item->data(0, kPathRole).toString(), name = path.section(u'/', -1);
  const bool unsaved = m_unsaved.contains(path);
  item->setText(0, unsaved ? QString(name + u" •") : name);
  item->setForeground(0, unsaved ? theme.colors().accent.text : theme.colors().text.primary);
  item->setData(0, Qt::AccessibleTextRole, unsaved ? tr("%1, not saved").arg(path) : path);
  item->setSizeHint(0, QSize(0, theme.px(26)));
}

void FileTree::setFiles(const QList<PackedFile>& files) {
  QStringList wanted;
  for (const PackedFile& f : files) wanted << f.path;
  if (wanted == paths()) return;
  const QString before = current();
  m_filling = true;
  clear();
  m_items.clear();
  m_folders.clear();
  for (const PackedFile& f : files)
    if (const qsizetype slash = f.path.lastIndexOf(u'/'); slash > 0) folder(f.path.left(slash));
  for (const PackedFile& f : files) {
    const qsizetype slash = f.path.lastIndexOf(u'/');
    auto* item = new QTreeWidgetItem(folder(slash < 0 ? QString() : f.path.left(slash)));
    item->setData(0, kPathRole, f.path);
    item->setToolTip(0, QString(f.path + u'\n' + format::bytes(f.bytes).text()));
    m_items.insert(f.path, item);
    dress(item);
  }
  if (files.size() <= kExpandedFiles) expandAll();
  if (QTreeWidgetItem* item = m_items.value(before)) setCurrentItem(item);
  m_filling = false;
}

void FileTree::setUnsaved(const QSet<QString>& paths) {
  if (paths == m_unsaved) return;
  m_unsaved = paths;
  for (QTreeWidgetItem* item : std::as_const(m_items)) dress(item);
}

void FileTree::choose(const QString& path) {
  if (QTreeWidgetItem* item = m_items.value(path)) setCurrentItem(item);
}

QString FileTree::current() const { return currentItem() ? currentItem()->data(0, kPathRole).toString() : QString(); }

QStringList FileTree::paths() const {
  QStringList all = m_items.keys();
  all.sort();
  return all;
}

}  // namespace scfdesk
